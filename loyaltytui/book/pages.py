"""Readers for the agenda: at most three queries a page, each answered by an index."""

from __future__ import annotations

from loyaltytui.book.entry_rows import CHECK_INS, PROMISES, read_check_in, read_promise
from loyaltytui.book.open_ends import OpenEnds
from loyaltytui.book.promise_pages import PromisePages
from loyaltytui.loyalty.agenda import (
    MOST_CARDS,
    UNRANKED_CADENCE_DAYS,
    UPCOMING_DAYS,
    AgendaItem,
    agenda,
    day_within,
)


def _first_of(side: str) -> str:
    """SQL for a side's promises that come first: those on show now, and as many to come."""
    return f"""
      select * from (select id from promise indexed by promise_open_by_side
        where outcome = 'open' and side = '{side}' and due_on <= ?1
        and (shown_on is null or shown_on <= ?1)
        order by due_on limit {2 * MOST_CARDS})
    """


# What is open is said in words of SQL rather than in bound values: a plan that uses the index
# over open ones alone then stands at once. Those without a day are asked for apart from the
# others: they would come first by day and could fill the whole page. The rep's word is kept to
# whoever was parked or dropped too; what they owe can wait.
_DUE_PROMISES = f"""
    {PROMISES} where promise.id in (
      {_first_of("mine")} union all {_first_of("theirs")} union all
      select * from (select id from promise where outcome = 'open' and due_on is null
        and side = 'mine' limit {MOST_CARDS}))
    and (promise.side = 'mine' or not exists (select 1 from standing
      where standing.contact_id = promise.contact_id and standing.away_until > ?2))
"""
_MOST_CHECK_INS = 2 * MOST_CARDS


def _lateness(due_on: str) -> str:
    """SQL for how late a day is, reckoned by the contact's cadence."""
    days = f"iif(standing.cadence_days > 0, standing.cadence_days, {UNRANKED_CADENCE_DAYS})"
    return f"(julianday(?2) - julianday({due_on})) / {days}"


_IS_THERE = "(standing.away_until is null or standing.away_until <= ?2)"
_IS_WAITED_FOR = f"""
    next_check_in_on is not null and next_check_in_on <= ?2 and {_IS_THERE}
    and contact_id not in waiting
"""
# Those late longest for their cadence come first. Of one cadence that is the order of days, which
# an index has: so many of each are looked at, not everybody who is late. Whoever has a card that
# waits is looked at besides, for their first check-in may not be the one to be shown.
_DUE_CHECK_INS = f"""
    with recursive cadence(days) as (
      select min(cadence_days) from standing indexed by standing_due
        where next_check_in_on is not null
      union all
      select (select min(cadence_days) from standing indexed by standing_due
        where next_check_in_on is not null and cadence_days > cadence.days)
      from cadence where cadence.days is not null),
    waiting(contact_id) as (
      select contact_id from check_in indexed by check_in_snoozed
      where is_open = 1 and shown_on is not null and shown_on > ?1),
    enough(days, until_on) as materialized (
      select days, coalesce((select next_check_in_on from standing indexed by standing_due
        where cadence_days = days and {_IS_WAITED_FOR}
        order by next_check_in_on limit 1 offset {_MOST_CHECK_INS - 1}), ?2)
      from cadence where days is not null),
    ranked(contact_id) as (
      select contact_id from enough cross join standing indexed by standing_due
        on cadence_days = days and next_check_in_on <= until_on and {_IS_WAITED_FOR}
      order by {_lateness("next_check_in_on")} desc limit {_MOST_CHECK_INS}),
    soon(contact_id) as (
      select contact_id from standing indexed by standing_by_next_check_in
      where next_check_in_on > ?2 and next_check_in_on <= ?1 and {_IS_THERE}
      order by next_check_in_on limit {MOST_CARDS})
    {CHECK_INS}
    where check_in.contact_id in
      (select * from ranked union select * from soon union select * from waiting)
    and is_open = 1 and due_on <= ?1 and (shown_on is null or shown_on <= ?1) and {_IS_THERE}
    order by {_lateness("check_in.due_on")} desc, check_in.id limit {2 * _MOST_CHECK_INS}
"""


class AgendaPages(OpenEnds, PromisePages):
    """Reads what needs the rep today."""

    def agenda(self, days: int = UPCOMING_DAYS) -> list[AgendaItem]:
        """The agenda in its order. Three queries, and as much to read however large the book."""
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
