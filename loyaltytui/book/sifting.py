"""What the conditions of a filter ask of the book, in SQL. Reading them is `capture.filters`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from loyaltytui.book.contact_stretches import EVERYBODY, Sieve
from loyaltytui.book.passing import MANY
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
_TALLIED = "select coalesce(sum(count), 0), 1 from tally where what = ? and {}"
_MOST_ACCOUNTS = 100
"""Where more accounts are meant, it is not counted how many people are there."""
_LAST_LETTER = "\U0010ffff"


def sieve_of(conditions: Iterable[Condition], today: dt.date) -> Sieve:
    """All the conditions together; everybody for none."""
    parts = tuple(_part(condition, today) for condition in conditions)
    if len(parts) < 2:
        return parts[0] if parts else EVERYBODY
    return Sieve(
        " and ".join(part.sql for part in parts),
        tuple(value for part in parts for value in part.values),
        asks=tuple(dict.fromkeys(column for part in parts for column in part.asks)),
        parts=parts,
    )


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
                found="standing indexed by standing_late where is_late = 1",
                counts=_TALLIED.format("value = '1'"),
                count_values=("late",),
                asks=("is_late",),
                value="1",
                # Their index holds all that they may be put in order by.
                ease=10,
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
        found="standing not indexed where contact_id in "
        "(select contact_id from tag where word >= ? and word < ?)",
        found_values=values,
        # Somebody may have two tags that begin like this, and is one all the same.
        counts="select coalesce(sum(count), 0), count(*) < 2 from tally "
        "where what = 'tag' and value >= ? and value < ?",
        count_values=values,
        asks=("contact_id",),
    )


def _at_account(key: str) -> Sieve:
    if not key:
        is_none = "account_key = ''"
        return Sieve(
            f"({is_none})",
            found=f"standing indexed by standing_by_account where {is_none}",
            counts=_TALLIED.format("value = '1'"),
            count_values=("no account",),
            asks=("account_key",),
        )
    values = (key, key + _LAST_LETTER)
    return Sieve(
        "(account_key >= ? and account_key < ? or instr(account_key, ?))",
        (*values, f" {key}"),
        found="standing indexed by standing_by_account where account_key in "
        "(select account_key from account_part where part >= ? and part < ?)",
        found_values=values,
        # However few people each has: of so many accounts it is enough to know that they are many.
        counts=f"select iif(count(*) > {_MOST_ACCOUNTS}, max(sum(people), {MANY + 1}), "
        f"coalesce(sum(people), 0)), count(*) <= {_MOST_ACCOUNTS} from (select people "
        "from account_part cross join account_met using (account_key) "
        f"where part >= ? and part < ? limit {_MOST_ACCOUNTS + 1})",
        count_values=values,
        asks=("account_key",),
    )


def _quiet_since(day: str) -> Sieve:
    """Not talked to since then, or never."""
    found = "select contact_id from standing indexed by standing_by_last_contact where "
    return Sieve(
        "(last_contact_on is null or last_contact_on <= ?)",
        (day,),
        found=f"standing not indexed where contact_id in ({found} last_contact_on <= ? "
        f"union all {found} last_contact_on is null)",
        found_values=(day,),
        counts=_TALLIED.format("value <= ?"),
        count_values=("last contact", day),
        asks=("last_contact_on",),
        within="last_contact_on <= ?",
        is_costly=True,
    )


def _one_of(column: str, words: tuple[str, ...]) -> Sieve:
    marks = ", ".join("?" * len(words))
    is_one = f"{column} in ({marks})"
    what, value = column, "value"
    besides = ""
    if column == "step_state":
        what, value = "step", "substr(value, instr(value, ' ') + 1)"
        besides = "step_state <> '' and "
    if column == "owner_key":
        besides = "owner_key <> 'company' and "
    # The index of some columns leaves out the value that most have.
    has_index = not besides or not {"", "company"} & {*words}
    found = f"standing indexed by {_INDEXES[column]} where {besides}{is_one}"
    return Sieve(
        f"({is_one})",
        words,
        found=found if has_index else "",
        found_values=words if has_index else (),
        counts=_TALLIED.format(f"{value} in ({marks})"),
        count_values=(what, *words),
        asks=(column,),
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
        found=f"standing indexed by {_INDEXES[column]} where {is_within}",
        found_values=values,
        counts=_TALLIED.format(number),
        count_values=(column, *values),
        asks=(column,),
    )
