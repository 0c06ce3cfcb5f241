"""What is typed to filter the contacts: `tier:A quiet:90 pump` is two conditions and a word.

What a condition asks of the book lives in `book.sifting`. Nothing here knows a book or a day.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum

from msgspec import Struct

from loyaltytui.dates import read_span
from loyaltytui.entries import Owner

MOST_CONDITIONS = 32
"""Nobody types more; of more that are pasted each would be asked of everybody, for seconds."""
_MOST_DAYS = 36_500
_LAST_STEP = 6
_UNIT_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}


class About(StrEnum):
    """What a condition is about."""

    TIER = "tier"
    STEP = "step"
    TAG = "tag"
    REACH = "reach"
    QUIET = "quiet"
    OWNER = "owner"
    ACCOUNT = "account"
    TRUST = "trust"
    STATE = "state"
    LATE = "late"


class Condition(Struct, frozen=True):
    """One thing that must hold of a contact."""

    about: About
    chip: str
    """How it was understood, in a few words."""
    words: tuple[str, ...] = ()
    """Values of which one must hold."""
    least: int | None = None
    """None: no lower end."""
    most: int | None = None
    """None: no upper end; of `quiet`, the days themselves stand in `least`."""


class Sought(Struct, frozen=True):
    """Conditions, and the words that must be found besides."""

    conditions: tuple[Condition, ...] = ()
    words: str = ""
    left_out: int = 0
    """So many conditions were typed besides, and count for nothing."""

    @property
    def is_empty(self) -> bool:
        """Does it leave everybody in the list?"""
        return not self.conditions and not self.words

    @property
    def said_left_out(self) -> str:
        """That some conditions count for nothing, in a sentence; empty where all count."""
        if not self.left_out:
            return ""
        return f"Only the first {MOST_CONDITIONS} conditions count; {self.left_out} more don't."


_TOKEN = re.compile(r'(?:[^\s":]+:)?"[^"]*"?|\S+')
_RANGE = r"(<=|>=|<|>|=)?\s*([+-]?\d{1,6})(?:(\+)|-(\d{1,6}))?"
_REACHES = {"none": "none", "work": "work only", "work-only": "work only", "safe": "safe"}
_ALONE = {
    "lost": Condition(About.STATE, "lost", ("lost",)),
    "go-to": Condition(About.STATE, "go-to", ("go-to",)),
    "loyal": Condition(About.STEP, "loyal", least=_LAST_STEP),
    "late": Condition(About.LATE, "late towards them"),
}
"""Words that are a condition by themselves; in quotes they are only words."""


def read_sought(typed: str) -> Sought:
    """Takes every condition out of what was typed; what is not understood stays words.

    A condition that is not finished yet, `tier:`, is neither. Said twice, one counts once.
    """
    conditions: dict[Condition, None] = {}
    words: list[str] = []
    for token in parts_of(typed):
        name, colon, value = token.partition(":")
        read = _READERS.get(name.lower()) if colon else None
        condition = _ALONE.get(token.lower())
        if read is not None:
            value = value.strip('"').strip()
            if not value:
                continue
            condition = read(value)
        if condition is not None:
            conditions[condition] = None
        else:
            words.append(token.strip('"') if token.startswith('"') else token)
    counted = tuple(conditions)[:MOST_CONDITIONS]
    return Sought(counted, " ".join(filter(None, words)), len(conditions) - len(counted))


def parts_of(typed: str) -> list[str]:
    """What was typed, in its words; what stands in quotes is one."""
    return _TOKEN.findall(typed)


def said(name: str, value: str) -> str:
    """A condition as it would be typed: `tag:"fair 2026"`."""
    value = value.strip().replace('"', "")
    return f'{name}:"{value}"' if " " in value else f"{name}:{value}"


def _tier(value: str) -> Condition | None:
    if value.lower() == "none":
        return Condition(About.TIER, "no tier", ("",))
    tiers = tuple(dict.fromkeys(letter for letter in value.upper() if letter not in ", "))
    if not tiers or not set(tiers) <= set("ABCD"):
        return None
    return Condition(About.TIER, f"tier {' or '.join(tiers)}", tiers)


def _step(value: str) -> Condition | None:
    return _number(About.STEP, value, 0, _LAST_STEP)


def _trust(value: str) -> Condition | None:
    return _number(About.TRUST, value, -999_999, 999_999)


def _number(about: About, value: str, lowest: int, highest: int) -> Condition | None:
    """`4`, `4+`, `2-5`, `<3`, `>=4`: whole numbers between two ends."""
    found = re.fullmatch(_RANGE, value)
    if found is None:
        return None
    sign, number, plus, end = found[1], int(found[2]), found[3], found[4]
    if (sign and (plus or end)) or not lowest <= number <= highest:
        return None
    name = str(about)
    if plus or sign in (">=", ">"):
        least = number + (sign == ">")
        return Condition(about, f"{name} {least} or more", least=least)
    if sign in ("<=", "<"):
        most = number - (sign == "<")
        return Condition(about, f"{name} {most} or less", most=most)
    last = int(end) if end else number
    chip = f"{name} {number}" if last == number else f"{name} {number} to {last}"
    return Condition(about, chip, least=number, most=last) if last >= number else None


def _tag(value: str) -> Condition | None:
    # As tags are stored: one case, single spaces, no sign before them.
    word = " ".join(value.removeprefix("#").lower().split())
    return Condition(About.TAG, f"tag {word}", (word,)) if word else None


def _reach(value: str) -> Condition | None:
    reach = _REACHES.get("-".join(value.lower().split()))
    return Condition(About.REACH, f"reach {reach}", (reach,)) if reach else None


def _quiet(value: str) -> Condition | None:
    """Days, or a span: `90`, `3w`, `6m`."""
    span = None if value.isdecimal() else read_span(value)
    if span is not None:
        days = span.count * _UNIT_DAYS.get(str(span.unit), 1)
        said_so = str(span)
    elif value.isdecimal() and len(value) < 6:
        days = int(value)
        said_so = f"{days} days" if days != 1 else "1 day"
    else:
        return None
    if not 0 < days <= _MOST_DAYS:
        return None
    return Condition(About.QUIET, f"not contacted in {said_so}", least=days)


def _owner(value: str) -> Condition | None:
    owner = value.lower()
    return Condition(About.OWNER, f"owner {owner}", (owner,)) if owner in set(Owner) else None


def _account(value: str) -> Condition | None:
    if value.lower() == "none":
        return Condition(About.ACCOUNT, "at no account", ("",))
    return Condition(About.ACCOUNT, f"account {value}", (value,))


_READERS: dict[str, Callable[[str], Condition | None]] = {
    "tier": _tier,
    "step": _step,
    "tag": _tag,
    "reach": _reach,
    "quiet": _quiet,
    "owner": _owner,
    "account": _account,
    "trust": _trust,
}
"""The words that may stand before a colon."""
