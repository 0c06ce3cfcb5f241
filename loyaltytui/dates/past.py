"""A whole phrase as a past moment: "yesterday 9:30", "mon", "2 days ago".

Due days, where the future is assumed, live in `due`. How long something took is no date.
"""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from loyaltytui.dates.spans import read_amount
from loyaltytui.dates.words import WEEKDAYS, number_of, phrase_words
from loyaltytui.dates.workdays import ONE_DAY, PLAIN_DAYS, DayRules
from loyaltytui.dates.written import read_written

PARTS_OF_DAY = frozenset({"morning", "afternoon", "evening"})


class When(Struct, frozen=True):
    """When an interaction happened, as a local day and wall-clock time."""

    on: dt.date
    at_time: str
    """`HH:MM`; empty when only the day is known."""


def read_when(
    words: str, today: dt.date, now: str = "", rules: DayRules = PLAIN_DAYS
) -> When | None:
    """The moment that the whole phrase means when the past is assumed; None: not understood.

    `now` is today's `HH:MM`; with it a later time today is refused, not taken for yesterday's.
    A weekday is its last one, today included; "last fri" is the last Friday before today.
    """
    plain = phrase_words(words)
    if not plain:
        return None
    rest, at_time = _without_time(plain)
    if rest[:1] == ("on",):
        rest = rest[1:]
        if not rest:
            return None
    try:
        day = _past_day(rest, today, rules) if rest else today
    except OverflowError:
        # Only in the first days of the calendar, which have no yesterday.
        return None
    if day is None or day > today or (not rest and not at_time):
        return None
    if day == today and now and at_time > now:
        return None
    return When(day, at_time)


def _without_time(words: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """The words of the day, and the time that stood behind or before them."""
    for size in (2, 1):
        if at_time := _time_of("".join(words[-size:]), size):
            rest = words[:-size]
            return rest[:-1] if rest[-1:] == ("at",) else rest, at_time
        start = 1 if words[0] == "at" else 0
        if at_time := _time_of("".join(words[start : start + size]), size):
            return words[start + size :], at_time
    return words, ""


def _time_of(word: str, size: int) -> str:
    """ "9:30", "3pm", "9.30am" and "noon" as `HH:MM`; empty for anything else."""
    half = word[-2:] if word[-2:] in ("am", "pm") else ""
    if size == 2 and not half:
        return ""
    if word == "noon":
        return "12:00"
    body = word.removesuffix(half)
    # "9.30" alone may be a price or a date; am or pm settles it.
    hour_word, colon, minute_word = (body.replace(".", ":") if half else body).partition(":")
    hour, minute = number_of(hour_word, 2), number_of(minute_word or "00", 2)
    if hour is None or minute is None or minute > 59 or (colon and len(minute_word) != 2):
        return ""
    if half:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif not colon or hour > 23:
        return ""
    return f"{hour:02}:{minute:02}"


def _past_day(words: tuple[str, ...], today: dt.date, rules: DayRules) -> dt.date | None:
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    monday = today - ONE_DAY * today.weekday()
    match words:
        case ("today" | "now",) | ("just", "now"):
            return today
        case ("this", part) if part in PARTS_OF_DAY:
            return today
        case ("yesterday",) | ("last", "night"):
            return today - ONE_DAY
        case ("day", "before", "yesterday"):
            return today - ONE_DAY * 2
        case (word,) if word in WEEKDAYS:
            return today - ONE_DAY * ((today.weekday() - WEEKDAYS[word]) % 7)
        case ("last", word) if word in WEEKDAYS:
            return today - ONE_DAY * ((today.weekday() - WEEKDAYS[word] - 1) % 7 + 1)
        case ("this", word) if word in WEEKDAYS:
            return monday + ONE_DAY * WEEKDAYS[word]
        case (word, "last", "week") | ("last", "week", word) if word in WEEKDAYS:
            return monday + ONE_DAY * (WEEKDAYS[word] - 7)
        case (*counted, "ago"):
            amount = read_amount(tuple(counted))
            if amount is None or amount.is_signed:
                return None
            return amount.after(today, rules, -1)
        case (*rest, part) if rest and part in PARTS_OF_DAY and rest[0] != "this":
            return _past_day(tuple(rest), today, rules)
    written = read_written(words, rules.day_first)
    return written.on_or_before(today) if written else None
