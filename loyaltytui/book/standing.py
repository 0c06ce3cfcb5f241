"""The stored figures that lists sort by, recomputed inside each verb's transaction.

The rules behind them are pure and live in `loyalty/`; this only fetches and stores.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import peewee

from loyaltytui.kinds import MEDIA
from loyaltytui.loyalty.checkins import CheckInRules, cadence_days, cadence_in_force

_CHUNK = 500
_CONTACT_MEDIA = ", ".join(f"'{medium.word}'" for medium in MEDIA if medium.is_contact)
_FACTS = f"""
    select contact.id, contact.cadence, contact.tier,
      (select max(interaction.happened_on) from participant
        join interaction on interaction.id = participant.interaction_id
        where participant.contact_id = contact.id and interaction.medium in ({_CONTACT_MEDIA})),
      (select min(due_on) from check_in where contact_id = contact.id and is_open = 1),
      (select count(*) from check_in where contact_id = contact.id and is_open = 1)
      + (select count(*) from promise where contact_id = contact.id and outcome = 'open')
    from contact
"""

_CADENCES_FACT = "cadences"
_COLUMNS = ("contact_id", "last_contact_on", "next_check_in_on", "cadence_days", "open_count")


def refresh(db: peewee.SqliteDatabase, rules: CheckInRules, contact_ids: Sequence[int]) -> None:
    """Stores fresh figures for these contacts."""
    for start in range(0, len(contact_ids), _CHUNK):
        chunk = contact_ids[start : start + _CHUNK]
        marks = ", ".join("?" * len(chunk))
        facts = db.execute_sql(f"{_FACTS} where contact.id in ({marks})", tuple(chunk)).fetchall()
        _store(db, rules, facts)


def rebuild(db: peewee.SqliteDatabase, rules: CheckInRules) -> None:
    """Stores fresh figures for everybody."""
    db.execute_sql("delete from standing")
    _store(db, rules, db.execute_sql(_FACTS).fetchall())
    db.execute_sql(
        "insert or replace into book_fact values (?, ?)", (_CADENCES_FACT, _spoken(rules))
    )


def outdate(db: peewee.SqliteDatabase) -> None:
    """Has everybody's figures stored anew when the book is opened next."""
    db.execute_sql("delete from book_fact where name = ?", (_CADENCES_FACT,))


def is_stale(db: peewee.SqliteDatabase, rules: CheckInRules) -> bool:
    """Were the figures stored under other settings than today's?"""
    stored = db.execute_sql(
        "select value from book_fact where name = ?", (_CADENCES_FACT,)
    ).fetchone()
    return stored is None or stored[0] != _spoken(rules)


def differences(db: peewee.SqliteDatabase, rules: CheckInRules) -> Iterator[int]:
    """Contacts whose stored figures are not what the rules say now."""
    stored = {
        row[0]: tuple(row)
        for row in db.execute_sql(f"select {', '.join(_COLUMNS)} from standing").fetchall()
    }
    for facts in db.execute_sql(_FACTS).fetchall():
        if stored.pop(facts[0], None) != _figures(rules, facts):
            yield facts[0]
    yield from stored


def _store(db: peewee.SqliteDatabase, rules: CheckInRules, facts: list[tuple[Any, ...]]) -> None:
    one = f"({', '.join('?' * len(_COLUMNS))})"
    for start in range(0, len(facts), _CHUNK):
        rows = [_figures(rules, fact) for fact in facts[start : start + _CHUNK]]
        db.execute_sql(
            f"insert or replace into standing ({', '.join(_COLUMNS)}) "
            f"values {', '.join([one] * len(rows))}",
            tuple(value for row in rows for value in row),
        )


def _figures(rules: CheckInRules, facts: tuple[Any, ...]) -> tuple[Any, ...]:
    contact_id, cadence, tier, last_contact_on, next_check_in_on, open_count = facts
    days = cadence_days(cadence_in_force(cadence, tier, rules))
    return contact_id, last_contact_on, next_check_in_on, days, open_count


def _spoken(rules: CheckInRules) -> str:
    return " ".join(f"{tier}={span}" for tier, span in sorted(rules.cadences.items()))
