"""History that an import brings: once, on its day, followed by check-ins, undone as a whole."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from loyaltytui.book.book import Book
from loyaltytui.drafts import ContactDraft, Past, PastDraft
from loyaltytui.entries import Owner
from loyaltytui.exchange.importing import ImportPlan, plan_import
from loyaltytui.exchange.reading import Reading
from loyaltytui.loyalty.checkins import CheckInRules
from tests.builders import TODAY, a_book, a_contact, days, dump, email, reopened, who

CALL = PastDraft(Past.INTERACTION, "pumps", on=TODAY - days(9), word="call", at_time="10:30")
NOTE = PastDraft(Past.NOTE, "likes mornings", on=TODAY - days(20), word="background")
PROMISE = PastDraft(Past.PROMISE, "send quote", on=TODAY + days(3), made_on=TODAY - days(2))
REMINDER = PastDraft(Past.CHECK_IN, "ask budget", on=dt.date(2020, 3, 4), every="1y")
OVER = PastDraft(Past.CHECK_IN, "wish luck", on=dt.date(2020, 3, 4))
HISTORY = (CALL, NOTE, PROMISE, REMINDER, OVER)


def ann(*past: PastDraft, cadence: str = "", tier: str = "") -> ContactDraft:
    return ContactDraft(
        "Ann Lee", channels=(email("ann@x.no"),), past=past, cadence=cadence, tier=tier
    )


def plan(book: Book, *drafts: ContactDraft) -> ImportPlan:
    return plan_import(Reading(drafts, (), (), "x"), book.known_for_import(), Owner.MINE, "x")


def bring(book: Book, *drafts: ContactDraft) -> int:
    made = plan(book, *drafts)
    return book.import_contacts(made.arrivals, made.sentence)


def test_every_line_stands_on_its_day(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    bring(book, ann(*HISTORY))
    assert book.rows("select medium, happened_on, at_time, text, owner from interaction") == [
        ("call", CALL.on and CALL.on.isoformat(), "10:30", "pumps", "mine")
    ]
    assert book.rows("select text, noted_on from note") == [
        ("likes mornings", str(TODAY - days(20)))
    ]
    assert book.rows("select text, due_on, made_on, outcome from promise") == [
        ("send quote", str(TODAY + days(3)), str(TODAY - days(2)), "open")
    ]
    assert book.rows("select reason, due_on, is_open from check_in") == [
        ("ask budget", "2027-03-04", 1),
        ("wish luck", "2020-03-04", 0),
    ]
    assert who(book, "Ann Lee").last_contact_on == TODAY - days(9)
    assert {hit.contact for hit in book.find("mornings")} == {"Ann Lee"}


@pytest.mark.parametrize("is_known", [False, True])
def test_importing_again_brings_no_line_twice(tmp_path: Path, is_known: bool) -> None:
    book = a_book(tmp_path, *([a_contact("Ann Lee", emails=("ann@x.no",))] if is_known else []))
    bring(book, ann(*HISTORY))
    before, history = dump(book), book.history()
    assert bring(book, ann(*HISTORY)) == 0
    assert (dump(book), book.history()) == (before, history)
    assert bring(reopened(book, TODAY + days(40)), ann(*HISTORY)) == 0


def test_a_promise_that_was_moved_or_kept_since_is_not_made_again(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    bring(book, ann(PROMISE))
    (promise,) = book.open_promises()
    book.move(promise, TODAY + days(10))
    assert plan(book, ann(PROMISE)).changes_nothing
    (moved,) = book.open_promises()
    book.keep(moved)
    assert plan(book, ann(PROMISE)).changes_nothing


def test_one_undo_takes_all_of_it_back_and_redo_brings_it_again(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann Lee", emails=("ann@x.no",), cadence="3w"))
    before = dump(book)
    bring(book, ann(*HISTORY), ContactDraft("Bo Ray", past=(CALL,)))
    after = dump(book)
    book.undo()
    assert dump(book) == before
    book.redo()
    assert dump(book) == after


def test_an_interaction_of_two_contacts_is_written_once(tmp_path: Path) -> None:
    lunch = PastDraft(Past.INTERACTION, "lunch", on=TODAY - days(5), word="meeting", key="a1")
    book = a_book(tmp_path)
    bring(book, ann(lunch), ContactDraft("Bo Ray", past=(lunch,)))
    assert book.rows("select count(*) from interaction") == [(1,)]
    assert book.rows("select count(*) from participant") == [(2,)]


def test_what_is_said_to_have_happened_on_a_day_to_come_is_noted(tmp_path: Path) -> None:
    later = PastDraft(Past.INTERACTION, "fair", on=TODAY + days(5), word="meeting")
    book = a_book(tmp_path)
    bring(book, ann(later))
    assert who(book, "Ann Lee").last_contact_on is None
    assert book.rows("select text from note") == [("fair",)]
    assert plan(reopened(book, TODAY + days(30)), ann(later)).changes_nothing


def test_newer_contact_plans_the_next_check_in_and_older_moves_nothing(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann Lee", emails=("ann@x.no",), cadence="3w"))
    assert who(book, "Ann Lee").next_check_in_on == TODAY
    bring(book, ann(CALL))
    planned = who(book, "Ann Lee").next_check_in_on
    assert planned == dt.date(2026, 12, 7), "three weeks after the call, slid off Saturday"
    bring(book, ann(PastDraft(Past.INTERACTION, "old", on=TODAY - days(300), word="call")))
    assert who(book, "Ann Lee").next_check_in_on == planned


def test_a_voicemail_is_no_contact(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann Lee", emails=("ann@x.no",), cadence="3w"))
    bring(book, ann(PastDraft(Past.INTERACTION, "", on=TODAY - days(1), word="voicemail")))
    assert who(book, "Ann Lee").next_check_in_on == TODAY


def test_first_check_ins_of_many_are_spread_over_working_days(tmp_path: Path) -> None:
    rules = CheckInRules(review_cap=3)
    book = a_book(tmp_path, a_contact("Here Already", due=TODAY), rules=rules)
    bring(book, *(ContactDraft(f"P {number}", tier="A") for number in range(8)))
    planned = Counter(day for (day,) in book.rows("select due_on from check_in where is_open = 1"))
    assert planned == {
        str(TODAY): 3,
        str(TODAY + days(1)): 3,
        str(TODAY + days(2)): 3,
    }


def test_a_new_account_keeps_the_old_one_in_the_history(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann Lee", "Acme", emails=("ann@x.no",), job="CEO"))
    known = book.known_for_import()
    reading = Reading(
        (ContactDraft("Ann Lee", account="Vale", channels=(email("ann@x.no"),)),), (), (), "x"
    )
    (conflict,) = plan_import(reading, known, Owner.MINE).conflicts
    assert (conflict.field, conflict.ours, conflict.theirs) == ("account", "Acme", "Vale")
    made = plan_import(reading, known, Owner.MINE, decisions={conflict.key: True})
    book.import_contacts(made.arrivals, made.sentence)
    assert who(book, "Ann Lee").account == "Vale"
    assert book.rows(
        "select account.name, job, employment.owner, is_confidential from employment "
        "join account on account.id = account_id"
    ) == [("Acme", "CEO", "company", 0)]
