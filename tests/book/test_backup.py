"""Copies of the book: whole, verified, private, and never over another file."""

import stat
from pathlib import Path

import pytest

from loyaltytui.book.backup import back_up, backup_folder, copy_to
from loyaltytui.book.book import open_book
from loyaltytui.book.errors import BookError, BookUnreadable, Refused
from tests.builders import (
    RULES,
    TODAY,
    Clock,
    a_book,
    a_call,
    a_contact,
    dump,
    mine,
    reopened,
    who,
)


def test_a_copy_holds_all_that_was_acknowledged_and_is_one_private_file(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", "Acme", promised=(mine("send it", TODAY),)))
    book.log(a_call(who(book, "Ann")))
    copy = back_up(book.db, book.path, "by-hand")
    assert copy == backup_folder(book.path) / "000001-by-hand.db"
    assert [entry.name for entry in copy.parent.glob("*.db*")] == [copy.name]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    restored = open_book(copy, Clock(), RULES, origin="test")
    assert dump(restored) == dump(book)
    assert restored.check() == []
    assert restored.undo() == book.undo()


def test_copies_are_counted_not_dated(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    names = [back_up(book.db, book.path, why).name for why in ("by-hand", "before-import")]
    assert names == ["000001-by-hand.db", "000002-before-import.db"]
    (backup_folder(book.path) / "1000000-by-hand.db").touch()
    (backup_folder(book.path) / "notes.txt").touch()
    assert back_up(book.db, book.path, "by-hand").name == "1000001-by-hand.db"


def test_a_copy_is_taken_while_another_process_writes(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    other = reopened(book)
    with other.act("slow"):
        other.rows("insert into tag (contact_id, word) values (1, 'half') returning id")
        copy = back_up(book.db, book.path, "by-hand")
    assert dump(open_book(copy, Clock(), RULES, origin="test"))["tag"] == []


def test_a_copy_never_replaces_a_file_least_of_all_the_book(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    (tmp_path / "diary.txt").write_text("mine")
    for target in (tmp_path / "diary.txt", book.path):
        with pytest.raises(Refused, match="already"):
            copy_to(book.db, target)
    assert (tmp_path / "diary.txt").read_text() == "mine"
    assert book.contact_count() == 1
    assert not [entry for entry in tmp_path.iterdir() if entry.name.endswith(".new")]


def test_a_copy_into_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    with pytest.raises(BookError, match="not there"):
        copy_to(book.db, tmp_path / "nowhere" / "copy.db")


def test_a_damaged_book_gives_no_copy_that_looks_whole(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", tags=("vip",)))
    book.rows("pragma foreign_keys = 0")
    book.rows("drop trigger journal_contact_delete")
    book.rows("delete from contact returning id")
    with pytest.raises(BookUnreadable, match="did not verify"):
        back_up(book.db, book.path, "by-hand")
    assert list(backup_folder(book.path).iterdir()) == []
