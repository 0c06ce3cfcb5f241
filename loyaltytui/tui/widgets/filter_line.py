"""The line that filters the contacts, and the chips of what it was understood as.

What a condition is, and what stays a word, is decided in `capture.filters`.
"""

from __future__ import annotations

from textual.content import Content

from loyaltytui.capture.filters import Sought
from loyaltytui.tui.widgets.ink import ink
from loyaltytui.tui.widgets.typing import TextLine

_GAP = ink(" · ", "$foreground-muted")


class FilterLine(TextLine):
    """The line behind `/`: the list keeps answering to the arrows while it is typed on."""

    DEFAULT_CSS = """
    FilterLine { display: none; background: $panel; }
    """

    def __init__(self) -> None:
        super().__init__(placeholder="a name, an account, any words of a note, or tier:A quiet:90")


def sought_line(sought: Sought) -> Content:
    """A chip for each condition, then the words that must be found besides."""
    chips = [ink(f"[{condition.chip}]", "bold $text-accent") for condition in sought.conditions]
    if sought.words:
        chips.append(Content.assemble(ink("words ", "$foreground-muted"), ink(f"“{sought.words}”")))
    return _GAP.join(chips)
