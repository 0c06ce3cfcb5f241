"""Forgetting somebody in the app: chosen in the palette, told, asked by name, gone."""

from pathlib import Path

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.book.unsaved import Unsaved
from tests.builders import TODAY, a_book, a_contact, days, mine, who
from tests.tui.stage import Stage, on_stage, played, press, type_text, until, until_said, until_told


def two(folder: Path) -> Book:
    book = a_book(
        folder,
        a_contact("Ann Lee", "Acme", met=TODAY - days(3), promised=(mine("qwertz quote", TODAY),)),
        a_contact("Bob Fox", "Acme", met=TODAY - days(3)),
    )
    book.back_up("by-hand")
    return book


async def ask_to_forget(pilot: Stage) -> None:
    """Through the palette, about the first of the contacts."""
    await press(pilot, commands.SHOW_CONTACTS, commands.FIRST, commands.PALETTE)
    await type_text(pilot, "Forget")
    await until_said(pilot, "Erase the highlighted contact")
    await press(pilot, "enter")
    await until_said(pilot, "The whole name")


@played
async def test_whoever_is_highlighted_is_forgotten_once_their_name_was_typed(
    tmp_path: Path,
) -> None:
    book = two(tmp_path)
    async with on_stage(book) as pilot:
        await ask_to_forget(pilot)
        await until_said(pilot, "1 promise")
        await type_text(pilot, "ann")
        await press(pilot, "enter")
        await until_said(pilot, "That is not the whole name")
        assert book.contact_count() == 2
        await type_text(pilot, " lee")
        await press(pilot, "enter")
        await until_told(pilot, "Forgotten: Ann Lee")
        assert book.contact_count() == 1
        await press(pilot, commands.UNDO)
        await until_told(pilot, "Undone: ")
    assert "qwertz" not in str(book.rows("select * from change"))
    assert len(list((tmp_path / "book.db.backups").iterdir())) >= 1


@played
async def test_the_backups_that_hold_them_can_go_too(tmp_path: Path) -> None:
    book = two(tmp_path)
    async with on_stage(book) as pilot:
        await ask_to_forget(pilot)
        await type_text(pilot, "ann lee")
        await press(pilot, commands.NEXT_FIELD, "end", "ctrl+u")
        await type_text(pilot, "yes")
        await press(pilot, "enter")
        await until(pilot, lambda: book.contact_count() == 1)
        folder = tmp_path / "book.db.backups"
        await until(pilot, lambda: not list(folder.glob("*.db")))


@played
async def test_leaving_the_box_forgets_nobody_and_keeps_no_name(tmp_path: Path) -> None:
    book = two(tmp_path)
    async with on_stage(book) as pilot:
        await ask_to_forget(pilot)
        await type_text(pilot, "ann lee")
        await press(pilot, commands.LEAVE)
        assert book.contact_count() == 2
        assert Unsaved(book.path).everything() == {}


@played
async def test_their_own_page_says_that_nobody_is_open(tmp_path: Path) -> None:
    book = two(tmp_path)
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.FIRST, commands.OPEN, commands.PALETTE)
        await type_text(pilot, "Forget")
        await until_said(pilot, "Erase the highlighted contact")
        await press(pilot, "enter")
        await until_said(pilot, "The whole name")
        await type_text(pilot, who(book, "Ann Lee").name)
        await press(pilot, "enter")
        await until_said(pilot, "Nobody is open")
