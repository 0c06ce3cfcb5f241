"""Finding a due day at the end or the beginning of a sentence."""

from __future__ import annotations

import datetime as dt

import pytest

from loyaltytui.dates import due_at_end, due_at_start

SATURDAY = dt.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "phrase", "day"),
    [
        ("send quote by fri.", "by fri.", "2026-11-27"),
        ("send quote fri", "fri", "2026-11-27"),
        ("send quote, on  fri , ", None, None),
        ("send quote fri,  ", "fri,", "2026-11-27"),
        ("Tom Friday", "Friday", "2026-11-27"),
        ("she sends PO 5 dec", "5 dec", "2026-12-05"),
        ("she sends PO 15.12.", "15.12.", "2026-12-15"),
        ("pay by 1.5.", "by 1.5.", "2027-05-01"),
        ("fri", "fri", "2026-11-27"),
        ("visit in the first week of march", "in the first week of march", "2027-03-01"),
        ("visit a week from tuesday", "a week from tuesday", "2026-12-01"),
        ("answer in 3 working days!", "in 3 working days!", "2026-11-25"),
        ("order 500 fri", "fri", "2026-11-27"),
        ("order 500 in 3 weeks", "in 3 weeks", "2026-12-12"),
        ("intro to April fri", "fri", "2026-11-27"),
        ("ask june 5 dec", "5 dec", "2026-12-05"),
        ("sign this tomorrow", "tomorrow", "2026-11-22"),
        ("call before the 15th", "before the 15th", "2026-12-15"),
        ("ask about tuesday by fri", "by fri", "2026-11-27"),
        ("Prüfung für Jürgen fri", "fri", "2026-11-27"),
        ("İİİ fri", "fri", "2026-11-27"),
        ("call\N{NO-BREAK SPACE}in\N{NO-BREAK SPACE}3\tweeks", "in\xa03\tweeks", "2026-12-12"),
        ("fri fri fri call and then fri", "fri", "2026-11-27"),
    ],
)
def test_a_sentence_ends_in_a_day(text: str, phrase: str | None, day: str | None) -> None:
    found = due_at_end(text, SATURDAY)
    if day is None:
        assert found is None
        return
    assert found is not None
    assert text[found.start : found.end] == phrase
    assert found.on == dt.date.fromisoformat(str(day))
    assert text[found.end :].strip() == ""


@pytest.mark.parametrize(
    "text",
    [
        *("", "   ", ".", "Move old monitor", "talk to April", "ask May", "they may", "sunny"),
        *(
            "ask Monica",
            "room 12",
            "plan for 2026",
            "support 24/7",
            "release 1.5",
            "release 1.5.",
            "release 1.5.,",
        ),
        *("renders in 3D", "buy from 3M", "a deal worth 2m", "EUR 2m", "takes 20 min", "2 m"),
        *(
            "report from last friday",
            "every friday",
            "not friday",
            "open since monday",
            "after fri",
        ),
        *("send quote wed 27 nov", "order 15 dec 05", "next fri 4 dec", "third friday", "wed fri"),
        *("thu or fri", "today or tomorrow", "mon - fri", "in 2 to 3 weeks", "2 or 3 days"),
        *("fri in 3 weeks", "in 3 weeks fri", "2 weeks friday", "27 nov fri", "1 1/2"),
        *(
            "late by 3 days",
            "delayed for 3 weeks",
            "the next 3 days",
            "last 3 weeks",
            "twice a week",
        ),
        *(
            "the week of 7 dec",
            "the day before fri",
            "sat in the sun",
            "over the next week",
            "late next week",
            "mid next week",
            "10-12",
        ),
    ],
)
def test_words_that_only_look_like_a_day_stay_text(text: str) -> None:
    assert due_at_end(text, SATURDAY) is None


@pytest.mark.parametrize(
    ("text", "phrase", "day"),
    [
        ("3w after their board met", "3w", "2026-12-12"),
        ("3w", "3w", "2026-12-12"),
        ("3w, after the fair", "3w,", "2026-12-12"),
        ("3w a quick call", "3w", "2026-12-12"),
        ("tomorrow. Really", "tomorrow.", "2026-11-22"),
        ("mon team call", "mon", "2026-11-23"),
        ("in 3 weeks about the pump", "in 3 weeks", "2026-12-12"),
        ("next week fri call", "next week fri", "2026-11-27"),
        ("3 days after 5 dec", "3 days after 5 dec", "2026-12-08"),
        ("fri and bring the plan", "fri", "2026-11-27"),
        ("5 march 26 people come", "5 march", "2027-03-05"),
        ("15.12. call", "15.12.", "2026-12-15"),
        ("end of month is the pump quiet?", "end of month", "2026-11-30"),
    ],
)
def test_a_check_in_begins_with_its_day(text: str, phrase: str, day: str) -> None:
    found = due_at_start(text, SATURDAY)
    assert found is not None
    assert text[found.start : found.end] == phrase
    assert found.on == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    [
        *("", "50 people", "10 min call", "2 m of pipe", "monitor", "april", "3 machines"),
        *("fri 27 dec budget", "fri 27", "fri or sat", "3w ago", "3 days late", "2 days a week"),
        *(
            "eom march",
            "tomorrow 5 dec",
            "2 weeks and 3 days",
            "2 - 3 weeks",
            "3w before fri 27 dec",
        ),
    ],
)
def test_a_beginning_that_only_looks_like_a_day_stays_text(text: str) -> None:
    assert due_at_start(text, SATURDAY) is None


def test_a_text_as_long_as_a_book_is_searched_only_at_its_edge() -> None:
    book = "note " * 400_000
    at_end = due_at_end(book + "fri", SATURDAY)
    at_start = due_at_start("fri " + book, SATURDAY)
    assert at_end is not None
    assert (at_end.start, at_end.end) == (len(book), len(book) + 3)
    assert at_start is not None
    assert (at_start.start, at_start.end) == (0, 3)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("tell him the delivery week fri", "2026-11-27"),
        ("tell him the delivery week tomorrow", "2026-11-22"),
        ("done in three weeks fri", None),
        ("not next week fri", None),
        ("a week tomorrow", None),
    ],
)
def test_a_week_that_nobody_counted_is_a_word_like_any_other(text: str, day: str | None) -> None:
    found = due_at_end(text, dt.date(2026, 11, 21))
    assert (found and found.on.isoformat()) == day
