"""Whoever waits for a large book to be brought up to date is told how far that has come."""

import shutil
from pathlib import Path

import pytest

from loyaltytui.book import narration
from loyaltytui.book.book import open_book
from tests.builders import RULES, Clock
from tests.faults.updating import an_old_book


@pytest.fixture
def old(tmp_path: Path) -> Path:
    an_old_book(tmp_path / "book.db")
    return tmp_path / "book.db"


def said_of(path: Path) -> list[str]:
    said: list[str] = []
    open_book(path, Clock(), RULES, origin="test", say=said.append).close()
    return said


def test_each_part_is_told_as_it_begins(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(narration, "_LARGE", 1)
    said = said_of(old)
    assert [one.split(". ")[1].split(":")[0] for one in said] == [f"{n} of 4" for n in range(1, 5)]
    assert all(one.startswith("The book is being brought up to date, once.") for one in said)
    assert "a copy of it" in said[0]
    assert said_of(old) == [], "once"


def test_a_small_book_is_done_before_anybody_could_read_that(old: Path) -> None:
    assert old.stat().st_size < narration._LARGE
    assert said_of(old) == []


def test_whoever_does_not_wait_is_told_nothing(old: Path, tmp_path: Path) -> None:
    shutil.copy(old, tmp_path / "other.db")
    open_book(tmp_path / "other.db", Clock(), RULES, origin="test").close()
