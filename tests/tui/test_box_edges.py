"""The lower edge of a box: whatever there is room for, never cut in the middle of a word."""

from pathlib import Path

import pytest

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.commands.merging import ALL_MERGE
from tests.builders import a_book, a_contact
from tests.tui.stage import (
    NARROW,
    Stage,
    lines,
    on_stage,
    pause,
    played,
    press,
    type_text,
    until,
    until_said,
)

SMALLEST = (60, 20)
CSV = "name,email\nAnn Lee,ann@other.example\nBo Ray,bo@there.example\n"
both_sizes = pytest.mark.parametrize("size", [SMALLEST, NARROW], ids=["60x20", "80x24"])


def two_people(folder: Path) -> Book:
    return a_book(folder, a_contact("Ann Lee", emails=("ann@here.example",)), a_contact("Ann Leo"))


def edge(pilot: Stage) -> str:
    """What the lower edge of the box in front says."""
    (found,) = (line for line in lines(pilot) if "╰" in line and " esc" in line)
    return found.strip("│ ╰─╯")


async def whole_down_to_the_smallest(pilot: Stage) -> str:
    """What the edge says where there is the least room: nowhere on the way was it cut."""
    assert "…" not in edge(pilot)
    for width in (NARROW[0], SMALLEST[0]):
        await pilot.resize_terminal(width, 24)
        await pause(pilot)
        assert "…" not in edge(pilot)
    return edge(pilot)


@played
async def test_a_form_says_that_it_is_not_saved_and_how_to_leave_it_at_any_width(
    tmp_path: Path,
) -> None:
    async with on_stage(two_people(tmp_path), SMALLEST) as pilot:
        await press(pilot, commands.ADD_CONTACT)
        assert edge(pilot) == "ctrl+e editor · enter or ctrl+s save · esc leave"
        await type_text(pilot, "Zoltan")
        await until(pilot, lambda: edge(pilot).startswith("not saved"))
        assert edge(pilot) == "not saved · ctrl+o as stored · ctrl+s save · esc leave"
        for width in range(SMALLEST[0], NARROW[0] + 1):
            await pilot.resize_terminal(width, 24)
            await pause(pilot)
            said = edge(pilot)
            assert said.startswith("not saved")
            assert said.endswith("esc leave")
            assert "…" not in said
        assert said == "not saved yet · ctrl+o as stored · enter or ctrl+s save · esc leave"


@both_sizes
@played
async def test_two_contacts_side_by_side_say_how_to_leave_them(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with on_stage(two_people(tmp_path), size) as pilot:
        await press(pilot, commands.SHOW_CONTACTS, commands.MARK_ALL, commands.ACT_ON_ALL)
        await press(pilot, ALL_MERGE)
        await until_said(pilot, "Two contacts become one.")
        assert (
            await whole_down_to_the_smallest(pilot)
            == "enter merges · space turns · n two people · esc"
        )


@both_sizes
@played
async def test_news_to_tell_say_how_to_leave_them(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_stage(two_people(tmp_path), size) as pilot:
        await press(pilot, commands.NEWS)
        await until_said(pilot, "News to tell")
        assert (
            await whole_down_to_the_smallest(pilot)
            == "t told · R need not hear · e edit · enter opens · esc"
        )


@both_sizes
@played
async def test_an_import_that_is_looked_at_says_how_to_leave_it(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    cards = tmp_path / "cards.csv"
    cards.write_text(CSV)
    async with on_stage(two_people(tmp_path), size) as pilot:
        await press(pilot, commands.IMPORT)
        await type_text(pilot, str(cards))
        await press(pilot, "enter")
        await until(pilot, lambda: "enter import" in edge(pilot))
        assert "…" not in edge(pilot)
        await pilot.resize_terminal(*SMALLEST)
        await pause(pilot)
        assert edge(pilot) == "enter import · esc · space change · A alike · o whose"
