"""A whole phrase as a future day."""

from __future__ import annotations

import datetime as dt

import pytest

from loyaltytui.dates import DayRules, read_due

SATURDAY = dt.date(2026, 11, 21)
MONDAY = dt.date(2026, 11, 23)
FRIDAY = dt.date(2026, 11, 27)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("today", "2026-11-21"),
        ("tonight", "2026-11-21"),
        ("eod", "2026-11-21"),
        ("tomorrow", "2026-11-22"),
        ("day after tomorrow", "2026-11-23"),
        ("the day after tomorrow", "2026-11-23"),
        ("fri", "2026-11-27"),
        ("FRIDAY", "2026-11-27"),
        ("sat", "2026-11-28"),
        ("sun", "2026-11-22"),
        ("this fri", "2026-11-27"),
        ("coming friday", "2026-11-27"),
        ("next fri", "2026-11-27"),
        ("next sun", "2026-11-29"),
        ("fri next week", "2026-11-27"),
        ("next week tue", "2026-11-24"),
        ("tuesday week", "2026-12-01"),
        ("+3d", "2026-11-24"),
        ("3d", "2026-11-24"),
        ("2w", "2026-12-05"),
        ("+2w", "2026-12-05"),
        ("2m", "2027-01-21"),
        ("1y", "2027-11-21"),
        ("in 3 weeks", "2026-12-12"),
        ("In  three   WEEKS", "2026-12-12"),
        ("in 3w", "2026-12-12"),
        ("within 3 days", "2026-11-24"),
        ("in a week", "2026-11-28"),
        ("in a couple of weeks", "2026-12-05"),
        ("3 days", "2026-11-24"),
        ("3 working days", "2026-11-25"),
        ("in 3 workdays", "2026-11-25"),
        ("3 business days", "2026-11-25"),
        ("next working day", "2026-11-23"),
        ("3 days from now", "2026-11-24"),
        ("a week from today", "2026-11-28"),
        ("a week from tuesday", "2026-12-01"),
        ("two weeks from friday", "2026-12-11"),
        ("a week on friday", "2026-12-04"),
        ("2 days before 15 dec", "2026-12-13"),
        ("2 working days before 14 dec", "2026-12-10"),
        ("3 days after 5 dec", "2026-12-08"),
        ("15 dec", "2026-12-15"),
        ("dec 15", "2026-12-15"),
        ("15 Dec.", "2026-12-15"),
        ("Dec. 15", "2026-12-15"),
        ("15th of december", "2026-12-15"),
        ("the 15th of december", "2026-12-15"),
        ("december the 15th", "2026-12-15"),
        ("december 15th 2026", "2026-12-15"),
        ("dec 15, 2027", "2027-12-15"),
        ("15 dec 2027", "2027-12-15"),
        ("15 dec '27", "2027-12-15"),
        ("5 march 27", "2027-03-05"),
        ("15 nov", "2027-11-15"),
        ("21 nov", "2026-11-21"),
        ("5 may", "2027-05-05"),
        ("may 5", "2027-05-05"),
        ("29 feb", "2028-02-29"),
        ("12/15", "2026-12-15"),
        ("15/12", "2026-12-15"),
        ("5/6", "2027-06-05"),
        ("9/11", "2027-11-09"),
        ("1/2", "2027-02-01"),
        ("12/15/2026", "2026-12-15"),
        ("12/15/26", "2026-12-15"),
        ("24/7/2027", "2027-07-24"),
        ("2026/12/15", "2026-12-15"),
        ("15.12.", "2026-12-15"),
        ("15.12.2026", "2026-12-15"),
        ("15.12.2026.", "2026-12-15"),
        ("2026-12-15", "2026-12-15"),
        ("2020-01-01", "2020-01-01"),
        ("the 15th", "2026-12-15"),
        ("15th", "2026-12-15"),
        ("the 31st", "2026-12-31"),
        ("fri 27 nov", "2026-11-27"),
        ("Friday, 27 November 2026", "2026-11-27"),
        ("fri the 27th", "2026-11-27"),
        ("wed 18 nov", "2026-11-18"),
        ("fri 18 nov 2027", None),
        ("eow", "2026-11-27"),
        ("end of week", "2026-11-27"),
        ("end of next week", "2026-11-27"),
        ("eom", "2026-11-30"),
        ("end of the month", "2026-11-30"),
        ("end of next month", "2026-12-31"),
        ("end of november", "2026-11-30"),
        ("end november", "2026-11-30"),
        ("end of february", "2027-02-28"),
        ("end of february 2028", "2028-02-29"),
        ("eoq", "2026-12-31"),
        ("end of q1", "2027-03-31"),
        ("eoy", "2026-12-31"),
        ("end of 2027", "2027-12-31"),
        ("end of friday", "2026-11-27"),
        ("next week", "2026-11-23"),
        ("next month", "2026-12-01"),
        ("next quarter", "2027-01-01"),
        ("next year", "2027-01-01"),
        ("first week of march", "2027-03-01"),
        ("in the first week of january", "2027-01-04"),
        ("last week of january", "2027-01-25"),
        ("mid january", "2027-01-15"),
        ("mid-january", "2027-01-15"),
        ("mid november", "2027-11-15"),
        ("start of march", "2027-03-01"),
        ("beginning of march", "2027-03-01"),
        ("start of next quarter", "2027-01-01"),
        ("first monday of march", "2027-03-01"),
        ("first monday of november", "2027-11-01"),
        ("last friday of november", "2026-11-27"),
        ("last working day of january", "2027-01-29"),
        ("15th of next month", "2026-12-15"),
        ("by fri", "2026-11-27"),
        ("on fri.", "2026-11-27"),
        ("before 5 dec,", "2026-12-05"),
        ("by end of month!", "2026-11-30"),
        ("by +3d", "2026-11-24"),
    ],
)
def test_a_phrase_said_on_saturday_21_november_2026_means_this_day(
    words: str, day: str | None
) -> None:
    assert read_due(words, SATURDAY) == (dt.date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    "words",
    [
        *("", " ", ".", "!", "by", "on", "in", "am", "the", "a", "of", "at", "by by fri", "next"),
        *("april", "may", "june", "monica", "monitor", "sunny", "tom", "march", "q1", "march 2027"),
        *("12", "2026", "the 15", "friday 27", "-3d", "3", "+3", "0d", "+0d", "first", "second"),
        *("2 m", "in 2 m", "2 min", "2min", "20m30", "2 mins", "3 h", "half a week", "2.5 weeks"),
        *("24/7", "50/50", "1.5", "12.30", "12:30", "10-12", "1/2/3", "5/6/7", "/", "1/", "//"),
        *("31 feb", "30/2", "29/2/2027", "32/1", "31.4.", "2026-02-30", "0 dec", "15/13", "45th"),
        *("wed 27 nov", "fri 28 nov", "fri 27 nov 2027", "mon the 27th", "fri fri", "wed fri"),
        *(
            "a week",
            "one day",
            "the sun",
            "the next week",
            "by 3d",
            "by 3 days",
            "before 3 weeks",
            "twice a week",
            "weekend",
        ),
        *("last friday", "yesterday", "3 days ago", "fifth friday of december", "this week"),
        *("2026-12-15T10:00", "2026-12-5", "15 dec 1500", "5 march 26", "dec 15 26", "15, dec"),
        *("2 weeks before fri", "fri this week", "month", "this month", "start of month", "2w 3d"),
        *(
            "٣d",
            "\N{FULLWIDTH DIGIT THREE}d",
            "۱۵ dec",
            "²d",
            "3 wee\N{KELVIN SIGN}s",
            "9" * 5000 + "d",
            "999999999999d",
        ),
        *("fri?", "fri...", "fri;", "(fri)", "fridays", "sundays", "next 15 dec", "mid march 5"),
    ],
)
def test_what_is_not_surely_a_day_is_refused(words: str) -> None:
    assert read_due(words, SATURDAY) is None


@pytest.mark.parametrize(
    ("words", "today", "day"),
    [
        ("fri", FRIDAY, "2026-12-04"),
        ("today", FRIDAY, "2026-11-27"),
        ("eow", FRIDAY, "2026-11-27"),
        ("next fri", FRIDAY, "2026-12-04"),
        ("fri", MONDAY, "2026-11-27"),
        ("next fri", MONDAY, "2026-12-04"),
        ("next mon", MONDAY, "2026-11-30"),
        ("mon", MONDAY, "2026-11-30"),
        ("wed this week", MONDAY, "2026-11-25"),
        ("end of next week", MONDAY, "2026-12-04"),
        ("eow", dt.date(2026, 11, 22), "2026-11-27"),
        ("next week", dt.date(2026, 11, 22), "2026-11-23"),
        ("3 working days", FRIDAY, "2026-12-02"),
        ("1m", dt.date(2027, 1, 31), "2027-02-28"),
        ("1m", dt.date(2028, 1, 31), "2028-02-29"),
        ("1y", dt.date(2028, 2, 29), "2029-02-28"),
        ("29 feb", dt.date(2028, 2, 29), "2028-02-29"),
        ("29 feb", dt.date(2028, 3, 1), "2032-02-29"),
        ("29 feb", dt.date(2096, 3, 1), "2104-02-29"),
        ("eom", dt.date(2026, 11, 30), "2026-11-30"),
        ("end of november", dt.date(2026, 12, 1), "2027-11-30"),
        ("next month", dt.date(2026, 12, 31), "2027-01-01"),
        ("next quarter", dt.date(2026, 1, 31), "2026-04-01"),
        ("eoq", dt.date(2026, 5, 31), "2026-06-30"),
        ("tomorrow", dt.date(2026, 12, 31), "2027-01-01"),
        ("1 jan", dt.date(2026, 12, 31), "2027-01-01"),
        ("the 31st", dt.date(2027, 4, 30), "2027-05-31"),
        ("the 30th", dt.date(2027, 1, 31), "2027-03-30"),
        ("mid next week", dt.date(2027, 2, 26), None),
        ("next fri", dt.date(2026, 12, 28), "2027-01-08"),
        ("tomorrow", dt.date.max, None),
        ("fri", dt.date.max, None),
        ("next week", dt.date.max, None),
        ("9999y", SATURDAY, None),
    ],
)
def test_a_phrase_follows_the_day_it_is_said_on(
    words: str, today: dt.date, day: str | None
) -> None:
    assert read_due(words, today) == (dt.date.fromisoformat(day) if day else None)


def test_day_and_month_in_numbers_follow_the_setting() -> None:
    month_first = DayRules(day_first=False)
    assert read_due("5/6", SATURDAY, month_first) == dt.date(2027, 5, 6)
    assert read_due("5/6/2027", SATURDAY, month_first) == dt.date(2027, 5, 6)
    assert read_due("15/12", SATURDAY, month_first) == dt.date(2026, 12, 15)


def test_dots_put_the_day_first_whatever_the_setting() -> None:
    assert read_due("5.6.2027", SATURDAY, DayRules(day_first=False)) == dt.date(2027, 6, 5)


def test_working_days_skip_holidays_and_the_days_the_settings_call_off() -> None:
    rules = DayRules(workdays=frozenset({0, 1, 2, 3}), holidays=frozenset({MONDAY}))
    assert read_due("1 working day", SATURDAY, rules) == dt.date(2026, 11, 24)
    assert read_due("in 4 working days", SATURDAY, rules) == dt.date(2026, 11, 30)
    assert read_due("last working day of january", SATURDAY, rules) == dt.date(2027, 1, 28)


def test_a_phrase_as_long_as_a_book_is_refused() -> None:
    assert read_due("fri " * 1_000_000, SATURDAY) is None
    assert read_due("f" * 5_000_000, SATURDAY) is None
    assert read_due("fri" + " " * 1_000_000, SATURDAY) == FRIDAY
