"""What the lower edge of a box says, in as many words as it has room for.

Which words those are is each box's own.
"""

from __future__ import annotations

from rich.cells import cell_len
from textual.widget import Widget

from loyaltytui.tui.widgets.ink import ink

_AROUND = 6
"""Cells of an edge that hold no words: its corners, and a line and a space beside each."""


def say_at_edge(box: Widget, *said: str) -> None:
    """Says the first of these that is not cut there, or the last, which is the shortest."""
    room = _width(box) - _AROUND
    box.border_subtitle = ink(next((one for one in said if cell_len(one) <= room), said[-1]))


def _width(box: Widget) -> int:
    """As it will be laid out: a box that has just been opened, or a window resized, is not yet."""
    screen = box.app.size
    wanted = (box.styles.width, box.styles.max_width)
    return min(int(one.resolve(screen, screen)) for one in wanted if one is not None)
