"""What holds for every day and every text."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from loyaltytui.dates import (
    DayRules,
    due_at_end,
    due_at_start,
    read_due,
    read_span,
    read_when,
    say_day,
    say_due,
    say_past,
)

TODAYS = st.dates(dt.date(1990, 1, 1), dt.date(2110, 12, 31))
RULES = st.builds(
    DayRules,
    day_first=st.booleans(),
    workdays=st.frozensets(st.integers(0, 6)),
    holidays=st.frozensets(TODAYS, max_size=3),
)
GRAMMAR = [
    *("today", "tomorrow", "fri", "next", "last", "this", "coming", "in", "a", "an", "on"),
    *("by", "before", "after", "from", "of", "the", "end", "start", "mid", "first", "second"),
    *(
        "week",
        "weeks",
        "month",
        "months",
        "quarter",
        "year",
        "day",
        "days",
        "working",
        "couple",
        "one",
    ),
    *("two", "3", "5", "15", "27", "2026", "2027", "26", "'27", "15th", "1st"),
    *("dec", "nov", "may", "march", "december", "eom", "eoq", "3d", "+2w", "2m", "1y"),
    *(
        "12/15",
        "5/6",
        "1/2",
        "24/7",
        "15.12.",
        "1.5.",
        "1.5",
        "2026-12-15",
        "ago",
        "yesterday",
        "morning",
    ),
    *("9:30", "3pm", "at", "now", "or", "-", "and,", "fri,", "dec.", "mon.", "999999999999d"),
    *("٣", "!", ".", ",", "+", "/", "wed", "q1", "every", "send", "quote"),
]
PHRASES = st.lists(st.sampled_from(GRAMMAR), max_size=7).map(" ".join)
TEXTS = PHRASES | st.text(max_size=60)
WEEKDAYS = st.sampled_from(["mon", "tue", "wednesday", "thu", "friday", "sat", "sunday"])


@given(TODAYS, st.integers(-9 * 366, 9 * 366))
def test_a_day_said_is_understood_as_the_same_day(today: dt.date, away: int) -> None:
    day = today + dt.timedelta(days=away)
    assert read_due(say_day(day, today), today) == day


@given(TODAYS, st.integers(0, 9 * 366))
def test_a_past_day_said_is_understood_as_the_same_past_day(today: dt.date, ago: int) -> None:
    day = today - dt.timedelta(days=ago)
    when = read_when(say_day(day, today), today)
    assert when is not None
    assert when.on == day


@given(TEXTS, st.dates(), RULES)
def test_no_text_stops_a_reader(text: str, today: dt.date, rules: DayRules) -> None:
    day = read_due(text, today, rules)
    if day is not None:
        assert say_due(day, today)
        assert say_past(day, today)
    read_span(text)
    read_when(text, today, "12:00", rules)
    due_at_end(text, today, rules)
    due_at_start(text, today, rules)


@given(TEXTS, TODAYS, RULES)
def test_a_day_found_in_a_text_is_the_day_its_words_mean(
    text: str, today: dt.date, rules: DayRules
) -> None:
    at_end, at_start = due_at_end(text, today, rules), due_at_start(text, today, rules)
    if at_end is not None:
        assert read_due(text[at_end.start : at_end.end], today, rules) == at_end.on
        assert not text[at_end.end :].strip()
        assert not text[: at_end.start] or text[: at_end.start][-1].isspace()
    if at_start is not None:
        assert read_due(text[at_start.start : at_start.end], today, rules) == at_start.on
        assert not text[: at_start.start].strip()
        assert not text[at_start.end :] or text[at_start.end].isspace()


@given(PHRASES, TODAYS, RULES)
def test_what_was_understood_can_be_said_and_understood_again(
    text: str, today: dt.date, rules: DayRules
) -> None:
    day = read_due(text, today, rules)
    if day is not None and 1900 <= day.year < 2200:
        assert read_due(say_day(day, today), today, rules) == day


@given(PHRASES, TODAYS, RULES)
def test_an_interaction_never_happened_in_the_future(
    text: str, today: dt.date, rules: DayRules
) -> None:
    when = read_when(text, today, "10:00", rules)
    if when is not None:
        assert when.on <= today
        assert when.on < today or when.at_time <= "10:00"


@given(WEEKDAYS, TODAYS)
def test_a_weekday_is_one_to_seven_days_ahead(word: str, today: dt.date) -> None:
    day = read_due(word, today)
    assert day is not None
    assert 1 <= (day - today).days <= 7
    assert say_day(day, today).lower().startswith(word[:3])


@given(WEEKDAYS, TODAYS)
def test_next_before_a_weekday_means_next_week(word: str, today: dt.date) -> None:
    day, monday = read_due(f"next {word}", today), read_due("next week", today)
    assert day is not None
    assert monday is not None
    assert 0 <= (day - monday).days < 7
    assert monday.weekday() == 0


@given(PHRASES, TODAYS)
def test_without_a_year_only_a_weekday_can_name_a_past_day(text: str, today: dt.date) -> None:
    day = read_due(text, today)
    if day is not None and day < today:
        has_year = any(part in text for part in ("2026", "2027"))
        assert has_year or any(word in text for word in ("fri", "mon", "wed"))
