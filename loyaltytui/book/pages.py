"""Readers for the agenda: all of it in three queries, or part by part, each by an index."""

from __future__ import annotations

from collections.abc import Iterator

from loyaltytui.book.due_check_ins import check_ins_sql
from loyaltytui.book.due_promises import promises_sql
from loyaltytui.book.entry_rows import read_check_in, read_promise
from loyaltytui.book.open_ends import OPEN_ENDS, Ends, OpenEnds
from loyaltytui.book.promise_pages import PromisePages
from loyaltytui.loyalty.agenda import (
    UPCOMING_DAYS,
    AgendaItem,
    AgendaKind,
    agenda,
    day_within,
    in_sections,
)

_ALL = tuple(AgendaKind)
_FIRST = (AgendaKind.PROMISE,), (AgendaKind.CHECK_IN,)
"""These fill most screens."""
_READ_BY_PARTS = *_FIRST, tuple(kind for kind in AgendaKind if (kind,) not in _FIRST)


class AgendaPages(OpenEnds, PromisePages):
    """Reads what needs the rep today."""

    def agenda(self, days: int = UPCOMING_DAYS) -> list[AgendaItem]:
        """The agenda in its order. Three queries, and as much to read however large the book."""
        return self._cards(_ALL, days)

    def agenda_sections(self, days: int = UPCOMING_DAYS) -> Iterator[list[AgendaItem]]:
        """The same section by section; what nobody asks for is not read."""
        for kinds in _READ_BY_PARTS:
            yield from in_sections(self._cards(kinds, days))

    def agenda_of(self, kinds: tuple[AgendaKind, ...]) -> list[AgendaItem]:
        """These sections of it alone; what the others hold is not read."""
        return self._cards(kinds, UPCOMING_DAYS)

    def _cards(self, kinds: tuple[AgendaKind, ...], days: int) -> list[AgendaItem]:
        horizon = day_within(self.today, days)
        when = (horizon.isoformat(), self.today.isoformat())
        promises, check_ins = promises_sql(kinds), check_ins_sql(kinds)
        ends = self._open_ends(horizon) if OPEN_ENDS.intersection(kinds) else Ends()
        return agenda(
            [read_promise(row) for row in self.rows(promises, when)] if promises else (),
            [read_check_in(row) for row in self.rows(check_ins, when)] if check_ins else (),
            ends.unplanned,
            self.today,
            days,
            problems=ends.problems,
            after_sales=ends.after_sales,
            announcements=ends.announcements,
        )
