"""Check-ins and promises as a calendar, read back by the library that others use too."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from icalendar import Calendar

from loyaltytui.book.book import Book
from loyaltytui.book.choosing import Choice
from loyaltytui.drafts import CheckInDraft, PromiseDraft
from loyaltytui.entries import Side
from loyaltytui.exchange.calendar_writing import write_calendar
from tests.builders import TODAY, TOMORROW, a_book, a_contact, days, mine, theirs, who

EVERYTHING = Choice()


def calendar_bytes(book: Book, choice: Choice = EVERYTHING) -> bytes:
    outgoing = book.outgoing(choice)
    return write_calendar(outgoing.book_id, outgoing.check_ins, outgoing.promises)


def components(book: Book, name: str, choice: Choice = EVERYTHING) -> list[Any]:
    return list(Calendar.from_ical(calendar_bytes(book, choice)).walk(name))


def test_a_check_in_is_an_event_of_a_whole_day(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", "Acme", due=TOMORROW, reason="how is the pump?"))
    (event,) = components(book, "VEVENT")
    assert event["SUMMARY"] == "Ann: how is the pump?"
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (TOMORROW, TOMORROW + days(1))
    assert event["TRANSP"] == "TRANSPARENT"
    assert event["DESCRIPTION"] == "Acme"


def test_promises_of_both_sides_are_tasks_with_their_due_dates(tmp_path: Path) -> None:
    promised = (mine("send quote", TOMORROW, via="Tom"), theirs("send the PO"))
    book = a_book(tmp_path, a_contact("Ann", "Acme", promised=promised))
    quote, order = components(book, "VTODO")
    assert (quote["SUMMARY"], quote["DUE"].dt) == ("send quote (Ann)", TOMORROW)
    assert quote["DESCRIPTION"] == "Acme\nvia Tom"
    assert quote["DTSTAMP"].dt.date() == TODAY
    assert (quote["STATUS"], quote["CATEGORIES"].cats) == ("NEEDS-ACTION", ["promise"])
    assert order["SUMMARY"] == "Ann: send the PO"
    assert "DUE" not in order
    assert order["CATEGORIES"].cats == ["owed"]


def test_a_snooze_moves_the_event_but_not_when_a_promise_is_due(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", due=TODAY, promised=(mine("send quote", TODAY),)))
    (item,) = book.outgoing(Choice()).check_ins
    book.snooze_check_in(item, TODAY + days(3))
    (promise,) = book.outgoing(Choice()).promises
    book.snooze_promise(promise, TODAY + days(3))
    assert components(book, "VEVENT")[0]["DTSTART"].dt == TODAY + days(3)
    assert components(book, "VTODO")[0]["DUE"].dt == TODAY


def test_what_has_ended_is_no_task_any_more(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", promised=(mine("send quote", TODAY),)))
    (promise,) = book.outgoing(Choice()).promises
    book.keep(promise)
    assert components(book, "VTODO") == []


def test_hostile_text_stays_one_property(tmp_path: Path) -> None:
    text = "a,b;c\\n\nEND:VTODO\nSUMMARY:x \x1b[31m 👩‍💻 שלום " + "é" * 300
    book = a_book(tmp_path, a_contact("Bobby; Tables, Jr", promised=(mine(text),)))
    raw = calendar_bytes(book)
    assert b"\x1b" not in raw
    lines = raw.split(b"\r\n")
    assert raw.count(b"\n") == len(lines) - 1
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode("utf-8")
    (task,) = components(book, "VTODO")
    assert str(task["SUMMARY"]).startswith("a,b;c\\n END:VTODO SUMMARY:x [31m 👩‍💻 שלום é")
    assert "é" * 300 in task["DESCRIPTION"]


def test_what_was_told_in_confidence_stays_here_unless_asked_for(tmp_path: Path) -> None:
    secret = PromiseDraft(Side.MINE, "mention the merger", TODAY, is_confidential=True)
    book = a_book(tmp_path, a_contact("Ann", promised=(secret,)))
    assert b"merger" not in calendar_bytes(book)
    (task,) = components(book, "VTODO", Choice(with_confidential=True))
    assert (task["SUMMARY"], task["CLASS"]) == ("mention the merger (Ann)", "CONFIDENTIAL")


def test_only_plans_with_my_own_contacts_go_along_on_the_leaving_day(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", due=TODAY, promised=(mine("send quote"),)))
    assert components(book, "VEVENT", Choice(only_mine=True)) == []
    assert components(book, "VTODO", Choice(only_mine=True)) == []


def test_whom_the_agenda_leaves_out_the_calendar_leaves_out_too(tmp_path: Path) -> None:
    promised = (mine("send quote", TODAY), theirs("send the PO", TODAY))
    book = a_book(tmp_path, a_contact("Ann", due=TODAY, promised=promised))
    book.park(who(book, "Ann"), TODAY + days(60))
    assert components(book, "VEVENT") == []
    assert [task["SUMMARY"] for task in components(book, "VTODO")] == ["send quote (Ann)"]


def test_the_same_book_gives_the_same_calendar_on_any_day(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", due=TODAY, promised=(mine("send quote", TODAY),)))
    before = calendar_bytes(book)
    book.now.move_to(TODAY + days(1))  # type: ignore[attr-defined]  # the builders' own clock
    assert calendar_bytes(book) == before


def test_moving_a_check_in_keeps_its_identity(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", due=TODAY, reason="pump"))
    (before,) = components(book, "VEVENT")
    book.plan_check_in(who(book, "Ann"), CheckInDraft(TODAY + days(4), "pump"))
    (after,) = components(book, "VEVENT")
    assert after["UID"] == before["UID"]
    assert after["DTSTART"].dt == TODAY + days(4) != before["DTSTART"].dt
    assert isinstance(after["DTSTAMP"].dt, dt.datetime)
