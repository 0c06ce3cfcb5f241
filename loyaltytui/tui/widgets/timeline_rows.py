"""A contact's timeline as rows. Which of them can be changed how is the page's work."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from loyaltytui.book.contact_pages import Moment
from loyaltytui.kinds import MEDIUM_BY_WORD
from loyaltytui.tui.widgets.rows import Piece, column
from loyaltytui.tui.widgets.section_rows import Telling

_PAGE = 100
_WITH_STATE = ("promise", "owed", "question", "purchase", "problem")


class TimelineRows:
    """Everything in one column of time; only the pages on screen are read."""

    def __init__(
        self, length: int, fetch: Callable[[int, int], list[Moment]], telling: Telling
    ) -> None:
        self.length = length
        self.fetch = fetch
        self.telling = telling
        self._pages: dict[int, list[Moment]] = {}

    def __len__(self) -> int:
        return self.length

    def is_heading(self, index: int) -> bool:
        """A timeline has no headings."""
        return False

    def prepare(self, start: int, stop: int) -> None:
        """Reads the pages about to be painted."""
        for page in range(start // _PAGE, max(stop - 1, start) // _PAGE + 1):
            if page not in self._pages:
                self._pages[page] = self.fetch(page * _PAGE, _PAGE)

    def moment(self, index: int) -> Moment | None:
        """The moment of a row. None: there is none, or it went meanwhile."""
        if not 0 <= index < self.length:
            return None
        self.prepare(index, index + 1)
        page = self._pages[index // _PAGE]
        at = index % _PAGE
        return page[at] if at < len(page) else None

    def pieces(self, index: int, width: int) -> Iterable[Piece]:
        """When, what, the words."""
        moment = self.moment(index)
        if moment is None:
            return
        first, second = (22, 16) if width >= 100 else (16, 16) if width >= 60 else (14, 10)
        day = self.telling.day(moment.happened_on)
        dated = f"{day} {moment.at_time}".strip()
        look = "strong" if moment.what in MEDIUM_BY_WORD else "dim"
        yield column(dated if len(dated) <= first else day, first, "dim")
        yield column(moment.what, second, look)
        yield column(moment_words(moment, self.telling), width - first - second - 3)


def moment_words(moment: Moment, telling: Telling) -> str:
    """A moment's words on one line, and what became of it."""
    text = telling.words(moment.text, is_confidential=moment.is_confidential)
    is_masked = moment.is_confidential and not telling.is_revealed
    # An outcome is no secret; an answer is as much of one as its question.
    if (
        moment.state
        and moment.what in _WITH_STATE
        and not (is_masked and moment.what not in ("promise", "owed"))
    ):
        return f"{text} · {' '.join(moment.state.split())}"
    return text
