"""An agenda longer than the screen: what nobody has looked at yet is not read, and is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.loyalty.agenda import AgendaItem, AgendaKind, in_sections
from loyaltytui.tui.widgets.agenda_rows import AgendaRows
from loyaltytui.tui.widgets.cells import THUMB
from tests.builders import TODAY, a_book, a_contact, days, mine, theirs
from tests.tui.stage import (
    Stage,
    cursor_line,
    lines,
    on_stage,
    played,
    press,
    type_text,
    until,
    words,
)

MANY = 60
"""More than two screens of the narrow terminal."""


def a_long_day(folder: Path) -> Book:
    return a_book(
        folder,
        a_contact(
            "Ana Ruiz",
            promised=tuple(mine(f"mine {at}", TODAY - days(MANY - at)) for at in range(MANY)),
        ),
        *(a_contact(f"Person {at:02}", due=TODAY - days(MANY - at)) for at in range(MANY)),
        a_contact("Zoe Zander", promised=(theirs("the papers", TODAY),)),
    )


class Asked:
    """Hands out the sections, and remembers which."""

    def __init__(self, items: list[AgendaItem]) -> None:
        self.items = items
        self.kinds: list[AgendaKind] = []

    def __iter__(self) -> Iterator[list[AgendaItem]]:
        for cards in in_sections(self.items):
            self.kinds.append(cards[0].kind)
            yield cards


def test_sections_are_read_as_far_as_they_are_looked_at(tmp_path: Path) -> None:
    asked = Asked(a_long_day(tmp_path).agenda())
    rows = AgendaRows(asked, TODAY)
    assert asked.kinds == []
    rows.prepare(0, MANY)
    assert asked.kinds == [AgendaKind.PROMISE]
    rows.prepare(MANY, MANY + 1)
    assert asked.kinds == [AgendaKind.PROMISE, AgendaKind.CHECK_IN]
    rows.read_rest()
    assert asked.kinds == [AgendaKind.PROMISE, AgendaKind.CHECK_IN, AgendaKind.OWED]
    assert len(rows) == 2 * MANY + 1 + len(asked.kinds)


def test_a_card_is_looked_for_no_further_than_its_section(tmp_path: Path) -> None:
    items = a_long_day(tmp_path).agenda()
    asked = Asked(items[1:])
    rows = AgendaRows(asked, TODAY)
    assert rows.place_of(items[5]) == 5
    assert asked.kinds == [AgendaKind.PROMISE]
    assert rows.place_of(items[0]) is None
    assert asked.kinds == [AgendaKind.PROMISE, AgendaKind.CHECK_IN]
    last = rows.place_of(items[-1])
    assert last is not None
    assert rows.item(last) == items[-1]


def test_of_what_only_comes_the_first_line_says_that_nothing_is_due(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", due=TODAY + days(2)))
    rows = AgendaRows(book.agenda_sections(), TODAY)
    rows.prepare(0, 0)
    assert rows.rows[:2] == ["Nothing is due today.", "Next 7 days · 1"]


def thumb(pilot: Stage) -> int:
    """How many lines of the scroll bar stand out."""
    return sum(THUMB in line for line in lines(pilot))


def whose(pilot: Stage) -> str:
    """Of all these people, the one beneath the cursor."""
    return cursor_line(pilot).partition("Person ")[2][:2]


@played
async def test_the_last_key_goes_to_the_last_card_of_all(tmp_path: Path) -> None:
    async with on_stage(a_long_day(tmp_path)) as pilot:
        assert "Zoe Zander" not in words(pilot)
        await press(pilot, commands.LAST)
        assert "Zoe Zander" in cursor_line(pilot)


@played
async def test_whoever_pages_on_gets_to_the_last_card(tmp_path: Path) -> None:
    async with on_stage(a_long_day(tmp_path)) as pilot:
        before = thumb(pilot)
        for _ in range(8):
            await press(pilot, commands.PAGE_DOWN)
        assert "Zoe Zander" in cursor_line(pilot)
        assert 0 < thumb(pilot) < before, "more is known to be there than at first"


@played
async def test_everybody_is_marked_whether_or_not_they_were_looked_at(tmp_path: Path) -> None:
    async with on_stage(a_long_day(tmp_path)) as pilot:
        await press(pilot, commands.MARK_ALL)
        await until(pilot, lambda: f"{MANY + 2} marked" in words(pilot))


@played
async def test_a_card_that_is_dealt_with_leaves_the_cursor_in_its_place(tmp_path: Path) -> None:
    async with on_stage(a_long_day(tmp_path)) as pilot:
        for _ in range(5):
            await press(pilot, commands.PAGE_DOWN)
        before = whose(pilot)
        await press(pilot, commands.DOWN)
        after = whose(pilot)
        await press(pilot, commands.UP)
        assert whose(pilot) == before
        await press(pilot, commands.SNOOZE)
        await type_text(pilot, "3w")
        await press(pilot, "enter")
        await until(pilot, lambda: whose(pilot) == after)
