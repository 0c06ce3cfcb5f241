"""Who was ever spoken of as a reference stands marked, however it came about."""

from pathlib import Path

import pytest

from loyaltytui.book import spoken_of, standing
from loyaltytui.book.book import Book
from loyaltytui.book.staleness import Reckoned
from loyaltytui.dealings import ReferenceDraft, ReferenceState
from tests.builders import TODAY, a_book, a_contact, who


def marked(book: Book) -> list[str]:
    return [
        name
        for (name,) in book.rows(
            "select name from standing join contact on contact.id = contact_id "
            "where spoken_of = 1 order by 1"
        )
    ]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    book = a_book(tmp_path, *(a_contact(name) for name in ("Ann", "Ben", "Cid")))
    book.state_reference(who(book, "Ben"), ReferenceDraft(ReferenceState.ASKED))
    return book


def test_whoever_was_asked_is_marked_until_that_is_taken_back(book: Book) -> None:
    assert marked(book) == ["Ben"]
    book.undo()
    assert marked(book) == []
    book.redo()
    assert marked(book) == ["Ben"]
    with book.act("it was another"):
        book.write("update reference set contact_id = ?", (who(book, "Cid").id,))
    assert marked(book) == ["Cid"]


def test_somebody_who_was_deleted_comes_back_with_their_mark(book: Book) -> None:
    book.delete_contact(who(book, "Ben"))
    book.undo()
    assert marked(book) == ["Ben"]


def test_figures_that_are_stored_anew_keep_the_marks(book: Book) -> None:
    with book.db.atomic():
        standing.rebuild(book.db, Reckoned(book.rules, book.today))
    assert marked(book) == ["Ben"]


def test_a_wrong_mark_is_found_and_mended(book: Book) -> None:
    book.write("update standing set spoken_of = not spoken_of")
    assert any("stored figures" in sentence for sentence in book.check())
    book.repair()
    assert book.check() == []
    assert marked(book) == ["Ben"]


DEEDS = (
    f"insert into reference (contact_id, state, stated_on) values (1, 'asked', '{TODAY}')",
    "update reference set contact_id = 2",
    "delete from reference",
    f"insert into reference (contact_id, state, stated_on) values (2, 'asked', '{TODAY}')",
)


@pytest.mark.parametrize("trigger", ["", "reference", "no_reference", "other", "standing"])
def test_without_any_of_its_triggers_a_mark_would_be_seen_to_be_wrong(
    tmp_path: Path, trigger: str
) -> None:
    book = a_book(tmp_path, a_contact("Ann"), a_contact("Ben"))
    if trigger:
        book.write(f"drop trigger spoken_{trigger}")
    wrong = list[int]()
    for sql in DEEDS:
        with book.act("speak of them"):
            book.write(sql)
        wrong += spoken_of.differences(book.db)
    book.delete_contact(who(book, "Ben"))
    book.undo()
    wrong += spoken_of.differences(book.db)
    assert bool(wrong) is bool(trigger)
