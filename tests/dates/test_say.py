"""Days said in words."""

from __future__ import annotations

import datetime as dt

import pytest

from loyaltytui.dates import say_day, say_due, say_past

SATURDAY = dt.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-27", "Fri 27 Nov"),
        ("2026-11-18", "Wed 18 Nov"),
        ("2027-09-17", "Fri 17 Sep"),
        ("2027-09-18", "Sat 18 Sep 2027"),
        ("2026-01-25", "Sun 25 Jan"),
        ("2026-01-24", "Sat 24 Jan 2026"),
        ("2028-01-03", "Mon 3 Jan 2028"),
    ],
)
def test_a_day_is_said_with_its_year_when_that_is_far(day: str, said: str) -> None:
    assert say_day(dt.date.fromisoformat(day), SATURDAY) == said


@pytest.mark.parametrize(
    ("away", "said"),
    [
        (-800, "late by 2 years"),
        (-100, "late by 3 months"),
        (-60, "late by 8 weeks"),
        (-20, "late by 2 weeks"),
        (-14, "late by 2 weeks"),
        (-13, "late by 13 days"),
        (-3, "late by 3 days"),
        (-1, "late by 1 day"),
        (0, "today"),
        (1, "tomorrow"),
        (3, "in 3 days"),
        (14, "in 2 weeks"),
        (100, "in 3 months"),
        (1200, "in 3 years"),
    ],
)
def test_a_due_day_is_said_by_its_distance(away: int, said: str) -> None:
    assert say_due(SATURDAY + dt.timedelta(days=away), SATURDAY) == said


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (0, "today"),
        (1, "yesterday"),
        (3, "3 days ago"),
        (16, "2 weeks ago"),
        (160, "5 months ago"),
        (1100, "3 years ago"),
        (-2, "in 2 days"),
    ],
)
def test_a_past_day_is_said_by_its_distance(ago: int, said: str) -> None:
    assert say_past(SATURDAY - dt.timedelta(days=ago), SATURDAY) == said


def test_two_short_months_are_not_yet_two_months() -> None:
    assert say_past(dt.date(2026, 7, 1), dt.date(2026, 8, 31)) == "8 weeks ago"
    assert say_past(dt.date(2026, 7, 1), dt.date(2026, 9, 1)) == "2 months ago"
