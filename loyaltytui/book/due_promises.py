"""The queries for promises on the agenda: those on show now, and those of the next days.

In which order they stand is decided in `loyalty.agenda`; `pages` reads them. What is open is said
in words of SQL rather than in bound values: a plan that uses the index over open ones alone then
stands at once.
"""

from __future__ import annotations

from functools import cache

from loyaltytui.book.entry_rows import PROMISES
from loyaltytui.loyalty.agenda import MOST_CARDS, AgendaKind

_BY_SIDE = "from promise indexed by promise_open_by_side where outcome = 'open' and side"
_IS_ON_SHOW = "(shown_on is null or shown_on <= ?2)"
_IS_THERE = """
    not exists (select 1 from standing
      where standing.contact_id = promise.contact_id and standing.away_until > ?2)
"""
"""The rep's word is kept to whoever was parked or dropped too; what they owe can wait."""


def _first(found: str) -> str:
    """Of those the first by day, and whatever else is due on the last one's: they go by name."""
    last = f"select due_on {found} and due_on <= ?2 order by due_on limit 1 offset {MOST_CARDS - 1}"
    return f"{found} and due_on <= coalesce(({last}), ?2) order by due_on limit {2 * MOST_CARDS}"


_MINE = _first(f"{_BY_SIDE} = 'mine' and {_IS_ON_SHOW}")
_THEIRS = _first(f"{_BY_SIDE} = 'theirs' and {_IS_ON_SHOW} and {_IS_THERE}")
# Asked for apart from the others: by day those without one would come first.
_UNDATED = f"{_BY_SIDE} = 'mine' and due_on is null and {_IS_ON_SHOW} limit {MOST_CARDS}"
_COMING = (
    "due_on > ?2 and due_on <= ?1 and (shown_on is null or shown_on <= due_on) "
    f"{{more}} order by due_on limit {MOST_CARDS}"
)
_WAITING = f"""
    from promise indexed by promise_snoozed where outcome = 'open' and shown_on > ?2
    and shown_on <= ?1 and (due_on is null or due_on < shown_on)
    and (side = 'mine' or due_on is not null and {_IS_THERE})
    order by shown_on limit {MOST_CARDS}
"""
_OF = {
    AgendaKind.PROMISE: (_MINE, _UNDATED),
    AgendaKind.OWED: (_THEIRS,),
    AgendaKind.UPCOMING: (
        f"{_BY_SIDE} = 'mine' and {_COMING.format(more='')}",
        f"{_BY_SIDE} = 'theirs' and {_COMING.format(more=f'and {_IS_THERE}')}",
        _WAITING,
    ),
}


@cache
def promises_sql(kinds: tuple[AgendaKind, ...]) -> str:
    """The query for these sections' promises; empty where they have none.

    Bound first is the last day that is looked at, then today.
    """
    found = [f"select * from (select id {each})" for kind in kinds for each in _OF.get(kind, ())]
    return f"{PROMISES} where promise.id in ({' union all '.join(found)})" if found else ""
