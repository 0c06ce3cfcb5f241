"""The tour: four steps over the sample book, once, and gone at one key."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from loyaltytui import commands
from loyaltytui.commands.program import NEXT_STEP, STEP_BACK
from loyaltytui.settings import Settings
from loyaltytui.settings.tour import remember_tour, tour_file, was_toured
from loyaltytui.tui.app import LoyaltyApp
from loyaltytui.tui.dialogs.tour_box import STEPS
from tests.builders import TODAY, a_book, a_contact
from tests.tui.stage import NARROW, Stage, lines, on_stage, played, press, until_said, words


@pytest.fixture(autouse=True)
def _never_toured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@asynccontextmanager
async def on_sample(folder: Path) -> AsyncIterator[Stage]:
    """The app as it opens the sample book."""
    folder.mkdir()
    book = a_book(folder, a_contact("Priya Shah", due=TODAY))
    app = LoyaltyApp(book, Settings(folder / "settings.toml"))
    app.tours = True
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        yield pilot


@played
async def test_the_sample_begins_with_four_steps_that_end_on_the_agenda(tmp_path: Path) -> None:
    async with on_sample(tmp_path / "one") as pilot:
        await until_said(pilot, "Tour · 1 of 4")
        assert "Priya Shah" in words(pilot)
        for number in (2, 3, 4):
            await press(pilot, NEXT_STEP)
            await until_said(pilot, f"Tour · {number} of 4")
            assert max(map(len, lines(pilot))) <= 80
        await until_said(pilot, "Steps")
        await press(pilot, STEP_BACK)
        await until_said(pilot, "Tour · 3 of 4")
        await press(pilot, NEXT_STEP, NEXT_STEP)
        assert "Tour ·" not in words(pilot)


@played
async def test_it_is_skipped_with_one_key_and_never_comes_again(tmp_path: Path) -> None:
    async with on_sample(tmp_path / "one") as pilot:
        await until_said(pilot, "Tour · 1 of 4")
        assert was_toured()
        await press(pilot, commands.LEAVE)
        assert "Tour ·" not in words(pilot)
    async with on_sample(tmp_path / "two") as pilot:
        await until_said(pilot, "Priya Shah")
        assert "Tour ·" not in words(pilot)


@played
async def test_a_click_goes_on(tmp_path: Path) -> None:
    async with on_sample(tmp_path / "one") as pilot:
        await until_said(pilot, "Tour · 1 of 4")
        await pilot.click(offset=(20, 5))
        await until_said(pilot, "Tour · 2 of 4")


@played
async def test_ones_own_book_opens_without_it(tmp_path: Path) -> None:
    async with on_stage(a_book(tmp_path, a_contact("Ann"))) as pilot:
        assert "Tour ·" not in words(pilot)
        assert not was_toured()


def test_where_it_cannot_be_remembered_nobody_is_troubled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    remember_tour()
    assert not was_toured()
    assert tour_file().name == "tour"


def test_each_line_of_the_tour_fits_the_narrowest_box() -> None:
    assert max(len(line) for step in STEPS for line in step.words) <= 72
