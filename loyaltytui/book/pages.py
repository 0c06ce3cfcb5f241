"""Readers for the agenda: at most three queries a page, each answered by an index."""

from __future__ import annotations

from loyaltytui.book.due_check_ins import check_ins_sql
from loyaltytui.book.due_promises import promises_sql
from loyaltytui.book.entry_rows import read_check_in, read_promise
from loyaltytui.book.open_ends import OpenEnds
from loyaltytui.book.promise_pages import PromisePages
from loyaltytui.loyalty.agenda import (
    UPCOMING_DAYS,
    AgendaItem,
    AgendaKind,
    agenda,
    day_within,
)

_ALL = tuple(AgendaKind)


class AgendaPages(OpenEnds, PromisePages):
    """Reads what needs the rep today."""

    def agenda(self, days: int = UPCOMING_DAYS) -> list[AgendaItem]:
        """The agenda in its order. Three queries, and as much to read however large the book."""
        horizon = day_within(self.today, days)
        when = (horizon.isoformat(), self.today.isoformat())
        promises, check_ins = promises_sql(_ALL), check_ins_sql(_ALL)
        ends = self._open_ends(horizon)
        return agenda(
            [read_promise(row) for row in self.rows(promises, when)],
            [read_check_in(row) for row in self.rows(check_ins, when)],
            ends.unplanned,
            self.today,
            days,
            problems=ends.problems,
            after_sales=ends.after_sales,
            announcements=ends.announcements,
        )
