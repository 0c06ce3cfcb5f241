"""Rows as pieces of text, each as wide as it will be on the glass.

Free of Textual: the first frame is painted from the same pieces before Textual has loaded. Which
style a look is stands in the style sheet, and for the first frame in `first_colours`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from msgspec import Struct

from loyaltytui.plain import safe

LOOKS = ("plain", "late", "good", "dim", "strong", "heading", "rule")
"""How a piece may look. Each is a component class in the style sheet."""
MARK = "● "
"""Stands at the left of a row that is marked."""
BAR = "▌"
"""Stands at the left of the row beneath the cursor, where keys are listened to."""
THUMB = "▐"
"""At the right edge: where in the list the screen is, when there is more than it holds."""

_MAY_BE_WIDE = re.compile("[^ -~\u00a1-\u00ac\u00ae-\u02ff·…─▌▏▐●“”]")
"""Anything but what is one cell wide in every terminal."""


class Piece(Struct, frozen=True):
    """Some text of a row, already as wide as it will be."""

    text: str
    look: str = "plain"
    link: str = ""
    """Where the terminal's own click on it leads; empty: nowhere."""


class RowSource(Protocol):
    """What a list shows."""

    def __len__(self) -> int:
        """How many rows there are, headings included."""

    def is_heading(self, index: int) -> bool:
        """Is this row passed over by the cursor?"""

    def prepare(self, start: int, stop: int) -> None:
        """Called before rows `start` to `stop` are painted, so that one query can fetch them."""

    def pieces(self, index: int, width: int) -> Iterable[Piece]:
        """One row's pieces; together they may be shorter than `width` cells, never longer."""


def cells(text: str) -> int:
    """How many cells a text takes. The table of wide letters is loaded when one may be met."""
    if text.isascii() or not _MAY_BE_WIDE.search(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def fit(text: str, width: int) -> str:
    """Text of the book in exactly `width` cells: padded, or ended with an ellipsis."""
    if width <= 0:
        return ""
    # Four characters a cell leave room for what takes no cell at all.
    shown = safe(text[: 4 * width + 4])
    if shown.isascii():
        if len(shown) <= width and len(text) <= 4 * width + 4:
            return shown.ljust(width)
        return shown[: width - 1] + "…"
    size = cells(shown)
    if size <= width and len(text) <= 4 * width + 4:
        return shown + " " * (width - size)
    return _cut(shown, width - 1)


def fit_right(text: str, width: int) -> str:
    """The same with its end at the right edge, as numbers stand."""
    shown = fit(text, width)
    return " " * (len(shown) - len(shown.rstrip())) + shown.rstrip()


def _cut(shown: str, width: int) -> str:
    """Never within a sign: several letters may be one, and take fewer cells than they would alone.

    What is left over where the next one does not fit whole stands behind the ellipsis.
    """
    if not _MAY_BE_WIDE.search(shown):
        return f"{shown[:width]}…"
    from rich.cells import set_cell_size

    filled = set_cell_size(shown, width)
    kept = filled if shown.startswith(filled) else filled.rstrip(" ")
    return f"{kept}…".ljust(len(filled) + 1)


def column(text: str, width: int, look: str = "plain", link: str = "") -> Piece:
    """A cell of a row: text of the book in exactly `width` cells, and a gap."""
    return Piece(fit(text, width) + " ", look, link)


def laid_out(
    source: RowSource, index: int, width: int, *, bar: str = " ", mark: str = ""
) -> list[Piece]:
    """A whole row but for its last cell, which is the scroll bar's.

    `bar` stands at the left of the row beneath the cursor, `mark` behind it where some are marked.
    """
    pieces = [Piece(bar, "strong")]
    if mark:
        pieces.append(Piece(mark, "heading"))
    pieces += source.pieces(index, width - 1 - len(bar) - len(mark))
    used = sum(cells(piece.text) for piece in pieces)
    pieces.append(Piece(" " * max(width - 1 - used, 0)))
    return pieces


def has_thumb(y: int, top: int, height: int, count: int) -> bool:
    """Is the scroll bar's thumb in this line? There is one when more is there than fits."""
    if count <= height:
        return False
    length = max(height * height // count, 1)
    # Rounded down, so that it stands at the bottom only where nothing follows.
    begin = min(top, count - height) * (height - length) // (count - height)
    return begin <= y < begin + length
