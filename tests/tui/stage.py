"""The stage for tests of the terminal app: a real book, a clock, keys, and the words on the glass.

Keys are taken from `loyaltytui.commands`; what is asserted is what a person would read, or what
stands in the book.
"""

from __future__ import annotations

import asyncio
import functools
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import ParamSpec

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.commands import Command
from loyaltytui.settings import Settings
from loyaltytui.tui.app import LoyaltyApp
from tests.tui.resting import answered

Stage = Pilot[Command]
NARROW = (80, 24)
WIDE = (120, 40)
_PATIENCE_SECONDS = 20.0
"""What takes a moment takes many where much else runs."""
_SEEN_IN_PALETTE = 30
"""So much of what is said about a command fits there in the narrow terminal."""

P = ParamSpec("P")


def played(test: Callable[P, Coroutine[None, None, None]]) -> Callable[P, None]:
    """Lets a test be `async` without a plugin."""

    @functools.wraps(test)
    def run(*args: P.args, **options: P.kwargs) -> None:
        asyncio.run(test(*args, **options))

    return run


@asynccontextmanager
async def on_stage(
    book: Book,
    size: tuple[int, int] = NARROW,
    *,
    settings: Settings | None = None,
    banner: str = "",
) -> AsyncIterator[Stage]:
    """The app, open on a book and ready for keys. The book stays open for the test to read."""
    app = LoyaltyApp(book, settings or Settings(Path("settings.toml")), banner)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pause(pilot)
        yield pilot


def key_of(command: Command | str) -> str:
    """The first key of a command; a key stays itself."""
    return command.key.split(",")[0] if isinstance(command, Command) else command


async def press(pilot: Stage, *keys: Command | str) -> None:
    """Presses the keys of commands one after another, and waits for each to be answered."""
    for key in keys:
        _strike(pilot, key_of(key))
        await pause(pilot)


async def pause(pilot: Stage) -> None:
    """Lets the app do what it has to, however busy the machine is; a moment longer where it idles.

    The pilot's own pause takes a process that was not given a turn for one with nothing to do.
    """
    await pilot.pause()
    await answered(pilot.app)


async def type_text(pilot: Stage, text: str) -> None:
    """Types as fast as a terminal can: every letter is there before the first is painted."""
    for letter in text:
        _strike(pilot, letter)
    await pause(pilot)


def struck(pilot: Stage, key: str) -> Callable[[], None]:
    """One key, typed now: whenever it is called for, the app hears of it.

    The pilot's own way takes three times as long.
    """
    letter = key if len(key) == 1 else None
    name = "enter" if key == "\r" else _character_to_key(key) if letter else key
    event = events.Key(name, letter)
    event.set_sender(pilot.app)
    driver = pilot.app._driver
    assert driver is not None
    return functools.partial(driver.send_message, event)


def _strike(pilot: Stage, key: str) -> None:
    """What the terminal tells of one key."""
    struck(pilot, key)()


async def write_line(pilot: Stage, text: str) -> None:
    """Opens the Log box and types into it; nothing is saved yet."""
    await press(pilot, commands.LOG_LINE)
    await type_text(pilot, text)


async def save_line(pilot: Stage) -> None:
    """Saves what stands in the Log box, and waits until that is said."""
    await press(pilot, "enter")
    await until_said(pilot, "Saved")


async def log_line(pilot: Stage, text: str) -> None:
    """Writes down an interaction: the Log box, its words, enter."""
    await write_line(pilot, text)
    await save_line(pilot)


async def choose_in_palette(pilot: Stage, command: Command) -> None:
    """By its name, as whatever has no key."""
    await press(pilot, commands.PALETTE)
    await type_text(pilot, command.label)
    await until_said(pilot, command.help[:_SEEN_IN_PALETTE])
    await press(pilot, "enter")


async def paste(pilot: Stage, text: str) -> None:
    """Pastes, as a terminal with bracketed paste does."""
    pilot.app.post_message(events.Paste(text))
    await pause(pilot)


class NotOnGlass(AssertionError):
    """What was looked for is not there, or not yet."""


async def until(pilot: Stage, holds: Callable[[], bool]) -> None:
    """Waits for something to become true; says what was on the glass when it never did.

    It may look at a line that is still to come.
    """
    loop = asyncio.get_running_loop()
    latest = loop.time() + _PATIENCE_SECONDS
    while loop.time() < latest:
        with suppress(NotOnGlass):
            if holds():
                await pause(pilot)
                return
        await pause(pilot)
    raise AssertionError(f"It never came to pass. On the glass:\n{words(pilot)}")


async def until_said(pilot: Stage, said: str) -> None:
    """Waits for words to be on the glass."""
    await until(pilot, lambda: said in words(pilot))


def told(pilot: Stage) -> list[str]:
    """The notices given so far, oldest first, as they were before a toast broke their lines."""
    return [str(notice.message) for notice in pilot.app._notifications]


async def until_told(pilot: Stage, said: str) -> None:
    """Waits for a notice that holds some words."""
    await until(pilot, lambda: any(said in notice for notice in told(pilot)))


def lines(pilot: Stage) -> list[str]:
    """What is on the glass, line by line, with whatever lies beneath a dialog."""
    compositor = pilot.app.screen._compositor
    update = compositor.render_update(full=True, screen_stack=pilot.app._background_screens)
    strips = getattr(update, "strips", None)
    assert strips is not None, "a full update holds every line"
    return ["".join(part.text for part in line) for line in strips]


def words(pilot: Stage) -> str:
    """Everything on the glass as plain text."""
    return "\n".join(lines(pilot))


def line_with(pilot: Stage, said: str) -> str:
    """The first line that holds some words; a toast that repeats them comes below."""
    for line in lines(pilot):
        if said in line:
            return line
    raise NotOnGlass(f"{said!r} is not on the glass:\n{words(pilot)}")


def cursor_line(pilot: Stage) -> str:
    """The line of the list that the cursor is on."""
    (found,) = [line for line in lines(pilot) if line[1:2] in ("▌", "▏")]
    return found


async def click_words(pilot: Stage, said: str, *, times: int = 1) -> None:
    """Clicks on the first place where some words stand."""
    for y, line in enumerate(lines(pilot)):
        if said in line:
            await pilot.click(offset=(line.index(said) + 1, y), times=times)
            await pause(pilot)
            return
    raise NotOnGlass(f"{said!r} is not on the glass:\n{words(pilot)}")


def typed(pilot: Stage) -> str:
    """What stands in the line that has the focus."""
    focused = pilot.app.screen.focused
    return str(getattr(focused, "text", None) or getattr(focused, "value", ""))


def sentences(book: Book) -> list[str]:
    """The history of a book, oldest first; `undone` ones stay in it."""
    return [f"{past.kind} {past.sentence}" for past in reversed(book.history(1000))]
