"""How many there are of what lists begin with and overviews show: counted as rows are written.

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


def rebuild(db: Database) -> None:
    """Counts everything anew."""
    db.execute_sql("delete from tally")
    db.execute_sql(f"insert into tally (what, value, count) {_expected()}")


def differences(db: Database) -> Iterator[str]:
    """What of the counts is not what the rows say."""
    stored = "select what, value, count from tally"
    for first, second in ((_expected(), stored), (stored, _expected())):
        rows = db.execute_sql(
            f"select what from (select * from ({first}) except select * from ({second}))"
        )
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
