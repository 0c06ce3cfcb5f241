"""How many there are of what lists begin with and overviews show: counted as rows are written.

And of each account: when anybody of it was talked to last, which the agenda begins with, how many
people are there, and the words that its name can be found by.

Derived, and therefore outside the journal: kept true by triggers, proved by `check`, counted anew
by `--repair`. What the figures that are counted mean is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from loyaltytui.book.database import Database
from loyaltytui.book.places import FINE, group_of


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
    Counted("late", "standing", "cast(row.is_late as text)"),
    Counted("owner_key", "standing", "row.owner_key"),
    # Day by day; empty for never.
    Counted("last contact", "standing", "coalesce(row.last_contact_on, '')"),
    Counted("no next check-in", "standing", "cast(row.next_check_in_on is null as text)"),
    Counted("tag", "tag", "row.word"),
    Counted("customers", "account_sum", "''", "row.is_customer = 1"),
    Counted("effort", "account_sum", group_of("row.effort"), "row.is_customer = 1"),
    Counted("bought in", "account_worth", "row.currency", "row.minor > 0"),
    Counted(
        "rate",
        "account_worth",
        f"row.currency || ' ' || {group_of(f'cast(row.rate * {FINE} as integer)')}",
        "row.rate is not null",
    ),
    Counted("most bought in", "account_worth", "row.currency", "row.is_largest = 1"),
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
    "select account_key, coalesce(max(last_contact_on), '') as met_on, count(*) as people "
    "from standing where account_key <> '' group by account_key"
)
_MET_MORE = """
    insert into account_met (account_key, met_on, people)
    select new.account_key, coalesce(new.last_contact_on, ''), 1 where new.account_key <> ''
    on conflict (account_key) do update
    set met_on = max(met_on, excluded.met_on), people = people + 1;
"""
_MET_LATEST = """
    update account_met set met_on = coalesce(
      (select max(last_contact_on) from standing where account_key = old.account_key), '')
    where account_key = old.account_key and met_on = coalesce(old.last_contact_on, '');
"""
_MET_LESS = f"""
    update account_met set people = people - 1 where account_key = old.account_key;
    delete from account_met where account_key = old.account_key and people = 0;
    {_MET_LATEST}
"""
_MET_AGAIN = f"""
    update account_met set met_on = new.last_contact_on
    where account_key = new.account_key and new.last_contact_on > met_on;
    {_MET_LATEST}
"""

ACCOUNT_PART = "words of account names"


def _parts_of(row: str, among: str = "") -> str:
    """Each word of a name, with all that follows it."""
    words = f"""json_each('[' || replace(json_quote({row}.name_key), ' ', '","') || ']')"""
    before = f"(select coalesce(sum(length(value) + 1), 0) from {words} where key < word.key)"
    return (
        f"select distinct substr({row}.name_key, {before} + 1) as part, {row}.name_key "
        f"as account_key from {among}{words} as word"
    )


_PARTS = _parts_of("row", "account as row, ")
_PART_MORE = f"insert or ignore into account_part (part, account_key) {_parts_of('new')};"
_PART_LESS = (
    "delete from account_part where account_key = old.name_key "
    f"and part in (select part from ({_parts_of('old')}));"
)


def install(db: Database) -> None:
    """Lays the triggers that count over the tables, anew."""
    for table in dict.fromkeys(each.table for each in COUNTED):
        those = [each for each in COUNTED if each.table == table]
        bodies = {
            "insert": _more(those, "new"),
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
                    f"{_less(each, 'old')} {_more([each], 'new')}",
                )
    for name, event, body in (
        ("insert", "insert on standing", _MET_MORE),
        ("delete", "delete on standing", _MET_LESS),
        (
            "moved",
            "update of account_key on standing when old.account_key is not new.account_key",
            _MET_LESS + _MET_MORE,
        ),
        (
            "again",
            "update of last_contact_on on standing when old.account_key is new.account_key "
            "and old.last_contact_on is not new.last_contact_on",
            _MET_AGAIN,
        ),
    ):
        _trigger(db, f"account_met_{name}", event, body)
    for name, event, body in (
        ("insert", "insert on account", _PART_MORE),
        ("delete", "delete on account", _PART_LESS),
        (
            "update",
            "update of name_key on account when old.name_key <> new.name_key",
            _PART_LESS + _PART_MORE,
        ),
    ):
        _trigger(db, f"account_part_{name}", event, body)


def rebuild(db: Database) -> None:
    """Counts everything anew."""
    db.execute_sql("delete from tally")
    db.execute_sql(f"insert into tally (what, value, count) {_expected()}")
    db.execute_sql("delete from account_met")
    db.execute_sql(f"insert into account_met (account_key, met_on, people) {_MET}")
    db.execute_sql("delete from account_part")
    db.execute_sql(f"insert into account_part (part, account_key) {_PARTS}")


def differences(db: Database) -> Iterator[str]:
    """What of the counts is not what the rows say."""
    counted = "select what, value, count from tally"
    met = f"select '{ACCOUNT_MET}', account_key, met_on, people from "
    parts = f"select '{ACCOUNT_PART}', part, account_key from "
    for expected, stored in (
        (_expected(), counted),
        (f"{met} ({_MET})", f"{met} account_met"),
        (f"{parts} ({_PARTS})", f"{parts} account_part"),
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


def _more(several: Sequence[Counted], row: str) -> str:
    """One more of each. A statement for each would take SQLite twice as long."""
    ones = " union all ".join(
        f"select '{each.what}', {_of(each.value, row)}, 1 where {_of(each.when, row) or 'true'}"
        for each in several
    )
    return (
        f"insert into tally (what, value, count) {ones} "
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
