"""The book's file is taken away while the app is open: that is told, and the app goes on."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.commands import Command
from loyaltytui.commands.program import CHECK
from tests.builders import a_book, a_contact
from tests.tui.stage import on_stage, played, press, type_text, until, until_said, words

GONE = "can't be opened"
ROOM_FOR_A_PATH = (240, 24)


def the_book(folder: Path) -> Book:
    return a_book(folder, a_contact("Ann"), a_contact("Bob"))


def take_away(book: Book) -> None:
    """As a medium that is pulled out does."""
    book.path.rename(book.path.with_suffix(".away"))


@pytest.mark.parametrize("command", [CHECK, commands.BACK_UP])
@played
async def test_what_is_done_beside_the_list_says_that_the_book_is_gone(
    tmp_path: Path, command: Command
) -> None:
    book = the_book(tmp_path)
    async with on_stage(book) as pilot:
        take_away(book)
        await pilot.app.screen.run_action(command.action)
        await until_said(pilot, GONE)


@pytest.mark.parametrize("sections", [["Worth"], ["Worth", "Costly"]])
@played
async def test_an_overview_that_is_read_beside_the_page_says_it_too(
    tmp_path: Path, sections: Sequence[str]
) -> None:
    book = the_book(tmp_path)
    # No sums are kept of today: all of it is added up.
    book.write("delete from account_window")
    async with on_stage(book, ROOM_FOR_A_PATH) as pilot:
        await press(pilot, commands.SHOW_LOYALTY, commands.NEXT_SECTION)
        take_away(book)
        await press(pilot, *[commands.NEXT_SECTION for _ in sections])
        await until_said(pilot, GONE)


@played
async def test_an_export_says_it_in_its_box(tmp_path: Path) -> None:
    book = the_book(tmp_path)
    async with on_stage(book) as pilot:
        await pilot.app.screen.run_action(commands.EXPORT.action)
        await until_said(pilot, "In confidence too")
        take_away(book)
        await type_text(pilot, str(tmp_path / "out.json"))
        await press(pilot, "enter")
        await until(pilot, lambda: GONE in " ".join(words(pilot).replace("│", " ").split()))
    assert not (tmp_path / "out.json").exists()
