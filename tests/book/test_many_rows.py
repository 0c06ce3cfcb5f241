"""Rows written together: all of them, in their order, each with its own line of history."""

from pathlib import Path

import pytest

from loyaltytui.book.many_rows import insert_rows
from tests.builders import a_book


@pytest.mark.parametrize("count", [0, 1, 24, 25, 26, 75, 76])
def test_every_row_is_written_once_and_in_its_order(tmp_path: Path, count: int) -> None:
    book = a_book(tmp_path)
    names = [f"Account {(7 * nth) % 100:02}" for nth in range(count)]
    with book.act("make accounts"):
        rows = ((name, name.lower()) for name in names)
        insert_rows(book.db, "account", ("name", "name_key"), rows)
    found = book.rows("select name, name_key from account order by id")
    assert found == [(name, name.lower()) for name in names]
    told = book.rows("select after ->> 'name' from change where table_name = 'account' order by id")
    assert [name for (name,) in told] == names
    assert not book.check()
