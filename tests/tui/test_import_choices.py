"""What is chosen in the Import box: columns nobody knew, whose word counts, kept until it is in."""

from __future__ import annotations

from pathlib import Path

import pytest

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.book.unsaved import Unsaved, UnsavedForm
from loyaltytui.commands.exchange import CHANGE_ROW
from loyaltytui.tui.widgets.typing import TextLine
from tests.builders import a_book, a_contact, email, reopened, who
from tests.tui.stage import (
    NARROW,
    WIDE,
    Stage,
    click_words,
    line_with,
    played,
    press,
    until,
    until_said,
    until_told,
)
from tests.tui.test_import_box import card, flat, look, map_column, people, the_box

UNKNOWN = "Wer;Wo;Was\nAnna Lee;Oslo;Pumpen\nBo Ray;Rom;Ventile\nCy Oh;Bern;\n"


def unknown_table(folder: Path, text: str = UNKNOWN) -> str:
    path = folder / "wer.csv"
    path.write_text(text)
    return str(path)


def kept(book: Book) -> str:
    path = Unsaved(book.path).path
    return path.read_text("utf-8") if path.exists() else ""


@pytest.mark.parametrize("size", [NARROW, WIDE])
@played
async def test_a_table_of_which_nothing_is_known_is_mapped_in_the_box(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    book = a_book(tmp_path)
    async with the_box(book, unknown_table(tmp_path), size) as pilot:
        await look(pilot, "No column here is known.")
        assert "Anna Lee" in line_with(pilot, "Wer ")
        assert "Pumpen" in line_with(pilot, "Was ")
        await press(pilot, "enter")
        await until(pilot, lambda: "Space on it says so" in flat(pilot))
        await map_column(pilot, "Wer", "name")
        await until(pilot, lambda: "3 new" in flat(pilot))
        assert "→ name" in line_with(pilot, "Wer ")
        await press(pilot, "enter")
        await until_told(pilot, "3 new")
    assert people(book) == ["Anna Lee", "Bo Ray", "Cy Oh"]
    assert ("Was", "Pumpen") in book.rows("select name, value from extra_field")


@played
async def test_a_column_that_says_nobody_does_not_end_the_asking(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    async with the_box(book, unknown_table(tmp_path)) as pilot:
        await look(pilot, "No column here is known.")
        await click_words(pilot, "Was ", times=2)
        await until_said(pilot, "What is the column “Was”?")
        await press(pilot, *"job", "enter")
        await until(pilot, lambda: "→ job" in line_with(pilot, "Was "))
        assert "No column here is known." in flat(pilot)


@played
async def test_a_letter_with_commas_is_no_table(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    text = "Dear Ann,\nthe pumps, all of them, are fine.\nYours, Bo\n"
    async with the_box(book, unknown_table(tmp_path, text)) as pilot:
        await look(pilot, "holds neither vCards")
        assert "Columns of" not in flat(pilot)


async def choose_the_name(pilot: Stage) -> None:
    await look(pilot, "No column here is known.")
    await map_column(pilot, "Wer", "name")
    await until(pilot, lambda: "3 new" in flat(pilot))


@played
async def test_what_was_chosen_is_back_for_the_same_contents_wherever_they_lie(
    tmp_path: Path,
) -> None:
    book = a_book(tmp_path)
    async with the_box(book, unknown_table(tmp_path)) as pilot:
        await choose_the_name(pilot)
        await press(pilot, "escape")
    (tmp_path / "wer.csv").rename(tmp_path / "moved.csv")
    (tmp_path / "wer.csv").write_text(UNKNOWN.replace("Cy Oh", "Di Oh"))
    book = reopened(book)
    async with the_box(book) as pilot:
        # The path stands there again; the file has another content now.
        await look(pilot, "No column here is known.")
        await press(pilot, "escape")
    book = reopened(book)
    async with the_box(book) as pilot:
        pilot.app.screen.query_one("#field-path", TextLine).value = str(tmp_path / "moved.csv")
        await look(pilot, "What you chose before is back")
        assert "→ name" in line_with(pilot, "Wer ")
        await press(pilot, "enter")
        await until_told(pilot, "3 new")
    assert "chosen" not in kept(book)


@played
async def test_what_was_chosen_is_on_disk_before_anything_is_left(tmp_path: Path) -> None:
    told_of = email("ann@acme.example")
    book = a_book(tmp_path, a_contact("Ann Lee", "Acme", job="Buyer", channels=(told_of,)))
    path = tmp_path / "cards.vcf"
    path.write_text(card("Ann Lee", "ORG:Acme", "TITLE:Chief", "EMAIL:ann@acme.example"))
    async with the_box(book, str(path)) as pilot:
        await look(pilot, "Differs from the book: 1")
        await press(pilot, CHANGE_ROW)
        await until(pilot, lambda: "job of" in kept(book))
    # Not left but torn away: only what is on the disk is there the next time.
    book = reopened(book)
    async with the_box(book) as pilot:
        await look(pilot, "What you chose before is back")
        assert "● Chief" in line_with(pilot, "Ann Lee")
        await press(pilot, commands.RESTORE)
        await until(pilot, lambda: "● Buyer" in line_with(pilot, "Ann Lee"))
        await until(pilot, lambda: "job of" not in kept(book))
        await press(pilot, CHANGE_ROW)
        await until(pilot, lambda: "job becomes “Chief”" in flat(pilot))
        await press(pilot, "enter")
        await until_told(pilot, "1 added to")
    assert who(book, "Ann Lee").job == "Chief"
    assert kept(book) == ""


@pytest.mark.parametrize("junk", ["", "{", "[1]", '[["a=name"], 3]', '{"a": 1}'])
@played
async def test_a_damaged_draft_is_no_choice(tmp_path: Path, junk: str) -> None:
    book = a_book(tmp_path)
    lines = {"chosen 0": junk, "path": unknown_table(tmp_path)}
    Unsaved(book.path).keep_form("import", UnsavedForm("Import", lines, "u"))
    async with the_box(book) as pilot:
        await look(pilot, "No column here is known.")
