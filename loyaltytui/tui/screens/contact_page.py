"""All there is about one contact: who they are, then everything in sections."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Static

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.book.brief import Brief
from loyaltytui.book.contact_pages import Moment
from loyaltytui.book.errors import NotFound
from loyaltytui.entries import Channel, CheckIn, Contact, ContactId, InteractionId, Promise, Side
from loyaltytui.kinds import MEDIUM_BY_WORD
from loyaltytui.tui.dialogs.contact_forms import ChannelForm
from loyaltytui.tui.dialogs.plan_forms import CheckInForm, PromiseForm
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.pen import Pen
from loyaltytui.tui.screens.contact_editing import (
    delete_row,
    edit_channel,
    edit_contact,
    edit_interaction,
)
from loyaltytui.tui.screens.promise_page import PromisePage
from loyaltytui.tui.widgets.brief_panel import contact_head, open_words
from loyaltytui.tui.widgets.contact_sections import (
    SectionRows,
    TimelineRows,
    know_section,
    promise_section,
    reach_section,
)
from loyaltytui.tui.widgets.ink import ink
from loyaltytui.tui.widgets.rows import Rows
from loyaltytui.tui.widgets.tab_line import TabLine

SECTIONS = ("Timeline", "Promises", "Know", "Reach")


class ContactPage(PromisePage):
    """One contact."""

    BINDINGS = bindings(commands.CONTACT)
    BINDING_GROUP_TITLE = "Contact"

    rows = query_one(Rows)
    head = query_one("#head", Static)
    tabs = query_one(TabLine)

    class Left(Message):
        """Escape: back to where the contact was opened from."""

    def __init__(self, book: Book, pen: Pen) -> None:
        super().__init__(book, pen, id="contact-page")
        self.shown_id: ContactId | None = None
        self.brief: Brief | None = None
        self.section: SectionRows | TimelineRows = SectionRows(())

    def compose(self) -> ComposeResult:
        """The person, the sections, the rows of the open one."""
        yield Static(ink(""), id="head")
        yield TabLine(SECTIONS)
        yield Rows()

    def choose(self, contact_id: ContactId) -> None:
        """The contact to show from the next reading on; a new one is read from the top."""
        if contact_id != self.shown_id:
            self.shown_id = contact_id
            self.rows.cursor = 0

    def reread(self) -> None:
        """Fills the page from the book."""
        self.brief = None
        if self.shown_id is not None:
            try:
                self.brief = self.book.brief(self.shown_id)
            except NotFound:
                self.shown_id = None
        is_somebody = self.brief is not None
        self.rows.display = self.tabs.display = is_somebody
        if self.brief is None:
            self.head.update(ink("Nobody is open. Choose somebody on page 2, with enter."))
            self.section = SectionRows(())
        else:
            self.head.update(Content("\n").join(contact_head(self.brief, self.book.today)))
            self.section = self._section(self.brief)
        self.rows.show(self.section)

    def _section(self, brief: Brief) -> SectionRows | TimelineRows:
        today, who = self.book.today, brief.contact.id
        name = SECTIONS[self.tabs.current]
        if name == "Promises":
            moves = self.book.moves_of(who)
            return promise_section(self.book.promises_of(who), brief.check_ins, today, moves)
        if name == "Know":
            return know_section(brief, today)
        if name == "Reach":
            return reach_section(brief)

        def fetch(start: int, count: int) -> list[Moment]:
            return self.book.timeline(who, start, count)

        return TimelineRows(self.book.timeline_length(who), fetch, today)

    def enter(self) -> None:
        """The rows have the focus."""
        self.rows.focus()

    @property
    def highlighted_id(self) -> ContactId | None:
        """The contact that is open."""
        return self.shown_id

    @property
    def highlighted(self) -> object | None:
        """The entry beneath the cursor."""
        if isinstance(self.section, TimelineRows):
            return self.section.moment(self.rows.cursor)
        return self.section.entry(self.rows.cursor)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Greys out what makes no sense for the row beneath the cursor, or for nobody."""
        if action in ("edit", "delete"):
            return True if self._can_change(self.highlighted) else None
        if action.startswith("add_") or action == "edit_contact":
            return True if self.brief is not None else None
        return super().check_action(action, parameters)

    def _can_change(self, entry: object | None) -> bool:
        if isinstance(entry, Moment):
            return entry.what in MEDIUM_BY_WORD or entry.what in ("promise", "owed")
        return isinstance(entry, Promise | CheckIn | Channel)

    def action_next_section(self) -> None:
        """To the next section."""
        self._turn_to((self.tabs.current + 1) % len(SECTIONS))

    def action_previous_section(self) -> None:
        """To the section before."""
        self._turn_to((self.tabs.current - 1) % len(SECTIONS))

    @on(TabLine.Chosen)
    def choose_section(self, event: TabLine.Chosen) -> None:
        """The mouse chose a section."""
        self._turn_to(event.index)

    def _turn_to(self, index: int) -> None:
        self.tabs.current = index
        self.rows.cursor = 0
        self.reread()

    def action_close(self) -> None:
        """Back to where the contact was opened from."""
        self.post_message(self.Left())

    @on(Rows.Moved)
    def follow_cursor(self) -> None:
        """Other rows answer to other keys."""
        self.post_message(self.Highlighted(self.shown_id))
        self.refresh_bindings()

    @on(Rows.Opened)
    def open_row(self) -> None:
        """Enter opens what can be changed."""
        if self._can_change(self.highlighted):
            self.action_edit()

    def _somebody(self) -> Contact | None:
        return self.brief.contact if self.brief else None

    @work
    async def action_edit_contact(self) -> None:
        """Changes the contact itself."""
        if self.shown_id is not None:
            await edit_contact(self, self.shown_id)

    @work
    async def action_add_promise(self) -> None:
        """Writes down what the rep said they would do."""
        await self._add_promise(Side.MINE)

    @work
    async def action_add_owed(self) -> None:
        """Writes down what they said they would do."""
        await self._add_promise(Side.THEIRS)

    async def _add_promise(self, side: Side) -> None:
        if (contact := self._somebody()) is None:
            return
        save = self.saver(self.book.promise, contact)
        form = PromiseForm(save, self.days, contact.name, side)
        kept = self.in_hand(f"new promise of {side} {contact.id}")
        await self.ask(form, lambda draft: f"Written down: {open_words(draft)}", kept)

    @work
    async def action_add_check_in(self) -> None:
        """Plans when to be in touch next."""
        if (contact := self._somebody()) is None:
            return
        save = self.saver(self.book.plan_check_in, contact)
        form = CheckInForm(save, self.days, contact.name)
        kept = self.in_hand(f"new check-in {contact.id}")
        await self.ask(form, lambda _: f"Check-in with {contact.name} planned", kept)

    @work
    async def action_add_channel(self) -> None:
        """Adds one more way to reach them."""
        if (contact := self._somebody()) is None:
            return
        save = self.saver(self.book.add_channel, contact)
        form = ChannelForm(save, contact.name)
        kept = self.in_hand(f"new channel {contact.id}")
        await self.ask(form, lambda _: f"Channel of {contact.name} added", kept)

    @work
    async def action_edit(self) -> None:
        """Changes the row beneath the cursor."""
        entry = self._behind(self.highlighted)
        if isinstance(entry, Promise):
            await self.edit_promise(entry)
        elif isinstance(entry, CheckIn):
            await self.edit_check_in(entry)
        elif isinstance(entry, Channel):
            await edit_channel(self, entry)
        elif isinstance(entry, Moment):
            await edit_interaction(self, InteractionId(entry.row_id))

    @work
    async def action_delete(self) -> None:
        """Takes the row beneath the cursor out; `u` brings it back."""
        entry = self._behind(self.highlighted)
        if entry is not None:
            await delete_row(self, entry)

    def _behind(self, entry: object | None) -> object | None:
        """The promise behind a moment of the timeline; any other entry as it is."""
        if isinstance(entry, Moment) and entry.what not in MEDIUM_BY_WORD:
            promises = self.book.promises_of(self.shown_id) if self.shown_id is not None else []
            return next((one for one in promises if one.id == entry.row_id), None)
        return entry
