"""What is made before it is asked for, and that whoever types comes first."""

import asyncio
from pathlib import Path

import pytest
from textual.app import App

from loyaltytui import commands
from loyaltytui.tui.key_queue import KeyQueue
from loyaltytui.tui.screens.home import HomeScreen
from loyaltytui.tui.screens.making import AHEAD
from tests.builders import TODAY, a_book, a_contact
from tests.tui.stage import cursor_line, on_stage, played, press, words


def a_queue() -> KeyQueue:
    async def nobody(_: object) -> None:
        """No key is handed on."""

    return KeyQueue(App(), nobody, lambda: False)


@played
async def test_pages_made_ahead_change_nothing_on_the_glass_until_they_are_turned_to(
    tmp_path: Path,
) -> None:
    rests = 0

    async def rest() -> None:
        nonlocal rests
        rests += 1

    book = a_book(tmp_path, a_contact("Ana Ruiz", "Vale", due=TODAY))
    async with on_stage(book) as pilot:
        home = pilot.app.screen_stack[0]
        assert isinstance(home, HomeScreen)
        before = words(pilot)
        await home.make_ahead(rest)
        await pilot.pause()
        assert words(pilot) == before
        assert set(home.pages) >= {tab.id for tab in AHEAD}
        assert rests > len(AHEAD)
        made = dict(home.pages)
        await press(pilot, commands.SHOW_CONTACTS)
        assert "Contacts · 1" in words(pilot)
        assert "Ana Ruiz" in cursor_line(pilot)
        await press(pilot, "enter", commands.SHOW_LOYALTY)
        assert home.pages == made


@played
async def test_no_key_waits_for_a_page_that_is_made_ahead(tmp_path: Path) -> None:
    people = [a_contact(name, due=TODAY) for name in ("Ana Ruiz", "Lee Park", "Moe Tanaka")]
    async with on_stage(a_book(tmp_path, *people)) as pilot:
        home = pilot.app.screen_stack[0]
        assert isinstance(home, HomeScreen)
        async with home.making:
            await press(pilot, "j", "j")
            assert "Moe Tanaka" in cursor_line(pilot)


@played
async def test_what_can_wait_waits_while_somebody_types() -> None:
    queue = a_queue()
    now = asyncio.get_running_loop().time()
    queue.typed_at = now
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(queue.rest(), 0.05)
    queue.typed_at = now - 60
    await asyncio.wait_for(queue.rest(), 10)


@played
async def test_the_start_counts_as_a_key() -> None:
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(a_queue().rest(), 0.05)


@played
async def test_the_review_is_not_laid_out_for_the_keys_of_another_page(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", due=TODAY), a_contact("Lee Park", due=TODAY))
    async with on_stage(book) as pilot:
        await press(pilot, commands.REVIEW, commands.SHOW_CONTACTS)
        laid_out: list[object] = []
        home = pilot.app.screen
        home.screen_layout_refresh_signal.subscribe(home, laid_out.append, immediate=True)
        await press(pilot, "j", "k")
        assert not laid_out
