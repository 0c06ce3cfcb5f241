"""The palette: commands that answer now, contacts by name, themes, and why a command is greyed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from loyaltytui import commands
from loyaltytui.book.book import Book
from tests.builders import TODAY, a_book, a_contact
from tests.tui.stage import (
    Stage,
    on_stage,
    played,
    press,
    type_text,
    until,
    until_said,
    until_told,
    words,
)


def some_people(folder: Path) -> Book:
    return a_book(
        folder,
        a_contact("Priya Shah", "Northwind", due=TODAY),
        a_contact("Jo [/] Smith", "Vale [bold]"),
        a_contact("Kenji Mori", "Kitayama"),
    )


@asynccontextmanager
async def palette_asked(folder: Path, text: str) -> AsyncIterator[Stage]:
    """The palette, open over the agenda, with some words typed into it."""
    async with on_stage(some_people(folder)) as pilot:
        await press(pilot, commands.PALETTE)
        await until_said(pilot, "somebody's name")
        await type_text(pilot, text)
        yield pilot


@played
async def test_before_a_word_is_typed_commands_come_before_themes(tmp_path: Path) -> None:
    async with palette_asked(tmp_path, "") as pilot:
        await until_said(pilot, "See it on a later day; its due date stays. Key: s")
        assert "Theme:" not in words(pilot)


@played
async def test_a_name_leads_to_its_page(tmp_path: Path) -> None:
    async with palette_asked(tmp_path, "kenj") as pilot:
        await until_said(pilot, "Kitayama")
        await press(pilot, "enter")
        await until_said(pilot, "Kenji Mori · Kitayama")
        assert "Timeline" in words(pilot)


@played
async def test_a_name_is_shown_letter_by_letter(tmp_path: Path) -> None:
    async with palette_asked(tmp_path, "smith") as pilot:
        await until_said(pilot, "Jo [/] Smith")
        await until_said(pilot, "Vale [bold]")


@played
async def test_a_greyed_command_says_why(tmp_path: Path) -> None:
    async with palette_asked(tmp_path, "released") as pilot:
        await until_said(pilot, "Not for the highlighted row.")
        await press(pilot, "enter")
        await until_told(pilot, "Not for the highlighted row.")
        await press(pilot, commands.HELP)
        await until_said(pilot, "Mark the promise as kept. Not for the highlighted row.")


@played
async def test_it_opens_over_a_box_once(tmp_path: Path) -> None:
    async with on_stage(some_people(tmp_path)) as pilot:
        await press(pilot, commands.HISTORY, "ctrl+p")
        await until_said(pilot, "somebody's name")
        await press(pilot, "ctrl+p", "escape")
        await until(pilot, lambda: "somebody's name" not in words(pilot))
