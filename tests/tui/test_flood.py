"""Keys by the thousand: all are taken, in their order, and the app is alive meanwhile."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

from loyaltytui import commands
from tests.builders import TODAY, a_book, a_contact, days, mine
from tests.tui.stage import (
    Stage,
    on_stage,
    pause,
    played,
    press,
    struck,
    type_text,
    typed,
    until,
    words,
)

LETTERS = "ana call: renewing, price worry > send quote fri ❤ "
"""Also letters that are no ASCII."""
CLEAR = ("f7", "delete")
"""Selects the whole text, and takes it away."""


async def _is_alive_and_takes_few_steps(pilot: Stage, text: str) -> None:
    """Types it all at once, and looks on, turn for turn of the loop."""
    stood, waiting = [0], set()
    for letter in text:
        struck(pilot, letter)()
    while stood[-1] < len(text):
        await asyncio.sleep(0)
        waiting.add(pilot.app.message_queue_size)
        if (now := len(typed(pilot))) != stood[-1]:
            stood.append(now)
        assert len(stood) < len(text) / 100, "letters that wait are taken together"
    assert typed(pilot) == text
    assert len(waiting) > len(text) / 600, "the loop turns while keys wait"


@played
async def test_thousands_of_letters_are_taken_together_while_the_loop_turns(
    tmp_path: Path,
) -> None:
    text = LETTERS * 120
    async with on_stage(a_book(tmp_path, a_contact("Ana Ruiz", due=TODAY))) as pilot:
        await press(pilot, commands.LOG_LINE)
        await _is_alive_and_takes_few_steps(pilot, text)


@played
async def test_a_filter_and_a_line_of_a_form_take_them_together_as_well(tmp_path: Path) -> None:
    text = "nobody of this name " * 300
    async with on_stage(a_book(tmp_path, a_contact("Ana Ruiz", due=TODAY))) as pilot:
        await press(pilot, commands.FIND)
        await _is_alive_and_takes_few_steps(pilot, text)
        await press(pilot, "escape", commands.ADD_CONTACT)
        await _is_alive_and_takes_few_steps(pilot, text)


@played
async def test_what_is_understood_at_the_end_is_what_single_keys_come_to(tmp_path: Path) -> None:
    line = "email 20m: renewing, price worry > send quote fri < she sends PO 5 dec ~3w"
    book = a_book(tmp_path, a_contact("Ana Ruiz", due=TODAY))
    async with on_stage(book) as pilot:
        await press(pilot, commands.LOG_LINE)
        for letter in line:
            await press(pilot, letter)
        slowly = words(pilot)
        await press(pilot, *CLEAR)
        await type_text(pilot, line)
        assert words(pilot) == slowly


@played
async def test_keys_among_the_letters_act_where_they_were_typed(tmp_path: Path) -> None:
    chosen = random.Random(7)
    keys = [*"abc de❤", "backspace", "left", "right", "home", "end", "up", "ctrl+j", "delete"]
    async with on_stage(a_book(tmp_path, a_contact("Ana Ruiz", due=TODAY))) as pilot:
        await press(pilot, commands.LOG_LINE)
        for _ in range(3):
            some = chosen.choices(keys, weights=[6] * 7 + [1] * 8, k=30)
            for key in some:
                await press(pilot, key)
            slowly = typed(pilot)
            await press(pilot, *CLEAR)
            for key in some:
                struck(pilot, key)()
            await pause(pilot)
            await until(pilot, lambda: not pilot.app.keys.is_busy)  # type: ignore[attr-defined]  # ours
            assert typed(pilot) == slowly
            await press(pilot, *CLEAR)


@played
async def test_enter_behind_many_letters_saves_all_of_them(tmp_path: Path) -> None:
    text = "renewing and so on " * 100 + "> send quote fri"
    book = a_book(tmp_path, a_contact("Ana Ruiz", promised=(mine("x", TODAY - days(3)),)))
    async with on_stage(book) as pilot:
        await press(pilot, commands.LOG_LINE)
        for letter in text:
            struck(pilot, letter)()
        struck(pilot, "enter")()
        await until(pilot, lambda: "Saved: " in words(pilot))
    ((said,),) = book.rows("select text from interaction")
    assert said == " ".join(text.partition(" >")[0].split())
    assert "send quote" in str(book.rows("select text from promise"))
