"""The Value section: steps with their evidence, problems, extra miles and tests."""

from pathlib import Path

import pytest

from loyaltytui import commands
from tests.builders import TODAY, a_book, a_contact, days
from tests.tui.customer import a_customer, fill, go_to, open_section
from tests.tui.stage import WIDE, line_with, on_stage, played, press, until, until_said, words


@played
async def test_a_hole_says_what_to_do_about_it(tmp_path: Path) -> None:
    async with on_stage(a_customer(tmp_path)) as pilot:
        await open_section(pilot, "Value")
        assert "Step 4 of 6: bought" in words(pilot)
        assert "no sign that they believe it" in line_with(pilot, "◌ signal")
        assert "value never confirmed" in line_with(pilot, "◌ confirmed")
        assert "one seal, no leaks" in line_with(pilot, "● pitched")


@played
async def test_a_problem_is_raised_fixed_and_made_good_in_place(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", "Vale", met=TODAY - days(9)))
    async with on_stage(book, WIDE) as pilot:
        await open_section(pilot, "Value")
        await press(pilot, commands.ADD_PROBLEM)
        await fill(pilot, "it hums", "colleague", "18 nov")
        await until_said(pilot, "it hums")
        assert "open 5 days" in line_with(pilot, "it hums")
        assert "a colleague's fault · no apology yet" in line_with(pilot, "it hums")
        await go_to(pilot, "it hums")
        await press(pilot, commands.EDIT)
        await fill(pilot, "", "", "", "18 nov", "20 nov", "", "free grease")
        await until(pilot, lambda: "fixed in 2 days" in line_with(pilot, "it hums"))
        assert "apologised · made good" in line_with(pilot, "it hums")
        assert "trust +2" in words(pilot)


@pytest.mark.parametrize(
    ("row", "went", "said", "points"),
    [
        ("drove the gasket", "noticed", "noticed", "trust +2"),
        ("late quote", "well", "met well", "trust +2"),
        ("late quote", "badly", "met badly", "trust 0"),
    ],
)
@played
async def test_how_an_extra_mile_or_a_test_went_counts_at_once(
    tmp_path: Path, row: str, went: str, said: str, points: str
) -> None:
    async with on_stage(a_customer(tmp_path), WIDE) as pilot:
        await open_section(pilot, "Value")
        await go_to(pilot, row)
        await press(pilot, commands.OPEN)
        await fill(pilot, "", "", "", went)
        await until(pilot, lambda: line_with(pilot, row).rstrip(" │").endswith(f"· {said}"))
        assert points in words(pilot)
