"""The one way that text of the book gets onto the screen: made safe, and never read as markup."""

from __future__ import annotations

from textual.content import Content

from loyaltytui.plain import safe
from loyaltytui.tui.widgets.cells import fit as fit
from loyaltytui.tui.widgets.cells import fit_right as fit_right

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
