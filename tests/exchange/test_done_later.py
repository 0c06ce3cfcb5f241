"""A promise that came from another program ends when a later export says that it is done."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest

from loyaltytui.book.book import Book
from loyaltytui.entries import Owner
from loyaltytui.exchange.importing import ImportPlan, joined, plan_import
from loyaltytui.exchange.sources import Asked, read_stream
from loyaltytui.plain import fold
from tests.builders import TODAY, a_book, days, dump, reopened, who

HEADER = (
    "Activity - Subject,Activity - Type,Activity - Due date,Activity - Done,"
    "Activity - Marked as done time,Person - Name,Organization - Name\n"
)
DUE, DONE_ON = "2026-11-19", "2026-11-18"
OPEN = f"Send quote,Task,{DUE},To do,,Ann Lee,Acme\n"
DONE = f"Send quote,Task,{DUE},Done,{DONE_ON} 09:30:00,Ann Lee,Acme\n"
CALLED = f"Send quote,Call,{DUE},Done,{DONE_ON} 09:30:00,Ann Lee,Acme\n"


def plan(book: Book, *rows: str) -> ImportPlan:
    text = HEADER + "".join(rows)
    reading = joined([read_stream(io.BytesIO(text.encode()), Asked())])
    return plan_import(reading, book.known_for_import(), Owner.MINE, "activities.csv")


def bring(book: Book, *rows: str) -> ImportPlan:
    made = plan(book, *rows)
    book.import_contacts(made.arrivals, made.sentence)
    return made


def ended(book: Book) -> list[tuple[str, str, str | None]]:
    return book.rows("select text, outcome, ended_on from promise order by id")


def test_it_is_kept_on_the_day_on_which_it_was_marked(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    bring(book, OPEN)
    assert ended(book) == [("Send quote", "open", None)]
    made = bring(book, DONE)
    assert ended(book) == [("Send quote", "kept", DONE_ON)]
    assert made.counts().kept == 1
    assert "1 promise kept" in made.summary()
    assert made.merges[0].adds == "kept: Send quote"
    assert book.rows("select trust from standing") == [(1,)]


def test_without_a_day_it_was_kept_today_and_never_later(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    bring(book, OPEN, OPEN.replace("quote", "drawing"))
    unsaid = DONE.replace(f"{DONE_ON} 09:30:00", "")
    later = DONE.replace(DONE_ON, "2030-01-01").replace("quote", "drawing")
    bring(book, unsaid, later)
    assert {day for _, _, day in ended(book)} == {TODAY.isoformat()}


def test_what_was_a_call_is_in_the_log_too(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    bring(book, OPEN.replace("Task", "Call"))
    bring(book, CALLED)
    assert ended(book) == [("Send quote", "kept", DONE_ON)]
    assert who(book, "Ann Lee").last_contact_on == dt.date(2026, 11, 18)


@pytest.mark.parametrize("done", [DONE, CALLED])
def test_twice_changes_nothing_and_one_undo_opens_it_again(tmp_path: Path, done: str) -> None:
    book = a_book(tmp_path)
    bring(book, OPEN)
    before = dump(book)
    bring(book, done)
    after = dump(book)
    assert plan(book, done).changes_nothing
    assert plan(reopened(book, TODAY + days(40)), done).changes_nothing
    book.undo()
    assert dump(book) == before
    book.redo()
    assert dump(book) == after


def test_of_two_with_the_same_words_the_one_of_that_day_ends(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    bring(book, OPEN, OPEN.replace(DUE, "2026-12-10"))
    bring(book, DONE)
    assert sorted(outcome for _, outcome, _ in ended(book)) == ["kept", "open"]
    assert book.rows("select due_on from promise where outcome = 'kept'") == [(DUE,)]


def test_one_that_was_moved_since_is_known_by_its_first_day(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    due = (TODAY + days(3)).isoformat()
    bring(book, OPEN.replace(DUE, due))
    (promise,) = book.promises_of(who(book, "Ann Lee").id)
    book.move(promise, TODAY + days(20))
    bring(book, DONE.replace(DUE, due))
    assert ended(book) == [("Send quote", "kept", DONE_ON)]


def test_one_that_ended_otherwise_stays_as_it_ended(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    bring(book, OPEN)
    (promise,) = book.promises_of(who(book, "Ann Lee").id)
    book.release(promise)
    before = dump(book)
    assert plan(book, DONE).changes_nothing
    assert dump(book) == before


def test_what_is_open_and_done_in_one_export_stays_open(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    bring(book, OPEN, DONE)
    assert [outcome for _, outcome, _ in ended(book)] == ["open"]
    assert plan(book, OPEN, DONE).changes_nothing


def test_somebody_elses_promise_of_the_same_words_stays_open(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    bring(book, OPEN, OPEN.replace("Ann Lee", "Bob Ray"))
    bring(book, DONE)
    kept = book.rows(
        "select contact.name from promise join contact on contact.id = contact_id "
        "where outcome = 'kept'"
    )
    assert kept == [("Ann Lee",)]


def test_the_words_are_compared_however_they_are_written(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    bring(book, OPEN)
    done = DONE.replace("Send quote", "SEND  quote")
    assert fold("SEND  quote") == fold("Send quote")
    bring(book, done)
    assert ended(book)[0][1] == "kept"
