"""The book as a morning begins with it: little to load, and all of it there when asked for."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

from loyaltytui.book.book import Book
from loyaltytui.book.morning import MorningBook
from loyaltytui.loyalty.checkins import CheckInRules
from tests.builders import TODAY, a_book, a_contact, mine

FIRST_PAGES = (
    "loyaltytui.tui.app",
    "loyaltytui.tui.beginning",
    "loyaltytui.tui.screens.contacts_page",
    "loyaltytui.book.morning",
)


def a_morning(folder: Path) -> MorningBook:
    """Somebody in it who is owed a quote."""
    book = a_book(folder, a_contact("Ana Ruiz", promised=(mine("send the quote", TODAY),)))
    book.close()
    return MorningBook(
        book.path, lambda: dt.datetime.combine(TODAY, dt.time(9)), CheckInRules(), origin="app"
    )


def test_it_reads_the_first_page_and_a_brief_by_itself(tmp_path: Path) -> None:
    book = a_morning(tmp_path)
    (item,) = book.agenda()
    assert item.contact_id is not None
    assert book.brief(item.contact_id).contact.name == "Ana Ruiz"
    assert type(book) is MorningBook
    book.close()


def test_asked_for_anything_else_it_is_the_whole_book(tmp_path: Path) -> None:
    book = a_morning(tmp_path)
    version = book.data_version
    undone = book.undo()  # type: ignore[operator]  # of the whole book, and not of this one
    assert "Ana Ruiz" in undone
    assert isinstance(book, Book)
    assert book.data_version == version, "the same connection"
    assert not book.agenda()
    book.close()


def test_what_no_book_has_it_does_not_have(tmp_path: Path) -> None:
    book = a_morning(tmp_path)
    with pytest.raises(AttributeError, match="undone_things"):
        book.undone_things  # noqa: B018  asked for, and that is all
    book.close()


def test_the_first_pages_load_no_verb_that_writes() -> None:
    code = f"""
import importlib, sys
for name in {FIRST_PAGES}:
    importlib.import_module(name)
print(*(name for name in sys.modules if name.startswith("loyaltytui.book.")))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = set(done.stdout.split())
    assert "loyaltytui.book.pages" in loaded
    assert not loaded & {
        f"loyaltytui.book.{name}"
        for name in ("book", "importing", "merging", "backups", "journal", "logbook", "checking")
    }
