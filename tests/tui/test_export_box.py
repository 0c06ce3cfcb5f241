"""The Export box: where to and how, then what was written and what stayed behind."""

from __future__ import annotations

import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.book.choosing import Choice
from loyaltytui.entries import Owner
from loyaltytui.exchange.reading import Stopped
from loyaltytui.exchange.wish import Wish
from loyaltytui.exchange.writing_out import write_out
from loyaltytui.tui.long_work import Work, watched_writing
from tests.builders import a_book, a_contact, dump, email, exported, reopened
from tests.tui.stage import NARROW, Stage, on_stage, played, press, type_text, typed, until, words


def the_book(folder: Path) -> Book:
    return a_book(
        folder,
        a_contact("Ann Lee", "Acme", emails=("ann@acme.example",)),
        a_contact("Bob [/] Ray", owner=Owner.MINE, channels=(email("b@b.example", secret=True),)),
    )


def flat(pilot: Stage) -> str:
    """The words on the glass, however their lines were broken."""
    return " ".join(words(pilot).replace("│", " ").split())


@asynccontextmanager
async def the_box(
    book: Book, path: str = "", size: tuple[int, int] = NARROW
) -> AsyncIterator[Stage]:
    """The app with the box opened from the palette, a path typed."""
    async with on_stage(book, size) as pilot:
        await open_box(pilot)
        await type_text(pilot, path)
        yield pilot


async def open_box(pilot: Stage) -> None:
    await press(pilot, commands.PALETTE)
    await until(pilot, lambda: typed(pilot) == "")
    await type_text(pilot, commands.EXPORT.label)
    await until(pilot, lambda: commands.EXPORT.help in words(pilot))
    await press(pilot, "enter")
    await until(pilot, lambda: "In confidence too" in words(pilot))


async def write(pilot: Stage, said: str) -> None:
    await press(pilot, "enter")
    await until(pilot, lambda: said in flat(pilot))


@played
async def test_the_whole_book_is_written_privately_and_what_was_left_out_is_said(
    tmp_path: Path,
) -> None:
    book = the_book(tmp_path)
    target = tmp_path / "all.json"
    async with the_box(book, str(target)) as pilot:
        await write(pilot, "2 contacts")
        assert "Left out, told in confidence: 1 channel." in flat(pilot)
        assert "--" not in flat(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: "Exported" not in words(pilot))
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert target.read_bytes() == exported(book, Choice())


@played
async def test_what_was_told_in_confidence_is_written_only_when_asked_for(tmp_path: Path) -> None:
    book = the_book(tmp_path)
    target = tmp_path / "all.json"
    async with the_box(book, str(target)) as pilot:
        await press(pilot, *[commands.NEXT_FIELD] * 3)
        await type_text(pilot, "maybe")
        await write(pilot, "'maybe' is not one of: yes or no.")
        await press(pilot, *["backspace"] * 5)
        await type_text(pilot, "yes")
        await write(pilot, "2 contacts")
        assert "Left out" not in words(pilot)
    assert target.read_bytes() == exported(book)


@played
async def test_only_what_is_mine_goes_along_and_the_rest_is_counted(tmp_path: Path) -> None:
    book = the_book(tmp_path)
    target = tmp_path / "mine.vcf"
    async with the_box(book, str(target)) as pilot:
        await press(pilot, commands.NEXT_FIELD, commands.NEXT_FIELD)
        await type_text(pilot, "yes")
        await write(pilot, "1 contact.")
        assert "1 contact that is the company's" in flat(pilot)
        assert "this is no legal advice" in flat(pilot)
    assert "Ann" not in target.read_text()
    assert "Bob" in target.read_text()


@played
async def test_a_file_that_is_there_is_replaced_only_at_the_second_enter(tmp_path: Path) -> None:
    target = tmp_path / "all.csv"
    target.write_text("mine")
    async with the_box(the_book(tmp_path), str(target)) as pilot:
        await write(pilot, "is there already. Enter once more replaces it.")
        assert target.read_text() == "mine"
        await type_text(pilot, "x")
        await press(pilot, "backspace")
        await write(pilot, "is there already. Enter once more replaces it.")
        assert target.read_text() == "mine"
        await write(pilot, "Exported to")
    assert "Ann Lee" in target.read_text()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("", "Type where to"),
        ("{}/noending", "doesn't say in which format"),
        ("{}/nowhere/a.json", "is not there. Make it first."),
        ("{}/", "is a folder. Say the format csv or the format vdir."),
    ],
)
@played
async def test_what_cannot_be_written_ends_in_a_sentence_and_stays_to_be_mended(
    tmp_path: Path, path: str, said: str
) -> None:
    book = the_book(tmp_path)
    before = dump(book)
    folder = tmp_path / "out"
    folder.mkdir()
    async with the_box(book, path.format(folder)) as pilot:
        await write(pilot, said)
        assert typed(pilot) == path.format(folder)
    assert dump(book) == before
    assert list(folder.iterdir()) == []


@played
async def test_the_book_itself_is_never_written_over(tmp_path: Path) -> None:
    book = the_book(tmp_path)
    before = dump(book)
    async with the_box(book, str(book.path)) as pilot:
        await press(pilot, commands.NEXT_FIELD)
        await type_text(pilot, "csv")
        await write(pilot, "Enter once more")
        await write(pilot, "belongs to the book itself")
    assert dump(book) == before


@played
async def test_folders_are_written_for_spreadsheets_and_for_calendars(tmp_path: Path) -> None:
    book = the_book(tmp_path)
    async with the_box(book, f"{tmp_path}/tables/") as pilot:
        await press(pilot, commands.NEXT_FIELD)
        await type_text(pilot, "csv")
        await write(pilot, "Exported to")
        await press(pilot, commands.LEAVE)
        await open_box(pilot)
        await type_text(pilot, f"{tmp_path}/vdir")
        await press(pilot, commands.NEXT_FIELD)
        await type_text(pilot, "vdir")
        await write(pilot, "Exported to")
    assert "Ann Lee" in (tmp_path / "tables" / "contacts.csv").read_text()
    assert len(list((tmp_path / "vdir" / "contacts").glob("*.vcf"))) == 2


@played
async def test_what_was_typed_is_offered_again_until_it_is_written(tmp_path: Path) -> None:
    book = the_book(tmp_path)
    async with the_box(book, f"{tmp_path}/all.json") as pilot:
        await press(pilot, commands.LEAVE)
        await until(pilot, lambda: "In confidence too" not in words(pilot))
    async with the_box(reopened(book)) as pilot:
        assert typed(pilot) == f"{tmp_path}/all.json"
        await write(pilot, "Exported to")
        await press(pilot, commands.LEAVE)
        await open_box(pilot)
        assert typed(pilot) == ""


@played
async def test_the_path_is_completed_and_hostile_names_are_harmless(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "one [red]x; y.json").touch()
    (folder / "one \x1b[2J.csv").touch()
    async with the_box(the_book(tmp_path), f"{folder}/o") as pilot:
        await press(pilot, "tab")
        await until(pilot, lambda: "one [red]x; y.json" in words(pilot))
        assert "\x1b" not in words(pilot)
        await type_text(pilot, "[r")
        await press(pilot, "tab")
        await until(pilot, lambda: typed(pilot) == f"{folder}/one [red]x; y.json")
        await write(pilot, "Enter once more")


@pytest.mark.parametrize("name", ["all.json", "all.csv", "all.vcf", "all.ics"])
def test_a_stopped_export_leaves_what_was_there(tmp_path: Path, name: str) -> None:
    book = the_book(tmp_path)
    target = tmp_path / name
    target.write_text("as it was")
    before = sorted(tmp_path.iterdir())
    work = Work()
    work.stop()
    with pytest.raises(Stopped):
        write_out(
            book,
            Wish(Choice()),
            str(target),
            "",
            may_replace=True,
            through=lambda file: watched_writing(file, work),
        )
    assert target.read_text() == "as it was"
    assert sorted(tmp_path.iterdir()) == before
