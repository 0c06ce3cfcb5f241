"""Whoever leaves a large book is told what still keeps the terminal; of a small one not a word."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from loyaltytui.book import backup
from loyaltytui.book.backup import backup_folder
from loyaltytui.book.backups import backups
from loyaltytui.book.book import Book
from loyaltytui.book.files import make_private_folder
from loyaltytui.book.lock import writer_lock
from loyaltytui.settings import KeepBackups
from loyaltytui.tui.last_copy import LONG_SECONDS, SAID, LastCopy, copy_at_last
from tests.builders import a_book, a_contact


def test_a_copy_that_takes_long_is_told_of_once(tmp_path: Path) -> None:
    said: list[str] = []
    now = iter(LONG_SECONDS * at for at in range(1_000))
    book = a_book(tmp_path, a_contact("Ana Ruiz"))
    assert book.keep_safe(KeepBackups(), follower=LastCopy(said.append, lambda: next(now)))
    assert said == [SAID]
    assert len(backups(book.path)) == 1


def test_a_quick_one_is_not(tmp_path: Path) -> None:
    said: list[str] = []
    book = a_book(tmp_path, a_contact("Ana Ruiz"))
    assert book.keep_safe(KeepBackups(), follower=LastCopy(said.append, lambda: 0.0))
    assert said == []


def interrupted(copy: LastCopy, done: int, total: int = 0) -> None:
    """As if ctrl+c came whenever the copy is looked at."""
    signal.raise_signal(signal.SIGINT)
    _told(copy, done, total)


_told = LastCopy.tell


def copies(book: Book) -> list[str]:
    return [each.name for each in backup_folder(book.path).iterdir() if ".db" in each.name]


def test_ctrl_c_leaves_without_the_copy_and_without_a_rest_of_it(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz"))
    before = signal.getsignal(signal.SIGINT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(LastCopy, "tell", interrupted)
        copy_at_last(book, KeepBackups(), print)
    assert signal.getsignal(signal.SIGINT) == before
    assert copies(book) == []
    copy_at_last(book, KeepBackups(), print)
    assert len(backups(book.path)) == 1


def test_ctrl_c_is_heard_while_another_program_makes_its_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz"))
    monkeypatch.setattr(LastCopy, "tell", interrupted)
    monkeypatch.setattr(backup, "TURN_SECONDS", 0.1)
    make_private_folder(backup_folder(book.path))
    with writer_lock(backup_folder(book.path), 0):
        copy_at_last(book, KeepBackups(), print)
    assert copies(book) == []
