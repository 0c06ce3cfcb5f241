"""Themes: what is worn, trying one on in the palette, and remembering it until tomorrow."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.settings import Settings
from loyaltytui.settings.theme import remember_theme, theme_asked_for, theme_file
from loyaltytui.tui import palette
from loyaltytui.tui.themes_table import (
    COLOURLESS,
    DARK,
    LIGHT,
    PALETTES,
    TERMINAL_DARK,
    TERMINAL_LIGHT,
    palette_in_force,
    palette_of,
)
from tests.builders import TODAY, a_book, a_contact
from tests.tui.stage import Stage, lines, on_stage, played, press, told, type_text, until, words

ALL_COLOURS = {"TERM": "xterm-256color"}
FEW_COLOURS = {"TERM": "xterm"}
A_LONG_WHILE = 3600.0
"""Seconds that no test lasts."""


@pytest.fixture(autouse=True)
def _state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def somebody(folder: Path) -> Book:
    return a_book(folder, a_contact("Ann Lee", due=TODAY))


def test_the_usual_theme_is_dark_and_an_unknown_one_falls_back_to_it() -> None:
    assert palette_in_force("", ALL_COLOURS).name == DARK
    assert palette_in_force("sepia", ALL_COLOURS).name == DARK
    assert palette_in_force(LIGHT, ALL_COLOURS).name == LIGHT


@pytest.mark.parametrize(
    ("asked", "environment", "worn"),
    [
        ("", FEW_COLOURS, TERMINAL_DARK),
        ("", {"TERM": "linux"}, TERMINAL_DARK),
        ("", {"TERM": "rxvt", "COLORFGBG": "0;15"}, TERMINAL_LIGHT),
        ("nord", FEW_COLOURS, TERMINAL_DARK),
        (LIGHT, FEW_COLOURS, TERMINAL_LIGHT),
        (TERMINAL_LIGHT, ALL_COLOURS, TERMINAL_LIGHT),
        ("nord", {"TERM": "xterm", "COLORTERM": "truecolor"}, "nord"),
        ("nord", {}, "nord"),
        ("nord", {**ALL_COLOURS, "NO_COLOR": ""}, "nord"),
        ("nord", {**ALL_COLOURS, "NO_COLOR": "1"}, COLOURLESS.name),
    ],
)
def test_a_theme_is_worn_as_far_as_the_terminal_can_show_it(
    asked: str, environment: dict[str, str], worn: str
) -> None:
    assert palette_in_force(asked, environment).name == worn


def test_every_theme_has_a_name_of_its_own_and_is_found_by_it() -> None:
    names = [palette.name for palette in PALETTES]
    assert len(set(names)) == len(names)
    assert [palette_of(name) for name in names] == list(PALETTES)


def test_a_choice_counts_until_the_settings_name_another_theme() -> None:
    assert theme_asked_for("nord") == "nord"
    remember_theme("light", "nord")
    assert theme_asked_for("nord") == "light"
    assert theme_asked_for("dracula") == "dracula"
    assert theme_asked_for("") == ""


def test_a_damaged_choice_is_as_good_as_none() -> None:
    path = theme_file()
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\xff\xfe")
    assert theme_asked_for("nord") == "nord"
    path.write_text("")
    assert theme_asked_for("nord") == "nord"


def test_a_choice_that_cant_be_written_leaves_the_old_one(monkeypatch: pytest.MonkeyPatch) -> None:
    remember_theme("light", "")

    def refused(*_: object) -> None:
        raise PermissionError(1, "not here")

    monkeypatch.setattr(os, "replace", refused)
    with pytest.raises(PermissionError):
        remember_theme("nord", "")
    assert theme_asked_for("") == "light"
    assert [path.name for path in theme_file().parent.iterdir()] == ["theme"]


async def seek_nord(pilot: Stage) -> None:
    """Asks the palette for that theme; the first of what is found is highlighted."""
    await press(pilot, commands.PALETTE)
    await type_text(pilot, "theme nord")
    await until(pilot, lambda: "Theme: nord" in words(pilot))


@played
async def test_the_palette_tries_a_theme_on_and_escape_takes_it_off(tmp_path: Path) -> None:
    async with on_stage(somebody(tmp_path)) as pilot:
        await seek_nord(pilot)
        await press(pilot, "down")
        await until(pilot, lambda: pilot.app.theme == "nord")
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.theme == DARK)
    assert theme_asked_for("") == ""


@played
async def test_a_theme_is_tried_on_only_when_the_keys_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(palette, "_REST_SECONDS", A_LONG_WHILE)
    async with on_stage(somebody(tmp_path)) as pilot:
        await seek_nord(pilot)
        await press(pilot, "down", "up", "down")
        assert pilot.app.theme == DARK


@played
async def test_what_was_only_tried_on_is_taken_off_when_something_else_is_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_stage(somebody(tmp_path)) as pilot:
        await seek_nord(pilot)
        await press(pilot, "down")
        await until(pilot, lambda: pilot.app.theme == "nord")
        # What is typed next is chosen before the keys have rested.
        monkeypatch.setattr(palette, "_REST_SECONDS", A_LONG_WHILE)
        await press(pilot, "ctrl+u")
        await type_text(pilot, commands.HISTORY.label)
        await until(pilot, lambda: commands.HISTORY.help[:30] in words(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: pilot.app.theme == DARK)


@played
async def test_a_theme_chosen_in_the_palette_is_worn_again_tomorrow(tmp_path: Path) -> None:
    book = somebody(tmp_path)
    async with on_stage(book) as pilot:
        await press(pilot, commands.PALETTE)
        await type_text(pilot, "theme light")
        await until(pilot, lambda: "Theme: light" in words(pilot))
        await press(pilot, "enter", "enter")
        await until(pilot, lambda: pilot.app.theme == LIGHT)
        await until(pilot, lambda: theme_asked_for("") == LIGHT)
    async with on_stage(book) as pilot:
        assert pilot.app.theme == LIGHT
    async with on_stage(book, settings=Settings(tmp_path / "s", theme="nord")) as pilot:
        assert pilot.app.theme == "nord"


@played
async def test_a_theme_in_the_settings_that_there_is_not_is_told(tmp_path: Path) -> None:
    async with on_stage(somebody(tmp_path), settings=Settings(tmp_path / "s", theme="x")) as pilot:
        assert pilot.app.theme == DARK
        assert "There is no theme 'x'." in told(pilot)[0]


@played
async def test_no_colour_at_all_is_painted_where_nobody_wants_any(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with on_stage(somebody(tmp_path)) as pilot:
        update = pilot.app.screen._compositor.render_update(full=True)
        styles = [
            segment.style
            for line in getattr(update, "strips")  # noqa: B009  its type is private
            for part in line
            for segment in part
            if segment.style is not None
        ]
        assert all(style.color is None or style.color.is_default for style in styles)
        assert all(style.bgcolor is None or style.bgcolor.is_default for style in styles)
        assert any(style.reverse for style in styles), "the cursor is seen all the same"
        assert any("Ann Lee" in line for line in lines(pilot))
        await press(pilot, commands.PALETTE)
        await type_text(pilot, "theme")
        assert "Theme: " not in words(pilot)
