"""What every account costs and brings within the windows of today: summed as rows are written.

Derived, and therefore outside the journal: kept by the triggers of `account_triggers`, moved on
with the day, proved by `check`, summed anew by `--repair`. What is made of the sums lives in
`worth_pages` and `loyalty_pages`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from loyaltytui.book import account_triggers, account_years
from loyaltytui.book.account_triggers import RATE, SIZE
from loyaltytui.book.database import Database
from loyaltytui.book.effort_sums import minutes_by_account, minutes_of
from loyaltytui.book.staleness import Reckoned, Window, stored_window, window_of
from loyaltytui.entries import AccountId

_MOST_DAYS = 40
"""Whoever was away for longer has everything summed anew: by then that is sooner done."""
_PART = 1_000
_WORTH = (
    "select account_id, currency, sum(amount_minor) as minor, count(*) as purchases "
    "from purchase indexed by purchase_worth where bought_on between ? and ? "
    "group by account_id, currency"
)
_CUSTOMERS = "select distinct account_id from purchase where bought_on <= ?"
_STORED = "select account_id, currency, minor, purchases from account_worth"
_RATES = (
    f"select account_id, currency, {RATE} from account_worth",
    "select account_id, currency, rate from account_worth",
)
_LARGEST = (
    "select account_id, currency from (select account_id, currency, row_number() over "
    f"(partition by account_id order by {SIZE} desc, currency) as place from account_worth) "
    "where place = 1",
    "select account_id, currency from account_worth where is_largest = 1",
)

_SIGN = "((day between ?3 and ?4) - (day between ?5 and ?6))"
"""Comes in, goes, or neither."""
_TURN_EFFORT = f"""
    insert into account_sum (account_id, effort)
    select account_id, sum(minutes * {_SIGN}) from (
      select distinct account_id, interaction.id, happened_on as day,
        {minutes_of("interaction")} as minutes
      from interaction indexed by interaction_by_day
      cross join participant on participant.interaction_id = interaction.id
      cross join contact on contact.id = participant.contact_id
      where happened_on >= ?1 and happened_on < ?2 and account_id is not null
      union all
      select account_id, -problem.id, raised_on as day, ?7 as minutes
      from problem indexed by problem_by_day cross join contact on contact.id = contact_id
      where raised_on >= ?1 and raised_on < ?2 and account_id is not null)
    group by account_id having sum(minutes * {_SIGN}) <> 0
    on conflict (account_id) do update set effort = effort + excluded.effort
"""
_TURN_WORTH = f"""
    insert into account_worth (account_id, currency, minor, purchases)
    select account_id, currency, sum(amount_minor * {_SIGN}), sum({_SIGN}) from (
      select account_id, currency, amount_minor, bought_on as day
      from purchase indexed by purchase_by_day where bought_on >= ?1 and bought_on < ?2)
    group by account_id, currency
    on conflict (account_id, currency) do update
    set minor = minor + excluded.minor, purchases = purchases + excluded.purchases
"""
_TURN_CUSTOMERS = """
    insert into account_sum (account_id, is_customer)
    select distinct account_id, exists (select 1 from purchase as earlier
      where earlier.account_id = purchase.account_id and earlier.bought_on <= ?3)
    from purchase indexed by purchase_by_day where bought_on > ?1 and bought_on <= ?2
    on conflict (account_id) do update set is_customer = excluded.is_customer
"""


def install(db: Database) -> None:
    """Lays the triggers that sum over the tables, anew."""
    account_triggers.install(db)
    account_years.install(db)


def rebuild(db: Database, by: Reckoned) -> None:
    """Sums everything anew."""
    window = window_of(by)
    db.execute_sql("delete from account_worth")
    db.execute_sql("delete from account_sum")
    _remember(db, window)
    db.connection().executemany(
        "insert into account_sum (account_id, effort) values (?, ?)",
        [each for each in _minutes(db, window).items() if each[1]],
    )
    db.execute_sql(
        "insert into account_sum (account_id, is_customer) select account_id, 1 "
        f"from ({_CUSTOMERS}) where true on conflict (account_id) do update set is_customer = 1",
        (window.until_on,),
    )
    db.execute_sql(
        f"insert into account_worth (account_id, currency, minor, purchases) {_WORTH}",
        (window.worth_from, window.until_on),
    )
    account_years.rebuild(db, window.worth_from, window.until_on)


def turn(db: Database, by: Reckoned) -> None:
    """Moves the windows to the day: what leaves them goes, what has come into them is added."""
    before, after = stored_window(db), window_of(by)
    if before == after:
        return
    if before is None or not _is_near(before, after):
        rebuild(db, by)
        return
    _remember(db, after)
    for days in _edges(before, after, before.effort_from, after.effort_from):
        db.execute_sql(_TURN_EFFORT, (*days, after.problem_minutes))
    for days in _edges(before, after, before.worth_from, after.worth_from):
        db.execute_sql(_TURN_WORTH, days)
        account_years.turn(db, days, _SIGN)
    db.execute_sql("delete from account_worth where purchases = 0")
    ends = sorted((before.until_on, after.until_on))
    db.execute_sql(_TURN_CUSTOMERS, (*ends, after.until_on))


def differences(db: Database) -> Iterator[int]:
    """Accounts whose sums are not what the entries say, as of the day they were summed for."""
    window = stored_window(db)
    if window is None:
        yield from (row[0] for row in db.execute_sql("select id from account order by id"))
        return
    fresh = _minutes(db, window)
    stored = dict(db.execute_sql("select account_id, effort from account_sum").fetchall())
    wrong = {one for one in {*fresh, *stored} if fresh.get(one, 0) != stored.get(one, 0)}
    worth_days = (window.worth_from, window.until_on)
    customers = "select account_id from account_sum where is_customer = 1"
    for expected, kept, values in (
        (_CUSTOMERS, customers, (window.until_on,)),
        (_WORTH, _STORED, worth_days),
        (account_years.SUMMED, account_years.STORED, worth_days),
        (*_RATES, ()),
        (*_LARGEST, ()),
    ):
        for first, second in ((expected, kept), (kept, expected)):
            sql = f"select * from ({first}) except select * from ({second})"
            wrong |= {row[0] for row in db.execute_sql(sql, values)}
    yield from sorted(wrong)


def _remember(db: Database, window: Window) -> None:
    db.execute_sql("insert or replace into account_window values (1, ?, ?, ?, ?)", window)


def _minutes(db: Database, window: Window) -> Mapping[AccountId, int]:
    def read(sql: str, values: Sequence[object]) -> Iterator[list[tuple[Any, ...]]]:
        cursor = db.execute_sql(sql, values)
        while found := cursor.fetchmany(_PART):
            yield found

    since, until = map(dt.date.fromisoformat, (window.effort_from, window.until_on))
    return minutes_by_account(read, since, until, window.problem_minutes)


def _is_near(before: Window, after: Window) -> bool:
    if before.problem_minutes != after.problem_minutes:
        return False
    apart = (
        abs((dt.date.fromisoformat(one) - dt.date.fromisoformat(other)).days)
        for one, other in zip(before[:3], after[:3], strict=True)
    )
    return max(apart) <= _MOST_DAYS


def _edges(before: Window, after: Window, old: str, new: str) -> Iterator[tuple[str, ...]]:
    """The days at either end that lie in one of two windows alone, with both windows."""
    windows = (new, after.until_on, old, before.until_on)
    yield (*sorted((old, new)), *windows)
    yield (*sorted(map(_day_after, (before.until_on, after.until_on))), *windows)


def _day_after(day: str) -> str:
    return (dt.date.fromisoformat(day) + dt.timedelta(days=1)).isoformat()
