"""Backups in the terminal app: by the palette, by themselves, and where a book is damaged."""

from pathlib import Path

import pytest

from loyaltytui import commands
from loyaltytui.book.backups import BY_HAND, backups
from loyaltytui.book.book import Book
from loyaltytui.book.errors import BookUnreadable
from loyaltytui.tui.rescue import RescueApp, may_be_rescued
from tests.builders import RULES, Clock, a_book, a_contact, put, reopened
from tests.tui.stage import (
    Stage,
    choose_in_palette,
    on_stage,
    played,
    press,
    until_said,
    until_told,
    words,
)


def with_a_backup_before_bob(folder: Path) -> Book:
    """Ann and Bob; in the one backup Ann is alone."""
    book = a_book(folder, a_contact("Ann"))
    book.back_up(BY_HAND)
    put(book, a_contact("Bob"))
    return book


def names(book: Book) -> list[str]:
    return [name for (name,) in book.rows("select name from contact order by name")]


@played
async def test_the_palette_makes_a_backup(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    async with on_stage(book) as pilot:
        await choose_in_palette(pilot, commands.BACK_UP)
        await until_told(pilot, "Backed up: 000001-")
    assert [one.why for one in backups(book.path)] == [BY_HAND]


@played
async def test_a_backup_is_put_back_after_asking_and_the_page_shows_it(tmp_path: Path) -> None:
    book = with_a_backup_before_bob(tmp_path)
    async with on_stage(book) as pilot:
        await choose_in_palette(pilot, commands.BACKUPS)
        await until_said(pilot, "1 contact, 0 interactions")
        await press(pilot, "enter")
        assert "Put back number 1, of Mon 23 Nov 09:00?" in " ".join(words(pilot).split())
        assert names(book) == ["Ann", "Bob"]
        await press(pilot, "enter")
        await until_told(pilot, "Restored number 1.")
        assert names(book) == ["Ann"]
        await press(pilot, "2")
        await until_said(pilot, "Ann")
        assert "Bob" not in words(pilot).replace("Bob's", "")


@played
async def test_looking_at_the_backups_and_leaving_changes_nothing(tmp_path: Path) -> None:
    book = with_a_backup_before_bob(tmp_path)
    async with on_stage(book) as pilot:
        await choose_in_palette(pilot, commands.BACKUPS)
        await until_said(pilot, "1 contact, 0 interactions")
        await press(pilot, "enter", "escape")
    assert names(book) == ["Ann", "Bob"]


@played
async def test_a_book_without_backups_says_so(tmp_path: Path) -> None:
    async with on_stage(a_book(tmp_path, a_contact("Ann"))) as pilot:
        await choose_in_palette(pilot, commands.BACKUPS)
        await until_said(pilot, "There are no backups yet.")
        await press(pilot, "enter", "escape")
        assert "no backups" not in words(pilot)


def damaged(folder: Path) -> tuple[Book, str]:
    """A book with a backup, and what it says now that it can't be opened."""
    book = a_book(folder, a_contact("Ann"))
    book.back_up(BY_HAND)
    book.close()
    book.path.write_bytes(b"Dear diary, " * 1000)
    with pytest.raises(BookUnreadable) as told:
        reopened(book)
    assert may_be_rescued(told.value, book.path)
    return book, str(told.value)


@played
async def test_a_damaged_book_offers_its_newest_sound_backup(tmp_path: Path) -> None:
    book, said = damaged(tmp_path)
    app = RescueApp(said, book.path, Clock(), RULES)
    async with app.run_test(size=(80, 24)) as pilot:
        stage: Stage = pilot  # type: ignore[assignment]  # the stage's helpers take any app
        await until_said(stage, "Number 1 is sound: enter restores it.")
        assert "damaged or is no loyaltytui book" in " ".join(words(stage).split())
        await press(stage, "enter")
        await until_said(stage, "Enter once more")
        await press(stage, "enter")
        for _ in range(200):
            await pilot.pause()
            if app.return_value is not None:
                break
    assert app.return_value is True
    assert names(reopened(book)) == ["Ann"]


@played
async def test_leaving_a_damaged_book_leaves_it_as_it_is(tmp_path: Path) -> None:
    book, said = damaged(tmp_path)
    app = RescueApp(said, book.path, Clock(), RULES)
    async with app.run_test(size=(80, 24)) as pilot:
        stage: Stage = pilot  # type: ignore[assignment]  # the stage's helpers take any app
        await until_said(stage, "Number 1 is sound")
        await press(stage, "enter", "escape")
        await pilot.pause()
    assert not app.return_value
    assert book.path.read_bytes() == b"Dear diary, " * 1000
