"""Every page, section and box of the app, on a book that is hostile in every field."""

from __future__ import annotations

from pathlib import Path

import pytest

from loyaltytui import commands
from loyaltytui.commands import Command
from tests.injection.payloads import STORABLE, a_hostile_book, hostile_in
from tests.tui.stage import NARROW, WIDE, Stage, lines, on_stage, played, press, told, until

EVERYWHERE = [
    command
    for command in commands.EVERYWHERE
    if command not in (commands.QUIT, commands.SAMPLE, commands.UNDO, commands.REDO)
]
"""Pages and boxes that are a key away from anywhere."""
ENDS = {commands.CLOSE, commands.STOP, commands.UNMARK, commands.LEAVE}
TABS = (
    (commands.SHOW_AGENDA, commands.AGENDA),
    (commands.SHOW_CONTACTS, commands.CONTACTS),
    (commands.SHOW_LOYALTY, commands.LOYALTY),
    (commands.REVIEW, commands.REVIEWING),
)
RAW = " ".join(STORABLE[name] for name in ("terminal", "direction", "control", "marks"))
TEXTS = {"markup": STORABLE["markup"], "raw": RAW}
SOME = {name: STORABLE[name] for name in ("long", "lines")}


def expect_harmless(pilot: Stage, after: object) -> None:
    found = {one for line in lines(pilot) for one in hostile_in(line, lines_are_fine=False)}
    assert not found, (after, found)
    assert not {one for notice in told(pilot) for one in hostile_in(notice)}, after
    assert pilot.app.is_running, after
    assert pilot.app.return_value is None, after


async def back(pilot: Stage) -> None:
    """Closes whatever was opened."""
    for _ in range(6):
        if len(pilot.app.screen_stack) == 1:
            return
        await press(pilot, "escape")
    await until(pilot, lambda: len(pilot.app.screen_stack) == 1)


async def try_each(pilot: Stage, keys: tuple[Command, ...] | list[Command], rows: int) -> None:
    """Presses every key of a page on some of its rows, looks, and leaves what it opened."""
    for row in range(rows):
        for key in keys:
            if key in ENDS:
                continue
            await press(pilot, key)
            expect_harmless(pilot, (key.id, row))
            if len(pilot.app.screen_stack) > 1:
                await press(pilot, "down", "end")
                expect_harmless(pilot, (key.id, row, "in the box"))
            await back(pilot)
        await press(pilot, commands.DOWN)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@played
async def test_every_key_of_every_page_shows_it_harmlessly(tmp_path: Path, text: str) -> None:
    async with on_stage(a_hostile_book(tmp_path, text), NARROW) as pilot:
        await back(pilot)
        for tab, keys in TABS:
            await press(pilot, tab)
            expect_harmless(pilot, tab.id)
            await try_each(pilot, keys, 2)
            await press(pilot, tab, commands.LAST)
            expect_harmless(pilot, tab.id)
        await press(pilot, commands.SHOW_AGENDA)
        await try_each(pilot, EVERYWHERE, 1)


@pytest.mark.parametrize("text", (TEXTS | SOME).values(), ids=TEXTS | SOME)
@played
async def test_every_section_of_a_contact_shows_it_harmlessly(tmp_path: Path, text: str) -> None:
    async with on_stage(a_hostile_book(tmp_path, text), WIDE) as pilot:
        await back(pilot)
        for tab, _ in TABS:
            await press(pilot, tab)
            expect_harmless(pilot, tab.id)
        await press(pilot, commands.SHOW_CONTACTS, commands.FIRST, commands.OPEN, commands.REVEAL)
        for section in range(6):
            expect_harmless(pilot, section)
            for key in (commands.EDIT, commands.OPEN, commands.EDIT_CONTACT):
                await press(pilot, commands.LAST, key)
                expect_harmless(pilot, (section, key.id))
                await back(pilot)
            await press(pilot, commands.NEXT_SECTION)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@played
async def test_every_key_of_a_contact_shows_it_harmlessly(tmp_path: Path, text: str) -> None:
    async with on_stage(a_hostile_book(tmp_path, text), NARROW) as pilot:
        await back(pilot)
        await press(pilot, commands.SHOW_CONTACTS, commands.FIRST, commands.OPEN)
        sections = (commands.NEXT_SECTION, commands.PREVIOUS_SECTION)
        keys = [key for key in commands.CONTACT if key not in (*sections, *ENDS)]
        await try_each(pilot, keys, 1)
        for box in (commands.BACKUPS, commands.FORGET):
            await pilot.app.screen.run_action(box.action)
            await until(pilot, lambda: len(pilot.app.screen_stack) > 1)
            expect_harmless(pilot, box.id)
            await back(pilot)
