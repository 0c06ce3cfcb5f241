"""Contacts and tables as CSV: readable, whole, and nothing in them that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyaltytui.book.book import Book
from loyaltytui.book.choosing import Choice
from loyaltytui.dealings import PurchaseDraft
from loyaltytui.drafts import NoteDraft
from loyaltytui.exchange.spreadsheet_cells import guarded, unguarded
from loyaltytui.exchange.tables_csv import write_contacts, write_tables
from loyaltytui.exchange.whole_book_format import TABLES
from loyaltytui.exchange.wish import Wish
from tests.builders import TODAY, WHOLE, a_book, a_contact, email, mine, phone, who

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@x",
    "\t=1",
    "\r=1",
    " =1",
    "\uff1d1",
    "\uff0b1",
    "\uff0d1",
    "\uff20",
]


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "a=1", "1+1", "O'Hara", "'quoted'", "Ann - Bob", " x"])
def test_any_other_cell_stays_as_it_is(cell: str) -> None:
    assert guarded(cell) == cell


@pytest.mark.parametrize("cell", ["+44 7700 900114", "+1 (555) 123-4567", "+49.40.1", "0170 1"])
def test_a_phone_number_stays_as_it_is(cell: str) -> None:
    assert guarded(cell, is_phone=True) == cell


@pytest.mark.parametrize("cell", ["=cmd|'/c calc'!A0", "+1+cmd|x", "-2+3", "@SUM(1)", "+"])
def test_what_only_stands_where_phones_stand_is_guarded_all_the_same(cell: str) -> None:
    assert guarded(cell, is_phone=True) == f"'{cell}"


@given(st.text(alphabet="'=+-@\t\r \u00a0\uff1da1"))
def test_a_guarded_cell_is_read_back_as_it_was(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert not re.match(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r]", guarded(cell))


def table(raw: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True))


def contacts(book: Book, choice: Choice = WHOLE) -> list[dict[str, str]]:
    file = io.BytesIO()
    write_contacts(book, Wish(choice), file)
    header, *rows = table(file.getvalue())
    return [dict(zip(header, row, strict=True)) for row in rows]


def a_book_of_two(folder: Path) -> Book:
    ways = (
        email("ann@acme.example"),
        email("ann@home.example", secret=True),
        phone("+44 7700 900114"),
    )
    return a_book(
        folder,
        a_contact("=Ann", "Acme, Ltd", channels=ways, tags=("vip", "pumps"), about='"x"\ny'),
        a_contact("Bob"),
    )


def test_each_contact_is_one_row_with_all_ways_to_reach_them(tmp_path: Path) -> None:
    ann, bob = contacts(a_book_of_two(tmp_path))
    assert ann["Name"] == "'=Ann"
    assert ann["Account"] == "Acme, Ltd"
    assert (ann["Email"], ann["Email 2"]) == ("ann@acme.example", "ann@home.example")
    assert ann["Phone"] == "+44 7700 900114"
    assert ann["Tags"] == "vip, pumps"
    assert ann["About"] == '"x"\ny'
    assert bob["Name"] == "Bob"
    assert bob["Email"] == ""


def test_what_was_told_in_confidence_is_in_no_cell(tmp_path: Path) -> None:
    book = a_book_of_two(tmp_path)
    ann, _ = contacts(book, Choice())
    assert "Email 2" not in ann
    assert "ann@home.example" not in ann.values()


def test_the_file_begins_with_the_mark_that_excel_needs(tmp_path: Path) -> None:
    file = io.BytesIO()
    write_contacts(a_book_of_two(tmp_path), Wish(WHOLE), file)
    assert file.getvalue().startswith(b"\xef\xbb\xbfName,Account,Job,Email")
    assert file.getvalue().endswith(b"\r\n")
    assert not file.closed


def test_every_table_is_a_file_whose_rows_name_what_they_belong_to(tmp_path: Path) -> None:
    notes = (NoteDraft("goal", "-1 day"),)
    book = a_book(
        tmp_path, a_contact("Ann", "Acme", promised=(mine("send it", TODAY),), notes=notes)
    )
    book.buy(who(book, "Ann"), PurchaseDraft("pump skid", 12_500_00, "EUR", TODAY))
    folder = tmp_path / "tables"
    folder.mkdir()
    counts = write_tables(book, Wish(WHOLE), folder)
    assert len(list(folder.iterdir())) == len(TABLES)
    assert counts["promises"] == 1
    header, row = table((folder / "purchases.csv").read_bytes())
    bought = dict(zip(header, row, strict=True))
    assert (bought["Account"], bought["Contact"]) == ("Acme", "Ann")
    assert (bought["Amount"], bought["Currency"]) == ("12500.00", "EUR")
    assert bought["Confidential"] == "no"
    header, row = table((folder / "notes.csv").read_bytes())
    assert dict(zip(header, row, strict=True))["Text"] == "'-1 day"
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
