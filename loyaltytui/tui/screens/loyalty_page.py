"""The overview: how loyal they all are, from evidence, and what follows from it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.getters import query_one

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.book.errors import BookError
from loyaltytui.book.figures import Standing
from loyaltytui.book.loyalty_lines import Referred
from loyaltytui.entries import Account, ContactId
from loyaltytui.tui.dialogs.verdict_form import VerdictForm
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.pen import Pen
from loyaltytui.tui.screens.page import Page
from loyaltytui.tui.screens.slow_reading import SlowReading
from loyaltytui.tui.widgets.long_list import LongList
from loyaltytui.tui.widgets.long_section import LongSection, Part
from loyaltytui.tui.widgets.loyalty_sections import (
    costly_section,
    desk_section,
    kept_section,
    lost_section,
    reach_section,
    referred_section,
    steps_section,
    worth_section,
)
from loyaltytui.tui.widgets.loyalty_words import SECTION_WORDS
from loyaltytui.tui.widgets.rows import Rows
from loyaltytui.tui.widgets.tab_line import TabLine

_COSTLY = "Costly"
_SUMMED = ("Worth", _COSTLY)
"""Where the sums that are kept are of another day, these may take longer than a frame."""
_READING = Part(["Adding it up…"])


class LoyaltyPage(Page):
    """All contacts at once, a section at a time; only the open one is read."""

    BINDINGS = bindings(commands.LOYALTY)
    BINDING_GROUP_TITLE = "Loyalty"

    rows = query_one(LongList)
    tabs = query_one(TabLine)

    def __init__(self, book: Book, pen: Pen) -> None:
        super().__init__(book, pen, id="loyalty-page")
        self.slow = SlowReading[Part](book)
        self.reading: Future[Part] | None = None
        """What is waited for. None: all that is shown has been read."""
        self.shown = ""
        """The section whose rows stand there. Empty: none yet."""
        self.readers: dict[str, Callable[[int], Part]] = {
            "Steps": lambda _: steps_section(book.steps_count()),
            "Kept": lambda _: kept_section(book.kept_by_month()),
            "Worth": lambda most: worth_section(book.largest_accounts(most)),
            _COSTLY: lambda most: costly_section(book.first_costly(most), book.today),
            "Reach": lambda most: reach_section(book.reach_audit(most)),
            "References": lambda most: desk_section(book.first_at_desk(most), book.today),
            "Referred": lambda most: referred_section(book.first_referred(most), book.today),
            "Lost": lambda most: lost_section(book.first_lost(most), book.today),
        }
        """Read so many lines of a section at least, or all there are."""
        self.section = LongSection(partial(self._read, "Steps"), Part([]))

    @property
    def names(self) -> list[str]:
        """The sections, in their order."""
        return list(self.readers)

    def compose(self) -> ComposeResult:
        """The sections' names, the rows of the open one."""
        yield TabLine(self.names)
        yield LongList()

    def said_beside(self) -> tuple[str, str]:
        """What the open section tells, and what follows from it."""
        name = self.names[self.tabs.current]
        return name, SECTION_WORDS[name]

    def reread(self) -> None:
        """Fills the open section from the book, as far as the screen shows it."""
        name = self.names[self.tabs.current]
        self.slow.give_up()
        self.reading = None
        if name in _SUMMED and not self.book.has_sums_of_today:
            self._read_beside(name)
        else:
            height = self.rows.size.height or self.app.size.height
            # The cursor must not lose its row.
            self._show(name, self._read(name, self.rows.cursor + height))

    def _read(self, name: str, most: int) -> Part:
        return self.readers[name](most)

    def _read_beside(self, name: str) -> None:
        """Adds up what nobody has kept sums of, and shows all of it as soon as it is there."""
        reading = self.reading = self.slow.begin(partial(self.readers[name], sys.maxsize))
        # What was read before stays until then; rows of another section don't.
        if self.shown != name:
            self._show(name, _READING)
        self.wait_for(name, reading)

    @work
    async def wait_for(self, name: str, reading: Future[Part]) -> None:
        """Shows what was read, unless something else is asked for by now."""
        try:
            part = await asyncio.wrap_future(reading)
        except BookError as error:
            part = Part([str(error)])
        if reading is self.reading:
            self.reading = None
            self._show(name, part)
            self.tell_whom()

    def _show(self, name: str, part: Part) -> None:
        self.shown = name
        self.section = LongSection(partial(self._read, name), part)
        self.rows.show(self.section)

    def on_unmount(self) -> None:
        """Nobody waits for it any more."""
        self.reading = None
        self.slow.close()

    def enter(self) -> None:
        """The rows have the focus."""
        self.rows.focus()

    @property
    def entry(self) -> object | None:
        """Whom or what the row beneath the cursor is about."""
        return self.section.entry(self.rows.cursor)

    @property
    def highlighted_id(self) -> ContactId | None:
        """The contact of the row beneath the cursor."""
        entry = self.entry
        if isinstance(entry, Standing):
            return entry.contact_id
        return entry.whom_id if isinstance(entry, Referred) else None

    @property
    def _costly(self) -> Account | None:
        """The account that asks for a verdict. None: the cursor is elsewhere."""
        is_open = self.names[self.tabs.current] == _COSTLY
        return self.entry if is_open and isinstance(self.entry, Account) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Greys out the verdict where nobody asks for one."""
        if action == "verdict":
            return True if self._costly is not None else None
        return True

    async def action_next_section(self) -> None:
        """To the next section."""
        await self._turn_to((self.tabs.current + 1) % len(self.names))

    async def action_previous_section(self) -> None:
        """To the section before."""
        await self._turn_to((self.tabs.current - 1) % len(self.names))

    @on(TabLine.Chosen)
    async def choose_section(self, event: TabLine.Chosen) -> None:
        """The mouse chose a section."""
        await self._turn_to(event.index)

    async def _turn_to(self, index: int) -> None:
        with self.app.batch_update():
            self.tabs.current = index
            self.rows.cursor = 0
            with self.prevent(Rows.Moved):
                self.reread()
            self.refresh_bindings()
            # Straight to whoever shows the brief: it is painted together with the section.
            self.screen.post_message(self.Highlighted(self.highlighted_id))
            await asyncio.sleep(0)
        self.screen.check_idle()

    @on(Rows.Moved)
    def tell_whom(self) -> None:
        """The brief beside the list follows the cursor."""
        self.post_message(self.Highlighted(self.highlighted_id))
        self.refresh_bindings()

    @on(Rows.Opened)
    def open_row(self) -> None:
        """Enter shows the contact, or asks for the verdict."""
        if self.highlighted_id is not None:
            self.post_message(self.Asked(self.highlighted_id))
        elif self._costly is not None:
            self.action_verdict()

    @work
    async def action_verdict(self) -> None:
        """Records what is to become of a customer who costs more than they bring."""
        account = self._costly
        if account is not None:
            form = VerdictForm(self.saver(self.book.give_verdict, account), account.name)
            kept = self.in_hand(f"new verdict {account.id}")
            await self.ask(form, lambda draft: f"{account.name}: {draft.verdict}", kept)
