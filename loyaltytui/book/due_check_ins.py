"""The queries for check-ins on the agenda: who is late, what asks after a sale, the next days.

In which order they stand, and that each contact has one card, is decided in `loyalty.agenda`;
`pages` reads them.
"""

from __future__ import annotations

from functools import cache

from loyaltytui.book.entry_rows import CHECK_INS
from loyaltytui.loyalty.agenda import MOST_CARDS, UNRANKED_CADENCE_DAYS, AgendaKind

_MOST = 2 * MOST_CARDS
_ASKS = "purpose in ('delivery', 'value')"
"""`loyalty.aftersale` says which do; told in the words of the index that holds them."""
_IS_NOW = "is_open = 1 and due_on <= ?2 and (shown_on is null or shown_on <= ?2)"
_IS_THERE = "(standing.away_until is null or standing.away_until <= ?2)"
_IS_WAITED_FOR = f"""
    next_check_in_on is not null and next_check_in_on <= ?2 and {_IS_THERE}
    and contact_id not in waiting
"""


def _lateness(due_on: str) -> str:
    """SQL for how late a day is, reckoned by the contact's cadence."""
    days = f"iif(standing.cadence_days > 0, standing.cadence_days, {UNRANKED_CADENCE_DAYS})"
    return f"(julianday(?2) - julianday({due_on})) / {days}"


# Those late longest for their cadence come first. Of one cadence that is the order of days, which
# an index has: so many of each are looked at, not everybody who is late. Whoever has a card that
# waits is looked at besides, for their first check-in may not be the one to be shown.
_RANKED = f"""
    cadence(days) as (
      select min(cadence_days) from standing indexed by standing_due
        where next_check_in_on is not null
      union all
      select (select min(cadence_days) from standing indexed by standing_due
        where next_check_in_on is not null and cadence_days > cadence.days)
      from cadence where cadence.days is not null),
    waiting(contact_id) as (
      select contact_id from check_in indexed by check_in_snoozed
      where is_open = 1 and shown_on is not null and shown_on > ?2),
    enough(days, until_on) as materialized (
      select days, coalesce((select next_check_in_on from standing indexed by standing_due
        where cadence_days = days and {_IS_WAITED_FOR}
        order by next_check_in_on limit 1 offset {_MOST - 1}), ?2)
      from cadence where days is not null),
    ranked(contact_id) as (
      select contact_id from enough cross join standing indexed by standing_due
        on cadence_days = days and next_check_in_on <= until_on and {_IS_WAITED_FOR}
      order by {_lateness("next_check_in_on")} desc limit {_MOST}),
    late(id, contact_id, lateness) as materialized (
      select check_in.id, check_in.contact_id, {_lateness("check_in.due_on")} as lateness
      from check_in indexed by check_in_one_per_reason
      cross join standing on standing.contact_id = check_in.contact_id
      where check_in.contact_id in (select contact_id from ranked union select * from waiting)
      and {_IS_NOW} and not {_ASKS} and {_IS_THERE}
      order by lateness desc, check_in.id limit {2 * _MOST})
"""
_LATE = f"""
    select id from late where lateness >= coalesce(
      (select max(lateness) from late group by contact_id order by 1 desc
        limit 1 offset {MOST_CARDS - 1}), 0)
"""
"""Of those no more than are shown, and whoever is as late as the last: they go by name."""
_ASKING = f"""
    select check_in.id from check_in indexed by check_in_after_sale
    cross join standing on standing.contact_id = check_in.contact_id
    where {_IS_NOW} and {_ASKS} and {_IS_THERE} order by due_on limit {_MOST}
"""
_IS_WITHIN = "is_open = 1 and due_on <= ?1 and (shown_on is null or shown_on <= ?1)"
_FIRST_IS_COMING = f"""
    select check_in.id from check_in indexed by check_in_one_per_reason
    where check_in.contact_id in (select * from (
      select contact_id from standing indexed by standing_by_next_check_in
      where next_check_in_on > ?2 and next_check_in_on <= ?1 and {_IS_THERE}
      order by next_check_in_on, name_key limit {MOST_CARDS})) and {_IS_WITHIN}
"""
# Another comes next of those alone whose first waits, or asks after a sale; and of a contact who
# has a card of that kind now it is no card of its own.
_ANOTHER_IS_COMING = f"""
    select check_in.id from check_in indexed by check_in_one_per_reason
    cross join standing on standing.contact_id = check_in.contact_id
    where check_in.contact_id in (
      select contact_id from check_in indexed by check_in_snoozed
        where is_open = 1 and shown_on is not null and shown_on > ?2
      union select contact_id from check_in indexed by check_in_after_sale
        where is_open = 1 and {_ASKS} and due_on <= ?1)
    and {_IS_WITHIN} and not ({_IS_NOW}) and {_IS_THERE} and not exists (
      select 1 from check_in as now indexed by check_in_one_per_reason
      where now.contact_id = check_in.contact_id and now.is_open = 1 and now.due_on <= ?2
      and (now.shown_on is null or now.shown_on <= ?2)
      and (now.purpose in ('delivery', 'value')) = (check_in.purpose in ('delivery', 'value')))
    order by max(due_on, coalesce(shown_on, '')) limit {MOST_CARDS}
"""
_OF = {
    AgendaKind.CHECK_IN: (_LATE,),
    AgendaKind.AFTER_SALE: (_ASKING,),
    AgendaKind.UPCOMING: (_FIRST_IS_COMING, _ANOTHER_IS_COMING),
}


@cache
def check_ins_sql(kinds: tuple[AgendaKind, ...]) -> str:
    """The query for these sections' check-ins; empty where they have none.

    Bound first is the last day that is looked at, then today.
    """
    found = [f"select * from ({each})" for kind in kinds for each in _OF.get(kind, ())]
    if not found:
        return ""
    ranked = f"with recursive {_RANKED}" if AgendaKind.CHECK_IN in kinds else ""
    return f"{ranked} {CHECK_INS} where check_in.id in ({' union all '.join(found)})"
