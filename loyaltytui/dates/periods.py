"""The edges of weeks, months, quarters and years: "end of next month", "first friday of may".

Single days live in `due` and `written`. A period alone is no day, apart from "next ...".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from loyaltytui.dates.spans import Span, month_length, shift
from loyaltytui.dates.words import MONTHS, ORDINALS, WEEKDAYS, WORKING, number_of, ordinal_of
from loyaltytui.dates.workdays import ONE_DAY, DayRules
from loyaltytui.dates.written import YEARS

Period = tuple[dt.date, dt.date]
"""First and last day. A week is Monday to Friday: its end is the end of the working week."""
Edge = Callable[[dt.date, dt.date], dt.date | None]

SHORT_FORMS = {"eow": "week", "eom": "month", "eoq": "quarter", "eoy": "year"}
QUARTERS = {"q1": 1, "q2": 4, "q3": 7, "q4": 10}


def read_edge(words: tuple[str, ...], today: dt.date, rules: DayRules) -> dt.date | None:
    """The whole phrase as a day that a period fixes, today or later unless a year was written."""
    if len(words) == 1 and words[0] in SHORT_FORMS:
        words = ("end", "of", SHORT_FORMS[words[0]])
    if len(words) == 2 and words[0] == "next" and (ahead := _counted(words, today)):
        return ahead[0][0]
    if words[0] == "the" and len(words) > 1:
        # Only here: "the next week" is a length, not its Monday.
        words = words[1:]
    edge, rest = _edge(words, rules)
    if edge is None or not rest:
        return None
    candidates = _counted(rest, today) or _named(rest, today)
    is_dated = len(candidates) == 1 and number_of(rest[-1]) is not None
    for first, last in candidates:
        day = edge(first, last)
        if day is None:
            # A fifth Friday that the coming March lacks is not quietly next year's.
            if last >= today:
                return None
        elif day >= today or is_dated:
            return day
    return None


def _edge(words: tuple[str, ...], rules: DayRules) -> tuple[Edge | None, tuple[str, ...]]:
    """Which day of a period is meant, and the words that name the period."""
    head = words[: words.index("of")] if "of" in words else ()
    rest = words[len(head) + 1 :]
    if not head and words[0] in ("end", "mid"):
        head, rest = words[:1], words[1:]
        if rest and rest[0] not in MONTHS and rest[0] not in QUARTERS and rest[0] != "next":
            return None, ()
    match head:
        case ("end",):
            return lambda first, last: last, rest
        case ("start",) | ("beginning",):
            return lambda first, last: first, rest
        case ("mid",) | ("middle",):
            return _middle, rest
        case (day,) if (number := ordinal_of(day)) and not _is_month(rest):
            return lambda first, last: _day_of_month(first, last, number), rest
        case (which, "week"):
            return _nth(which, 0), rest
        case (which, weekday) if weekday in WEEKDAYS:
            return _nth(which, WEEKDAYS[weekday]), rest
        case (("first" | "last") as which, kind, "day") if kind in WORKING:
            return lambda first, last: _workday(first, last, which, rules), rest
    return None, ()


def _is_month(words: tuple[str, ...]) -> bool:
    return words[:1] != () and words[0] in MONTHS


def _middle(first: dt.date, last: dt.date) -> dt.date | None:
    return first.replace(day=15) if _is_whole_month(first, last) else None


def _day_of_month(first: dt.date, last: dt.date, number: int) -> dt.date | None:
    if not _is_whole_month(first, last) or number > last.day:
        return None
    return first.replace(day=number)


def _is_whole_month(first: dt.date, last: dt.date) -> bool:
    # A week that begins on the 1st is none, nor is a quarter.
    return first.day == 1 and last == first.replace(day=month_length(first.year, first.month))


def _nth(which: str, weekday: int) -> Edge | None:
    """The nth such weekday of a month; a week counts by its Monday."""
    if which != "last" and which not in ORDINALS:
        return None

    def find(first: dt.date, last: dt.date) -> dt.date | None:
        if not _is_whole_month(first, last):
            return None
        if which == "last":
            return last - ONE_DAY * ((last.weekday() - weekday) % 7)
        day = first + ONE_DAY * ((weekday - first.weekday()) % 7 + 7 * (ORDINALS[which] - 1))
        return day if day <= last else None

    return find


def _workday(first: dt.date, last: dt.date, which: str, rules: DayRules) -> dt.date | None:
    day, step = (first, ONE_DAY) if which == "first" else (last, -ONE_DAY)
    for _ in range((last - first).days + 1):
        if not rules.is_off(day):
            return day
        day += step
    return None


def _counted(words: tuple[str, ...], today: dt.date) -> list[Period]:
    """ "month", "this month", "next month" and their like."""
    is_next = len(words) == 2 and words[0] == "next"
    if not is_next and not (len(words) == 1 or (len(words) == 2 and words[0] in ("the", "this"))):
        return []
    ahead = 1 if is_next else 0
    if words[-1] == "week":
        monday = today - ONE_DAY * today.weekday() + ONE_DAY * 7 * ahead
        # On a weekend this week's Friday has passed: its end is then the next one's.
        starts = [monday] if is_next else [monday, monday + ONE_DAY * 7]
        return [(start, start + ONE_DAY * 4) for start in starts]
    length = {"month": 1, "quarter": 3, "year": 12}.get(words[-1])
    if length is None:
        return []
    month = today.month - (today.month - 1) % length
    return _months(today.year, month, length, ahead * length)


def _named(words: tuple[str, ...], today: dt.date) -> list[Period]:
    """ "march", "march 2027", "q2", "2027"."""
    year = number_of(words[-1])
    if year is not None and year not in YEARS:
        return []
    if len(words) == 1 and year is not None:
        return _months(year, 1, 12)
    if len(words) != (1 if year is None else 2):
        return []
    length = 3 if words[0] in QUARTERS else 1
    month = QUARTERS.get(words[0]) or MONTHS.get(words[0])
    if month is None:
        return []
    if year is not None:
        return _months(year, month, length)
    return _months(today.year, month, length) + _months(today.year, month, length, 12)


def _months(year: int, month: int, length: int, ahead: int = 0) -> list[Period]:
    first = shift(dt.date(year, month, 1), Span(ahead, "m"))
    last = first and shift(first, Span(length - 1, "m"))
    if first is None or last is None:
        return []
    return [(first, last.replace(day=month_length(last.year, last.month)))]
