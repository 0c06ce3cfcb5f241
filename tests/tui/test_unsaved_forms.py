"""What is typed on a form and left: offered again, dropped with a key, forgotten once saved."""

import json
from pathlib import Path

import pytest

from loyaltytui import commands
from loyaltytui.book.book import Book
from tests.builders import YESTERDAY, a_book, a_contact, dump, reopened, who
from tests.tui.stage import (
    Stage,
    on_stage,
    played,
    press,
    told,
    type_text,
    typed,
    until,
    until_told,
    words,
)
from tests.tui.test_forms import OPENINGS, ana_alone, is_closed, open_form, retype


def kept(book: Book) -> str:
    """All that is kept on disk for now."""
    path = Path(f"{book.path}.unsaved")
    return path.read_text("utf-8") if path.exists() else ""


async def leave(pilot: Stage) -> None:
    await press(pilot, commands.LEAVE)
    await until(pilot, lambda: is_closed(pilot))


@pytest.mark.parametrize("name", OPENINGS)
@played
async def test_every_form_offers_back_what_was_left_on_it_and_one_key_drops_it(
    tmp_path: Path, name: str
) -> None:
    book = ana_alone(tmp_path)
    before = dump(book)
    async with on_stage(book) as pilot:
        await open_form(pilot, name)
        stored = typed(pilot)
        assert "not saved yet" not in words(pilot)
        await type_text(pilot, "QXZ")
        with_it = typed(pilot)
        await leave(pilot)
    async with on_stage(reopened(book)) as pilot:
        await until_told(pilot, "Not saved yet, in a form")
        await open_form(pilot, name)
        assert typed(pilot) == with_it
        assert "not saved yet" in words(pilot)
        await press(pilot, commands.RESTORE)
        assert typed(pilot) == stored
        assert "not saved yet" not in words(pilot)
        await leave(pilot)
    assert kept(book) == ""
    assert dump(book) == before


@played
async def test_a_saved_form_is_forgotten(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz"))
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.EDIT)
        await type_text(pilot, " Senior")
        await leave(pilot)
        await press(pilot, commands.EDIT, "enter")
        await until_told(pilot, "Changed")
        assert kept(book) == ""
        await press(pilot, commands.EDIT)
        assert "not saved yet" not in words(pilot)
    assert who(book, "Ana Ruiz Senior").name


@played
async def test_a_new_contact_left_and_opened_again_is_added_once(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz"))
    async with on_stage(book) as pilot:
        await press(pilot, commands.ADD_CONTACT)
        await type_text(pilot, "Bea Lund")
        await leave(pilot)
        await press(pilot, commands.ADD_CONTACT, "enter")
        await until_told(pilot, "Added: Bea Lund")
        await press(pilot, commands.ADD_CONTACT)
        assert typed(pilot) == ""
    assert book.contact_count() == 2


@played
async def test_a_form_closed_from_outside_in_the_middle_of_typing_is_kept(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz"))
    async with on_stage(book) as pilot:
        await press(pilot, commands.ADD_CONTACT)
        await type_text(pilot, "Bea Lu")
        pilot.app.exit()
    assert "Bea Lu" in kept(book)


@played
async def test_a_check_in_typed_in_the_review_and_left_is_offered_again(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", cadence="3w", due=YESTERDAY))
    async with on_stage(book) as pilot:
        await press(pilot, commands.REVIEW, commands.ADD_CHECK_IN)
        await type_text(pilot, "3 dec")
        await leave(pilot)
        await press(pilot, commands.ADD_CHECK_IN)
        assert typed(pilot) == "3 dec"
        assert "not saved yet" in words(pilot)


@played
async def test_a_form_is_on_disk_while_it_is_still_typed_on(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz"))
    async with on_stage(book) as pilot:
        await press(pilot, commands.ADD_CONTACT)
        await type_text(pilot, "Bea Lu")
        await until(pilot, lambda: "Bea Lu" in kept(book))


@played
async def test_only_lines_that_were_typed_on_come_back_over_what_is_stored(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", job="Buyer"))
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.EDIT)
        await retype(pilot, 2, "Head of Buying")
        await leave(pilot)
        book.set_tier_of([who(book, "Ana Ruiz").id], "A")
        await press(pilot, commands.SHOW_CONTACTS, commands.EDIT, "enter")
        await until_told(pilot, "Changed")
    assert (who(book, "Ana Ruiz").tier, who(book, "Ana Ruiz").job) == ("A", "Head of Buying")


@played
async def test_what_was_left_about_one_contact_is_not_offered_for_another(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz"), a_contact("Bea Lund"))
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.OPEN, commands.ADD_PROMISE)
        await type_text(pilot, "for Ana alone")
        await leave(pilot)
        await press(pilot, commands.SHOW_CONTACTS, commands.DOWN, commands.OPEN)
        await press(pilot, commands.ADD_PROMISE)
        assert typed(pilot) == ""


@played
async def test_a_disk_that_keeps_nothing_says_so_and_the_second_escape_leaves(
    tmp_path: Path,
) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz"))
    (Path(f"{book.path}.unsaved") / "in the way").mkdir(parents=True)
    async with on_stage(book) as pilot:
        await press(pilot, commands.ADD_CONTACT)
        await type_text(pilot, "Bea")
        await press(pilot, commands.LEAVE)
        assert "can't be kept" in words(pilot)
        await leave(pilot)


@played
async def test_a_file_of_something_else_does_no_harm(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz"))
    strange = {"new contact": {"lines": {"nose": "long", "name": 5}, "heading": None}}
    Path(f"{book.path}.unsaved").write_text(json.dumps(strange))
    async with on_stage(book) as pilot:
        await until_told(pilot, "Not saved yet")
        await press(pilot, commands.ADD_CONTACT)
        assert typed(pilot) == "5"
        assert len(told(pilot)) == 1
