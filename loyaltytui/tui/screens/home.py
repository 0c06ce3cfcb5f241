"""The one screen: tabs above, a page in the middle, the brief beside it, keys below.

Pages are swapped in place: pushing screens would take five times as long to paint. All but the
agenda are made behind the first frame: while nobody types, or when they are first turned to.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.getters import query_one
from textual.reactive import Reactive
from textual.widget import Widget

from loyaltytui import commands
from loyaltytui.commands import Command, spoken_keys
from loyaltytui.entries import ContactId
from loyaltytui.plain import safe
from loyaltytui.tui.beginning import Begun
from loyaltytui.tui.first_frame import ROOM_FOR_BRIEF
from loyaltytui.tui.key_queue import KeyQueue
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.pen import Pen
from loyaltytui.tui.screens.agenda_page import AgendaPage
from loyaltytui.tui.screens.beside import Beside
from loyaltytui.tui.screens.first_paint import FirstPaint
from loyaltytui.tui.screens.making import made, make_ahead
from loyaltytui.tui.screens.page import Page
from loyaltytui.tui.screens.third_column import has_third_column, timeline_column
from loyaltytui.tui.screens.watching import Watching
from loyaltytui.tui.widgets.brief_room import BriefPanel
from loyaltytui.tui.widgets.covered import Covered
from loyaltytui.tui.widgets.first_and_last import TABS
from loyaltytui.tui.widgets.key_line import KeyLine
from loyaltytui.tui.widgets.masthead import Masthead

if TYPE_CHECKING:
    from loyaltytui.book.book import Book

WITHOUT_BRIEF = (commands.SHOW_CONTACT, commands.REVIEW)
"""Pages that say themselves what the brief beside them would."""
_NONE_OF_THEM = -1


class Desk(Horizontal, Covered):
    """The page on show, and what stands beside it."""


class HomeScreen(FirstPaint, Watching, Covered):
    """Holds the pages and turns from one to another."""

    BINDINGS = bindings(commands.EVERYWHERE)
    BINDING_GROUP_TITLE = "Everywhere"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (ROOM_FOR_BRIEF, "-wide")]  # noqa: RUF012  as Textual types it

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """What has the focus paints itself: else the whole screen would be painted for it."""
    brief = query_one(BriefPanel)

    def __init__(
        self,
        book: Book,
        pen: Pen,
        keys: KeyQueue,
        banner: str = "",
        first: Command = commands.SHOW_AGENDA,
        begun: Begun | None = None,
    ) -> None:
        """`first`: the page that the day begins with. `begun`: what is on the glass already."""
        super().__init__(book, pen)
        self.keys = keys
        self.banner = banner
        self.first = first
        self.tab = commands.SHOW_AGENDA
        self.pages: dict[str, Page] = {commands.SHOW_AGENDA.id: AgendaPage(book, pen, begun)}
        """Those that have been turned to, by their command's id."""
        self.making = asyncio.Lock()
        """A page is made once, however quickly it is asked for again."""
        self.turning = 0
        """How many keys wait for a page that they turned to; for one made ahead no key waits."""
        self.came_from = commands.SHOW_CONTACTS
        self.beside = Beside(self, book)

    def compose(self) -> ComposeResult:
        """The agenda, and where other pages and the brief will be."""
        # Told before the first frame, or that would be laid out twice.
        is_narrow = self.app.size.width < ROOM_FOR_BRIEF
        self.set_class(is_narrow, "-narrow").set_class(not is_narrow, "-wide")
        has_third = has_third_column(self)
        yield Masthead(TABS, self.book.today, self.banner)
        with Desk(id="desk"):
            yield from self.pages.values()
            yield BriefPanel()
            if has_third:
                yield timeline_column(self.book)
        yield KeyLine()

    async def on_mount(self) -> None:
        """The agenda is what the day begins with, or the review when that was asked for."""
        await self._have(self.first)
        self._show(self.first)
        self.begin_watching()
        # The keys of a row are on the glass as soon as the row is.
        self.bindings_updated_signal.subscribe(self, lambda _: self.paint_soon(), immediate=True)
        if not self.book.contact_count():
            self.action_welcome()
        self.call_after_refresh(self._say_what_waits)

    def _say_what_waits(self) -> None:
        """Tells of log lines that were typed and never saved."""
        if texts := self.unsaved.others(_NONE_OF_THEM):
            from loyaltytui.tui.screens.line_logging import said_unsaved

            said = f"{said_unsaved(self.book, texts)}. {spoken_keys(commands.LOG_LINE)} goes on."
            self.notify(safe(said), markup=False)

    @property
    def page(self) -> Page:
        """The page on show."""
        return self.pages[self.tab.id]

    @property
    def page_label(self) -> str:
        """What the page on show is called."""
        return self.tab.label

    async def fill(self) -> None:
        """The brief beside the first page, where no key has turned to another meanwhile."""
        if self.beside.is_empty:
            await self._tell_beside(at_once=True)

    async def _turn_to(self, tab: commands.Command) -> None:
        await self._have(tab)
        with self.app.batch_update():
            self._show(tab)
            await self._tell_beside(at_once=True)
            # In the next turn of the loop all that has changed says so: it is painted together.
            await asyncio.sleep(0)
        self.check_idle()

    def _show(self, tab: commands.Command) -> None:
        self.tab = tab
        for page in self.pages.values():
            page.display = page is self.page
        self.masthead.current = tab.id
        if tab is commands.REVIEW:
            # It goes on with the next card, whether or not anything was written.
            self.page.read_as_of = None
        self.page.catch_up()
        self.page.enter()

    async def _have(self, tab: commands.Command) -> Page:
        """The page of a tab that a key has turned to."""
        self.turning += 1
        try:
            return await self._make(tab)
        finally:
            self.turning -= 1

    async def _make(self, tab: commands.Command) -> Page:
        """The page of a tab, made when there is none yet."""
        async with self.making:
            if tab.id not in self.pages:
                page = made(tab, self.book, self.pen, lambda: self.unsaved)
                page.display = False
                await self.query_one("#desk").mount(page, before=self.brief)
                self.pages[tab.id] = page
        return self.pages[tab.id]

    async def make_ahead(self, rest: Callable[[], Awaitable[None]]) -> None:
        """Makes the other pages before anybody turns to them. `rest`: waits until nobody types."""
        await make_ahead(rest, self._make)

    async def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Back from a dialog: the book may have moved on."""
        if not self.is_begun:
            await self.begin(event)
            return
        for page in self.pages.values():
            page.read_as_of = None
        if self.is_mounted and self.page.is_mounted:
            self.page.reread()

    async def action_show_agenda(self) -> None:
        """The day's page."""
        await self._turn_to(commands.SHOW_AGENDA)

    async def action_show_contacts(self) -> None:
        """Everyone."""
        await self._turn_to(commands.SHOW_CONTACTS)

    async def action_show_contact(self) -> None:
        """The highlighted contact's own page."""
        # Where nobody is: whoever was open last, else whoever another page highlights.
        others = (self.pages.get(commands.SHOW_CONTACT.id), *self.pages.values())
        found = (page.highlighted_id for page in (self.page, *others) if page is not None)
        if (who := next((one for one in found if one is not None), None)) is not None:
            await self.open_contact(who)
        else:
            await self._turn_to(commands.SHOW_CONTACT)

    async def action_show_loyalty(self) -> None:
        """How loyal they all are."""
        await self._turn_to(commands.SHOW_LOYALTY)

    @on(Masthead.Chosen)
    async def choose_tab(self, event: Masthead.Chosen) -> None:
        """The mouse chose a tab."""
        await self.run_action(event.command.action)

    @on(Page.Asked)
    async def show_asked(self, event: Page.Asked) -> None:
        """A page wants a contact opened."""
        event.stop()
        await self.open_contact(event.contact_id)

    async def open_contact(self, contact_id: ContactId) -> None:
        """Turns to a contact's page, and remembers the way back."""
        if self.tab is not commands.SHOW_CONTACT:
            self.came_from = self.tab
        from loyaltytui.tui.screens.contact_page import ContactPage

        page = await self._have(commands.SHOW_CONTACT)
        if isinstance(page, ContactPage):
            page.choose(contact_id)
        await self._turn_to(commands.SHOW_CONTACT)

    async def action_review(self) -> None:
        """What is due, one card at a time."""
        await self._turn_to(commands.REVIEW)

    async def on_review_page_stopped(self) -> None:
        """Back to the agenda, which shows what is left."""
        await self._turn_to(commands.SHOW_AGENDA)

    def action_brief(self) -> None:
        """All about the highlighted contact on one page."""
        from loyaltytui.tui.dialogs.brief_box import BriefBox

        if (who := self.page.highlighted_id) is None or self.page.contact(who) is None:
            return
        self.app.push_screen(BriefBox(self.book.brief(who), self.book.today))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Greys out what needs somebody to be highlighted."""
        if action == "brief" and self.is_mounted and self.page.is_mounted:
            return True if self.page.highlighted_id is not None else None
        return super().check_action(action, parameters)

    async def on_contact_page_left(self) -> None:
        """Back to the list the contact was opened from."""
        await self._turn_to(self.came_from)

    @on(Page.Highlighted)
    async def show_brief(self, event: Page.Highlighted) -> None:
        """The brief follows whoever is highlighted, where there is room for it."""
        event.stop()
        await self._tell_beside()

    async def _tell_beside(self, *, at_once: bool = False) -> None:
        self.beside.said = self.page.said_beside()
        self.beside.has_own = self.tab in WITHOUT_BRIEF
        self.beside.is_contact = self.tab is commands.SHOW_CONTACT
        await self.beside.follow(self.page.highlighted_id, at_once=at_once)

    def on_resize(self) -> None:
        """A terminal that has grown has room for the brief."""
        self.call_after_refresh(self.post_message, Page.Highlighted(self.page.highlighted_id))

    async def action_find(self) -> None:
        """Filters everyone as you type."""
        await self._turn_to(commands.SHOW_CONTACTS)
        from loyaltytui.tui.screens.contacts_page import ContactsPage

        if isinstance(self.page, ContactsPage):
            await self.page.begin_filter()
