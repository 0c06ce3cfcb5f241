"""Days in human words, both directions: "fri" <-> 2026-11-27, "late by 3 days".

What a clause means lives in `capture/`, when a check-in is due in `loyalty/`; nothing here
reads the clock or knows a book. A phrase is either understood as one day or refused.
"""

from loyaltytui.dates.due import read_due
from loyaltytui.dates.in_text import Found, due_at_end, due_at_start
from loyaltytui.dates.past import When, read_when
from loyaltytui.dates.say import say_day, say_due, say_past
from loyaltytui.dates.spans import Span, add_span, read_span
from loyaltytui.dates.workdays import DayRules, add_working_days, slide_to_workday

__all__ = [
    "DayRules",
    "Found",
    "Span",
    "When",
    "add_span",
    "add_working_days",
    "due_at_end",
    "due_at_start",
    "read_due",
    "read_span",
    "read_when",
    "say_day",
    "say_due",
    "say_past",
    "slide_to_workday",
]
