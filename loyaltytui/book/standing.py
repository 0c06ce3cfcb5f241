"""The stored figures that lists sort by, recomputed inside each verb's transaction.

The rules behind them are pure and live in `loyalty/`; the facts they read are fetched by `facts`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from loyaltytui.book.database import Database
from loyaltytui.book.facts import CHUNK, THESE, Facts, fetch
from loyaltytui.book.many_rows import insert_rows
from loyaltytui.book.staleness import RULES_FACT, spoken
from loyaltytui.book.staleness import Reckoned as Reckoned
from loyaltytui.book.stored import read_day
from loyaltytui.loyalty.checkins import cadence_days, cadence_in_force
from loyaltytui.loyalty.pursuit import away_until
from loyaltytui.loyalty.reach import reach
from loyaltytui.loyalty.statement import Statement
from loyaltytui.loyalty.step import Step, step
from loyaltytui.loyalty.trust import statement
from loyaltytui.loyalty.turning import held_days
from loyaltytui.loyalty.worth import Worth, largest, worth

_COLUMNS = (
    "contact_id",
    "last_contact_on",
    "next_check_in_on",
    "cadence_days",
    "open_count",
    "step",
    "step_state",
    "trust",
    "is_late",
    "worth_minor",
    "worth_currency",
    "next_purchase_on",
    "reach",
    "away_until",
    "since_on",
    "changes_on",
    "name_key",
    "account_key",
    "tier_key",
    "owner_key",
)
_SINCE = _COLUMNS.index("since_on")
_STORED = f"select {', '.join(_COLUMNS)} from standing"


def refresh(db: Database, by: Reckoned, contact_ids: Sequence[int]) -> None:
    """Stores fresh figures for these contacts."""
    for start in range(0, len(contact_ids), CHUNK):
        chunk = contact_ids[start : start + CHUNK]
        fresh = list(_all_figures(fetch(db, chunk), by))
        rows = db.execute_sql(f"{_STORED} where contact_id in {THESE}", (json.dumps(list(chunk)),))
        stored = {row[0]: tuple(row) for row in rows.fetchall()}
        insert_rows(db, "standing", _COLUMNS, (each for each in fresh if each[0] not in stored))
        for each in fresh:
            if each[0] in stored:
                _correct(db, stored[each[0]], each)


def _correct(db: Database, stored: tuple[Any, ...], fresh: tuple[Any, ...]) -> None:
    """Writes what differs and nothing else: each column written touches the indexes it is in."""
    changed = [at for at, value in enumerate(fresh) if value != stored[at]]
    if changed:
        assignments = ", ".join(f"{_COLUMNS[at]} = ?" for at in changed)
        db.execute_sql(
            f"update standing set {assignments} where contact_id = ?",
            (*(fresh[at] for at in changed), fresh[0]),
        )


def rebuild(db: Database, by: Reckoned) -> None:
    """Stores fresh figures for everybody."""
    db.execute_sql("delete from standing")
    refresh(db, by, _everybody(db))
    db.execute_sql("insert or replace into book_fact values (?, ?)", (RULES_FACT, spoken(by.rules)))


def differences(db: Database, by: Reckoned) -> Iterator[int]:
    """Contacts whose stored figures are not what the rules say.

    They say it of today, or of a day on which the figures held already: whoever travels back in
    time finds no damage.
    """
    stored = {row[0]: tuple(row) for row in db.execute_sql(_STORED).fetchall()}
    everybody = _everybody(db)
    for start in range(0, len(everybody), CHUNK):
        for facts in fetch(db, everybody[start : start + CHUNK]):
            found = stored.pop(facts.contact_id, None)
            if found is None or found != _figures(facts, _as_of(found, by)):
                yield facts.contact_id
    yield from stored


def _as_of(stored: tuple[Any, ...], by: Reckoned) -> Reckoned:
    since = stored[_SINCE]
    return by if since is None else Reckoned(by.rules, max(by.today, read_day(since)))


def _everybody(db: Database) -> list[int]:
    return [row[0] for row in db.execute_sql("select id from contact order by id").fetchall()]


def _all_figures(several: Iterable[Facts], by: Reckoned) -> Iterator[tuple[Any, ...]]:
    """A row for each. An import brings thousands with whom nothing has happened yet."""
    of_nothing: _Earned | None = None
    for facts in several:
        if facts.has_evidence:
            yield _row(facts, _earned(facts, by), by)
        else:
            of_nothing = of_nothing or _earned(facts, by)
            yield _row(facts, of_nothing, by)


def _figures(facts: Facts, by: Reckoned) -> tuple[Any, ...]:
    return _row(facts, _earned(facts, by), by)


class _Earned(NamedTuple):
    """What evidence alone decides of a row."""

    step: Step
    trust: Statement
    bought: Worth
    held: tuple[dt.date | None, dt.date | None]


def _earned(facts: Facts, by: Reckoned) -> _Earned:
    """The pure rules say every figure; nothing is reckoned here."""
    today, points = by.today, by.rules.points
    trust = statement(facts.trust, today, points)
    steps = facts.steps(is_late=trust.is_late)
    held = held_days(steps, facts.trust, facts.bought, today, points)
    return _Earned(step(steps, today, points), trust, worth(facts.bought, today, points), held)


def _row(facts: Facts, earned: _Earned, by: Reckoned) -> tuple[Any, ...]:
    reached, trust, bought, (since, changes) = earned
    most = largest(bought)
    return (
        facts.contact_id,
        _stored(facts.met[1] if facts.met else None),
        facts.next_check_in_on,
        cadence_days(cadence_in_force(facts.cadence, facts.tier, by.rules)),
        facts.open_count,
        reached.number,
        str(reached.state),
        trust.balance,
        int(trust.is_late),
        most.total_minor if most else 0,
        most.currency if most else "",
        _stored(bought.next_on),
        str(reach(facts.channels)),
        _stored(away_until(facts.pursuit)),
        _stored(since),
        _stored(changes),
        facts.name_key,
        facts.account_key,
        facts.tier,
        facts.owner,
    )


def _stored(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()
