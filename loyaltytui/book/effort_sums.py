"""What every account has cost in minutes, in one walk through the talks of the window.

What effort is, and whom it makes costly, lives in `loyalty.effort`.
"""

from __future__ import annotations

import datetime as dt
from array import array
from collections import Counter

from loyaltytui.book.streams import Read
from loyaltytui.entries import AccountId
from loyaltytui.kinds import MEDIA

_DENSE = 1 << 24
"""Up to here the length of each talk is kept at its number, in a fraction of the memory."""


def minutes_of(row: str) -> str:
    """SQL for how long a talk took: as given, else as long as its medium usually takes."""
    usual = " ".join(f"when '{each.word}' then {each.usual_minutes}" for each in MEDIA)
    return f"coalesce({row}.minutes, case {row}.medium {usual} else 0 end)"


_NEWEST, _TALK, _AT, _THERE, _PROBLEMS = range(5)
_ALL = f"""
    select {_NEWEST}, coalesce(max(id), 0), 0 from interaction
    union all
    select {_TALK}, id, {minutes_of("interaction")} from interaction indexed by interaction_by_day
      where happened_on >= ?1 and happened_on <= ?2 and id > 0
    union all
    select {_AT}, id, account_id from contact indexed by contact_by_account
      where account_id is not null
    union all
    select {_THERE}, interaction_id, contact_id from (select interaction_id, contact_id
      from participant where interaction_id > 0
      and interaction_id <= (select max(id) from interaction)
      and interaction_id >= (select min(id) from interaction indexed by interaction_by_day
        where happened_on >= ?1 and happened_on <= ?2)
      order by interaction_id)
    union all
    select {_PROBLEMS}, account_id, count(*) * ?3 from problem
      join contact on contact.id = problem.contact_id
      where raised_on >= ?1 and raised_on <= ?2 and account_id is not null group by account_id
"""
"""Each in the order of its index: to have SQLite join them takes twice as long."""


def minutes_by_account(
    read: Read, since: dt.date, until: dt.date, problem_minutes: int
) -> Counter[AccountId]:
    """The same as `Effort.total` says of each account.

    One talk with several people of an account is counted once, and the medium's usual length
    where none was given.
    """
    lengths: array[int] | Counter[int] = Counter()
    accounts: dict[int, AccountId] = {}
    found: Counter[AccountId] = Counter()
    talk, counted = 0, set[AccountId]()
    for rows in read(_ALL, (since.isoformat(), until.isoformat(), problem_minutes)):
        for what, one, other in rows:
            if what == _THERE:
                if not (length := lengths[one]) or (at := accounts.get(other)) is None:
                    continue
                if one != talk:
                    talk = one
                    counted.clear()
                if at not in counted:
                    counted.add(at)
                    found[at] += length
            elif what == _TALK:
                lengths[one] = other
            elif what == _AT:
                accounts[one] = other
            elif what == _PROBLEMS:
                found[one] += other
            elif one < _DENSE:
                lengths = array("q", bytes(8 * (one + 1)))
    return found
