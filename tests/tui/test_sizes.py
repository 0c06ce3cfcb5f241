"""Every size of terminal, and changing it in the middle of typing."""

from pathlib import Path

import pytest

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.drafts import NoteDraft
from tests.builders import TODAY, YESTERDAY, a_book, a_contact, mine, who
from tests.tui.stage import (
    NARROW,
    WIDE,
    cursor_line,
    lines,
    on_stage,
    played,
    press,
    type_text,
    typed,
    until,
    until_told,
    words,
)

SIZES = [(1, 1), (2, 3), (20, 5), (40, 10), (60, 20), NARROW, WIDE, (300, 60)]
each_size = pytest.mark.parametrize("size", SIZES, ids=lambda size: "{}x{}".format(*size))


def some_people(folder: Path) -> Book:
    return a_book(
        folder,
        a_contact(
            "Priya Shah",
            "Northwind",
            job="VP Operations",
            tags=("pumps",),
            met=YESTERDAY,
            promised=(mine("send quote", YESTERDAY),),
            notes=(NoteDraft("goal", "plant of the year"),),
            emails=("priya@northwind.example",),
        ),
        *(a_contact(f"Person {number}", due=TODAY) for number in range(30)),
    )


@each_size
@played
async def test_every_page_and_dialog_opens_at_every_size(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with on_stage(some_people(tmp_path), size) as pilot:
        for keys in (
            [commands.DOWN, commands.LAST, commands.PAGE_UP, commands.FIRST],
            [commands.LOG_LINE, commands.LEAVE, commands.HELP, commands.LEAVE],
            [commands.MOVE, commands.LEAVE, commands.EDIT, commands.LEAVE],
            [commands.SHOW_CONTACTS, commands.LAST, commands.FIRST, commands.EDIT, commands.LEAVE],
            [commands.FIND, "p", "enter", "escape", commands.PALETTE, "escape"],
            [commands.OPEN, *[commands.NEXT_SECTION] * 4, commands.ADD_CHANNEL, commands.LEAVE],
        ):
            await press(pilot, *keys)
            assert len(lines(pilot)) == size[1]
        assert pilot.app.is_running


@each_size
@played
async def test_the_welcome_opens_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_stage(a_book(tmp_path), size) as pilot:
        await press(pilot, commands.ADD_CONTACT, commands.LEAVE)
        assert pilot.app.is_running


@pytest.mark.parametrize("size", [(40, 10), (60, 20), NARROW, WIDE, (300, 60)])
@played
async def test_the_cursor_and_who_it_is_on_are_in_sight(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with on_stage(some_people(tmp_path), size) as pilot:
        assert "Priya Shah" in cursor_line(pilot)
        await press(pilot, commands.LAST)
        assert "Person" in cursor_line(pilot)
        await press(pilot, commands.SHOW_CONTACTS, commands.LAST)
        assert "Priya Shah" in cursor_line(pilot)


@pytest.mark.parametrize("size", [(40, 10), (60, 20), NARROW])
@played
async def test_what_is_typed_in_the_log_box_is_in_sight(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with on_stage(some_people(tmp_path), size) as pilot:
        await press(pilot, commands.LOG_LINE)
        await type_text(pilot, "renewing")
        assert "renewing" in words(pilot)


@pytest.mark.parametrize("size", [(40, 10), (60, 20), NARROW])
@played
async def test_the_line_of_a_form_that_is_typed_on_is_in_sight(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with on_stage(some_people(tmp_path), size) as pilot:
        await press(pilot, commands.ADD_CONTACT)
        for number in range(11):
            await type_text(pilot, f"word{number}")
            assert f"word{number}" in words(pilot)
            await press(pilot, commands.NEXT_FIELD)


@pytest.mark.parametrize("size", [(40, 10), (60, 20), NARROW])
@played
async def test_a_forms_complaint_is_in_sight(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_stage(some_people(tmp_path), size) as pilot:
        await press(pilot, commands.ADD_CONTACT)
        await press(pilot, *[commands.NEXT_FIELD] * 6)
        await type_text(pilot, "purple")
        await press(pilot, commands.SAVE)
        assert "needs a name" in " ".join(words(pilot).split())


@each_size
@played
async def test_resizing_in_the_middle_of_a_log_line_keeps_text_and_focus(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    book = some_people(tmp_path)
    async with on_stage(book) as pilot:
        await press(pilot, commands.LOG_LINE)
        await type_text(pilot, "renewing > send qu")
        for between in (size, WIDE, size):
            await pilot.resize_terminal(*between)
            assert typed(pilot) == "renewing > send qu"
        await type_text(pilot, "ote two fri")
        await pilot.resize_terminal(*NARROW)
        assert "promise: send quote two → Fri 27 Nov" in words(pilot)
        await press(pilot, "enter")
        await until_told(pilot, "Saved")
    texts = [one.text for one in book.promises_of(who(book, "Priya Shah").id)]
    assert "send quote two" in texts


@each_size
@played
async def test_resizing_in_the_middle_of_a_form_keeps_text_and_focus(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    book = some_people(tmp_path)
    async with on_stage(book) as pilot:
        await press(pilot, commands.ADD_CONTACT)
        await type_text(pilot, "Zoltan")
        await press(pilot, commands.NEXT_FIELD)
        await type_text(pilot, "Va")
        await pilot.resize_terminal(*size)
        await type_text(pilot, "le")
        await pilot.resize_terminal(*NARROW)
        assert "Zoltan" in words(pilot)
        assert typed(pilot) == "Vale"
        await press(pilot, "enter")
        await until(pilot, lambda: book.contact_count() == 32)
    assert who(book, "Zoltan").account == "Vale"


@played
async def test_the_cursor_stays_in_sight_while_the_terminal_shrinks(tmp_path: Path) -> None:
    async with on_stage(some_people(tmp_path), WIDE) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, *[commands.DOWN] * 20)
        before = cursor_line(pilot)[2:14]
        await pilot.resize_terminal(60, 10)
        await pilot.pause()
        assert before.strip() in cursor_line(pilot)


@played
async def test_the_brief_comes_and_goes_with_the_width(tmp_path: Path) -> None:
    async with on_stage(some_people(tmp_path)) as pilot:
        assert "VP Operations" not in words(pilot)
        await pilot.resize_terminal(*WIDE)
        await until(pilot, lambda: "VP Operations" in words(pilot))
        await pilot.resize_terminal(*NARROW)
        assert "VP Operations" not in words(pilot)
