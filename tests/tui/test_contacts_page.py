"""Everyone: filtered as you type, sorted by any column."""

from pathlib import Path

import pytest

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.drafts import NoteDraft
from tests.builders import TODAY, YESTERDAY, a_book, a_contact, days, dump, who
from tests.tui.stage import (
    NARROW,
    WIDE,
    Stage,
    cursor_line,
    line_with,
    lines,
    on_stage,
    paste,
    played,
    press,
    type_text,
    typed,
    until,
    until_said,
    words,
)


def three_people(folder: Path) -> Book:
    return a_book(
        folder,
        a_contact("Ana Ruiz", "Vale", tier="B", emails=("ana@pumps.example",), due=TODAY),
        a_contact(
            "Bea Lund",
            "Northwind",
            tier="A",
            tags=("fair-2026",),
            met=YESTERDAY,
            notes=(NoteDraft("goal", "wants to win plant of the year in 2027"),),
        ),
        a_contact("Cia Osmond", "Aral", phones=("+47 900 11 222",), met=TODAY - days(40)),
    )


def shown_names(pilot: Stage) -> list[str]:
    """The names in the list, top to bottom."""
    names = ("Ana Ruiz", "Bea Lund", "Cia Osmond")
    return [name for line in lines(pilot)[2:-2] for name in names if name in line[:30]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("rui", ["Ana Ruiz"]),
        ("northw", ["Bea Lund"]),
        ("ana@pumps", ["Ana Ruiz"]),
        ("900 11", ["Cia Osmond"]),
        ("fair-2026", ["Bea Lund"]),
        ("plant year", ["Bea Lund"]),
        ("nowhere", []),
    ],
)
@played
async def test_the_filter_looks_everywhere(tmp_path: Path, text: str, found: list[str]) -> None:
    async with on_stage(three_people(tmp_path)) as pilot:
        await press(pilot, commands.FIND)
        await type_text(pilot, text)
        assert shown_names(pilot) == found
        if not found:
            assert "Nothing in the book matches “nowhere”" in words(pilot)


@played
async def test_a_hit_in_a_note_shows_the_words_around_it(tmp_path: Path) -> None:
    async with on_stage(three_people(tmp_path)) as pilot:
        await press(pilot, commands.FIND)
        await type_text(pilot, "plant")
        assert "plant of the year" in line_with(pilot, "Bea Lund")


@played
async def test_arrows_reach_the_list_and_enter_opens_while_typing(tmp_path: Path) -> None:
    async with on_stage(three_people(tmp_path)) as pilot:
        await press(pilot, commands.FIND)
        await type_text(pilot, "a")
        await press(pilot, "down")
        name = cursor_line(pilot)[2:].split("  ")[0]
        await press(pilot, "enter", "enter")
        await until_said(pilot, "Timeline")
        assert f"{name} · " in words(pilot)


@played
async def test_enter_on_the_only_one_left_opens_them(tmp_path: Path) -> None:
    async with on_stage(three_people(tmp_path)) as pilot:
        await press(pilot, commands.FIND)
        await type_text(pilot, "osmond")
        await press(pilot, "enter")
        await until_said(pilot, "Timeline")
        assert "Cia Osmond · Aral" in words(pilot)


@played
async def test_escape_ends_the_filter_from_the_line_and_from_the_list(tmp_path: Path) -> None:
    async with on_stage(three_people(tmp_path)) as pilot:
        for keys in (["escape"], ["enter", "escape"]):
            await press(pilot, commands.FIND)
            await type_text(pilot, "a")
            await press(pilot, *keys)
            assert shown_names(pilot) == ["Ana Ruiz", "Bea Lund", "Cia Osmond"]
            await press(pilot, commands.DOWN)
            assert any("▌" in line for line in lines(pilot)), "the list has the focus again"


@played
async def test_letters_on_the_filter_line_are_letters(tmp_path: Path) -> None:
    book = three_people(tmp_path)
    before = dump(book)
    async with on_stage(book) as pilot:
        await press(pilot, commands.FIND)
        await type_text(pilot, "quDKa12?/")
        assert "quDKa12?/" in words(pilot)
    assert dump(book) == before


@played
async def test_words_of_the_search_language_are_only_words(tmp_path: Path) -> None:
    async with on_stage(three_people(tmp_path)) as pilot:
        await press(pilot, commands.FIND)
        for letter in '"c++ OR (NEAR* -^:{}\\':
            await type_text(pilot, letter)
        assert "Contacts" in words(pilot)


@played
async def test_each_column_sorts_and_turns_around(tmp_path: Path) -> None:
    async with on_stage(three_people(tmp_path)) as pilot:
        await press(pilot, commands.SHOW_CONTACTS)
        orders = [shown_names(pilot)]
        for _ in range(8):
            await press(pilot, commands.SORT)
            orders.append(shown_names(pilot))
        assert [[name[0] for name in order] for order in orders] == [
            ["A", "B", "C"],  # name
            ["C", "B", "A"],  # account
            ["B", "A", "C"],  # tier
            ["B", "C", "A"],  # step, the highest first
            ["A", "B", "C"],  # trust
            ["A", "B", "C"],  # worth
            ["A", "C", "B"],  # reach, none at all last
            ["C", "B", "A"],  # last contact, never last
            ["A", "B", "C"],  # next check-in
        ]
        await press(pilot, commands.SORT, commands.REVERSE_SORT)
        assert shown_names(pilot) == ["Cia Osmond", "Bea Lund", "Ana Ruiz"]


@played
async def test_the_cursor_stays_on_its_contact_while_the_order_changes(tmp_path: Path) -> None:
    async with on_stage(three_people(tmp_path)) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.DOWN)
        for _ in range(9):
            await press(pilot, commands.SORT)
            assert "Bea Lund" in cursor_line(pilot)


@played
async def test_a_deleted_contact_is_gone_and_u_brings_all_of_them_back(tmp_path: Path) -> None:
    book = three_people(tmp_path)
    before = dump(book)
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.DOWN, commands.DELETE)
        await until(pilot, lambda: book.contact_count() == 2)
        await until(pilot, lambda: "Bea Lund" not in shown_names(pilot))
        await press(pilot, commands.UNDO)
        await until(pilot, lambda: dump(book) == before)
        await until(pilot, lambda: "Bea Lund" in shown_names(pilot))


@played
async def test_the_last_contact_can_be_deleted(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz"))
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.DELETE)
        await until_said(pilot, "Nobody is in the book yet")
        await press(pilot, commands.DELETE, commands.EDIT, commands.SHOW_CONTACT, commands.UNDO)
        await until(pilot, lambda: book.contact_count() == 1)


@played
async def test_sorting_is_greyed_while_a_filter_is_on(tmp_path: Path) -> None:
    async with on_stage(three_people(tmp_path)) as pilot:
        await press(pilot, commands.FIND)
        await type_text(pilot, "a")
        await press(pilot, "enter")
        shown = shown_names(pilot)
        await press(pilot, commands.SORT, commands.REVERSE_SORT)
        assert shown_names(pilot) == shown


@played
async def test_sorting_leaps_nowhere_but_goes_with_the_contact(tmp_path: Path) -> None:
    accounts = [f"A{one * 97 % 250:03}" for one in range(250)]
    book = a_book(tmp_path, *(a_contact(f"P{one:03}", at) for one, at in enumerate(accounts)))
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.LAST)
        asked: list[str] = []
        book.db.connection().set_trace_callback(asked.append)
        # By account they stand in the middle, by tier at the end again.
        await press(pilot, commands.SORT, commands.SORT)
        book.db.connection().set_trace_callback(None)
        assert "P249" in words(pilot)
    assert any("offset 0" in sql for sql in asked)
    assert [sql for sql in asked if "limit" in sql and "offset 0" not in sql] == []


@played
async def test_conditions_are_shown_as_chips_and_leave_who_meets_them(tmp_path: Path) -> None:
    async with on_stage(three_people(tmp_path)) as pilot:
        await press(pilot, commands.FIND)
        await type_text(pilot, "tier:AB")
        assert shown_names(pilot) == ["Ana Ruiz", "Bea Lund"]
        assert "[tier A or B]" in words(pilot)
        await type_text(pilot, " tag:fair plant")
        assert shown_names(pilot) == ["Bea Lund"]
        assert "[tag fair]" in words(pilot)
        assert "plant of the year" in line_with(pilot, "Bea Lund")
        await press(pilot, "escape")
        assert shown_names(pilot) == ["Ana Ruiz", "Bea Lund", "Cia Osmond"]
        assert "[tier" not in words(pilot)


@played
async def test_of_a_pasted_heap_of_conditions_it_is_said_that_not_all_count(tmp_path: Path) -> None:
    pasted = " ".join(["tier:AB", *(f"quiet:{day}" for day in range(1, 301))])
    async with on_stage(three_people(tmp_path)) as pilot:
        await press(pilot, commands.FIND)
        await paste(pilot, pasted)
        await until_said(pilot, "Only the first 32 conditions count; 269 more don't. · [tier A or")
        assert shown_names(pilot) == ["Ana Ruiz"]
        assert typed(pilot) == pasted


@played
async def test_a_filtered_list_can_be_sorted(tmp_path: Path) -> None:
    async with on_stage(three_people(tmp_path)) as pilot:
        await press(pilot, commands.FIND)
        await type_text(pilot, "tier:AB")
        await press(pilot, "enter", commands.REVERSE_SORT)
        assert shown_names(pilot) == ["Bea Lund", "Ana Ruiz"]


@played
async def test_a_box_writes_the_filter(tmp_path: Path) -> None:
    async with on_stage(three_people(tmp_path)) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.FILTER)
        await type_text(pilot, "a")
        await press(pilot, *["down"] * 5)
        await type_text(pilot, "20 days")
        await until_said(pilot, "[tier A] · [not contacted in 20 days]")
        await press(pilot, "enter")
        await until_said(pilot, "tier:a quiet:20")
        assert "Nothing in the book matches" in words(pilot)
        await press(pilot, commands.FILTER, "backspace", "enter")
        await until(pilot, lambda: shown_names(pilot) == ["Ana Ruiz", "Cia Osmond"])
        await press(pilot, "escape")
        assert shown_names(pilot) == ["Ana Ruiz", "Bea Lund", "Cia Osmond"]


@played
async def test_a_new_contact_stands_in_the_list(tmp_path: Path) -> None:
    book = three_people(tmp_path)
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.ADD_CONTACT)
        await type_text(pilot, "Dag Moe")
        await press(pilot, "enter")
        await until(pilot, lambda: "Dag Moe" in words(pilot))
    assert who(book, "Dag Moe").account == ""


@played
async def test_a_long_list_scrolls_to_both_ends(tmp_path: Path) -> None:
    book = a_book(tmp_path, *(a_contact(f"Person {number:03}") for number in range(60)))
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.LAST)
        assert "Person 059" in cursor_line(pilot)
        await press(pilot, commands.PAGE_UP)
        assert "Person 059" not in cursor_line(pilot)
        await press(pilot, commands.FIRST)
        assert "Person 000" in cursor_line(pilot)
        await press(pilot, commands.PAGE_DOWN)
        assert "Person 000" not in cursor_line(pilot)


@pytest.mark.parametrize("size", [(60, 20), NARROW, WIDE, (200, 30)])
@played
async def test_heads_stand_over_their_columns(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_stage(three_people(tmp_path), size) as pilot:
        await press(pilot, commands.SHOW_CONTACTS)
        await until_said(pilot, "name ▴")
        heads, bea = line_with(pilot, "name ▴"), line_with(pilot, "Bea Lund")
        cells = {
            "name ▴": "Bea",
            "account": "Northwind",
            "tier": "A  ",
            "last contact": "yesterday",
            "next check-in": "in 3 weeks",
        }
        shown = [head for head in cells if f" {head}" in heads]
        assert {"name ▴", "account"} <= set(shown)
        assert [heads.index(f" {head}") for head in shown] == [
            bea.index(f" {cells[head]}") for head in shown
        ]
