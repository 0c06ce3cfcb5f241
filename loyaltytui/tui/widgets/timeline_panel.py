"""What happened with a contact of late, as a third column on very wide terminals.

Reading it is the page's work; the whole of it is the Timeline section of the contact's own page.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive

from loyaltytui.book.contact_pages import Moment
from loyaltytui.kinds import MEDIUM_BY_WORD
from loyaltytui.tui.widgets.framed import FramedLines
from loyaltytui.tui.widgets.ink import ink
from loyaltytui.tui.widgets.section_rows import Telling
from loyaltytui.tui.widgets.timeline_rows import moment_words

MOST_MOMENTS = 60
"""More than the tallest terminal has lines for."""
_ROWS_OF_WORDS = 3


def timeline_in_room(
    moments: Sequence[Moment], telling: Telling, width: int, height: int
) -> list[Content]:
    """The latest moments as rows, each under its day; none is begun that has no room for words."""
    rows: list[Content] = []
    for at, moment in enumerate(moments):
        more = _moment_rows(moment, telling, width)
        is_last = at == len(moments) - 1
        if len(rows) + len(more) + (not is_last) > height:
            left = ink(f"… {len(moments) - at} more, on their page", "$foreground-muted")
            return [*rows, left][:height]
        rows += more
    return rows or [ink("Nothing has happened yet.", "$foreground-muted")]


def _moment_rows(moment: Moment, telling: Telling, width: int) -> list[Content]:
    look = "bold" if moment.what in MEDIUM_BY_WORD else "$foreground-muted"
    dated = f"{telling.day(moment.happened_on)} {moment.at_time}".strip()
    head = Content.assemble(ink(f"{dated}  ", "$foreground-muted"), ink(moment.what, look))
    words = ink(moment_words(moment, telling)).wrap(max(width - 2, 1))
    if len(words) > _ROWS_OF_WORDS:
        cut = words[_ROWS_OF_WORDS - 1].rstrip() + Content(" …")
        words = [*words[: _ROWS_OF_WORDS - 1], cut.truncate(max(width - 2, 1), ellipsis=True)]
    return [head.truncate(width, ellipsis=True), *(Content("  ") + row for row in words)]


_NOBODY = "What happened with whoever is highlighted stands here."


class TimelinePanel(FramedLines):
    """The latest moments of whoever is highlighted, in exactly the room there is."""

    DEFAULT_CSS = """
    TimelinePanel { width: 2fr; height: 1fr; padding: 0 1; border: round $frame; }
    """

    moments: reactive[Sequence[Moment] | None] = reactive(None)
    """None: nobody is highlighted."""

    def __init__(self, telling: Telling) -> None:
        super().__init__()
        self.telling = telling
        self.border_title = Content("Timeline")

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """All there is."""
        return container.height

    def show(self, moments: Sequence[Moment] | None, telling: Telling) -> None:
        """Shows a contact's latest moments, or nothing."""
        self.telling = telling
        self.moments = moments
        self.rewrite()

    def lines(self) -> Sequence[Content]:
        """As many as there is room for."""
        if self.moments is None:
            return ink(_NOBODY, "$foreground-muted").wrap(max(self.content_size.width, 1))
        size = self.content_size
        return timeline_in_room(self.moments, self.telling, max(size.width, 1), size.height)
