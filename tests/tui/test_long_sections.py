"""Long sections of the Loyalty page: read as far as they are looked at, and told to their end."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.strip import Strip

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.tui.screens.loyalty_page import LoyaltyPage
from loyaltytui.tui.widgets.long_section import Part
from tests.builders import TODAY, a_book, a_call, who
from tests.tui.stage import WIDE, Stage, cursor_line, lines, on_stage, played, press, words

LONG = ("Worth", "Costly", "Reach", "References", "Referred", "Lost")
LAST_READ = {"Costly": "Account 22", "Referred": "Account 01", "Lost": "Account 01"}
"""What stands last. In all others: the account of the highest number."""


def a_long_book(tmp_path: Path) -> Book:
    """Every section has more lines than a screen holds."""
    book = a_book(tmp_path)
    day = TODAY.isoformat()
    with book.act("fill"):
        for number in range(1, 91):
            name = f"Account {number:02}"
            _into(book, "account (name, name_key)", name, name.lower())
            _into(book, "contact (name, sort_key, account_id, added_on)", name, name, number, "")
            _buy(book, number, 100_000 - number, "EUR")
            _into(book, "reference (contact_id, state, stated_on)", number, "yes", day)
            _into(book, "departure (account_id, lost_on)", number, day)
        # A quarter of them takes time. Many buy in a second currency, but less.
        for number in range(1, 23):
            _into(book, "interaction (happened_on, medium, minutes)", day, "visit", 600)
            _into(book, "participant (interaction_id, contact_id)", number, number)
        for number in range(1, 90, 2):
            _buy(book, number, 100, "CHF")
        for number in range(1, 90):
            columns = "referral (contact_id, referred_id, referred_on)"
            _into(book, columns, number, number + 1, day)
    return book


def _buy(book: Book, number: int, minor: int, currency: str) -> None:
    columns = "purchase (account_id, amount_minor, currency, bought_on)"
    _into(book, columns, number, minor, currency, TODAY.isoformat())


def _into(book: Book, columns: str, *values: object) -> None:
    book.write(f"insert into {columns} values ({', '.join('?' * len(values))})", values)


def all_of(book: Book, section: str) -> list[str]:
    """What its lines begin with, from the first to the last."""
    readers = {
        "Worth": lambda: [
            each.account.name for each in book.largest_accounts().first for _ in each.told.words
        ],
        "Costly": lambda: [each.account.name for each in book.high_maintenance()],
        "Reach": lambda: [each.name for each in book.reach_audit().at_risk],
        "References": lambda: [each.person.name for each in book.reference_desk()],
        "Referred": lambda: [each.by for each in book.referrals_with_worth()],
        "Lost": lambda: [each.account.name for each in book.lost_accounts()],
    }
    return readers[section]()


async def turned_to(pilot: Stage, section: str) -> LoyaltyPage:
    """The page, with that section open."""
    await press(pilot, commands.SHOW_LOYALTY)
    page = pilot.app.screen.query_one(LoyaltyPage)
    await press(pilot, *[commands.NEXT_SECTION] * page.names.index(section))
    return page


def noted(page: LoyaltyPage, section: str) -> list[int]:
    """How many lines of a section are asked for from now on."""
    asked: list[int] = []
    read = page.readers[section]

    def note(most: int) -> Part:
        asked.append(most)
        return read(most)

    page.readers[section] = note
    return asked


def named(line: str) -> str:
    """Whom a line of the list is about; empty for a heading."""
    at = line.find("Account ")
    return line[at : at + len("Account 00")] if at >= 0 and "accounts," not in line else ""


@pytest.mark.parametrize("section", LONG)
@played
async def test_of_a_long_section_no_more_is_read_than_the_screen_shows(
    tmp_path: Path, section: str
) -> None:
    book = a_long_book(tmp_path)
    async with on_stage(book) as pilot:
        await press(pilot, commands.SHOW_LOYALTY)
        page = pilot.app.screen.query_one(LoyaltyPage)
        asked = noted(page, section)
        await press(pilot, *[commands.NEXT_SECTION] * page.names.index(section))
        height = page.rows.size.height
        assert asked == [height]
        await press(pilot, *[commands.DOWN] * (height - 8))
        assert asked == [height], "all that is on the screen is there"
        await press(pilot, commands.LAST)
        assert len(asked) == 2
        assert LAST_READ.get(section, "Account 90") in cursor_line(pilot)
        assert page.rows.cursor == len(page.section) - 1 == len(page.section.rows) - 1
        await press(pilot, commands.FIRST)
        assert len(asked) == 2


@pytest.mark.parametrize("section", ["Worth", "Costly"])
@played
async def test_line_by_line_all_of_a_section_is_told_once(tmp_path: Path, section: str) -> None:
    book = a_long_book(tmp_path)
    async with on_stage(book) as pilot:
        await turned_to(pilot, section)
        told = [cursor_line(pilot)]
        while len(told) < 500:
            await press(pilot, commands.DOWN)
            if cursor_line(pilot) == told[-1]:
                break
            told.append(cursor_line(pilot))
        assert [named(line) for line in told] == all_of(book, section)


@pytest.mark.parametrize("section", LONG)
@pytest.mark.parametrize("size", [(80, 24), WIDE])
@played
async def test_screen_by_screen_all_of_a_section_is_told_once(
    tmp_path: Path, section: str, size: tuple[int, int]
) -> None:
    book = a_long_book(tmp_path)
    async with on_stage(book, size) as pilot:
        page = await turned_to(pilot, section)
        asked = noted(page, section)
        seen = dict[int, str]()
        before = -1
        while page.rows.cursor != before:
            before = page.rows.cursor
            seen |= numbered(pilot, page)
            await press(pilot, commands.PAGE_DOWN)
            further = before + page.rows.size.height - 1
            assert page.rows.cursor >= min(further, len(page.section) - 1), "a whole screen"
        told = [named(seen[at]) for at in sorted(seen)]
        assert [name for name in told if name] == all_of(book, section)
        assert sorted(seen) == list(range(len(page.section)))
        assert named(cursor_line(pilot)) == told[-1]
        # A screen that is read again is as it was; of what is there nothing is asked anew.
        assert asked == sorted(set(asked))
        await press(pilot, commands.FIRST, commands.LAST)
        assert named(cursor_line(pilot)) == told[-1]
        # What is written meanwhile is read as far as the cursor, which keeps its row.
        at = page.rows.cursor
        book.log(a_call(who(book, "Account 03"), on=TODAY))
        page.reread()
        assert page.rows.cursor == at


def numbered(pilot: Stage, page: LoyaltyPage) -> dict[int, str]:
    """The lines of the list that are on the glass, by their places in it."""
    area = page.rows.content_region
    shown: Sequence[str] = lines(pilot)[area.y : area.bottom]
    return {
        page.rows.top + y: line[area.x : area.right]
        for y, line in enumerate(shown)
        if page.rows.top + y < len(page.section)
    }


@pytest.mark.parametrize("section", LONG)
@played
async def test_a_terminal_that_grows_shows_more_of_a_section(tmp_path: Path, section: str) -> None:
    book = a_long_book(tmp_path)
    async with on_stage(book) as pilot:
        page = await turned_to(pilot, section)
        painted, paint = list[list[str]](), page.rows.render_lines
        page.rows.render_lines = lambda crop: keep(paint(crop))  # type: ignore[method-assign]  # to see every frame

        def keep(strips: list[Strip]) -> list[Strip]:
            painted.append([strip.text for strip in strips])
            return strips

        await pilot.resize_terminal(80, 40)
        frames = [[line for line in frame if named(line)] for frame in painted]
        assert frames
        assert all(len(set(frame)) == len(frame) for frame in frames), "no line is painted twice"
        told = [named(line) for line in numbered(pilot, page).values()]
        expected = all_of(book, section)
        shown = [name for name in told if name]
        assert shown == expected[: len(shown)]
        height = page.rows.size.height
        assert len(numbered(pilot, page)) == min(height, len(page.section)) > 22


@played
async def test_a_line_that_has_gone_before_it_was_read_is_none(tmp_path: Path) -> None:
    book = a_long_book(tmp_path)
    async with on_stage(book) as pilot:
        page = await turned_to(pilot, "Lost")
        with book.act("they are back"):
            book.write("delete from departure where id < 80")
        await press(pilot, commands.LAST, commands.PAGE_UP, commands.LAST)
        assert page.rows.cursor < len(page.section) == 12
        assert "Account 80" in words(pilot)
