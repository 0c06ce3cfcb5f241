"""What an empty Log box says: three lines, and what each of them would be understood as today."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from textual.content import Content

from loyaltytui.capture.chips import Chip
from loyaltytui.tui.widgets.chips import told_chips
from loyaltytui.tui.widgets.ink import ink

_EXAMPLES = (
    "renewing > send quote fri",
    "< PO 5 dec ~3w",
    "ask: who signs? goal: a boat *",
)
_MORE = "kept: quote · bought: 900 EUR pump · rival: trend: ... · tab completes"
_NARROWEST = 20


def example_lines(read: Callable[[str], Sequence[Chip]], width: int) -> Iterator[Content]:
    """Each as it is typed and, where there is room, the chips that it becomes."""
    first = max(map(len, _EXAMPLES)) + 2
    room = width - first
    for example in _EXAMPLES:
        typed = ink(example.ljust(first) if room > _NARROWEST else example)
        meant = told_chips(read(example)).truncate(max(room, 0), ellipsis=True)
        yield Content.assemble(typed, meant) if room > _NARROWEST else typed
    yield ink(_MORE, "$foreground-muted")
