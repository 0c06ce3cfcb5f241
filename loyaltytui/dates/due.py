"""A whole phrase as a future day: "fri", "in 3 weeks", "a week from tuesday".

Finding the phrase in a sentence lives in `in_text`, past moments in `past`.
"""

from __future__ import annotations

import datetime as dt

from loyaltytui.dates.periods import read_edge
from loyaltytui.dates.spans import Amount, read_amount
from loyaltytui.dates.words import WEEKDAYS, WORKING, phrase_words
from loyaltytui.dates.workdays import ONE_DAY, PLAIN_DAYS, DayRules, add_working_days
from loyaltytui.dates.written import read_written

LEADS = frozenset({"by", "on", "before"})
"""Words that may stand before a due day and change nothing about it."""

DAY_WORDS = {
    "today": 0,
    "tonight": 0,
    "eod": 0,
    "tomorrow": 1,
    "tmr": 1,
    "tmrw": 1,
}


def read_due(words: str, today: dt.date, rules: DayRules = PLAIN_DAYS) -> dt.date | None:
    """The day that the whole phrase means when the future is assumed; None: not understood.

    Only a written year, or a weekday that fits its date no other way, leads into the past.
    """
    return due_of(phrase_words(words), today, rules)


def due_of(words: tuple[str, ...], today: dt.date, rules: DayRules) -> dt.date | None:
    """As `read_due`, for a phrase already cut into plain words."""
    if not words:
        return None
    try:
        if len(words) > 1 and words[0] in LEADS:
            # "late by 3 days", "moved by 2 weeks": after these a bare distance is no day.
            signed = read_amount(words[1:])
            ahead = signed.after(today, rules) if signed and signed.is_signed else None
            return _anchor(words[1:], today, rules) or ahead
        if len(words) > 2 and words[0] in ("at", "in") and "of" in words:
            return read_edge(words[1:], today, rules) or _distance(words, today, rules)
        return _anchor(words, today, rules) or _distance(words, today, rules)
    except OverflowError:
        # Only in the last days of the year 9999, where tomorrow does not exist.
        return None


def _anchor(words: tuple[str, ...], today: dt.date, rules: DayRules) -> dt.date | None:
    """A day that is named, rather than counted in a distance."""
    if (day := _plain_day(words, today)) is not None:
        return day
    if words[:2] == ("end", "of") and len(words) > 2:
        rest = words[3:] if words[2] == "the" else words[2:]
        day = today if rest == ("day",) else _plain_day(rest, today)
        if day is not None:
            return day
    if len(words) == 3 and words[0] == "next" and words[1] in WORKING and words[2] == "day":
        return add_working_days(today, 1, rules)
    if words == ("next", "workday"):
        return add_working_days(today, 1, rules)
    if (written := read_written(words, rules.day_first)) is not None:
        return written.on_or_after(today)
    return read_edge(words, today, rules)


def _plain_day(words: tuple[str, ...], today: dt.date) -> dt.date | None:
    """Today, tomorrow, or a weekday of this week, the next, or the one after."""
    if words[:1] == ("the",) and len(words) > 2:
        # "the coming friday", but never "the sun".
        words = words[1:]
    monday = today - ONE_DAY * today.weekday()
    match words:
        case (word,) if word in DAY_WORDS:
            return today + ONE_DAY * DAY_WORDS[word]
        case ("day", "after", "tomorrow"):
            return today + ONE_DAY * 2
        case (word,) | ("this" | "coming" | "upcoming", word) if word in WEEKDAYS:
            return _first_after(today, WEEKDAYS[word])
        case ("next", word) | (word, "next", "week") | ("next", "week", word) if word in WEEKDAYS:
            return monday + ONE_DAY * (7 + WEEKDAYS[word])
        case (word, "this", "week") | ("this", "week", word) if word in WEEKDAYS:
            day = monday + ONE_DAY * WEEKDAYS[word]
            return day if day >= today else None
        case (word, "week") if word in WEEKDAYS:
            return _first_after(today, WEEKDAYS[word]) + ONE_DAY * 7
        case (word, "week") if word in ("today", "tomorrow"):
            return today + ONE_DAY * (DAY_WORDS[word] + 7)
        case ("week", "after", "next"):
            return monday + ONE_DAY * 14
    return None


def _first_after(today: dt.date, weekday: int) -> dt.date:
    return today + ONE_DAY * ((weekday - today.weekday() - 1) % 7 + 1)


def _distance(words: tuple[str, ...], today: dt.date, rules: DayRules) -> dt.date | None:
    """ "3d", "in a week", "two weeks from friday", "2 days before 15 dec"."""
    is_led = len(words) > 1 and words[0] in ("in", "within")
    if is_led:
        words = words[1:]
    for place, word in enumerate(words):
        if place and word in ("from", "after", "before", "on") and place + 1 < len(words):
            amount = read_amount(words[:place])
            if amount is None:
                continue
            return _from_anchor(amount, word, words[place + 1 :], today, rules)
    amount = read_amount(words)
    # "twice a week" and "visit one day" end in no due day.
    if amount is None or not (amount.is_exact or is_led):
        return None
    return amount.after(today, rules)


def _from_anchor(
    amount: Amount, relation: str, words: tuple[str, ...], today: dt.date, rules: DayRules
) -> dt.date | None:
    if words == ("now",):
        anchor = today if relation == "from" else None
    else:
        anchor = _anchor(words, today, rules)
    if anchor is None:
        return None
    if relation == "on" and (amount.span.unit != "w" or words[-1] not in WEEKDAYS):
        return None
    day = amount.after(anchor, rules, -1 if relation == "before" else 1)
    return day if day is not None and day >= today else None
