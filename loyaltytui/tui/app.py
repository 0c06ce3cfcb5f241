"""The terminal app: opens a book, shows the home screen, leaves the terminal as it was."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text
from textual import events, work

from loyaltytui import commands
from loyaltytui.book.errors import BookError
from loyaltytui.book.storage import Clock
from loyaltytui.commands import Command
from loyaltytui.loyalty.checkins import CheckInRules
from loyaltytui.loyalty.settled import rules_of
from loyaltytui.plain import safe
from loyaltytui.settings import Settings
from loyaltytui.settings.tour import was_toured
from loyaltytui.tui.beginning import SAMPLE_BANNER as SAMPLE_BANNER
from loyaltytui.tui.beginning import Begun, narrate
from loyaltytui.tui.key_queue import KeyQueue
from loyaltytui.tui.leaving import GivesBack, KeepsTyped, Lookout, last_words, leave_on_signals
from loyaltytui.tui.pen import Pen
from loyaltytui.tui.screens.home import HomeScreen
from loyaltytui.tui.taking_over import as_it_is_now, listening, taking_over
from loyaltytui.tui.themes import ThemedApp

if TYPE_CHECKING:
    from loyaltytui.book.book import Book


class LoyaltyApp(ThemedApp[Command]):
    """One book, open in a terminal."""

    TITLE = "loyaltytui"
    CSS_PATH = "style.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"

    def __init__(
        self,
        book: Book,
        settings: Settings,
        banner: str = "",
        first: Command = commands.SHOW_AGENDA,
        *,
        backs_up: bool = False,
        begun: Begun | None = None,
    ) -> None:
        """`first`: the page to begin with. `backs_up`: backups make themselves meanwhile.

        `begun`: what is on the glass already.
        """
        super().__init__(settings.theme)
        self.book = book
        self.pen = Pen(book)
        self.keys = KeyQueue(self, super().on_event, self._is_turning)
        self.settings = settings
        self.banner = "READ-ONLY" if book.is_read_only else banner
        self.first = first
        self.backs_up = backs_up
        self.makes_ahead = False
        """Are pages made before they are turned to? Whoever looks at one page need not have all."""
        self.tours = False
        """Is whoever comes for the first time shown around? Of the sample that is so."""
        self.begun = begun
        self.lookout: Lookout | None = None
        """None: not before the app is on."""
        if begun is not None and begun.terminal.is_painted:
            self.driver_class = taking_over(begun.terminal, self.keys.caught_up)
        elif sys.platform != "win32" and not os.environ.get("TEXTUAL_DRIVER"):
            self.driver_class = listening(self.keys.caught_up)

    def get_default_screen(self) -> HomeScreen:
        """The home screen is all there is beneath the dialogs."""
        home = HomeScreen(self.book, self.pen, self.keys, self.banner, self.first, self.begun)
        home.keep = self.settings.backups
        home.settings_path = self.settings.path
        return home

    def on_mount(self) -> None:
        """The settings' keys, and a way out that loses nothing."""
        self.lookout = leave_on_signals(self.exit, self._keep_at_last)
        if self.tours and not was_toured():
            self.call_after_refresh(self.run_action, "screen.tour")
        if self.settings.keymap:
            self.set_keymap(dict(self.settings.keymap))
        self.call_after_refresh(self._answer_first)

    @work
    async def _answer_first(self) -> None:
        """Whatever was typed at the first frame is answered before anything else is begun."""
        await self.keys.settled()
        self.call_after_refresh(self._begin_the_rest)

    def _begin_the_rest(self) -> None:
        """What need not be there before the first frame: backups, and what waits in forms."""
        from loyaltytui.book.files import said_of
        from loyaltytui.book.unsaved import Unsaved
        from loyaltytui.tui.screens.backing_up import back_up_by_itself

        if not gc.isenabled():
            # The start made hardly any garbage, and what it made stays: it is not looked through.
            gc.freeze()
            gc.enable()
        if self.backs_up:
            back_up_by_itself(self, self.book, self.settings.backups, self.keys.rest)
        if self.makes_ahead and isinstance(home := self.screen_stack[0], HomeScreen):
            self.run_worker(home.make_ahead(self.keys.rest), group="making ahead")
        if said := said_of(self.book.tightened):
            self.notify(safe(said), severity="warning", markup=False)
        if waiting := Unsaved(self.book.path).forms():
            said = f"Not saved yet, in a form: {', '.join(waiting)}. Open it to go on."
            self.notify(safe(said), markup=False)

    def action_command_palette(self) -> None:
        """Ours in place of Textual's, also over a box."""
        # Loaded only here: the first frame need not wait for it.
        from loyaltytui.tui.palette import open_palette

        open_palette(self)

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Lends the terminal; a signal is heard when it is back."""
        with self.lookout.away() if self.lookout else nullcontext(), super().suspend():
            yield

    def _keep_at_last(self) -> None:
        """In a thread, when the app can't be closed in order: what is typed is kept."""
        for screen in self.screen_stack:
            if isinstance(screen, KeepsTyped):
                screen.keep_at_last()
        if isinstance(self._driver, GivesBack):
            self._driver.give_back()

    def _is_turning(self) -> bool:
        home = self.screen_stack[0]
        return isinstance(home, HomeScreen) and bool(home.turning)

    async def on_event(self, event: events.Event) -> None:
        """Keys and pastes go one after the other; everything else at once."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            if not self.is_out_of_sight(event):
                await self.keys.take(event)
        elif isinstance(event, events.Paste) and not event.is_forwarded:
            await self.keys.take(event)
        elif isinstance(event, events.Resize) and not self.is_headless:
            await super().on_event(as_it_is_now(event))
        else:
            await super().on_event(event)

    def _fatal_error(self) -> None:
        """Stands in for Textual's own, which prints local variables: the customers' data."""
        said = last_words(self._exception, self.book.path)
        self._exit_renderables.append(Text(safe(said)))
        self._close_messages_no_wait()

    def on_unmount(self) -> None:
        """Whatever is being written is finished first."""
        self.pen.close()


def run(
    path: Path,
    settings: Settings,
    now: Clock,
    *,
    is_demo: bool = False,
    in_review: bool = False,
    begun: Begun | None = None,
) -> int:
    """Opens the book at `path` in the terminal; returns the exit code.

    Asked for the sample book, it opens one in a folder that is thrown away, and comes back.
    Raises a `BookError` when a book can't be used: whoever called has a terminal to say so.
    `begun`: the book is open already, and its agenda on the glass.
    """
    rules = rules_of(settings)
    first = commands.REVIEW if in_review else commands.SHOW_AGENDA
    while _open(path, settings, now, rules, is_demo, first, begun) is commands.SAMPLE:
        begun = None
        # Loaded only when asked for: a story of a year and a half.
        from tempfile import TemporaryDirectory

        from loyaltytui.sample import write_sample

        with TemporaryDirectory(prefix="loyaltytui-sample-") as folder:
            sample = Path(folder) / "sample.db"
            write_sample(sample, now(), rules)
            _open(sample, settings, now, rules, is_demo=True)
    return 0


def _open(
    path: Path,
    settings: Settings,
    now: Clock,
    rules: CheckInRules,
    is_demo: bool,
    first: Command = commands.SHOW_AGENDA,
    begun: Begun | None = None,
) -> Command | None:
    book = begun.book if begun is not None else _opened(path, now, rules)
    try:
        banner = SAMPLE_BANNER if is_demo else ""
        app = LoyaltyApp(book, settings, banner, first, backs_up=not is_demo, begun=begun)
        app.tours, app.makes_ahead = is_demo, True
        done = app.run()
        if not is_demo:
            # Loaded only now, when nobody waits for a frame.
            from loyaltytui.tui.last_copy import copy_at_last

            copy_at_last(book, settings.backups, narrate)
        return done
    finally:
        book.close()


def _opened(path: Path, now: Clock, rules: CheckInRules) -> Book:
    """The book; where it is damaged or gone, the backups are offered before the error is told."""
    from loyaltytui.book.book import create_book, open_book, was_here

    is_new = not path.exists() and not was_here(path)
    while True:
        try:
            if is_new:
                return create_book(path, now, rules, origin="app")
            return open_book(path, now, rules, origin="app", say=narrate)
        except BookError as error:
            # Loaded only here: no other start needs it.
            from loyaltytui.tui.rescue import RescueApp, may_be_rescued

            if not may_be_rescued(error, path) or not RescueApp(str(error), path, now, rules).run():
                raise
