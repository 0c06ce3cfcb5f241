"""How many there are of what lists begin with and overviews show: counted as rows are written.

And when anybody of each account was talked to last, which the agenda begins with.

Derived, and therefore outside the journal: kept true by triggers, proved by `check`, counted anew
by `--repair`. What the figures that are counted mean is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from loyaltytui.book.database import Database


class Counted(Struct, frozen=True):
    """One thing that is counted, by the values it has."""

    what: str
    table: str
    value: str
    """SQL, with `row` for the row."""
    when: str = ""
    """SQL for the rows that count. Empty: all of them."""


COUNTED = (
    Counted("contacts", "standing", "''"),
    Counted("step", "standing", "row.step || ' ' || row.step_state"),
    Counted("tier_key", "standing", "row.tier_key"),
    Counted("trust", "standing", "cast(row.trust as text)"),
    Counted("worth_currency", "standing", "row.worth_currency"),
    Counted("reach", "standing", "row.reach"),
    Counted("no account", "standing", "cast(row.account_key = '' as text)"),
    Counted("no last contact", "standing", "cast(row.last_contact_on is null as text)"),
    Counted("no next check-in", "standing", "cast(row.next_check_in_on is null as text)"),
    # Day by day, for what is dated later than today has not come yet.
    Counted(
        "ended",
        "promise",
        "row.ended_on || ' ' || (row.outcome = 'kept' "
        "and (row.due_on is null or row.ended_on <= row.due_on))",
        "row.side = 'mine' and row.outcome in ('kept', 'broken') and row.ended_on is not null",
    ),
)
"""What is counted. Each is a part of a trigger or two: a log line changes hardly any."""

ACCOUNT_MET = "last contact of an account"
_MET = (
    "select account_key, coalesce(max(last_contact_on), '') as met_on "
    "from standing where account_key <> '' group by account_key"
)
_MET_MORE = """
    insert into account_met (account_key, met_on)
    select new.account_key, coalesce(new.last_contact_on, '') where new.account_key <> ''
    on conflict (account_key) do update set met_on = excluded.met_on
    where excluded.met_on > met_on;
"""
_MET_LESS = """
    update account_met set met_on = coalesce(
      (select max(last_contact_on) from standing where account_key = old.account_key), '')
    where account_key = old.account_key and met_on = coalesce(old.last_contact_on, '');
    delete from account_met where account_key = old.account_key
    and met_on = '' and not exists (select 1 from standing where account_key = old.account_key);
"""


def install(db: Database) -> None:
    """Lays the triggers that count over the tables, anew."""
    for table in dict.fromkeys(each.table for each in COUNTED):
        those = [each for each in COUNTED if each.table == table]
        bodies = {
            "insert": " ".join(_more(each, "new") for each in those),
            "delete": " ".join(_less(each, "old") for each in those),
        }
        for event, body in bodies.items():
            _trigger(db, f"tally_{table}_{event}", f"{event} on {table}", body)
        for number, each in enumerate(those):
            columns = _columns(each)
            if columns:
                _trigger(
                    db,
                    f"tally_{table}_update_{number}",
                    f"update of {', '.join(columns)} on {table} when {_differs(each)}",
                    f"{_less(each, 'old')} {_more(each, 'new')}",
                )
    moved = " or ".join(f"old.{one} is not new.{one}" for one in ("account_key", "last_contact_on"))
    for name, event, body in (
        ("insert", "insert on standing", _MET_MORE),
        ("delete", "delete on standing", _MET_LESS),
        (
            "update",
            f"update of account_key, last_contact_on on standing when {moved}",
            _MET_LESS + _MET_MORE,
        ),
    ):
        _trigger(db, f"account_met_{name}", event, body)


def rebuild(db: Database) -> None:
    """Counts everything anew."""
    db.execute_sql("delete from tally")
    db.execute_sql(f"insert into tally (what, value, count) {_expected()}")
    db.execute_sql("delete from account_met")
    db.execute_sql(f"insert into account_met (account_key, met_on) {_MET}")


def differences(db: Database) -> Iterator[str]:
    """What of the counts is not what the rows say."""
    counted = "select what, value, count from tally"
    met = f"select '{ACCOUNT_MET}', account_key, met_on from "
    for expected, stored in (
        (_expected(), counted),
        (f"{met} ({_MET})", f"{met} account_met"),
    ):
        for first, second in ((expected, stored), (stored, expected)):
            rows = db.execute_sql(f"select * from ({first}) except select * from ({second})")
            yield from (row[0] for row in rows)


def _expected() -> str:
    return " union all ".join(
        f"select '{each.what}' as what, {each.value} as value, count(*) as count "
        f"from {each.table} as row where {each.when or 'true'} group by 2 having count(*) > 0"
        for each in COUNTED
    )


def _more(each: Counted, row: str) -> str:
    return (
        f"insert into tally (what, value, count) select '{each.what}', {_of(each.value, row)}, 1 "
        f"where {_of(each.when, row) or 'true'} "
        "on conflict (what, value) do update set count = count + 1;"
    )


def _less(each: Counted, row: str) -> str:
    """One fewer; what there is none of any more leaves no trace."""
    where = f"what = '{each.what}' and value = {_of(each.value, row)}"
    when = f" and {_of(each.when, row)}" if each.when else ""
    return (
        f"update tally set count = count - 1 where {where}{when}; "
        f"delete from tally where {where} and count = 0;"
    )


def _differs(each: Counted) -> str:
    told = f"{each.value} || ({each.when or 'true'})"
    return f"{_of(told, 'old')} is not {_of(told, 'new')}"


def _columns(each: Counted) -> list[str]:
    return sorted(set(re.findall(r"\brow\.(\w+)", f"{each.value} {each.when}")))


def _of(sql: str, row: str) -> str:
    return sql.replace("row.", f"{row}.")


def _trigger(db: Database, name: str, event: str, body: str) -> None:
    db.execute_sql(f"drop trigger if exists {name}")
    db.execute_sql(f"create trigger {name} after {event} begin {body} end")
