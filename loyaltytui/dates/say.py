"""Days said in words: "Fri 27 Nov", "late by 3 days", "2 weeks ago".

Reading them back lives in `due` and `past`. English on purpose: a locale would make what is
said and what is understood drift apart.
"""

from __future__ import annotations

import datetime as dt

from loyaltytui.dates.words import MONTH_NAMES, WEEKDAY_NAMES
from loyaltytui.dates.written import YEARLESS_DAYS


def say_day(day: dt.date, today: dt.date) -> str:
    """ "Fri 27 Nov", with the year when it is some ten months or more away.

    What is said here, `read_due` understands as the same day.
    """
    said = f"{WEEKDAY_NAMES[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]}"
    return said if abs((day - today).days) <= YEARLESS_DAYS else f"{said} {day.year}"


def say_due(day: dt.date, today: dt.date) -> str:
    """How far off a due day is: "late by 3 days", "today", "tomorrow", "in 2 weeks"."""
    away = (day - today).days
    if away < 0:
        return f"late by {_distance(day, today)}"
    if away < 2:
        return ("today", "tomorrow")[away]
    return f"in {_distance(today, day)}"


def say_past(day: dt.date, today: dt.date) -> str:
    """How long ago a day was: "today", "yesterday", "5 months ago".

    A day ahead, which a clock set back can bring about, is said as due.
    """
    ago = (today - day).days
    if ago < 0:
        return say_due(day, today)
    if ago < 2:
        return ("today", "yesterday")[ago]
    return f"{_distance(day, today)} ago"


def _distance(first: dt.date, last: dt.date) -> str:
    """Whole units only, and never one alone but for a day: nobody is late by more than said."""
    days = (last - first).days
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    if months >= 24:
        return f"{months // 12} years"
    if months >= 2:
        return f"{months} months"
    if days >= 14:
        return f"{days // 7} weeks"
    return f"{days} days" if days != 1 else "1 day"
