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
    if len(parts) == 1:
        return parts[0]
    leading = next((part for part in parts if part.leads), None)
    if leading is None:
        return Sieve(*_together(parts))
    sql, values = _together(each for each in parts if each is not leading)
    leads = (
        f"select contact_id from standing not indexed where contact_id in ({leading.leads}) "
        f"and {sql}"
    )
    return Sieve(*_together(parts), leads=leads, lead_values=(*leading.lead_values, *values))


def _together(parts: Iterable[Sieve]) -> tuple[str, tuple[object, ...]]:
    those = list(parts)
    values = tuple(value for part in those for value in part.values)
    return " and ".join(f"({part.sql})" for part in those), values


def _part(condition: Condition, today: dt.date) -> Sieve:
    words = condition.words
    match condition.about:
        case About.TAG:
            # Whoever types is not done yet: the beginning of a tag is enough.
            return _led(
                "exists (select 1 from tag where tag.contact_id = standing.contact_id "
                "and word >= ? and word < ?)",
                "select distinct contact_id from tag where word >= ? and word < ?",
                (words[0], words[0] + _LAST_LETTER),
            )
        case About.ACCOUNT:
            key = fold(words[0])
            if not key:
                return Sieve("(account_key = '')")
            # There are fewer accounts than people.
            those = "account_key in (select name_key from account where instr(' ' || name_key, ?))"
            return _led(
                those,
                f"select contact_id from standing indexed by standing_quiet where {those}",
                (f" {key}",),
            )
        case About.QUIET:
            since = add_span(today, Span(-(condition.least or 0), "d"))
            return Sieve("(last_contact_on is null or last_contact_on <= ?)", (since.isoformat(),))
        case About.LATE:
            return Sieve("(is_late = 1)")
        case About.STEP | About.TRUST:
            return _between(_COLUMNS[condition.about], condition)
        case _:
            column, marks = _COLUMNS[condition.about], ", ".join("?" * len(words))
            is_counted = len(words) == 1 and column in ("tier_key", "reach")
            return Sieve(
                f"({column} in ({marks}))",
                words,
                tallied=(column, words[0]) if is_counted else None,
            )


def _led(sql: str, leads: str, values: tuple[object, ...]) -> Sieve:
    """One that finds its contacts by an index of its own."""
    return Sieve(f"({sql})", values, leads=leads, lead_values=values)


def _between(column: str, condition: Condition) -> Sieve:
    ends = [(">=", condition.least), ("<=", condition.most)]
    known = [(sign, end) for sign, end in ends if end is not None]
    return Sieve(
        "(" + " and ".join(f"{column} {sign} ?" for sign, _ in known) + ")",
        tuple(end for _, end in known),
    )
