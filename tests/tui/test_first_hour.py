"""What somebody meets in their first hour: ways to begin, words where nothing is, signs."""

from pathlib import Path

import pytest

from loyaltytui import commands
from loyaltytui.book.book import create_book
from tests.builders import RULES, TODAY, Clock, a_book, a_contact, who
from tests.tui.stage import (
    WIDE,
    line_with,
    on_stage,
    played,
    press,
    type_text,
    typed,
    until,
    until_said,
    words,
)


@played
async def test_a_new_book_can_begin_with_a_talk(tmp_path: Path) -> None:
    book = create_book(tmp_path / "book.db", Clock(TODAY), RULES, origin="app")
    async with on_stage(book) as pilot:
        await until_said(pilot, "Welcome")
        await press(pilot, commands.LOG_LINE)
        await until_said(pilot, "enter save")
        await type_text(pilot, '+"Kim Ode @ Vale": wants a trial')
        await press(pilot, "enter")
        await until_said(pilot, "Saved: Kim Ode")
        assert who(book, "Kim Ode").account == "Vale"


@played
async def test_the_contact_page_opens_whom_another_page_highlights(tmp_path: Path) -> None:
    async with on_stage(a_book(tmp_path, a_contact("Ann Lee", due=TODAY))) as pilot:
        await press(pilot, commands.SHOW_LOYALTY, commands.SHOW_CONTACT)
        await until_said(pilot, "Timeline")
        assert "Ann Lee" in words(pilot)


@played
async def test_with_nobody_to_open_the_contact_page_says_which_keys_help(tmp_path: Path) -> None:
    book = create_book(tmp_path / "book.db", Clock(TODAY), RULES, origin="app")
    async with on_stage(book) as pilot:
        await press(pilot, commands.LEAVE, commands.SHOW_CONTACT)
        await until_said(pilot, "Nobody is open.")
        assert "add a contact" in words(pilot)


@played
async def test_beside_figures_of_nobody_it_says_what_they_mean(tmp_path: Path) -> None:
    async with on_stage(a_book(tmp_path, a_contact("Ann Lee", due=TODAY)), WIDE) as pilot:
        await press(pilot, commands.SHOW_LOYALTY)
        await until_said(pilot, "Six steps, each by evidence")
        await press(pilot, commands.NEXT_SECTION, commands.NEXT_SECTION)
        await until_said(pilot, "Currencies are never added")
        await press(pilot, commands.SHOW_AGENDA)
        await until(pilot, lambda: "Currencies" not in words(pilot))


def test_without_colours_what_is_open_is_in_brackets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    @played
    async def journey() -> None:
        async with on_stage(a_book(tmp_path, a_contact("Ann Lee", due=TODAY))) as pilot:
            assert "[1 Agenda]" in words(pilot)
            await press(pilot, commands.OPEN)
            await until_said(pilot, "[Timeline]")
            assert "[3 Contact]" in words(pilot)
            await press(pilot, commands.NEXT_SECTION)
            await until_said(pilot, "[Promises]")

    journey()


def test_a_line_of_a_form_is_written_on_in_the_editor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\nprintf 'Row 1\\nRow 2\\n' > \"$1\"\n")
    editor.chmod(0o700)
    monkeypatch.setenv("VISUAL", str(editor))

    @played
    async def journey() -> None:
        async with on_stage(a_book(tmp_path, a_contact("Ann Lee", due=TODAY))) as pilot:
            await press(pilot, commands.SHOW_CONTACTS, commands.EDIT)
            await until_said(pilot, "ctrl+e editor")
            await press(pilot, commands.EDITOR)
            assert typed(pilot) == "Row 1 Row 2"
            for _ in range(7):
                await press(pilot, commands.NEXT_FIELD)
            await press(pilot, commands.EDITOR)
            assert "Row 1 ⏎ Row 2" in line_with(pilot, "Address")

    journey()
