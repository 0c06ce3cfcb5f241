"""A book lies where its path says, whatever letters that has."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from loyaltytui.book.file_uri import file_uri
from tests.builders import a_book, a_contact

FOLDERS = ["100% sure?", "#1", "a%41b", "x?mode=memory", "über & 日本", "a b;c=d+e", "semi'quote\""]


@pytest.mark.parametrize("name", FOLDERS)
def test_a_book_is_kept_and_read_where_its_path_says(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    a_book(folder, a_contact("Ann Lee", "Acme")).close()
    assert [each.name for each in tmp_path.iterdir()] == [name]
    uri = file_uri(folder / "book.db", writable=False, at_rest=True)
    with closing(sqlite3.connect(uri, uri=True)) as there:
        assert there.execute("select name from contact").fetchall() == [("Ann Lee",)]


def test_a_book_that_is_not_there_is_never_made(tmp_path: Path) -> None:
    missing = tmp_path / "no #1.db"
    for writable in (True, False):
        uri = file_uri(missing, writable=writable, at_rest=False)
        with pytest.raises(sqlite3.OperationalError, match="unable to open"):
            sqlite3.connect(uri, uri=True)
    assert list(tmp_path.iterdir()) == []
