"""What of each kind of row goes out: only what is mine, nothing in confidence, unless asked for."""

import io
import json
from pathlib import Path

import pytest

from loyaltytui.book import choosing, journal
from loyaltytui.book.book import Book
from loyaltytui.book.choosing import Choice
from loyaltytui.exchange.whole_book_writing import write_book
from loyaltytui.exchange.wish import Wish
from loyaltytui.exchange.writing_out import write_out
from tests.builders import exported
from tests.tui.test_every_row import NO_ROWS, ROWS, everything

WORDS = {
    "interaction": "spoke of pumps",
    "purchase": "pump skid",
    "promise": "send quote",
    "qualifier": "budget",
    "verdict": "too many visits",
}
"""Words of a row as they are stored, where the page tells it by others."""


def change(book: Book, *sql: str) -> None:
    with book.act("change"):
        for one in sql:
            book.write(one)


def mine_all(book: Book) -> None:
    change(book, *(f"update {one} set owner = 'mine'" for one in ("account", "contact", *ROWS)))


def rows_of(book: Book, table: str, choice: Choice) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(exported(book, choice))[table]
    return found


def test_each_kind_of_row_on_the_page_says_whose_it_is_to_an_export() -> None:
    assert set(choosing.CONFIDENTIAL) == ROWS.keys()
    assert {*choosing.OWNED} | NO_ROWS.keys() == {*journal.TABLES}


@pytest.mark.parametrize("table", ROWS)
def test_what_is_the_companys_stays_behind_and_what_is_mine_goes_along(
    tmp_path: Path, table: str
) -> None:
    book = everything(tmp_path)
    choice = Choice(only_mine=True)
    mine_all(book)
    count = len(rows_of(book, table, choice))
    assert count >= 1
    change(book, f"update {table} set owner = 'company' where id = (select min(id) from {table})")
    assert len(rows_of(book, table, choice)) == count - 1
    assert book.left_out(choice)[table, "company"] == 1


@pytest.mark.parametrize("table", ROWS)
def test_no_format_tells_a_row_in_confidence_unless_it_is_asked_for(
    tmp_path: Path, table: str
) -> None:
    book = everything(tmp_path)
    words = WORDS.get(table, ROWS[table][1])
    everywhere = "\n".join(outputs(book, tmp_path / "before", Choice()))
    assert words in everywhere
    hidden = f"update {table} set is_confidential = 1"
    change(book, hidden)
    out = outputs(book, tmp_path / "after", Choice())
    if table in ("purchase", "qualifier"):
        # Check-ins that ask after a sale, and settings, may say such words too.
        assert rows_of(book, table, Choice()) == []
    elif table == "referral":
        assert "referred_id" not in out[0]
    else:
        assert [words in one for one in out] == [False] * len(out)
    asked = Choice(with_confidential=True)
    assert all(row["is_confidential"] for row in rows_of(book, table, asked))
    assert len(rows_of(book, table, asked)) == book.rows(f"select count(*) from {table}")[0][0]
    assert {hit.snippet for hit in book.find(words) if hit.source == table} <= {""}


def outputs(book: Book, folder: Path, choice: Choice) -> list[str]:
    """The whole book in every format, as text."""
    whole = io.BytesIO()
    write_book(book, Wish(choice), whole)
    found = [whole.getvalue().decode()]
    for place in ("tables/", "people.vcf", "plans.ics", "vdir/"):
        wanted = {"tables/": "csv", "vdir/": "vdir"}.get(place, "")
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        write_out(book, Wish(choice), f"{folder}/{place}", wanted, may_replace=False)
        files = [one for one in path.rglob("*") if one.is_file()] if path.is_dir() else [path]
        found += [one.read_text("utf-8") for one in files]
    return [one.replace("\r\n ", "") for one in found]
