"""What the Log box offers and teaches: examples while it is empty, names and marks, an editor."""

from pathlib import Path

import pytest

from loyaltytui import commands
from loyaltytui.book.book import Book
from tests.builders import TODAY, a_book, a_contact, who
from tests.tui.stage import (
    click_words,
    line_with,
    lines,
    log_line,
    on_stage,
    paste,
    played,
    press,
    save_line,
    told,
    type_text,
    typed,
    until,
    until_said,
    until_told,
    words,
    write_line,
)


def a_small_book(folder: Path) -> Book:
    return a_book(folder, a_contact("Priya Shah", "Northwind", due=TODAY))


@played
async def test_the_empty_box_teaches_by_three_lines_that_fit(tmp_path: Path) -> None:
    async with on_stage(a_small_book(tmp_path)) as pilot:
        await press(pilot, commands.LOG_LINE)
        assert "promise: send quote → Fri 27 Nov" in line_with(pilot, "renewing > send quote fri")
        assert "check-in Mon 14 Dec" in line_with(pilot, "< PO 5 dec ~3w")
        assert "note (in confidence)" in line_with(pilot, "ask: who signs?")
        await type_text(pilot, "s")
        assert "ask: who signs?" not in words(pilot)


@played
async def test_in_a_narrow_terminal_what_they_mean_is_cut_and_no_line_is_broken(
    tmp_path: Path,
) -> None:
    async with on_stage(a_small_book(tmp_path), (60, 20)) as pilot:
        await press(pilot, commands.LOG_LINE)
        shown = lines(pilot)
        at = shown.index(line_with(pilot, "renewing > send quote fri"))
        assert "promise: send quote" in shown[at]
        assert "…" in shown[at]
        assert "< PO 5 dec ~3w" in shown[at + 1]
        assert "ask: who signs?" in shown[at + 2]


@played
async def test_a_name_is_offered_after_its_first_letters_and_tab_takes_it(tmp_path: Path) -> None:
    book = a_small_book(tmp_path)
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_LOYALTY, commands.LOG_LINE)
        await type_text(pilot, "pri")
        assert "priya Shah" in words(pilot)
        assert typed(pilot) == "pri"
        await press(pilot, commands.TAKE_OFFER)
        assert typed(pilot) == "priya Shah "
        await type_text(pilot, ": renewing")
        await save_line(pilot)
        assert [one.text for one in book.timeline(who(book, "Priya Shah").id)] == ["renewing"]


@played
async def test_the_right_arrow_takes_a_mark_and_enter_never_does(tmp_path: Path) -> None:
    book = a_small_book(tmp_path)
    async with on_stage(book) as pilot:
        await write_line(pilot, "spoke riv")
        await press(pilot, "right")
        assert typed(pilot) == "spoke rival: "
        assert "a competitor's standing there" in words(pilot)
        await type_text(pilot, "Acme pro")
        await save_line(pilot)
        (note,) = book.notes_of(who(book, "Priya Shah").id)
        assert note.text == "Acme pro"


@played
async def test_within_a_line_nothing_is_offered(tmp_path: Path) -> None:
    async with on_stage(a_small_book(tmp_path)) as pilot:
        await write_line(pilot, "riv after")
        for _ in range(6):
            await press(pilot, "left")
        await press(pilot, commands.TAKE_OFFER)
        assert typed(pilot) == "riv after"


@played
async def test_a_lone_sign_says_what_it_wants(tmp_path: Path) -> None:
    async with on_stage(a_small_book(tmp_path)) as pilot:
        await write_line(pilot, "spoke > ")
        assert "what you promised, then by when" in words(pilot)


def an_editor(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """A shell script in the editor's place; it gets the file as $1."""
    path = folder / "my editor"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o700)
    monkeypatch.setenv("VISUAL", f"'{path}' --wait")
    monkeypatch.setenv("EDITOR", "false")


LEFT = 'file="$2"'


@pytest.mark.parametrize(
    ("script", "becomes", "said"),
    [
        (f'{LEFT}; printf "> send it fri\\nmore\\n" >> "$file"', "met > send it fri\nmore", ""),
        (f'{LEFT}; echo changed > "$file"; exit 3', "met ", "ended with 3"),
        (f'{LEFT}; echo changed > "$file"; kill -9 $$', "changed", "stopped from outside"),
        (f'{LEFT}; : > "$file"; kill -9 $$', "met ", "stopped from outside"),
        (f'{LEFT}; rm "$file"', "met ", "can't be read"),
        (f'{LEFT}; printf "\\377" > "$file"', "met ", "can't be read"),
        (f"{LEFT}; printf 'a\\033[2Jb' > \"$file\"", "a[2Jb", ""),
    ],
)
def test_the_editor_changes_the_text_or_leaves_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, becomes: str, said: str
) -> None:
    @played
    async def journey() -> None:
        an_editor(tmp_path, monkeypatch, script)
        async with on_stage(a_small_book(tmp_path)) as pilot:
            await write_line(pilot, "met ")
            await press(pilot, commands.EDITOR)
            await until(pilot, lambda: typed(pilot) == becomes)
            assert [one for one in told(pilot) if said in one] or not said
            assert told(pilot) == [] or said

    journey()


def test_what_was_typed_is_on_disk_before_the_editor_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @played
    async def journey() -> None:
        kept = tmp_path / "kept"
        an_editor(tmp_path, monkeypatch, f'cp "{tmp_path}"/*.unsaved "{kept}"')
        async with on_stage(a_small_book(tmp_path)) as pilot:
            await press(pilot, commands.LOG_LINE)
            await paste(pilot, "words of hours")
            await press(pilot, commands.EDITOR)
            await until(pilot, kept.exists)
            assert "words of hours" in kept.read_text()

    journey()


def test_an_editor_that_is_not_there_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @played
    async def journey() -> None:
        async with on_stage(a_small_book(tmp_path)) as pilot:
            await write_line(pilot, "met")
            monkeypatch.setenv("VISUAL", str(tmp_path / "none"))
            await press(pilot, commands.EDITOR)
            await until_told(pilot, "can't be opened")
            monkeypatch.setenv("VISUAL", "vi 'x")
            await press(pilot, commands.EDITOR)
            await until_told(pilot, "never closed")
            assert typed(pilot) == "met"

    journey()


def test_what_was_written_down_long_ago_is_edited_there_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @played
    async def journey() -> None:
        an_editor(tmp_path, monkeypatch, f'{LEFT}; printf "and more\\n" >> "$file"')
        book = a_small_book(tmp_path)
        async with on_stage(book) as pilot:
            await press(pilot, "enter")
            assert "l writes down the first talk" in words(pilot)
            await log_line(pilot, "spoke at length ")
            await press(pilot, commands.EDIT)
            await press(pilot, commands.EDITOR)
            await until_said(pilot, "and more")
            await press(pilot, commands.SAVE)
            await until(
                pilot, lambda: "and more" in book.timeline(who(book, "Priya Shah").id)[0].text
            )

    journey()


@played
async def test_a_click_on_a_chip_turns_it_back_to_text(tmp_path: Path) -> None:
    async with on_stage(a_small_book(tmp_path)) as pilot:
        await press(pilot, commands.SHOW_LOYALTY, commands.LOG_LINE)
        await type_text(pilot, "priya: renewing > send quote fri < a PO")
        await until_said(pilot, "promise: send quote")
        await click_words(pilot, "owed: a PO")
        await until(pilot, lambda: "owed: a PO" not in words(pilot))
        assert "promise: send quote" in words(pilot)
        await click_words(pilot, "promise: send quote")
        await until(pilot, lambda: "promise: send quote" not in words(pilot))
        assert typed(pilot).startswith("priya: renewing")
