"""Cadences and distances, and the days that are worked."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyaltytui.dates import (
    DayRules,
    Span,
    add_span,
    add_working_days,
    read_span,
    slide_to_workday,
)

SATURDAY = dt.date(2026, 11, 21)
MONDAY = dt.date(2026, 11, 23)
NO_WORK = DayRules(workdays=frozenset())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("3w", "3w"),
        (" 3W ", "3w"),
        ("2m", "2m"),
        ("10d", "10d"),
        ("1y", "1y"),
        ("3 weeks", "3w"),
        ("every 2 months", "2m"),
        ("every week", "1w"),
        ("every other week", "2w"),
        ("weekly", "1w"),
        ("monthly", "1m"),
        ("a fortnight", "2w"),
        ("two quarters", "6m"),
        ("every year", "1y"),
    ],
)
def test_a_cadence_is_understood(words: str, said: str) -> None:
    assert str(read_span(words)) == said


@pytest.mark.parametrize(
    "words",
    [
        *("", "none", "w", "3", "0w", "3 w", "2 m", "2min", "+3w", "-3w", "3w.", "fri", "every"),
        *(
            "3 working days",
            "12345d",
            "9999 quarters",
            "biweekly",
            "٣w",
            "3w 2d",
            "every every week",
        ),
    ],
)
def test_what_is_no_cadence_is_refused(words: str) -> None:
    assert read_span(words) is None


@given(st.integers(1, 9999), st.sampled_from("dwmy"))
def test_a_cadence_said_is_understood_again(count: int, unit: str) -> None:
    span = Span(count, unit)
    assert read_span(str(span)) == span


def test_months_and_years_clamp_to_the_months_end() -> None:
    assert add_span(dt.date(2027, 1, 31), Span(1, "m")) == dt.date(2027, 2, 28)
    assert add_span(dt.date(2028, 2, 29), Span(1, "y")) == dt.date(2029, 2, 28)
    assert add_span(dt.date(2026, 3, 31), Span(-1, "m")) == dt.date(2026, 2, 28)
    assert add_span(dt.date(2026, 12, 31), Span(2, "m")) == dt.date(2027, 2, 28)


@given(st.dates(), st.integers(), st.sampled_from("dwmy"))
def test_no_distance_is_too_far_to_add(day: dt.date, count: int, unit: str) -> None:
    moved = add_span(day, Span(count, unit))
    assert moved >= day if count >= 0 else moved <= day


def test_a_distance_past_the_calendar_stops_at_its_end() -> None:
    assert add_span(SATURDAY, Span(10**30, "d")) == dt.date.max
    assert add_span(SATURDAY, Span(-(10**30), "m")) == dt.date.min


def test_working_days_skip_the_weekend_and_holidays() -> None:
    rules = DayRules(holidays=frozenset({dt.date(2026, 11, 24)}))
    assert add_working_days(SATURDAY, 1, rules) == MONDAY
    assert add_working_days(SATURDAY, 2, rules) == dt.date(2026, 11, 25)
    assert add_working_days(MONDAY, -1, rules) == dt.date(2026, 11, 20)
    assert add_working_days(SATURDAY, 0, rules) == SATURDAY


def test_without_workdays_every_day_counts_and_none_slides() -> None:
    assert add_working_days(SATURDAY, 2, NO_WORK) == MONDAY
    assert slide_to_workday(SATURDAY, NO_WORK) == SATURDAY


def test_a_day_slides_forward_over_weekend_and_holiday() -> None:
    rules = DayRules(holidays=frozenset({MONDAY}))
    assert slide_to_workday(SATURDAY, rules) == dt.date(2026, 11, 24)
    assert slide_to_workday(dt.date(2026, 11, 24), rules) == dt.date(2026, 11, 24)


def test_the_end_of_the_calendar_is_no_trap() -> None:
    mondays = DayRules(workdays=frozenset({0}))
    assert slide_to_workday(dt.date.max, mondays) == dt.date.max
    assert add_working_days(dt.date.max, 5, mondays) == dt.date.max


@given(st.dates(dt.date(2000, 1, 1), dt.date(2060, 1, 1)), st.integers(1, 60))
def test_working_days_end_on_a_working_day(day: dt.date, count: int) -> None:
    rules = DayRules()
    reached = add_working_days(day, count, rules)
    assert not rules.is_off(reached)
    assert reached > day
    assert not rules.is_off(slide_to_workday(day, rules))
