"""The one way that text of the book gets onto the screen: made safe, and never read as markup."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content

from loyaltytui.plain import safe

LONGEST_LINE = 2_000
"""Characters of one text that a screen ever needs; the rest is behind an ellipsis."""


def ink(text: str, style: str = "") -> Content:
    """One line of text of the book, safe to show. `style` is a theme's: `$text-error`."""
    return (
        Content.styled(safe(text, LONGEST_LINE), style)
        if style
        else Content(safe(text, LONGEST_LINE))
    )


def ink_lines(text: str) -> Content:
    """Text of the book with its line breaks."""
    return Content(safe(text, keep_lines=True))


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
    size = cell_len(shown)
    if size <= width and len(text) <= 4 * width + 4:
        return shown + " " * (width - size)
    return _cut(shown, width - 1)


def fit_right(text: str, width: int) -> str:
    """The same with its end at the right edge, as numbers stand."""
    shown = fit(text, width)
    return " " * (len(shown) - len(shown.rstrip())) + shown.rstrip()


def _cut(shown: str, width: int) -> str:
    used = 0
    kept: list[str] = []
    for letter in shown:
        size = cell_len(letter)
        if used + size > width:
            break
        used += size
        kept.append(letter)
    return "".join(kept) + "…" + " " * (width - used)
