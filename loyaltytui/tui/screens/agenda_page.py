"""The day's page: what was promised, who is due, who owes, what is not planned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.getters import query_one

from loyaltytui import commands
from loyaltytui.commands import (
    ACT_ON_ALL,
    ADD_CONTACT,
    FIND,
    IMPORT,
    LOG_LINE,
    MARK,
    SHOW_CONTACTS,
    spoken_keys,
)
from loyaltytui.commands.bulk import ALL_TIER
from loyaltytui.entries import CheckIn, ContactId, Promise
from loyaltytui.tidings import Announcement
from loyaltytui.tui.beginning import Begun
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.making_sense import can_be_edited
from loyaltytui.tui.pen import Pen
from loyaltytui.tui.screens.marking import MarkingPage
from loyaltytui.tui.screens.news_telling import open_news
from loyaltytui.tui.screens.promise_page import PromisePage
from loyaltytui.tui.widgets.agenda_list import AgendaList
from loyaltytui.tui.widgets.agenda_rows import AgendaRows
from loyaltytui.tui.widgets.ink import ink
from loyaltytui.tui.widgets.rows import Rows
from loyaltytui.tui.widgets.words import Words

if TYPE_CHECKING:
    from loyaltytui.book.book import Book

ALL_CLEAR = (
    "All clear: nothing is due, and nothing comes in the next 7 days.\n\n"
    f"{spoken_keys(LOG_LINE)}  write down a talk\n"
    f"{spoken_keys(FIND)}  find somebody\n"
    f"{spoken_keys(ADD_CONTACT)}  add a contact\n\n"
    "Is somebody missing? A tier says how often to be in touch with them.\n"
    f"On page {spoken_keys(SHOW_CONTACTS)}: {spoken_keys(MARK)} marks, "
    f"then {spoken_keys(ACT_ON_ALL)} {spoken_keys(ALL_TIER)} gives all of them one."
)
NOBODY_YET = (
    "Nobody is in the book yet.\n\n"
    f"{spoken_keys(LOG_LINE)}  write down a talk\n"
    f"{spoken_keys(ADD_CONTACT)}  add a contact\n"
    f"{spoken_keys(IMPORT)}  bring contacts in"
)


class AgendaPage(MarkingPage, PromisePage):
    """What needs the rep today."""

    BINDINGS = bindings(commands.AGENDA)
    BINDING_GROUP_TITLE = "Agenda"

    clear = query_one("#all-clear", Words)

    def __init__(self, book: Book, pen: Pen, begun: Begun | None = None) -> None:
        """`begun`: what was read for the first frame; it need not be read again."""
        super().__init__(book, pen, id="agenda-page")
        self.begun = begun
        self.items = AgendaRows((), book.today)

    def compose(self) -> ComposeResult:
        """The list, and what stands in its place when there is nothing."""
        yield AgendaList()
        yield Words(id="all-clear")

    def reread(self) -> None:
        """Fills the page from the book; the cursor stays on the card it was on, or its place."""
        before = self.items.item(self.rows.cursor)
        self.items = self._read()
        self.items.prepare(0, 0)
        is_empty = not len(self.items)
        self.rows.display = not is_empty
        self.clear.display = is_empty
        if is_empty:
            self.clear.inscribe(Content(ALL_CLEAR if self.book.contact_count() else NOBODY_YET))
        # Whoever has no card any more was dealt with: nothing must happen to them out of sight.
        if self.marks:
            self.marks &= {one for one in self.shown_ids() if one is not None}
        self.show_marks()
        self.rows.show(self.items, None if before is None else self.items.place_of(before))

    def _read(self) -> AgendaRows:
        begun, self.begun = self.begun, None
        if begun is not None and begun.as_of == (self.book.data_version, self.book.today):
            return begun.agenda
        return AgendaRows(self.book.agenda_sections(), self.book.today)

    def shown_ids(self) -> Sequence[ContactId | None]:
        """Whose card each row is, to the last."""
        self.items.read_rest()
        return [None if isinstance(row, str) else row.contact_id for row in self.items.rows]

    def show_marks(self) -> None:
        """The title counts them."""
        super().show_marks()
        self.entitle(ink(self.said_marks()))

    def enter(self) -> None:
        """The list has the focus."""
        self.rows.focus()

    @property
    def highlighted(self) -> object | None:
        """The entry of the card beneath the cursor."""
        item = self.items.item(self.rows.cursor)
        return None if item is None else item.about

    @property
    def highlighted_id(self) -> ContactId | None:
        """The contact of the card beneath the cursor."""
        item = self.items.item(self.rows.cursor)
        return None if item is None else item.contact_id

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only promises and check-ins can be edited here, one at a time."""
        if action == "edit" and not self.marks:
            return True if can_be_edited(self.highlighted) else None
        return super().check_action(action, parameters)

    @work
    async def action_edit(self) -> None:
        """Changes the promise or check-in beneath the cursor, or all who are marked."""
        entry = self.highlighted
        if self.marks:
            self.action_act_on_all()
        elif isinstance(entry, Promise):
            await self.edit_promise(entry)
        elif isinstance(entry, CheckIn):
            await self.edit_check_in(entry)

    @work
    async def action_snooze(self) -> None:
        """The card waits until a later day, or the check-ins of all who are marked."""
        if self.marks:
            # Loaded when a box is asked for: the first frame need not wait for it.
            from loyaltytui.tui.dialogs.bulk_box import Act

            await self.act_on_marked(Act.SNOOZE)
        else:
            await super().action_snooze().wait()

    @on(Rows.Moved)
    def tell_whom(self) -> None:
        """The brief beside the list follows the cursor."""
        self.post_message(self.Highlighted(self.highlighted_id))
        self.refresh_bindings()

    @on(Rows.Opened)
    def open_row(self) -> None:
        """Enter shows the contact, or to whom the news is still owed."""
        if isinstance(news := self.highlighted, Announcement):
            self.open_news(news)
        elif self.highlighted_id is not None:
            self.post_message(self.Asked(self.highlighted_id))

    @work
    async def open_news(self, news: Announcement) -> None:
        """Shows who has not heard it."""
        await open_news(self, news.id)
