"""Printing: text made safe, columns cut to the terminal, data and narration kept apart.

What is printed is decided by each verb; the shapes of JSON live in `as_json`.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Sequence

from loyaltytui.plain import is_simple, safe

_GAP = "  "
_WIDEST_COLUMN = 30
_NARROWEST_LAST = 12
_WIDE = ("W", "F")


def say(text: str = "") -> None:
    """Prints a line of data."""
    print(safe(text, keep_lines=True))


def narrate(text: str) -> None:
    """Prints a line for the person who reads along, never for a script."""
    print(safe(text, keep_lines=True), file=sys.stderr)


def say_rows(rows: Sequence[Sequence[str]], *, indent: str = "  ") -> None:
    """Prints rows as columns; a terminal gets them cut to its width, a pipe gets all."""
    if lines := columns(rows, terminal_width(), indent=indent):
        print("\n".join(lines))


def terminal_width() -> int:
    """How many cells a line has; 0 where nobody counts them, as in a pipe."""
    if sys.stdout is None or not sys.stdout.isatty():
        return 0
    import shutil

    return shutil.get_terminal_size().columns


def columns(rows: Sequence[Sequence[str]], width: int, *, indent: str = "") -> list[str]:
    """Rows as lines of aligned cells, each line within `width`; 0 cuts nothing.

    The last column takes what the others leave. Columns that are empty in every row vanish.
    """
    told = zip(*([safe(cell) for cell in row] for row in rows), strict=True)
    *fixed, last = [column for column in told if any(column)] or [("",) * len(rows)]
    widest = _WIDEST_COLUMN if not width else max(min(_WIDEST_COLUMN, width // 3), 4)
    starts = [indent] * len(rows)
    for column in fixed:
        size = min(max(map(cells, column)), widest)
        shown = [clipped(cell, size) for cell in column] if width else column
        starts = [
            f"{start}{_padded(cell, size)}{_GAP}" for start, cell in zip(starts, shown, strict=True)
        ]
    if not width:
        return [f"{start}{cell}".rstrip() for start, cell in zip(starts, last, strict=True)]
    lines = []
    for start, cell in zip(starts, last, strict=True):
        room = max(width - cells(start), _NARROWEST_LAST)
        lines.append(clipped(f"{start}{clipped(cell, room)}".rstrip(), width))
    return lines


def cells(text: str) -> int:
    """How many cells of a terminal the text takes: wide letters take two, marks none."""
    if is_simple(text):
        return len(text)
    return sum(_cells_of(letter) for letter in text)


def clipped(text: str, width: int) -> str:
    """The text within so many cells, an ellipsis where it was cut."""
    if len(text) * 2 <= width or cells(text) <= width:
        return text
    room = width - 1
    for at, letter in enumerate(text):
        room -= _cells_of(letter)
        if room < 0:
            return text[:at] + "…"
    return text


def _cells_of(letter: str) -> int:
    # Joiners, marks that stand on another letter, and variation selectors take no cell.
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in _WIDE else 1


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text))
