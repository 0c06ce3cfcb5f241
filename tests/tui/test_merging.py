"""Making one of two contacts in the terminal app: pair by pair, or the two that are marked."""

from pathlib import Path

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.commands import merging
from tests.builders import a_book, a_contact, exported
from tests.tui.stage import Stage, on_stage, played, press, type_text, until_said, until_told, words


def kims(folder: Path) -> Book:
    """Two pairs, and somebody who is one person."""
    return a_book(
        folder,
        a_contact("Kim Odegard", "Nordfjord", job="head", emails=("kim@nf.no",)),
        a_contact("Kim Ode", "Nordfjord", job="buyer", emails=("kim@nf.no",)),
        a_contact("Anna Berg", "Vale"),
        a_contact("Anna Berg", "Vale", tier="A"),
        a_contact("Zoe"),
    )


def names(book: Book) -> list[str]:
    return [name for (name,) in book.rows("select name from contact order by id")]


async def open_duplicates(pilot: Stage) -> None:
    """Finds the command in the palette by its name."""
    await press(pilot, "ctrl+p")
    await type_text(pilot, "duplicates")
    await until_said(pilot, "in the book twice")
    await press(pilot, "enter")


@played
async def test_pairs_are_shown_in_turn_with_the_reason_and_enter_merges(tmp_path: Path) -> None:
    book = kims(tmp_path)
    async with on_stage(book) as pilot:
        await open_duplicates(pilot)
        await until_said(pilot, "One person? Same email.")
        assert "2 to look at" in words(pilot)
        await press(pilot, "enter")
        await until_said(pilot, "Same name at the same account.")
        await press(pilot, "enter")
        await until_told(pilot, "Merged: Anna Berg into Anna Berg.")
        await until_told(pilot, "These were all of them.")
    assert names(book) == ["Kim Odegard", "Anna Berg", "Zoe"]


@played
async def test_space_lets_the_other_word_count(tmp_path: Path) -> None:
    book = kims(tmp_path)
    async with on_stage(book) as pilot:
        await open_duplicates(pilot)
        await until_said(pilot, "● head")
        await press(pilot, commands.DOWN, commands.DOWN, merging.TURN)
        await until_said(pilot, "● buyer")
        await press(pilot, commands.UP, merging.TURN, "enter")
        await until_told(pilot, "Merged: Kim Ode into Kim Odegard.")
    assert book.rows("select name, job from contact where id = 1") == [("Kim Odegard", "buyer")]
    assert ("other job", "head") in book.rows("select name, value from extra_field")


@played
async def test_two_people_are_shown_no_more_and_later_is_asked_again(tmp_path: Path) -> None:
    book = kims(tmp_path)
    async with on_stage(book) as pilot:
        await open_duplicates(pilot)
        await until_said(pilot, "Same email.")
        await press(pilot, merging.APART)
        await until_told(pilot, "Kim Odegard and Kim Ode are two people.")
        await until_said(pilot, "Same name at the same account.")
        await press(pilot, merging.LATER)
        await until_told(pilot, "These were all of them.")
    assert [one.pair for one in book.duplicates()] == [(3, 4)]
    assert len(names(book)) == 5


@played
async def test_leaving_writes_nothing_and_undo_makes_them_two(tmp_path: Path) -> None:
    book = kims(tmp_path)
    before = exported(book)
    async with on_stage(book) as pilot:
        await open_duplicates(pilot)
        await until_said(pilot, "Same email.")
        await press(pilot, commands.LEAVE)
        assert exported(book) == before
        await open_duplicates(pilot)
        await until_said(pilot, "Same email.")
        await press(pilot, "enter")
        await until_said(pilot, "Same name at the same account.")
        await press(pilot, commands.LEAVE, commands.UNDO)
        await until_told(pilot, "Undone: merge Kim Ode into Kim Odegard")
    assert exported(book) == before


@played
async def test_a_book_without_any_says_so(tmp_path: Path) -> None:
    async with on_stage(a_book(tmp_path, a_contact("Ann"))) as pilot:
        await open_duplicates(pilot)
        await until_told(pilot, "Nobody seems to be in the book twice.")


@played
async def test_exactly_two_who_are_marked_can_be_merged(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"), a_contact("Bob", tier="A"), a_contact("Cem"))
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.MARK, commands.ACT_ON_ALL)
        await until_said(pilot, "Act on")
        assert "Make one of exactly two" not in words(pilot)
        await press(pilot, merging.ALL_MERGE, commands.LEAVE, commands.MARK, commands.ACT_ON_ALL)
        await until_said(pilot, "Make one of exactly two")
        await press(pilot, merging.ALL_MERGE)
        await until_said(pilot, "Two contacts become one.")
        await press(pilot, "enter")
        await until_told(pilot, "Merged: Bob into Ann.")
        assert "marked" not in words(pilot)
    assert names(book) == ["Ann", "Cem"]
