"""What every book is made of is there, or it is told what is missing and made anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from loyaltytui.book import shape
from loyaltytui.book.book import Book
from loyaltytui.book.errors import BookUnreadable
from tests.builders import TODAY, a_book, a_call, a_contact, days, mine, reopened, who


def a_full_book(folder: Path) -> Book:
    return a_book(
        folder,
        a_contact("Ann", "Acme", tags=("pumps",), promised=(mine("send it", TODAY - days(2)),)),
        a_contact("Bob"),
    )


def take_away(book: Book, kind: str, *names: str) -> list[str]:
    """Drops parts of the book, or all of a kind."""
    rows = book.rows("select name from sqlite_master where type = ? and sql is not null", (kind,))
    gone = [name for (name,) in rows if not names or name in names]
    for name in gone:
        book.db.execute_sql(f'drop {kind} "{name}"')
    return gone


def test_a_book_that_was_made_or_is_of_an_older_one_has_all_its_parts(tmp_path: Path) -> None:
    book = a_full_book(tmp_path)
    assert list(shape.missing(book.db)) == []
    assert book.check() == []


@pytest.mark.parametrize("kind", ["index", "trigger"])
def test_each_of_them_that_is_gone_is_told_and_made_anew(tmp_path: Path, kind: str) -> None:
    book = a_full_book(tmp_path)
    gone = take_away(book, kind)
    assert len(gone) > 50
    assert {(each.kind, each.name) for each in shape.missing(book.db)} == {
        (kind, name) for name in gone
    }
    told = [f"The {kind} {name} is missing." for name in gone]
    found = book.check()
    assert len(set(found) & set(told)) == 20
    assert f"And {len(gone) - 20} more like that." in found
    book.repair()
    assert book.check() == []


def test_what_is_derived_is_made_and_filled_anew(tmp_path: Path) -> None:
    book = a_full_book(tmp_path)
    counted = book.rows("select * from tally order by what, value")
    take_away(book, "table", "tally", "account_year")
    assert "The table tally is missing." in book.check()
    book.repair()
    assert book.check() == []
    assert book.rows("select * from tally order by what, value") == counted != []


def test_a_table_of_entries_is_never_made_empty_in_place_of_the_lost_one(tmp_path: Path) -> None:
    book = a_full_book(tmp_path)
    book.db.execute_sql("pragma foreign_keys = off")
    take_away(book, "table", "qualifier")
    assert "The table qualifier is missing." in book.check()
    with pytest.raises(BookUnreadable):
        book.repair()
    assert ("table", "qualifier") in {(each.kind, each.name) for each in shape.missing(book.db)}


def test_what_is_logged_after_the_mending_can_be_undone_and_found(tmp_path: Path) -> None:
    book = a_full_book(tmp_path)
    take_away(book, "trigger")
    book.repair()
    book.log(a_call(who(book, "Ann"), text="about the zeppelin"))
    assert [each.name for each in book.contacts(book.found_contacts("zeppelin"))] == ["Ann"]
    assert book.undo() is not None
    assert book.found_contacts("zeppelin") == []
    assert book.check() == []


def test_a_page_that_lacks_its_index_says_how_it_is_made_anew(tmp_path: Path) -> None:
    book = a_full_book(tmp_path)
    take_away(book, "index", "promise_open_by_side")
    with pytest.raises(BookUnreadable, match="check --repair"):
        reopened(book).agenda()
    book.repair()
    assert reopened(book).agenda()
