"""What the conditions of a filter ask of the book, in SQL. Reading them is `capture.filters`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from loyaltytui.book.contact_order import EVERYBODY, Sieve
from loyaltytui.capture.filters import About, Condition
from loyaltytui.dates import Span, add_span
from loyaltytui.plain import fold

_COLUMNS = {
    About.TIER: "tier_key",
    About.REACH: "reach",
    About.OWNER: "owner_key",
    About.STATE: "step_state",
    About.STEP: "step",
    About.TRUST: "trust",
}
_LAST_LETTER = "\U0010ffff"


def sieve_of(conditions: Iterable[Condition], today: dt.date) -> Sieve:
    """All the conditions together; everybody for none."""
    parts = [_part(condition, today) for condition in conditions]
    if not parts:
        return EVERYBODY
    values = tuple(value for part in parts for value in part.values)
    sql = " and ".join(f"({part.sql})" for part in parts)
    return Sieve(sql, values, any(part.has_index for part in parts))


def _part(condition: Condition, today: dt.date) -> Sieve:
    words = condition.words
    match condition.about:
        case About.TAG:
            # Whoever types is not done yet: the beginning of a tag is enough.
            return Sieve(
                "contact_id in (select contact_id from tag where word >= ? and word < ?)",
                (words[0], words[0] + _LAST_LETTER),
                has_index=True,
            )
        case About.ACCOUNT:
            key = fold(words[0])
            if not key:
                return Sieve("account_key = ''")
            return Sieve("instr(' ' || account_key, ?) > 0", (f" {key}",))
        case About.QUIET:
            since = add_span(today, Span(-(condition.least or 0), "d"))
            return Sieve("last_contact_on is null or last_contact_on <= ?", (since.isoformat(),))
        case About.LATE:
            return Sieve("is_late = 1")
        case About.STEP | About.TRUST:
            return _between(_COLUMNS[condition.about], condition)
        case _:
            marks = ", ".join("?" * len(words))
            return Sieve(f"{_COLUMNS[condition.about]} in ({marks})", words)


def _between(column: str, condition: Condition) -> Sieve:
    ends = [(">=", condition.least), ("<=", condition.most)]
    known = [(sign, end) for sign, end in ends if end is not None]
    return Sieve(
        " and ".join(f"{column} {sign} ?" for sign, _ in known), tuple(end for _, end in known)
    )
