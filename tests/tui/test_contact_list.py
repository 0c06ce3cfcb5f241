"""A list that begins to be read before it is known how many it holds."""

from pathlib import Path

import pytest

from loyaltytui import commands
from loyaltytui.book import passing
from loyaltytui.book.book import Book
from loyaltytui.book.contact_order import CHUNK
from tests.builders import a_book, a_contact
from tests.tui.stage import cursor_line, on_stage, played, press, type_text, until_said, words

COUNT = 3 * CHUNK
BOTH = "tag:fair tier:A"


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    monkeypatch.setattr(passing, "FEW", 0)
    people = (a_contact(f"Person {at:03}", tier="A", tags=("fair",)) for at in range(COUNT))
    return a_book(tmp_path, *people)


@played
async def test_whom_two_conditions_leave_are_counted_when_the_keys_rest(book: Book) -> None:
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.FIND)
        await type_text(pilot, BOTH)
        assert f"Contacts · {2 * CHUNK}+ found" in words(pilot)
        await until_said(pilot, f"Contacts · {COUNT} found")


@played
async def test_the_last_row_is_the_last_before_anybody_has_counted(book: Book) -> None:
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.FIND)
        await type_text(pilot, BOTH)
        await press(pilot, "enter", commands.LAST)
        assert f"Person {COUNT - 1:03}" in cursor_line(pilot)
        assert f"Contacts · {COUNT} found" in words(pilot)


@played
async def test_pages_are_turned_as_far_as_there_is_anybody(book: Book) -> None:
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.FIND)
        await type_text(pilot, BOTH)
        await press(pilot, "enter", *[commands.PAGE_DOWN] * COUNT)
        assert f"Person {COUNT - 1:03}" in cursor_line(pilot)
