"""A brief in as much room as there is: long lines are cut, and what matters least gives way.

What a brief says is `brief_panel`'s work.
"""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from loyaltytui.tui.widgets.brief_panel import BriefParts
from loyaltytui.tui.widgets.ink import ink

_ROWS_OF_LAST_WORDS = 3


def brief_in_room(parts: BriefParts, width: int, height: int) -> list[Content]:
    """The brief as rows, at most so many of so many cells; what does not fit is counted.

    The person, the last words and the ways to reach them stay longest: they are what a call
    begins with.
    """
    width, height = max(width, 1), max(height, 1)
    first = [*parts.person, *([Content("")] if parts.person else [])]
    apart = [Content("")] if parts.reach else []
    known = [*parts.promises, *parts.knowledge]
    # Behind the name while there is room for all; else with what gives way, the last to do so.
    whole = [*parts.person, *parts.figures, *first[len(parts.person) :], *parts.days]
    whole += [*known, *apart, *parts.reach]
    middle = [*parts.figures, *known]
    rows = [row for line in whole for row in line.wrap(width)]
    if len(rows) <= height:
        return rows
    top = [_cut(line, width) for line in first]
    top += [row for line in parts.days[:1] for row in _rows(line, width, _ROWS_OF_LAST_WORDS)]
    top += [_cut(line, width) for line in parts.days[1:]]
    bottom = [_cut(Content(" · ").join(parts.reach), width)] if parts.reach else []
    room = max(height - len(top) - len(bottom), 0)
    shown = [_cut(line, width) for line in middle]
    if len(shown) > room:
        left = len(shown) - max(room - 1, 0)
        shown = [*shown[: max(room - 1, 0)], ink(f"… {left} more", "$foreground-muted")]
    return [*top, *shown, *bottom][:height]


def _cut(line: Content, width: int) -> Content:
    return line.truncate(width, ellipsis=True)


def _rows(line: Content, width: int, most: int) -> list[Content]:
    """A line in at most so many rows; the last says that there was more."""
    rows = line.wrap(width)
    if len(rows) <= most:
        return rows
    return [*rows[: most - 1], _cut(rows[most - 1].rstrip() + Content(" …"), width)]


class BriefRoom(Widget):
    """Shows a brief in exactly the room it has."""

    DEFAULT_CSS = """
    BriefRoom { width: 1fr; height: 1fr; }
    """

    parts: reactive[BriefParts | None] = reactive(None, layout=True)
    """None: nobody's."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Where the height is left to it: as much as it needs, within the container."""
        return len(brief_in_room(self.parts, width, container.height)) if self.parts else 0

    def render(self) -> Content:
        """The rows there is room for."""
        if self.parts is None:
            return Content("")
        return Content("\n").join(brief_in_room(self.parts, self.size.width, self.size.height))
