"""Whether the stored figures still hold: asked each time a book is opened.

Reckoning them anew is `standing`'s work, and takes longer to load than the question to ask.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from msgspec import Struct

from loyaltytui.book.database import Database
from loyaltytui.loyalty.checkins import CheckInRules

RULES_FACT = "cadences"
"""The fact that remembers under which settings the figures were stored."""


class Reckoned(Struct, frozen=True):
    """The rules and the day that figures are reckoned by."""

    rules: CheckInRules
    today: dt.date


class Window(NamedTuple):
    """From when until when what accounts cost and bring counts, in days as ISO text."""

    effort_from: str
    worth_from: str
    until_on: str
    problem_minutes: int


def window_of(by: Reckoned) -> Window:
    """The windows as of a day."""
    points, today = by.rules.points, by.today
    return Window(
        points.effort_from(today).isoformat(),
        points.worth_from(today).isoformat(),
        today.isoformat(),
        points.problem_minutes,
    )


def stored_window(db: Database) -> Window | None:
    """As of which day the sums of accounts are. None: nothing was summed yet."""
    row = db.execute_sql(
        "select effort_from, worth_from, until_on, problem_minutes from account_window"
    ).fetchone()
    return None if row is None else Window(*row)


def outdate(db: Database) -> None:
    """Has everybody's figures stored anew when the book is opened next."""
    db.execute_sql("delete from book_fact where name = ?", (RULES_FACT,))


def is_stale(db: Database, rules: CheckInRules) -> bool:
    """Were the figures stored under other settings than today's?"""
    stored = db.execute_sql("select value from book_fact where name = ?", (RULES_FACT,)).fetchone()
    return stored is None or stored[0] != spoken(rules)


def turned(db: Database, today: dt.date) -> list[int]:
    """Contacts whose figures held until before today, though nothing was written about them."""
    rows = db.execute_sql(
        "select contact_id from standing where changes_on is not null and changes_on <= ?",
        (today.isoformat(),),
    ).fetchall()
    return [row[0] for row in rows]


def spoken(rules: CheckInRules) -> str:
    """The settings that the figures depend on, and nothing else."""
    cadences = " ".join(f"{tier}={span}" for tier, span in sorted(rules.cadences.items()))
    return f"{cadences} {rules.points}"
