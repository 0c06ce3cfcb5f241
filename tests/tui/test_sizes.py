"""Every size of terminal, and changing it in the middle of typing."""

from pathlib import Path

import pytest
from textual.events import Resize
from textual.geometry import Size

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.drafts import NoteDraft
from tests.builders import TODAY, YESTERDAY, a_book, a_contact, mine, who
from tests.tui.stage import (
    NARROW,
    WIDE,
    Stage,
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
    write_line,
)

SMALLEST = (60, 20)
VERY_WIDE = (200, 50)
TOO_SMALL = [(1, 1), (20, 5), (59, 24), (80, 19)]
SIZES = [SMALLEST, NARROW, (100, 30), WIDE, (160, 45), VERY_WIDE, (240, 60)]
few_sizes = pytest.mark.parametrize(
    "size", [TOO_SMALL[1], SMALLEST, VERY_WIDE], ids=lambda size: "{}x{}".format(*size)
)
any_size = pytest.mark.parametrize(
    "size", [*TOO_SMALL, *SIZES, (300, 100)], ids=lambda size: "{}x{}".format(*size)
)


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


@any_size
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


@any_size
@played
async def test_the_welcome_opens_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_stage(a_book(tmp_path), size) as pilot:
        await press(pilot, commands.ADD_CONTACT, commands.LEAVE)
        assert pilot.app.is_running


@pytest.mark.parametrize("size", SIZES)
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


@pytest.mark.parametrize("size", [SMALLEST, NARROW])
@played
async def test_what_is_typed_in_the_log_box_is_in_sight(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with on_stage(some_people(tmp_path), size) as pilot:
        await write_line(pilot, "renewing")
        assert "renewing" in words(pilot)


@pytest.mark.parametrize("size", [SMALLEST, NARROW])
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


@pytest.mark.parametrize("size", [SMALLEST, NARROW])
@played
async def test_a_forms_complaint_is_in_sight(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_stage(some_people(tmp_path), size) as pilot:
        await press(pilot, commands.ADD_CONTACT)
        await press(pilot, *[commands.NEXT_FIELD] * 6)
        await type_text(pilot, "purple")
        await press(pilot, commands.SAVE)
        assert "needs a name" in flat(pilot)


@few_sizes
@played
async def test_resizing_in_the_middle_of_a_log_line_keeps_text_and_focus(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    book = some_people(tmp_path)
    async with on_stage(book) as pilot:
        await write_line(pilot, "renewing > send qu")
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


@few_sizes
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
        await pilot.resize_terminal(*SMALLEST)
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


@played
async def test_the_timeline_comes_as_a_third_column(tmp_path: Path) -> None:
    async with on_stage(some_people(tmp_path), WIDE) as pilot:
        assert "plant of the year" in words(pilot)
        assert "Timeline" not in words(pilot)
        await pilot.resize_terminal(*VERY_WIDE)
        await until(pilot, lambda: "─ Timeline" in words(pilot))
        assert "promise" in words(pilot)
        await press(pilot, commands.DOWN)
        await until(pilot, lambda: "Nothing has happened yet." in words(pilot))
        await pilot.resize_terminal(*WIDE)
        await until(pilot, lambda: "─ Timeline" not in words(pilot))
        assert "Person" in cursor_line(pilot)


@played
async def test_beside_a_contacts_own_page_stands_their_brief_where_there_is_room(
    tmp_path: Path,
) -> None:
    async with on_stage(some_people(tmp_path), VERY_WIDE) as pilot:
        await press(pilot, commands.OPEN)
        await until(pilot, lambda: "─ Brief" in words(pilot))
        assert "─ Timeline" not in words(pilot)
        await pilot.resize_terminal(*WIDE)
        await until(pilot, lambda: "─ Brief" not in words(pilot))


@pytest.mark.parametrize("size", TOO_SMALL[1:], ids=lambda size: "{}x{}".format(*size))
@played
async def test_too_small_a_terminal_says_so_and_comes_back(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with on_stage(some_people(tmp_path), size) as pilot:
        await until(pilot, lambda: "needs 60" in flat(pilot))
        assert "Priya" not in words(pilot)
        await pilot.resize_terminal(*SMALLEST)
        await until(pilot, lambda: "Priya Shah" in cursor_line(pilot))
        assert "needs 60" not in flat(pilot)
        await pilot.resize_terminal(*size)
        await until(pilot, lambda: "needs 60" in flat(pilot))
        assert f"{size[0]} and {size[1]}" in flat(pilot)


@played
async def test_no_letter_does_anything_out_of_sight(tmp_path: Path) -> None:
    book = some_people(tmp_path)
    async with on_stage(book, (40, 10)) as pilot:
        await until(pilot, lambda: "needs 60" in flat(pilot))
        before = len(book.history(1000))
        await press(pilot, commands.KEEP, commands.SNOOZE, commands.LOG_LINE, commands.DOWN)
        assert len(book.history(1000)) == before
        await pilot.resize_terminal(*NARROW)
        await until(pilot, lambda: "Priya Shah" in cursor_line(pilot))
        assert pilot.app.screen is pilot.app.screen_stack[0]
        await pilot.resize_terminal(40, 10)
        await press(pilot, commands.QUIT)
        await until(pilot, lambda: not pilot.app.is_running)


@played
async def test_a_box_is_covered_too_and_enter_saves_nothing_out_of_sight(tmp_path: Path) -> None:
    book = some_people(tmp_path)
    async with on_stage(book) as pilot:
        await write_line(pilot, "renewing")
        before = len(book.history(1000))
        await pilot.resize_terminal(30, 10)
        await until(pilot, lambda: "needs 60" in flat(pilot))
        assert "renewing" not in words(pilot)
        await press(pilot, "enter", "escape")
        await pilot.resize_terminal(*NARROW)
        await until(pilot, lambda: "renewing" in words(pilot))
        assert typed(pilot) == "renewing"
        assert len(book.history(1000)) == before


@played
async def test_a_storm_of_sizes_keeps_the_cursor_the_focus_and_the_text(tmp_path: Path) -> None:
    storm = [*SIZES, *TOO_SMALL, *reversed(SIZES)]
    async with on_stage(some_people(tmp_path)) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, *[commands.DOWN] * 7)
        before = cursor_line(pilot)[2:14]
        for size in storm:
            pilot.app._driver.send_message(resized(*size))  # type: ignore[union-attr]  # it runs
        await pilot.resize_terminal(*NARROW)
        await until(pilot, lambda: before in cursor_line(pilot))
        await press(pilot, commands.ADD_CONTACT)
        await type_text(pilot, "Zol")
        for size in storm:
            await pilot.resize_terminal(*size)
        await type_text(pilot, "tan")
        await pilot.resize_terminal(*NARROW)
        await until(pilot, lambda: typed(pilot) == "Zoltan")


def flat(pilot: Stage) -> str:
    """The words on the glass, wherever their lines were broken."""
    return " ".join(words(pilot).split())


def resized(width: int, height: int) -> Resize:
    return Resize(Size(width, height), Size(width, height))
