"""The Settings box: every setting, why it is so, and the way to its file."""

from pathlib import Path

import pytest

from loyaltytui import commands
from loyaltytui.commands.program import EDIT_SETTINGS, MAKE_SETTINGS, SETTINGS
from loyaltytui.loyalty.every_setting import every_setting
from loyaltytui.settings import Settings
from tests.builders import a_book, a_contact
from tests.tui.stage import (
    choose_in_palette,
    key_of,
    line_with,
    on_stage,
    played,
    press,
    told,
    until,
    until_said,
    until_told,
    words,
)


def an_editor(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> Path:
    """A shell script in the editor's place; it gets the file as $1."""
    path = folder / "editor"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o700)
    monkeypatch.setenv("VISUAL", str(path))
    return path


@played
async def test_the_box_lists_every_setting_and_why_it_is_so(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('\nreview_cap = 7\n[keys]\nlog-line = "f5"\n')
    book = a_book(tmp_path, a_contact("Ann"))
    async with on_stage(book, settings=Settings(path)) as pilot:
        await choose_in_palette(pilot, SETTINGS)
        await until_said(pilot, "review_cap")
        assert "settings.toml line 2" in line_with(pilot, "review_cap")
        assert "usual" in line_with(pilot, "currency")
        assert f"file  {str(path)[:40]}" in words(pilot)
        seen = ""
        for _ in every_setting(Settings(path)):
            seen += words(pilot)
            await press(pilot, commands.DOWN)
        assert [one.name for one in every_setting(Settings(path)) if one.name not in seen] == []
        await press(pilot, commands.LEAVE)
        assert "review_cap" not in words(pilot)


@played
async def test_the_highlighted_setting_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('currency = "CHF"')
    async with on_stage(a_book(tmp_path, a_contact("Ann")), settings=Settings(path)) as pilot:
        await choose_in_palette(pilot, SETTINGS)
        await until_said(pilot, "How 5/6 is read")
        for _ in range(4):
            await press(pilot, commands.DOWN)
        assert 'currency = "CHF"   usual: "EUR"' in words(pilot)
        assert "Of an amount that names none" in words(pilot)


@played
async def test_a_settings_file_is_made_from_the_palette(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.toml"
    async with on_stage(a_book(tmp_path, a_contact("Ann")), settings=Settings(path)) as pilot:
        await choose_in_palette(pilot, MAKE_SETTINGS)
        await until_told(pilot, "Made: ")
        assert "#review_cap = 20" in path.read_text()
        path.write_text("review_cap = 3\n")
        await choose_in_palette(pilot, MAKE_SETTINGS)
        await until_told(pilot, "left as they are")
        assert path.read_text() == "review_cap = 3\n"


def test_the_file_is_edited_and_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    @played
    async def journey() -> None:
        path = tmp_path / "settings.toml"
        book = a_book(tmp_path, a_contact("Ann"))
        async with on_stage(book, settings=Settings(path)) as pilot:
            await choose_in_palette(pilot, SETTINGS)
            await until_said(pilot, "not made yet")
            an_editor(tmp_path, monkeypatch, "sed -i 's/^#review_cap = 20/review_cap = 9/' \"$1\"")
            await press(pilot, key_of(EDIT_SETTINGS))
            await until_told(pilot, "counts from now on")
            assert book.rules.review_cap == 9
            assert "9" in line_with(pilot, "review_cap")
            assert "settings.toml line" in line_with(pilot, "review_cap")
            an_editor(tmp_path, monkeypatch, "printf 'review_cap = 0\\n' > \"$1\"")
            await press(pilot, key_of(EDIT_SETTINGS))
            await until_said(pilot, "review_cap = 0")
            assert len([one for one in told(pilot) if "counts from now on" in one]) == 1

    journey()


def test_without_an_editor_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    @played
    async def journey() -> None:
        path = tmp_path / "settings.toml"
        book = a_book(tmp_path, a_contact("Ann"))
        monkeypatch.setenv("VISUAL", str(tmp_path / "no-such-editor"))
        async with on_stage(book, settings=Settings(path)) as pilot:
            await choose_in_palette(pilot, SETTINGS)
            await until_said(pilot, "review_cap")
            await press(pilot, key_of(EDIT_SETTINGS))
            await until(pilot, lambda: any("can't be opened" in one for one in told(pilot)))

    journey()


def test_what_is_changed_in_the_box_counts_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Theme, currency, keys and cadences; the stored figures follow."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    @played
    async def journey() -> None:
        path = tmp_path / "settings.toml"
        path.write_text("")
        book = a_book(tmp_path, a_contact("Ann", tier="A"))
        lines = 'currency = "CHF"\\ntheme = "nord"\\n[cadence]\\nA = "9w"\\n[keys]\\nhelp = "f1"\\n'
        async with on_stage(book, settings=Settings(path)) as pilot:
            await choose_in_palette(pilot, SETTINGS)
            await until_said(pilot, "review_cap")
            an_editor(tmp_path, monkeypatch, f"printf '{lines}' > \"$1\"")
            await press(pilot, key_of(EDIT_SETTINGS))
            await until_told(pilot, "counts from now on")
            assert pilot.app.theme == "nord"
            assert book.rules.currency == "CHF"
            days = "select cadence_days from standing"
            await until(pilot, lambda: book.rows(days) == [(63,)])
            await press(pilot, commands.LEAVE, "f1")
            await until_said(pilot, "Keys on Agenda")

    journey()
