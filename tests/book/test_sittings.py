"""Where a review stopped survives a restart, is no action, and is believed only when whole."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from loyaltytui.book.sittings import Sittings
from loyaltytui.entries import ContactId
from loyaltytui.loyalty.review import Dealt, EntryState, Sitting, Skip
from tests.builders import TODAY, TOMORROW, YESTERDAY, a_book, a_contact, mine, reopened, who

ANN = ContactId(1)
STOPPED = Sitting(TODAY, (Dealt(ANN, ("promise:1", "check_in:2")),), 0, (Skip(ANN, 7),))


def test_a_sitting_is_found_again_as_it_was_left_by_any_program(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    assert Sittings(book).latest() is None
    Sittings(book).keep(STOPPED)
    assert Sittings(reopened(book)).latest() == STOPPED


def test_what_two_windows_skip_stays_skipped_and_a_skip_taken_back_stays_so(
    tmp_path: Path,
) -> None:
    bob, cem = Skip(ContactId(2), 7), Skip(ContactId(3), 8)
    book = a_book(tmp_path)
    Sittings(book).keep(STOPPED)
    here, there = Sittings(book), Sittings(reopened(book))
    assert here.latest() == there.latest() == STOPPED
    here.keep(replace(STOPPED, skips=(*STOPPED.skips, bob)))
    there.keep(replace(STOPPED, skips=(*STOPPED.skips, cem)))
    stored = Sittings(book).latest()
    assert stored is not None
    assert set(stored.skips) == {*STOPPED.skips, bob, cem}
    there.keep(STOPPED)
    stored = Sittings(book).latest()
    assert stored is not None
    assert set(stored.skips) == {*STOPPED.skips, bob}
    there.keep(Sitting(TOMORROW, STOPPED.dealt, 0, ()))
    assert Sittings(book).latest() == Sitting(TOMORROW, STOPPED.dealt, 0, ())


def test_keeping_a_sitting_is_nothing_that_undo_would_take_back(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    history = book.history()
    Sittings(book).keep(STOPPED)
    assert book.history() == history
    assert book.undo() == history[0].sentence


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"day": "soon"}', '{"day": 7}', "null"])
def test_what_is_no_sitting_is_taken_for_none(tmp_path: Path, text: str) -> None:
    book = a_book(tmp_path)
    Sittings(book).keep(STOPPED)
    book.write("update book_fact set value = ? where name = 'sitting'", (text,))
    assert Sittings(book).latest() is None


def test_the_newest_action_is_the_one_that_undo_would_take_back(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    assert Sittings(book).newest_action() == 0
    book.add_contact(a_contact("Ann").draft)
    first = Sittings(book).newest_action()
    book.add_contact(a_contact("Bob").draft)
    book.undo()
    assert Sittings(book).newest_action() == first > 0


def test_the_state_of_an_entry_tells_what_became_of_it(tmp_path: Path) -> None:
    book = a_book(
        tmp_path,
        a_contact("Ann", due=YESTERDAY, promised=(mine("one", YESTERDAY), mine("two", YESTERDAY))),
    )
    ann = who(book, "Ann")
    kept, gone = book.promises_of(ann.id)
    (check_in,) = book.check_ins_of(ann.id)
    book.keep(kept)
    book.delete_promise(gone)
    book.snooze_check_in(check_in, TOMORROW)
    keys = [f"promise:{kept.id}", f"promise:{gone.id}", f"check_in:{check_in.id}", "contact:1", "?"]
    assert Sittings(book).entry_states(keys) == {
        f"promise:{kept.id}": EntryState(False, YESTERDAY, None),
        f"check_in:{check_in.id}": EntryState(True, check_in.due_on, TOMORROW),
    }
