"""The chips of what a filter was understood as.

What a condition is, and what stays a word, is decided in `capture.filters`.
"""

from __future__ import annotations

from textual.content import Content

from loyaltytui.capture.filters import Sought
from loyaltytui.tui.widgets.ink import ink

_GAP = ink(" · ", "$foreground-muted")


def sought_line(sought: Sought) -> Content:
    """A chip for each condition, then the words that must be found besides.

    Before them, in a line that they fill, that some conditions count for nothing.
    """
    chips = [ink(sought.said_left_out, "$text-warning")] if sought.left_out else []
    chips += [ink(f"[{condition.chip}]", "bold $text-accent") for condition in sought.conditions]
    if sought.words:
        chips.append(Content.assemble(ink("words ", "$foreground-muted"), ink(f"“{sought.words}”")))
    return _GAP.join(chips)
