"""A list that begins to be read before it is known how many it holds, and where the cursor is."""

from pathlib import Path

import pytest

from loyaltytui import commands
from loyaltytui.book import contact_order, passing, walking
from loyaltytui.book.book import Book
from loyaltytui.book.contact_order import CHUNK
from loyaltytui.tui.widgets import contact_list
from loyaltytui.tui.widgets.cells import THUMB
from tests.builders import a_book, a_contact
from tests.tui.stage import (
    Stage,
    click_words,
    cursor_line,
    lines,
    on_stage,
    played,
    press,
    type_text,
    until,
    until_said,
    words,
)

COUNT = 3 * CHUNK
MANY = 2 * COUNT
BOTH = "tag:fair tier:A"


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    monkeypatch.setattr(passing, "FEW", 0)
    people = (a_contact(f"Person {at:03}", tier="A", tags=("fair",)) for at in range(COUNT))
    return a_book(tmp_path, *people)


@played
async def test_whom_two_conditions_leave_are_counted_when_the_keys_rest(book: Book) -> None:
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.FIND)
        await type_text(pilot, BOTH)
        assert f"Contacts · {2 * CHUNK}+ found" in words(pilot)
        await until_said(pilot, f"Contacts · {COUNT} found")


@played
async def test_the_last_row_is_the_last_before_anybody_has_counted(book: Book) -> None:
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.FIND)
        await type_text(pilot, BOTH)
        await press(pilot, "enter", commands.LAST)
        assert f"Person {COUNT - 1:03}" in cursor_line(pilot)
        await until_said(pilot, f"Contacts · {COUNT} found")
        assert f"Person {COUNT - 1:03}" in cursor_line(pilot)


@played
async def test_pages_are_turned_as_far_as_there_is_anybody(book: Book) -> None:
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.FIND)
        await type_text(pilot, BOTH)
        await press(pilot, "enter", *[commands.PAGE_DOWN] * COUNT)
        assert f"Person {COUNT - 1:03}" in cursor_line(pilot)


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    """So many that nobody counts at once where somebody stands among them."""
    monkeypatch.setattr(contact_order, "FEW", 0)
    return a_book(
        tmp_path,
        *(a_contact(f"Person {at:03}", f"Account {MANY - at:03}") for at in range(MANY)),
    )


@pytest.fixture
def unrested(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever types never rests."""
    monkeypatch.setattr(contact_list, "_REST_SECONDS", 3600)


async def amid(pilot: Stage, pages: int = 3) -> int:
    """In the midst of the screen and of the list, sorted by account: by name turned around.

    Returns whose number the cursor is on.
    """
    await press(pilot, commands.SHOW_CONTACTS, *[commands.PAGE_DOWN] * pages, *[commands.UP] * 5)
    line, at = lines(pilot).index(cursor_line(pilot)), shown(pilot)[-6]
    await press(pilot, commands.SORT)
    assert lines(pilot).index(cursor_line(pilot)) == line
    assert number(cursor_line(pilot)) == at
    return at


def number(line: str) -> int:
    """Whose line it is."""
    return int(line.partition("Person ")[2][:3])


def shown(pilot: Stage) -> list[int]:
    """Who is on the glass, from top to bottom."""
    return [number(line) for line in lines(pilot) if "Person" in line[:12]]


def assert_in_order(people: list[int]) -> None:
    """One beneath the other, as they are sorted: nobody is missing, nobody stands elsewhere."""
    assert people == list(range(people[0], people[-1] - 1, -1))


def thumb(pilot: Stage) -> int:
    """The first line that the scroll bar's thumb is in."""
    return next(at for at, line in enumerate(lines(pilot)) if THUMB in line)


@pytest.mark.usefixtures("unrested")
@played
async def test_sorted_the_contact_stands_among_their_new_neighbours(many: Book) -> None:
    async with on_stage(many) as pilot:
        at = await amid(pilot)
        assert at in shown(pilot)[1:-1]
        assert_in_order(shown(pilot))


@pytest.mark.usefixtures("unrested")
@pytest.mark.parametrize("key", [commands.DOWN, commands.UP, commands.FIRST, commands.LAST])
@played
async def test_keys_go_on_from_there_though_nobody_has_counted(
    many: Book, key: commands.Command
) -> None:
    async with on_stage(many) as pilot:
        at = await amid(pilot)
        found = {commands.DOWN: at - 1, commands.UP: at + 1, commands.FIRST: MANY - 1}
        await press(pilot, key)
        assert number(cursor_line(pilot)) == found.get(key, 0)
        await press(pilot, commands.LAST)
        assert number(cursor_line(pilot)) == 0


@pytest.mark.usefixtures("unrested")
@played
async def test_pages_turned_from_there_show_everybody(many: Book) -> None:
    async with on_stage(many) as pilot:
        await amid(pilot, 7)
        seen = set(shown(pilot))
        for key in (commands.PAGE_UP, commands.PAGE_DOWN):
            for _ in range(MANY // len(shown(pilot)) + 2):
                await press(pilot, key)
                assert_in_order(shown(pilot))
                seen |= set(shown(pilot))
        assert len(seen) == MANY


@pytest.mark.usefixtures("unrested")
@played
async def test_a_click_means_the_line_that_is_shown(many: Book) -> None:
    async with on_stage(many) as pilot:
        at = await amid(pilot)
        await click_words(pilot, f"Person {at - 2:03}")
        assert number(cursor_line(pilot)) == at - 2


@pytest.mark.usefixtures("unrested")
@played
async def test_in_a_higher_window_more_is_shown_than_was_read(many: Book) -> None:
    async with on_stage(many) as pilot:
        at = await amid(pilot)
        await pilot.resize_terminal(80, 2 * MANY)
        await until(pilot, lambda: len(shown(pilot)) == MANY)
        assert number(cursor_line(pilot)) == at


@played
async def test_when_the_keys_rest_only_the_thumb_goes_to_its_place(many: Book) -> None:
    async with on_stage(many) as pilot:
        await amid(pilot)
        before, at = lines(pilot), thumb(pilot)
        await until(pilot, lambda: thumb(pilot) > at + 5)
        now = lines(pilot)
        assert [line.replace(THUMB, " ") for line in now] == [
            line.replace(THUMB, " ") for line in before
        ]


@played
async def test_whoever_is_marked_stays_so_when_the_rows_are_counted(many: Book) -> None:
    async with on_stage(many) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, *[commands.PAGE_DOWN] * 3, commands.MARK)
        await press(pilot, commands.UP, commands.SORT)
        at, marked = thumb(pilot), cursor_line(pilot).replace(THUMB, " ")
        assert "●" in marked
        await until(pilot, lambda: thumb(pilot) > at + 5)
        assert cursor_line(pilot).replace(THUMB, " ") == marked
        assert "1 marked" in words(pilot)


async def at_the_end(pilot: Stage) -> None:
    """At the last of all whom two conditions leave, before anybody has counted them."""
    await press(pilot, commands.SHOW_CONTACTS, commands.FIND)
    await type_text(pilot, BOTH)
    await press(pilot, "enter", commands.LAST)
    assert f"Contacts · {2 * CHUNK}+ found" in words(pilot)
    assert shown(pilot)[-1] == number(cursor_line(pilot)) == COUNT - 1


def assert_follow(people: list[int]) -> None:
    """One beneath the other, from A to Z: nobody is missing."""
    assert people == list(range(people[0], people[-1] + 1))


def rows_without_thumb(pilot: Stage) -> list[str]:
    """The lines of the list, but for where in it they are."""
    return [line.replace(THUMB, " ") for line in lines(pilot) if "Person" in line]


@pytest.mark.usefixtures("unrested")
@played
async def test_at_the_end_the_keys_go_back_without_counting(book: Book) -> None:
    async with on_stage(book) as pilot:
        await at_the_end(pilot)
        for key, at in ((commands.UP, 2), (commands.UP, 3), (commands.DOWN, 2)):
            await press(pilot, key)
            assert number(cursor_line(pilot)) == COUNT - at
        await press(pilot, *[commands.DOWN] * 3)
        assert number(cursor_line(pilot)) == COUNT - 1
        assert_follow(shown(pilot))
        assert f"Contacts · {2 * CHUNK}+ found" in words(pilot)


@pytest.mark.usefixtures("unrested")
@played
async def test_back_at_the_beginning_nobody_has_counted_either(book: Book) -> None:
    async with on_stage(book, size=(120, 40)) as pilot:
        await at_the_end(pilot)
        for last, number_of in ((commands.FIRST, 0), (commands.LAST, COUNT - 1)) * 2:
            await press(pilot, last)
            assert number(cursor_line(pilot)) == number_of
            assert_follow(shown(pilot))
        await press(pilot, commands.FIRST)
        pages = 2 * CHUNK // len(shown(pilot))
        await press(pilot, *[commands.PAGE_DOWN] * pages)
        assert number(cursor_line(pilot)) == pages * (len(shown(pilot)) - 1)
        assert_follow(shown(pilot))
        assert f"Contacts · {2 * CHUNK}+ found" in words(pilot)


@pytest.mark.usefixtures("unrested")
@played
async def test_the_brief_beside_is_of_the_last(book: Book) -> None:
    async with on_stage(book, size=(120, 40)) as pilot:
        await at_the_end(pilot)
        await until(pilot, lambda: words(pilot).count(f"Person {COUNT - 1:03}") == 2)


@pytest.mark.usefixtures("unrested")
@played
async def test_where_all_are_put_in_order_to_find_the_last_it_is_told_how_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (contact_order, walking):
        monkeypatch.setattr(module, "FAR", 10)
    monkeypatch.setattr(passing, "FEW", 0)
    found = 2 * CHUNK + 10
    people = (
        a_contact(f"Person {at:03}", tier="A", tags=("fair",) if at < found else ())
        for at in range(MANY)
    )
    async with on_stage(a_book(tmp_path, *people)) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.FIND)
        await type_text(pilot, BOTH)
        await press(pilot, "enter")
        assert f"Contacts · {2 * CHUNK}+ found" in words(pilot)
        await press(pilot, commands.LAST)
        assert number(cursor_line(pilot)) == found - 1
        await until_said(pilot, f"Contacts · {found} found")


@pytest.mark.usefixtures("unrested")
@played
async def test_pages_turned_back_from_the_end_show_everybody(book: Book) -> None:
    async with on_stage(book) as pilot:
        await at_the_end(pilot)
        seen = set(shown(pilot))
        for _ in range(COUNT // len(seen) + 2):
            await press(pilot, commands.PAGE_UP)
            assert_follow(shown(pilot))
            seen |= set(shown(pilot))
        assert seen == set(range(COUNT))
        assert f"Contacts · {COUNT} found" in words(pilot)


@played
async def test_at_the_end_no_row_moves_when_all_are_counted(book: Book) -> None:
    async with on_stage(book) as pilot:
        await at_the_end(pilot)
        before = rows_without_thumb(pilot)
        await until_said(pilot, f"Contacts · {COUNT} found")
        assert rows_without_thumb(pilot) == before
        settled = lines(pilot)
        await press(pilot, commands.FIRST)
        assert thumb(pilot) == lines(pilot).index(cursor_line(pilot))
        await press(pilot, commands.LAST)
        assert lines(pilot) == settled


@pytest.mark.usefixtures("unrested")
@played
async def test_whoever_is_marked_at_the_end_is_the_one_that_was_shown(book: Book) -> None:
    async with on_stage(book) as pilot:
        await at_the_end(pilot)
        await press(pilot, commands.UP, commands.MARK, commands.FIRST)
        assert not [line for line in lines(pilot) if "●" in line]
        await press(pilot, commands.LAST)
        assert [number(line) for line in lines(pilot) if "●" in line] == [COUNT - 2]


def marked(pilot: Stage) -> list[int]:
    """Who on the glass carries the sign."""
    return [number(line) for line in lines(pilot) if "●" in line]


@pytest.mark.usefixtures("unrested")
@pytest.mark.parametrize("key", [commands.PAGE_UP, commands.FIRST])
@played
async def test_who_is_marked_before_anybody_has_counted_is_marked_in_their_true_place(
    many: Book, key: commands.Command
) -> None:
    async with on_stage(many) as pilot:
        at = await amid(pilot)
        await press(pilot, commands.MARK, commands.DOWN, commands.MARK)
        assert marked(pilot) == [at, at - 2]
        assert number(cursor_line(pilot)) == at - 3
        pages = MANY // len(shown(pilot))
        # Beyond what was read all are counted, and stand in other places then.
        await press(pilot, *[key] * pages)
        while at not in shown(pilot):
            assert not set(marked(pilot)) & {*range(at + 1, MANY)}
            await press(pilot, commands.PAGE_DOWN)
        await press(pilot, commands.DOWN, commands.DOWN)
        assert marked(pilot) == [at, at - 2]
        assert "2 marked" in words(pilot)
