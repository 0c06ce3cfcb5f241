"""Readers for the agenda: at most three queries a page, each answered by an index."""

from __future__ import annotations

from loyaltytui.book.entry_rows import CHECK_INS, PROMISES, read_check_in, read_promise
from loyaltytui.book.open_ends import MOST_CARDS, OpenEnds
from loyaltytui.book.promise_pages import PromisePages
from loyaltytui.loyalty.agenda import (
    UNRANKED_CADENCE_DAYS,
    UPCOMING_DAYS,
    AgendaItem,
    agenda,
    day_within,
)

# What is open is said in words of SQL rather than in bound values: a plan that uses the index
# over open ones alone then stands at once. Those without a day are asked for apart from the
# others: they would come first by day and could fill the whole page. The rep's word is kept to
# whoever was parked or dropped too; what they owe can wait.
_DUE_PROMISES = f"""
    {PROMISES} where promise.id in (
      select * from (select id from promise where outcome = 'open' and due_on <= ?1
        order by due_on limit {2 * MOST_CARDS})
      union all
      select * from (select id from promise where outcome = 'open' and due_on is null
        and side = 'mine' limit {MOST_CARDS}))
    and (promise.side = 'mine' or not exists (select 1 from standing
      where standing.contact_id = promise.contact_id and standing.away_until > ?2))
"""
_LATENESS = (
    "(julianday(?2) - julianday(check_in.due_on)) / iif(standing.cadence_days > 0, "
    f"standing.cadence_days, {UNRANKED_CADENCE_DAYS})"
)
# Ranked by themselves: names are looked up for those alone who make it onto the page.
_DUE_CHECK_INS = f"""
    {CHECK_INS} where check_in.id in (
      select check_in.id from check_in
      left join standing on standing.contact_id = check_in.contact_id
      where is_open = 1 and due_on <= ?1 and (shown_on is null or shown_on <= ?1)
      and (standing.away_until is null or standing.away_until <= ?2)
      order by {_LATENESS} desc, check_in.id limit {2 * MOST_CARDS})
    order by {_LATENESS} desc, check_in.id
"""


class AgendaPages(OpenEnds, PromisePages):
    """Reads what needs the rep today."""

    def agenda(self, days: int = UPCOMING_DAYS) -> list[AgendaItem]:
        """The whole agenda in its order. Three queries, however large the book."""
        horizon = day_within(self.today, days)
        ends = self._open_ends(horizon)
        when = (horizon.isoformat(), self.today.isoformat())
        return agenda(
            [read_promise(row) for row in self.rows(_DUE_PROMISES, when)],
            [read_check_in(row) for row in self.rows(_DUE_CHECK_INS, when)],
            ends.unplanned,
            self.today,
            days,
            problems=ends.problems,
            after_sales=ends.after_sales,
            announcements=ends.announcements,
        )
