"""The overview: how loyal they all are, from evidence, and what follows from it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.getters import query_one

from loyaltytui import commands
from loyaltytui.book.adding_up import MOST_ROWS
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
from loyaltytui.tui.widgets.loyalty_sections import (
    Line,
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
from loyaltytui.tui.widgets.section_rows import SectionRows
from loyaltytui.tui.widgets.tab_line import TabLine

_COSTLY = "Costly"
_SLOW = ("Worth", _COSTLY, "References")
"""In a big book these may take longer than a frame."""
_SCREENFUL = 60
"""So many lines are read first: more than most screens hold."""
_ONE_FRAME = 0.03
"""Seconds that are waited for them all the same: most books are small."""
_READING: list[Line] = ["Adding it up…"]


class LoyaltyPage(Page):
    """All contacts at once, a section at a time; only the open one is read."""

    BINDINGS = bindings(commands.LOYALTY)
    BINDING_GROUP_TITLE = "Loyalty"

    rows = query_one(Rows)
    tabs = query_one(TabLine)

    def __init__(self, book: Book, pen: Pen) -> None:
        super().__init__(book, pen, id="loyalty-page")
        self.section = SectionRows(())
        self.slow = SlowReading[list[Line]](book)
        self.reading: Future[list[Line]] | None = None
        """What is waited for. None: all that is shown has been read."""
        self.shown = ""
        """The section whose rows stand there. Empty: none yet."""
        self.readers: dict[str, Callable[[int], list[Line]]] = {
            "Steps": lambda _: steps_section(book.steps_count()),
            "Kept": lambda _: kept_section(book.kept_by_month()),
            "Worth": lambda most: worth_section(book.largest_accounts(most)),
            _COSTLY: lambda most: costly_section(book.high_maintenance(most), book.today),
            "Reach": lambda most: reach_section(book.reach_audit(most)),
            "References": lambda most: desk_section(book.reference_desk(most), book.today),
            "Referred": lambda most: referred_section(book.referrals_with_worth(most), book.today),
            "Lost": lambda most: lost_section(book.lost_accounts(most), book.today),
        }

    @property
    def names(self) -> list[str]:
        """The sections, in their order."""
        return list(self.readers)

    def compose(self) -> ComposeResult:
        """The sections' names, the rows of the open one."""
        yield TabLine(self.names)
        yield Rows()

    def said_beside(self) -> tuple[str, str]:
        """What the open section tells, and what follows from it."""
        name = self.names[self.tabs.current]
        return name, SECTION_WORDS[name]

    def reread(self) -> None:
        """Fills the open section from the book: a screenful at once, the rest beside the page."""
        name = self.names[self.tabs.current]
        self.slow.give_up()
        self.reading = None
        # Whoever is farther down reads all of it anew: the cursor must not lose its row.
        most = _SCREENFUL if self.rows.cursor < _SCREENFUL or self.shown != name else MOST_ROWS
        self._read(name, most)

    def _read(self, name: str, most: int) -> None:
        """Shows it; what may take longer than a frame, as soon as it is there."""
        read = partial(self.readers[name], most)
        if name not in _SLOW:
            self._show_as_far(name, read(), most)
            return
        reading = self.reading = self.slow.begin(read)
        try:
            self._show_as_far(name, reading.result(_ONE_FRAME), most)
        except TimeoutError:
            # What was read before stays until then; rows of another section don't.
            if self.shown != name:
                self._show(name, _READING)
            self.wait_for(name, reading, most)
        except BookError as error:
            self._show(name, [str(error)])

    @work
    async def wait_for(self, name: str, reading: Future[list[Line]], most: int) -> None:
        """Shows what was read, unless something else is asked for by now."""
        try:
            lines = await asyncio.wrap_future(reading)
        except BookError as error:
            lines = [str(error)]
        if reading is self.reading:
            self._show_as_far(name, lines, most)
            self.tell_whom()

    def _show_as_far(self, name: str, lines: list[Line], most: int) -> None:
        """Shows a screenful; what the screen does not hold is read once that stands there."""
        self._show(name, lines)
        if most < MOST_ROWS and len(lines) > most:
            reading = self.reading = self.slow.begin(partial(self.readers[name], MOST_ROWS))
            self.wait_for(name, reading, MOST_ROWS)

    def _show(self, name: str, lines: list[Line]) -> None:
        if lines is not _READING:
            self.reading = None
        self.shown = name
        self.section = SectionRows(lines)
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

    def action_next_section(self) -> None:
        """To the next section."""
        self._turn_to((self.tabs.current + 1) % len(self.names))

    def action_previous_section(self) -> None:
        """To the section before."""
        self._turn_to((self.tabs.current - 1) % len(self.names))

    @on(TabLine.Chosen)
    def choose_section(self, event: TabLine.Chosen) -> None:
        """The mouse chose a section."""
        self._turn_to(event.index)

    def _turn_to(self, index: int) -> None:
        self.tabs.current = index
        self.rows.cursor = 0
        self.reread()

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
