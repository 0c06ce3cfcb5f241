"""Distances between days: "3w", "every 2 months", "in 3 working days".

Which day a distance leads to from a phrase lives in `due` and `past`.
"""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from loyaltytui.dates.words import WORKING, count_of, number_of, phrase_words
from loyaltytui.dates.workdays import DayRules, add_working_days

UNITS = {
    word: (factor, unit)
    for factor, unit, words in (
        (1, "d", "d day days"),
        (1, "w", "w wk wks week weeks"),
        (2, "w", "fortnight fortnights"),
        (1, "m", "m mo mos month months"),
        (3, "m", "quarter quarters"),
        (1, "y", "y yr yrs year years"),
    )
    for word in words.split()
}
"""Each unit as so many of d, w, m or y. `min` is none of them: minutes never make a day."""

ADVERBS = {"daily": "d", "weekly": "w", "monthly": "m", "yearly": "y", "annually": "y"}


class Span(Struct, frozen=True):
    """A cadence or distance: `3w`."""

    count: int
    unit: str
    """`d`, `w`, `m` (months) or `y`."""

    def __str__(self) -> str:
        return f"{self.count}{self.unit}"


class Amount(Struct, frozen=True):
    """A span as it stands in a phrase about one day."""

    span: Span
    is_exact: bool = True
    """Counted in digits or words? "a week" and "one day" are not: they need an "in"."""
    is_signed: bool = False
    """Written with a plus?"""
    is_working: bool = False
    """Are only working days counted?"""

    def after(self, day: dt.date, rules: DayRules, times: int = 1) -> dt.date | None:
        """The day this far from another, backwards with `times=-1`; None past the calendar."""
        if self.is_working:
            return add_working_days(day, self.span.count * times, rules)
        return shift(day, Span(self.span.count * times, self.span.unit))


def read_span(words: str) -> Span | None:
    """A cadence: "3w", "3 weeks", "every 2 months", "weekly". None: not understood."""
    plain = phrase_words(words)
    if words.rstrip()[-1:] in (".", ",", "!"):
        return None
    if len(plain) == 1 and plain[0] in ADVERBS:
        return Span(1, ADVERBS[plain[0]])
    if plain[:1] == ("every",):
        plain = plain[1:]
        if len(plain) == 2 and plain[0] == "other":
            return _in_units(2, plain[1])
        if len(plain) == 1 and (one := _in_units(1, plain[0])):
            return one
    amount = read_amount(plain)
    if amount is None or amount.is_signed or amount.is_working:
        return None
    return amount.span


def add_span(day: dt.date, span: Span) -> dt.date:
    """The day that far on; months and years clamp to the month's end.

    Past the calendar's first or last day the answer is that day: it never raises.
    """
    moved = shift(day, span)
    if moved is None:
        return dt.date.max if span.count > 0 else dt.date.min
    return moved


def shift(day: dt.date, span: Span) -> dt.date | None:
    """As `add_span`, but None past the calendar's ends."""
    if span.unit in ("m", "y"):
        months = span.count * (12 if span.unit == "y" else 1)
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        if not dt.MINYEAR <= year <= dt.MAXYEAR:
            return None
        return dt.date(year, month + 1, min(day.day, month_length(year, month + 1)))
    ordinal = day.toordinal() + span.count * (7 if span.unit == "w" else 1)
    if not 1 <= ordinal <= dt.date.max.toordinal():
        return None
    return dt.date.fromordinal(ordinal)


def month_length(year: int, month: int) -> int:
    """How many days that month has."""
    if month == 2:
        is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return 29 if is_leap else 28
    return 30 if month in (4, 6, 9, 11) else 31


def read_amount(words: tuple[str, ...]) -> Amount | None:
    """A whole phrase like "3d", "+2w", "3 working days", "a week", "a couple of months"."""
    if not words:
        return None
    if words[0].startswith("+"):
        amount = read_amount((words[0][1:], *words[1:])) if words[0][1:2].isdigit() else None
        return amount and Amount(amount.span, is_signed=True, is_working=amount.is_working)
    if len(words) == 1:
        return _attached(words[0])
    count, rest = _count(words)
    if count is None:
        return None
    is_exact = words[0] not in ("a", "an", "one", "couple")
    if rest in (("workday",), ("workdays",)) or (
        len(rest) == 2 and rest[0] in WORKING and rest[1] in ("day", "days")
    ):
        # Three digits of working days are four years; more is a slip, and slow to walk.
        return Amount(Span(count, "d"), is_exact, is_working=True) if count < 1000 else None
    # "2 m" may be metres or minutes: one letter is a unit only right behind its number.
    span = _in_units(count, rest[0]) if len(rest) == 1 and len(rest[0]) > 1 else None
    return Amount(span, is_exact) if span else None


def _attached(word: str) -> Amount | None:
    digits = len(word) - len(word.lstrip("0123456789"))
    count = number_of(word[:digits])
    span = _in_units(count, word[digits:]) if count else None
    return Amount(span) if span else None


def _count(words: tuple[str, ...]) -> tuple[int | None, tuple[str, ...]]:
    if words[:1] == ("a",) and words[1:2] == ("couple",):
        words = words[1:]
    if words[0] == "couple":
        return 2, words[2:] if words[1:2] == ("of",) else words[1:]
    if words[0] in ("a", "an"):
        return 1, words[1:]
    return count_of(words[0]), words[1:]


def _in_units(count: int, word: str) -> Span | None:
    if word not in UNITS:
        return None
    factor, unit = UNITS[word]
    # More digits than a reader takes would be said but not understood again.
    return Span(count * factor, unit) if count * factor <= 9999 else None
