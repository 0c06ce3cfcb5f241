"""A brief in as much room as there is: long lines are cut, and what matters least gives way.

What a brief says is `brief_panel`'s work.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from loyaltytui.book.brief import Brief
from loyaltytui.tui.widgets.brief_panel import BriefParts, brief_parts
from loyaltytui.tui.widgets.framed import FramedLines
from loyaltytui.tui.widgets.ink import ink, ink_lines

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
    rows = [row for line in whole for row in _wrapped(line, width)]
    if len(rows) <= height:
        return rows
    top = [_cut(line, width) for line in first]
    top += [row for line in parts.days[:1] for row in _rows(line, width, _ROWS_OF_LAST_WORDS)]
    top += [_cut(line, width) for line in parts.days[1:]]
    bottom = [_cut(Content(" · ").join(parts.reach), width)] if parts.reach else []
    room = max(height - len(top) - len(bottom), 0)
    shown: list[Content] = []
    spare = max(room - len(middle), 0)
    for line in middle:
        more = _rows(line, width, 1 + spare)
        spare -= len(more) - 1
        shown += more
    if len(shown) > room:
        left = len(shown) - max(room - 1, 0)
        shown = [*shown[: max(room - 1, 0)], ink(f"… {left} more", "$foreground-muted")]
    return [*top, *shown, *bottom][:height]


def _wrapped(line: Content, width: int) -> list[Content]:
    """A line in rows; a dot between two things stands behind the first of them."""
    rows = line.wrap(width)
    for at in range(1, len(rows)):
        before = rows[at - 1].rstrip()
        if rows[at].plain.startswith("· ") and before.cell_length + 2 <= width:
            rows[at - 1] = before + Content(" ") + rows[at][:1]
            rows[at] = rows[at][2:]
    return rows


def _cut(line: Content, width: int) -> Content:
    return line.truncate(width, ellipsis=True)


def _rows(line: Content, width: int, most: int) -> list[Content]:
    """A line in at most so many rows; the last says that there was more."""
    rows = _wrapped(line, width)
    if len(rows) <= most:
        return rows
    if most == 1:
        return [_cut(line, width)]
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


class BriefPanel(FramedLines):
    """The brief beside a list, on wide terminals."""

    DEFAULT_CSS = """
    BriefPanel { width: 2fr; height: 1fr; padding: 0 1; border: round $frame; }
    """

    parts: reactive[BriefParts | None] = reactive(None)
    """None: nobody's. Its place does not hang on what it says: none is reckoned anew."""

    words: reactive[str] = reactive("")
    """Said in a brief's place while nobody is highlighted."""

    def watch_parts(self) -> None:
        """Another brief."""
        self.rewrite()

    def watch_words(self) -> None:
        """Other words in its place."""
        self.rewrite()

    def show(self, brief: Brief, today: dt.date) -> None:
        """Shows a contact's brief."""
        self.border_title = Content("Brief")
        self.parts = brief_parts(brief, today)

    def say(self, title: str, words: str) -> None:
        """Nobody is highlighted: words about the page instead."""
        self.border_title = ink(title)
        self.parts, self.words = None, words

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As much as there is."""
        return container.height

    def lines(self) -> Sequence[Content]:
        """The brief, or the words in its place."""
        if self.parts is None:
            return ink_lines(self.words).wrap(max(self.size.width, 1))
        return brief_in_room(self.parts, self.size.width, self.size.height)
