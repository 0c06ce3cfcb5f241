"""Promises of both sides: kept, broken, released, moved, snoozed."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import structs

from loyaltytui.book.book import Book
from loyaltytui.book.errors import Conflict, NotFound, Refused
from loyaltytui.drafts import PromiseDraft
from loyaltytui.entries import Contact, Outcome, Promise, PromiseId, Side
from tests.builders import (
    TODAY,
    TOMORROW,
    YESTERDAY,
    Clock,
    a_book,
    a_call,
    a_contact,
    cards,
    days,
    mine,
    names,
    reopened,
    theirs,
    who,
)


def with_a_promise(folder: Path, due: dt.date | None = TODAY) -> tuple[Book, Promise]:
    book = a_book(folder, a_contact("Ann", "Acme", promised=(mine("send the quote", due),)))
    (promise,) = book.open_promises()
    return book, promise


def test_a_promise_is_on_the_agenda_until_it_is_kept(tmp_path: Path) -> None:
    book, promise = with_a_promise(tmp_path)
    assert cards(book) == [("promise", "Ann", "send the quote")]
    book.keep(promise)
    assert cards(book) == []
    kept = book.promise_by_id(promise.id)
    assert (kept.outcome, kept.ended_on, kept.due_on) == (Outcome.KEPT, TODAY, TODAY)


@pytest.mark.parametrize(
    ("verb", "outcome"),
    [("keep", Outcome.KEPT), ("break_", Outcome.BROKEN), ("release", Outcome.RELEASED)],
)
def test_a_promise_ends_once_in_one_of_three_ways(
    tmp_path: Path, verb: str, outcome: Outcome
) -> None:
    book, promise = with_a_promise(tmp_path)
    getattr(book, verb)(promise)
    ended = book.promise_by_id(promise.id)
    assert ended.outcome is outcome
    for again in (book.keep, book.break_, book.release):
        with pytest.raises(Refused, match="has ended already"):
            again(ended)
        with pytest.raises(Conflict):
            again(promise)
    with pytest.raises(Refused, match="has ended already"):
        book.move(ended, TOMORROW)
    with pytest.raises(Refused, match="has ended already"):
        book.snooze_promise(ended, TOMORROW)
    assert book.promise_by_id(promise.id) == ended


def test_moving_agrees_on_a_new_day_and_remembers_the_old_one(tmp_path: Path) -> None:
    book, promise = with_a_promise(tmp_path, YESTERDAY)
    book.snooze_promise(promise, TOMORROW)
    book.move(book.promise_by_id(promise.id), TODAY + days(4))
    moved = book.promise_by_id(promise.id)
    assert (moved.due_on, moved.shown_on, moved.is_open) == (TODAY + days(4), None, True)
    assert book.rows("select moved_on, from_on, to_on from promise_move") == [
        (TODAY.isoformat(), YESTERDAY.isoformat(), (TODAY + days(4)).isoformat())
    ]


def test_a_promise_cannot_be_moved_into_the_past_or_to_its_own_day(tmp_path: Path) -> None:
    book, promise = with_a_promise(tmp_path, TOMORROW)
    with pytest.raises(Refused, match="gone by"):
        book.move(promise, YESTERDAY)
    with pytest.raises(Refused, match="already"):
        book.move(promise, TOMORROW)
    assert book.rows("select count(*) from promise_move") == [(0,)]


def test_snoozing_a_promise_leaves_its_due_date(tmp_path: Path) -> None:
    clock = Clock()
    book = a_book(tmp_path, a_contact("Ann", promised=(mine("send it", YESTERDAY),)), today=clock)
    (promise,) = book.open_promises()
    book.snooze_promise(promise, TODAY + days(9))
    assert cards(book) == []
    clock.move_to(TODAY + days(9))
    (card,) = book.agenda()
    assert (card.due_on, card.days_late) == (YESTERDAY, 10)


def test_editing_corrects_only_what_differs(tmp_path: Path) -> None:
    book, promise = with_a_promise(tmp_path)
    book.edit_promise(promise, PromiseDraft(Side.MINE, " send the offer\n", TOMORROW, "Tom"))
    edited = book.promise_by_id(promise.id)
    assert (edited.text, edited.due_on, edited.via) == ("send the offer", TOMORROW, "Tom")
    assert edited.made_on == promise.made_on
    assert book.rows("select count(*) from promise_move") == [(0,)]


def test_a_promise_changed_elsewhere_is_a_conflict_and_nothing_is_overwritten(
    tmp_path: Path,
) -> None:
    book, promise = with_a_promise(tmp_path)
    reopened(book).move(promise, TODAY + days(4))
    verbs: list[Callable[[], None]] = [
        lambda: book.keep(promise),
        lambda: book.move(promise, TODAY + days(9)),
        lambda: book.edit_promise(promise, PromiseDraft(Side.MINE, "else", TODAY)),
        lambda: book.snooze_promise(promise, TODAY + days(9)),
        lambda: book.delete_promise(promise),
    ]
    for verb in verbs:
        with pytest.raises(Conflict, match="changed elsewhere"):
            verb()
    assert book.promise_by_id(promise.id).due_on == TODAY + days(4)


def test_a_deleted_promise_is_not_found_and_undo_brings_it_back_with_its_moves(
    tmp_path: Path,
) -> None:
    book, promise = with_a_promise(tmp_path)
    book.move(promise, TODAY + days(4))
    moved = book.promise_by_id(promise.id)
    book.delete_promise(moved)
    with pytest.raises(NotFound):
        book.promise_by_id(promise.id)
    with pytest.raises(NotFound):
        book.keep(moved)
    book.undo()
    assert book.promise_by_id(promise.id) == moved
    assert book.rows("select count(*) from promise_move") == [(1,)]


def test_a_promise_needs_words(tmp_path: Path) -> None:
    book, promise = with_a_promise(tmp_path)
    with pytest.raises(Refused, match="needs words"):
        book.promise(who(book, "Ann"), mine(" \x1b "))
    with pytest.raises(Refused, match="needs words"):
        book.edit_promise(promise, PromiseDraft(Side.MINE, ""))


def test_a_promise_to_somebody_who_is_gone_is_refused_with_a_sentence(tmp_path: Path) -> None:
    book, _ = with_a_promise(tmp_path)
    ann = who(book, "Ann")
    book.delete_contact(ann)
    with pytest.raises(NotFound, match="not in the book any more"):
        book.promise(ann, mine("send it"))


def test_what_is_promised_in_confidence_stays_out_of_the_history(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    ann = who(book, "Ann")
    secret = PromiseDraft(Side.MINE, "the merger papers", TODAY, is_confidential=True)
    book.promise(ann, secret)
    book.log(structs.replace(a_call(ann), promises=(secret,)))
    for promise in book.open_promises():
        book.keep(promise)
    assert "merger" not in " ".join(action.sentence for action in book.history())
    assert "a promise in confidence" in book.history()[0].sentence


def test_a_promise_number_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    book, _ = with_a_promise(tmp_path)
    with pytest.raises(NotFound):
        book.promise_by_id(PromiseId(99))
    with pytest.raises(Refused):
        book.promise_by_id(PromiseId(10**30))


def test_open_promises_come_by_day_with_undated_ones_last(tmp_path: Path) -> None:
    book = a_book(
        tmp_path,
        a_contact("Ann", promised=(mine("undated"), mine("late", YESTERDAY))),
        a_contact("Bob", promised=(theirs("owed", TODAY), mine("far", TODAY + days(99)))),
    )
    assert [one.text for one in book.open_promises()] == ["late", "owed", "far", "undated"]
    assert [one.text for one in book.open_promises([who(book, "Bob").id])] == ["owed", "far"]


def test_a_contacts_promises_are_open_ones_by_day_then_ended_ones_newest_first(
    tmp_path: Path,
) -> None:
    clock = Clock(TODAY - days(9))
    book = a_book(
        tmp_path,
        a_contact("Ann", promised=tuple(mine(text, TODAY) for text in ("one", "two", "three"))),
        today=clock,
    )
    one, two, _ = book.promises_of(who(book, "Ann").id)
    book.keep(one)
    clock.move_to(TODAY)
    book.break_(two)
    assert [each.text for each in book.promises_of(who(book, "Ann").id)] == ["three", "two", "one"]


def test_the_agenda_shows_every_section_in_its_order(tmp_path: Path) -> None:
    book = a_book(
        tmp_path,
        a_contact("Idle", met=TODAY - days(40)),
        a_contact("Long ago", met=TODAY - days(400)),
        a_contact("On purpose", cadence="none", met=TODAY - days(40)),
        a_contact("Late", promised=(mine("a", TODAY - days(5)),)),
        a_contact("Undated", promised=(mine("b"),)),
        a_contact("Today", promised=(mine("c", TODAY),)),
        a_contact("Owes", promised=(theirs("d", YESTERDAY), theirs("no day"))),
        a_contact("Call", due=TODAY),
        a_contact("Soon", promised=(mine("e", TODAY + days(7)),)),
        a_contact("Later", promised=(mine("f", TODAY + days(8)),)),
    )
    assert [(item.kind, item.contact) for item in book.agenda()] == [
        ("promise", "Late"),
        ("promise", "Today"),
        ("promise", "Undated"),
        ("check_in", "Call"),
        ("owed", "Owes"),
        ("nothing_planned", "Idle"),
        ("upcoming", "Soon"),
    ]
    assert names(book, "upcoming") == ["Soon"]
    assert [item.contact for item in book.agenda(8)][-2:] == ["Soon", "Later"]
    assert [item.contact for item in book.agenda(0)][-1] == "Idle"


def test_six_hundred_undated_promises_do_not_hide_a_late_one(tmp_path: Path) -> None:
    promised = (*(mine(f"some day {number}") for number in range(650)), mine("late", YESTERDAY))
    book = a_book(tmp_path, a_contact("Ann"))
    book.log(a_call(who(book, "Ann"), promises=promised))
    assert book.agenda()[0].text == "late"


def test_a_contact_of_the_agenda_can_be_acted_on(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", "Acme", met=TODAY - days(40)))
    (card,) = book.agenda()
    assert isinstance(card.about, Contact)
    assert (card.contact, card.account, card.text) == ("Ann", "Acme", "")
