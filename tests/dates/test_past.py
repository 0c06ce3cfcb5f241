"""A whole phrase as a past moment."""

from __future__ import annotations

import datetime as dt

import pytest

from loyaltytui.dates import DayRules, When, read_when

SATURDAY = dt.date(2026, 11, 21)
MONDAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("words", "day", "at_time"),
    [
        ("today", "2026-11-21", ""),
        ("yesterday", "2026-11-20", ""),
        ("day before yesterday", "2026-11-19", ""),
        ("sat", "2026-11-21", ""),
        ("mon", "2026-11-16", ""),
        ("on mon", "2026-11-16", ""),
        ("sun", "2026-11-15", ""),
        ("last fri", "2026-11-20", ""),
        ("last sat", "2026-11-14", ""),
        ("this mon", "2026-11-16", ""),
        ("fri last week", "2026-11-13", ""),
        ("this morning", "2026-11-21", ""),
        ("yesterday evening", "2026-11-20", ""),
        ("last night", "2026-11-20", ""),
        ("18 nov", "2026-11-18", ""),
        ("Nov 18th", "2026-11-18", ""),
        ("wed 18 nov", "2026-11-18", ""),
        ("21 nov", "2026-11-21", ""),
        ("18 nov 2025", "2025-11-18", ""),
        ("18 nov 25", "2025-11-18", ""),
        ("the 18th", "2026-11-18", ""),
        ("the 30th", "2026-10-30", ""),
        ("2026-11-18", "2026-11-18", ""),
        ("11/18", "2026-11-18", ""),
        ("18.11.", "2026-11-18", ""),
        ("5/6", "2026-06-05", ""),
        ("2 days ago", "2026-11-19", ""),
        ("3d ago", "2026-11-18", ""),
        ("a week ago", "2026-11-14", ""),
        ("a couple of weeks ago", "2026-11-07", ""),
        ("a month ago", "2026-10-21", ""),
        ("2 working days ago", "2026-11-19", ""),
        ("9:30", "2026-11-21", "09:30"),
        ("at 9:30", "2026-11-21", "09:30"),
        ("today 12:00", "2026-11-21", "12:00"),
        ("noon", "2026-11-21", "12:00"),
        ("9.30am", "2026-11-21", "09:30"),
        ("9 am", "2026-11-21", "09:00"),
        ("12am", "2026-11-21", "00:00"),
        ("0:05", "2026-11-21", "00:05"),
        ("yesterday 9:30", "2026-11-20", "09:30"),
        ("yesterday at 3 pm", "2026-11-20", "15:00"),
        ("yesterday 12pm", "2026-11-20", "12:00"),
        ("9:30 yesterday", "2026-11-20", "09:30"),
        ("mon 14:00", "2026-11-16", "14:00"),
        ("18 nov 23:59", "2026-11-18", "23:59"),
    ],
)
def test_a_moment_said_at_noon_on_saturday_21_november_2026_means_this(
    words: str, day: str, at_time: str
) -> None:
    assert read_when(words, SATURDAY, "12:00") == When(dt.date.fromisoformat(day), at_time)


@pytest.mark.parametrize(
    "words",
    [
        *("", "on", "at", "ago", "last", "last week", "last month", "a week", "3 days", "+3d ago"),
        *("tomorrow", "this sun", "fri 27 nov", "22 nov 2026", "2027-01-01", "in 3 weeks", "eom"),
        *("12:01", "3pm", "sat 13:00", "today at 23:00", "24:00", "25:00", "9:60", "9:3", "13pm"),
        *("0am", "9.30", "1430", "9", "am", "pm", "9:30:00", "9:30 9:30", "at mon", "::", ":30"),
        *("thu 18 nov", "22 nov", "25 dec", "31 feb", "november", "may", "24/7", "0 days ago"),
        *("9999y ago", "٩:٣٠", "99999999999 days ago", "9:30 tomorrow", "3 ago"),
    ],
)
def test_what_is_not_surely_past_is_refused(words: str) -> None:
    assert read_when(words, SATURDAY, "12:00") is None


def test_a_time_counts_as_past_when_nobody_says_how_late_it_is() -> None:
    assert read_when("23:00", SATURDAY) == When(SATURDAY, "23:00")


def test_a_weekday_said_on_that_weekday_is_today() -> None:
    assert read_when("mon", MONDAY) == When(MONDAY, "")
    assert read_when("last mon", MONDAY) == When(dt.date(2026, 11, 16), "")


def test_a_later_time_today_is_not_taken_for_last_weeks() -> None:
    assert read_when("mon 14:00", MONDAY, "10:00") is None


def test_a_new_year_looks_back_over_its_turn() -> None:
    new_year = dt.date(2027, 1, 1)
    assert read_when("31 dec", new_year) == When(dt.date(2026, 12, 31), "")
    assert read_when("yesterday", new_year) == When(dt.date(2026, 12, 31), "")
    assert read_when("the 31st", dt.date(2027, 3, 1)) == When(dt.date(2027, 1, 31), "")


def test_the_order_of_day_and_month_follows_the_setting() -> None:
    assert read_when("5/6", SATURDAY, "", DayRules(day_first=False)) == When(
        dt.date(2026, 5, 6), ""
    )


def test_the_first_day_of_the_calendar_has_no_yesterday() -> None:
    assert read_when("yesterday", dt.date.min) is None
