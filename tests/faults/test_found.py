"""What the faults have found, each in its smallest form."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from loyaltytui.book.book import Book
from loyaltytui.book.errors import BookTooNew, BookUnreadable
from tests.builders import a_book, a_call, a_contact, dump, who
from tests.faults.ledger import damage_of, opened

PAGE = 4096


def as_it_lies(book: Book, folder: Path) -> Path:
    """The file and its log, copied as a machine that stops would leave them."""
    folder.mkdir()
    for ending in ("", "-wal"):
        shutil.copy(f"{book.path}{ending}", folder / f"book.db{ending}")
    return folder / "book.db"


def test_a_book_whose_checkpoint_was_cut_short_is_no_damaged_book(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    book.checkpoint()
    for number in range(40):
        book.log(a_call(who(book, "Ann"), text=f"call {number} " + "word " * 500))
    path = as_it_lies(book, tmp_path / "stopped")
    expected = dump(book)
    book.checkpoint()
    first_page = book.path.read_bytes()[:PAGE]
    assert book.path.stat().st_size > path.stat().st_size, "the first page speaks of more pages"
    with path.open("r+b") as file:
        file.write(first_page)
    again = opened(path)
    assert dump(again) == expected
    assert damage_of(again) == []


def test_a_newer_version_that_stands_in_the_log_alone_is_refused_unchanged(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    book.checkpoint()
    book.rows("pragma user_version = 999")
    path = as_it_lies(book, tmp_path / "newer")
    content, log = path.read_bytes(), Path(f"{path}-wal").read_bytes()
    with pytest.raises(BookTooNew):
        opened(path)
    assert path.read_bytes() == content
    assert Path(f"{path}-wal").read_bytes() == log


def test_a_word_that_means_nothing_is_damage_and_told_as_such(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", emails=("ann@there.example",)))
    book.rows("drop trigger journal_channel_update")
    book.rows("pragma ignore_check_constraints = 1")
    book.rows("update channel set scope = 'mple' returning id")
    with pytest.raises(BookUnreadable, match="'mple'"):
        book.figures(who(book, "Ann").id)
    assert any("'mple'" in found for found in book.check())


@pytest.mark.parametrize(("column", "stored"), [("step", "9"), ("step_state", "'mple'")])
def test_a_stored_figure_that_means_nothing_is_damage_and_told_as_such(
    tmp_path: Path, column: str, stored: str
) -> None:
    book = a_book(tmp_path, a_contact("Ann", emails=("ann@there.example",)))
    book.rows("pragma ignore_check_constraints = 1")
    book.rows(f"update standing set {column} = {stored} returning contact_id")
    with pytest.raises(BookUnreadable):
        book.steps_count()


def test_a_stored_reach_that_means_nothing_is_damage_and_told_as_such(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", emails=("ann@there.example",)))
    book.rows("pragma ignore_check_constraints = 1")
    book.rows("update standing set reach = 'far' returning contact_id")
    with pytest.raises(BookUnreadable, match="'far'"):
        book.reach_audit()
