"""Text in the Log box before it is saved: kept against every mishap, entered exactly once."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from loyaltytui import commands
from loyaltytui.book.book import Book
from tests.builders import TODAY, a_book, a_contact, reopened, who
from tests.tui.stage import (
    lines,
    on_stage,
    played,
    press,
    save_line,
    sentences,
    told,
    type_text,
    typed,
    until,
    until_said,
    until_told,
    words,
    write_line,
)


@contextmanager
def held_by_another(book: Book) -> Iterator[None]:
    """Another program is in the middle of writing."""
    with closing(sqlite3.connect(book.path, isolation_level=None)) as other:
        other.execute("begin immediate")
        yield
        other.execute("rollback")


def calls(book: Book, name: str = "Ana Ruiz") -> list[str]:
    return [one.text for one in book.timeline(who(book, name).id)]


def ana_due(folder: Path) -> Book:
    return a_book(folder, a_contact("Ana Ruiz", due=TODAY, cadence="3w"))


def unsaved_file(book: Book) -> Path:
    return Path(f"{book.path}.unsaved")


@played
async def test_escape_keeps_the_text_and_offers_it_again(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", due=TODAY))
    async with on_stage(book) as pilot:
        await write_line(pilot, "half a sen")
        await press(pilot, commands.LEAVE)
        assert "half a sen" not in words(pilot)
        await press(pilot, commands.LOG_LINE)
        assert typed(pilot) == "half a sen"
        await type_text(pilot, "tence")
        await save_line(pilot)
    assert calls(book) == ["half a sentence"]


@played
async def test_text_about_one_contact_is_not_offered_for_another(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", due=TODAY), a_contact("Lee Park", due=TODAY))
    async with on_stage(book) as pilot:
        await write_line(pilot, "for Ana alone")
        await press(pilot, commands.LEAVE, commands.DOWN, commands.LOG_LINE)
        assert typed(pilot) == ""
        shown = " ".join(words(pilot).split())
        assert "Not saved yet, about Ana Ruiz: “for Ana alone”" in shown


@played
async def test_a_new_app_on_the_same_book_offers_it_again(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", due=TODAY))
    async with on_stage(book) as pilot:
        await write_line(pilot, "half a sentence")
        await press(pilot, commands.LEAVE, commands.QUIT)
    async with on_stage(reopened(book)) as pilot:
        await until_told(pilot, "half a sentence")
        await press(pilot, commands.LOG_LINE)
        assert typed(pilot) == "half a sentence"


@played
async def test_an_app_closed_in_the_middle_of_typing_has_kept_the_text(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", due=TODAY))
    async with on_stage(book) as pilot:
        await write_line(pilot, "half a sentence")
        await until(pilot, lambda: "half a sentence" in _on_disk(book))
    async with on_stage(reopened(book)) as pilot:
        await press(pilot, commands.LOG_LINE)
        assert typed(pilot) == "half a sentence"


def _on_disk(book: Book) -> list[str]:
    path = unsaved_file(book)
    if not path.exists():
        return []
    return [one["text"] for one in json.loads(path.read_text("utf-8")).values()]


@played
async def test_after_a_save_nothing_is_offered_any_more(tmp_path: Path) -> None:
    book = ana_due(tmp_path)
    async with on_stage(book) as pilot:
        await write_line(pilot, "a whole sentence")
        await press(pilot, commands.LEAVE, commands.LOG_LINE, "enter")
        await until_said(pilot, "Saved")
        await press(pilot, commands.SHOW_CONTACTS, commands.LOG_LINE)
        assert typed(pilot) == ""
        await press(pilot, commands.LEAVE)
    async with on_stage(reopened(book)) as pilot:
        assert told(pilot) == []
        await press(pilot, commands.SHOW_CONTACTS, commands.LOG_LINE)
        assert typed(pilot) == ""
    assert not unsaved_file(book).exists()


@played
async def test_a_save_while_another_program_writes_is_not_saved_and_retried_once(
    tmp_path: Path,
) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", due=TODAY))
    async with on_stage(book) as pilot:
        await write_line(pilot, "a long call")
        with held_by_another(book):
            await press(pilot, "enter")
            await until_said(pilot, "NOT SAVED")
            assert "another program is using the book" in " ".join(words(pilot).split())
            assert typed(pilot) == "a long call"
            assert calls(book) == []
        await save_line(pilot)
    assert calls(book) == ["a long call"]


@played
async def test_the_screen_answers_while_another_program_holds_the_book(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", due=TODAY))
    async with on_stage(book) as pilot:
        await write_line(pilot, "a call")
        with held_by_another(book):
            await press(pilot, "enter")
            await pilot.resize_terminal(100, 30)
            assert len(lines(pilot)) == 30
            assert "NOT SAVED" not in words(pilot)
            await until_said(pilot, "NOT SAVED")


@played
async def test_words_typed_while_a_save_waits_are_not_taken_or_kept(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", due=TODAY))
    async with on_stage(book) as pilot:
        await write_line(pilot, "first")
        with held_by_another(book):
            await press(pilot, "enter")
            await type_text(pilot, " and second")
            taken = typed(pilot)
            await until_said(pilot, "NOT SAVED")
            assert typed(pilot) == taken
        await type_text(pilot, ", and third")
        await save_line(pilot)
    assert calls(book) == [f"{taken}, and third"]


@played
async def test_words_typed_while_a_save_succeeds_can_be_saved_after_it(tmp_path: Path) -> None:
    book = ana_due(tmp_path)
    async with on_stage(book) as pilot:
        await write_line(pilot, "first")
        with held_by_another(book):
            await press(pilot, "enter")
            await type_text(pilot, " and second")
        await until_told(pilot, "Saved")
        assert calls(book) == ["first"]
        if "Log ·" not in words(pilot):
            await press(pilot, commands.SHOW_CONTACTS, commands.LOG_LINE)
        assert "and second" in typed(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: len(calls(book)) == 2)
    assert any("and second" in one for one in calls(book))


@played
async def test_escape_while_a_save_waits_does_not_offer_what_was_saved(tmp_path: Path) -> None:
    book = ana_due(tmp_path)
    async with on_stage(book) as pilot:
        await write_line(pilot, "the first call")
        with held_by_another(book):
            await press(pilot, "enter", commands.LEAVE)
        await until(pilot, lambda: calls(book) == ["the first call"])
        await press(pilot, commands.LEAVE, commands.SHOW_CONTACTS, commands.LOG_LINE)
        assert typed(pilot) == ""


@played
async def test_what_is_said_to_be_saved_is_saved_also_after_an_escape_in_between(
    tmp_path: Path,
) -> None:
    book = ana_due(tmp_path)
    async with on_stage(book) as pilot:
        await write_line(pilot, "the first call")
        with held_by_another(book):
            await press(pilot, "enter", commands.LEAVE)
        await until(pilot, lambda: calls(book) == ["the first call"])
        await press(pilot, commands.LEAVE, commands.SHOW_CONTACTS, commands.LOG_LINE, "ctrl+u")
        await type_text(pilot, "another call")
        before = len(told(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: len(told(pilot)) > before)
    assert sorted(calls(book)) == ["another call", "the first call"]


@played
async def test_enter_twice_in_a_row_enters_it_once(tmp_path: Path) -> None:
    book = ana_due(tmp_path)
    async with on_stage(book) as pilot:
        await write_line(pilot, "once")
        await type_text(pilot, "\r\r")
        await until_said(pilot, "Saved")
    assert calls(book) == ["once"]
    assert len([said for said in sentences(book) if said.startswith("do log")]) == 1


@played
async def test_an_impatient_second_enter_while_a_save_waits_does_no_harm(tmp_path: Path) -> None:
    book = ana_due(tmp_path)
    async with on_stage(book) as pilot:
        await write_line(pilot, "once")
        with held_by_another(book):
            await press(pilot, "enter", "enter", commands.SAVE)
        await until_told(pilot, "Saved")
        assert "Log ·" not in words(pilot)
    assert calls(book) == ["once"]
    assert not unsaved_file(book).exists()


@played
async def test_an_impatient_second_enter_while_a_save_fails_leaves_the_box_usable(
    tmp_path: Path,
) -> None:
    book = ana_due(tmp_path)
    async with on_stage(book) as pilot:
        await write_line(pilot, "once")
        with held_by_another(book):
            await press(pilot, "enter", "enter")
            await until_said(pilot, "NOT SAVED")
        await press(pilot, "enter")
        await until_told(pilot, "Saved")
    assert calls(book) == ["once"]


@played
async def test_a_disk_that_takes_no_unsaved_text_leaves_it_in_the_box(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", due=TODAY))
    (unsaved_file(book) / "in the way").mkdir(parents=True)  # no file can take this place
    async with on_stage(book) as pilot:
        await write_line(pilot, "a call")
        for _ in range(20):  # longer than the pause after which text is kept
            await pilot.pause()
        assert typed(pilot) == "a call"
        await save_line(pilot)
    assert calls(book) == ["a call"]
