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
_INDEXES = {
    "tier_key": "standing_by_tier",
    "reach": "standing_by_reach",
    "owner_key": "standing_by_owner",
    "step_state": "standing_by_state",
    "step": "standing_by_step",
    "trust": "standing_by_trust",
}
"""Each finds whoever has a value of that column."""
_NARROW = (About.TAG, About.ACCOUNT)
"""These mostly let few pass: of several conditions they are asked first."""
_TALLIED = "select coalesce(sum(count), 0) from tally where what = ? and {}"
_LAST_LETTER = "\U0010ffff"


def sieve_of(conditions: Iterable[Condition], today: dt.date) -> Sieve:
    """All the conditions together; everybody for none."""
    parts = [(condition.about in _NARROW, _part(condition, today)) for condition in conditions]
    if not parts:
        return EVERYBODY
    if len(parts) == 1:
        return parts[0][1]
    sieves = [part for _, part in parts]
    leading = next((part for is_narrow, part in parts if is_narrow and part.leads), None)
    if leading is None:
        return Sieve(*_together(sieves))
    sql, values = _together(each for each in sieves if each is not leading)
    leads = (
        f"select contact_id from standing not indexed where contact_id in ({leading.leads}) "
        f"and {sql}"
    )
    return Sieve(*_together(sieves), leads=leads, lead_values=(*leading.lead_values, *values))


def _together(parts: Iterable[Sieve]) -> tuple[str, tuple[object, ...]]:
    those = list(parts)
    values = tuple(value for part in those for value in part.values)
    return " and ".join(f"({part.sql})" for part in those), values


def _part(condition: Condition, today: dt.date) -> Sieve:
    words = condition.words
    match condition.about:
        case About.TAG:
            return _tagged(words[0])
        case About.ACCOUNT:
            return _at_account(fold(words[0]))
        case About.QUIET:
            return _quiet_since(add_span(today, Span(-(condition.least or 0), "d")).isoformat())
        case About.LATE:
            return Sieve(
                "(is_late = 1)",
                leads="select contact_id from standing indexed by standing_late where is_late = 1",
                counts=_TALLIED.format("value = '1'"),
                count_values=("late",),
            )
        case About.STEP | About.TRUST:
            return _between(_COLUMNS[condition.about], condition)
        case _:
            return _one_of(_COLUMNS[condition.about], words)


def _tagged(word: str) -> Sieve:
    """Whoever types is not done yet: the beginning of a tag is enough."""
    values = (word, word + _LAST_LETTER)
    return Sieve(
        "(exists (select 1 from tag where tag.contact_id = standing.contact_id "
        "and word >= ? and word < ?))",
        values,
        leads="select distinct contact_id from tag where word >= ? and word < ?",
        lead_values=values,
        # Somebody may have two tags that begin like this, and is one all the same.
        counts="select iif(count(*) > 1, null, coalesce(sum(count), 0)) from tally "
        "where what = 'tag' and value >= ? and value < ?",
        count_values=values,
    )


def _at_account(key: str) -> Sieve:
    if not key:
        counts = _TALLIED.format("value = '1'")
        return Sieve("(account_key = '')", counts=counts, count_values=("no account",))
    those = "account_key in (select account_key from account_part where part >= ? and part < ?)"
    values = (key, key + _LAST_LETTER)
    return Sieve(
        "(instr(' ' || account_key, ?))",
        (f" {key}",),
        leads=f"select contact_id from standing indexed by standing_by_account where {those}",
        lead_values=values,
        counts=f"select coalesce(sum(people), 0) from account_met where {those}",
        count_values=values,
    )


def _quiet_since(day: str) -> Sieve:
    """Not talked to since then, or never."""
    found = "select contact_id from standing indexed by standing_by_last_contact where "
    return Sieve(
        "(last_contact_on is null or last_contact_on <= ?)",
        (day,),
        leads=f"{found} last_contact_on <= ? union all {found} last_contact_on is null",
        lead_values=(day,),
        counts=_TALLIED.format("value <= ?"),
        count_values=("last contact", day),
        about="last_contact_on",
        within="last_contact_on <= ?",
    )


def _one_of(column: str, words: tuple[str, ...]) -> Sieve:
    marks = ", ".join("?" * len(words))
    is_one = f"{column} in ({marks})"
    what, value = column, "value"
    index, besides = _INDEXES.get(column, ""), ""
    if column == "step_state":
        what, value = "step", "substr(value, instr(value, ' ') + 1)"
        besides = "step_state <> '' and "
    if column == "owner_key":
        besides = "owner_key <> 'company' and "
    has_index = not besides or not {"", "company"} & {*words}
    return Sieve(
        f"({is_one})",
        words,
        leads=f"select contact_id from standing indexed by {index} where {besides}{is_one}"
        if has_index
        else "",
        lead_values=words if has_index else (),
        counts=_TALLIED.format(f"{value} in ({marks})"),
        count_values=(what, *words),
        about=column,
        value=words[0] if len(words) == 1 else "",
    )


def _between(column: str, condition: Condition) -> Sieve:
    ends = [(">=", condition.least), ("<=", condition.most)]
    known = [(sign, end) for sign, end in ends if end is not None]
    values = tuple(end for _, end in known)
    is_within = " and ".join(f"{column} {sign} ?" for sign, _ in known)
    number = " and ".join(f"cast(value as integer) {sign} ?" for sign, _ in known)
    return Sieve(
        f"({is_within})",
        values,
        leads=f"select contact_id from standing indexed by {_INDEXES[column]} where {is_within}",
        lead_values=values,
        counts=_TALLIED.format(number),
        count_values=(column, *values),
        about=column,
    )
