"""The one screen: tabs above, a page in the middle, the brief beside it, keys below.

Pages are swapped in place: pushing screens would take five times as long to paint.
"""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.getters import query_one

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.book.errors import BookError, NotFound
from loyaltytui.book.unsaved import Unsaved
from loyaltytui.commands import Command, spoken_keys
from loyaltytui.entries import ContactId
from loyaltytui.plain import safe
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.pen import Pen
from loyaltytui.tui.screens.agenda_page import AgendaPage
from loyaltytui.tui.screens.contact_page import ContactPage
from loyaltytui.tui.screens.contacts_page import ContactsPage
from loyaltytui.tui.screens.everywhere import Everywhere
from loyaltytui.tui.screens.line_logging import said_unsaved
from loyaltytui.tui.screens.page import Page
from loyaltytui.tui.widgets.brief_panel import BriefPanel
from loyaltytui.tui.widgets.key_line import KeyLine
from loyaltytui.tui.widgets.masthead import Masthead

TABS = (
    commands.SHOW_AGENDA,
    commands.SHOW_CONTACTS,
    commands.SHOW_CONTACT,
    commands.SHOW_LOYALTY,
)
WITHOUT_BRIEF = (commands.SHOW_CONTACT, commands.REVIEW)
"""Pages that say themselves what the brief beside them would."""
WATCH_SECONDS = 1.0
_NONE_OF_THEM = -1


class HomeScreen(Everywhere):
    """Holds the pages and turns from one to another."""

    BINDINGS = bindings(commands.EVERYWHERE)
    BINDING_GROUP_TITLE = "Everywhere"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  as Textual types it

    masthead = query_one(Masthead)
    agenda = query_one(AgendaPage)
    contacts = query_one(ContactsPage)
    contact = query_one(ContactPage)
    brief = query_one(BriefPanel)

    def __init__(
        self,
        book: Book,
        pen: Pen,
        unsaved: Unsaved,
        banner: str = "",
        first: Command = commands.SHOW_AGENDA,
    ) -> None:
        """`first`: the page that the day begins with."""
        super().__init__(book, pen, unsaved)
        self.banner = banner
        self.first = first
        self.tab = commands.SHOW_AGENDA
        self.review: Page | None = None
        """Made when it is first asked for: the first frame need not wait for it."""
        self.loyalty: Page | None = None
        """Made when it is first asked for, like the review."""
        self.came_from = commands.SHOW_CONTACTS
        self.seen_version = book.data_version
        self.seen_day = book.today

    def compose(self) -> ComposeResult:
        """All pages at once; one is on show."""
        yield Masthead(TABS, self.book.today, self.banner)
        with Horizontal(id="desk"):
            yield AgendaPage(self.book, self.pen)
            yield ContactsPage(self.book, self.pen)
            yield ContactPage(self.book, self.pen)
            yield BriefPanel()
        yield KeyLine()

    async def on_mount(self) -> None:
        """The agenda is what the day begins with, or the review when that was asked for."""
        if self.first is commands.REVIEW:
            await self.action_review()
        else:
            self._turn_to(self.first)
        self.set_interval(WATCH_SECONDS, self._watch_book)
        if not self.book.contact_count():
            self.action_welcome()
        if said := said_unsaved(self.book, self.unsaved.others(_NONE_OF_THEM)):
            self.notify(safe(f"{said}. {spoken_keys(commands.LOG_LINE)} goes on."), markup=False)

    @property
    def page(self) -> Page:
        """The page on show."""
        if self.tab is commands.REVIEW and self.review is not None:
            return self.review
        if self.tab is commands.SHOW_LOYALTY and self.loyalty is not None:
            return self.loyalty
        pages: dict[str, Page] = {
            commands.SHOW_AGENDA.id: self.agenda,
            commands.SHOW_CONTACTS.id: self.contacts,
            commands.SHOW_CONTACT.id: self.contact,
        }
        return pages[self.tab.id]

    @property
    def page_label(self) -> str:
        """What the page on show is called."""
        return self.tab.label

    def _turn_to(self, tab: commands.Command) -> None:
        self.tab = tab
        for page in self.query(Page):
            page.display = page is self.page
        self.brief.set_class(tab in WITHOUT_BRIEF, "-away")
        self.masthead.current = tab.id
        self.page.reread()
        self.page.enter()

    def _watch_book(self) -> None:
        """Sees what another program wrote, and that midnight has passed."""
        try:
            version = self.book.data_version
        except BookError as error:
            self.notify(safe(str(error)), severity="error", markup=False)
            return
        if (version, self.book.today) == (self.seen_version, self.seen_day):
            return
        if self.book.today != self.seen_day and not self.book.is_read_only:
            self._follow_the_day()
        self.seen_version, self.seen_day = version, self.book.today
        self.masthead.today = self.seen_day
        if self.app.screen is self:
            self.page.reread()

    @work
    async def _follow_the_day(self) -> None:
        """Midnight has passed: the stored figures follow, and so does what is on show."""
        try:
            await self.pen.write(self.book.follow_the_day)
        except BookError as error:
            self.notify(safe(str(error)), severity="error", markup=False)
            return
        if self.app.screen is self:
            self.page.reread()

    def on_screen_resume(self) -> None:
        """Back from a dialog: the book may have moved on."""
        if self.is_mounted and self.page.is_mounted:
            self.page.reread()

    def action_show_agenda(self) -> None:
        """The day's page."""
        self._turn_to(commands.SHOW_AGENDA)

    def action_show_contacts(self) -> None:
        """Everyone."""
        self._turn_to(commands.SHOW_CONTACTS)

    def action_show_contact(self) -> None:
        """The highlighted contact's own page."""
        if (who := self.page.highlighted_id) is not None:
            self.open_contact(who)
        else:
            self._turn_to(commands.SHOW_CONTACT)

    async def action_show_loyalty(self) -> None:
        """How loyal they all are."""
        if self.loyalty is None:
            from loyaltytui.tui.screens.loyalty_page import LoyaltyPage

            self.loyalty = LoyaltyPage(self.book, self.pen)
            await self.query_one("#desk").mount(self.loyalty, before=self.brief)
        self._turn_to(commands.SHOW_LOYALTY)

    @on(Masthead.Chosen)
    async def choose_tab(self, event: Masthead.Chosen) -> None:
        """The mouse chose a tab."""
        await self.run_action(event.command.action)

    @on(Page.Asked)
    def show_asked(self, event: Page.Asked) -> None:
        """A page wants a contact opened."""
        self.open_contact(event.contact_id)

    def open_contact(self, contact_id: ContactId) -> None:
        """Turns to a contact's page, and remembers the way back."""
        if self.tab is not commands.SHOW_CONTACT:
            self.came_from = self.tab
        self.contact.choose(contact_id)
        self._turn_to(commands.SHOW_CONTACT)

    async def action_review(self) -> None:
        """What is due, one card at a time."""
        if self.review is None:
            from loyaltytui.tui.screens.review_page import ReviewPage

            self.review = ReviewPage(self.book, self.pen, self.unsaved)
            await self.query_one("#desk").mount(self.review)
        self._turn_to(commands.REVIEW)

    def on_review_page_stopped(self) -> None:
        """Back to the agenda, which shows what is left."""
        self._turn_to(commands.SHOW_AGENDA)

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

    @on(ContactPage.Left)
    def go_back(self) -> None:
        """Back to the list the contact was opened from."""
        self._turn_to(self.came_from)

    @on(Page.Highlighted)
    def show_brief(self, event: Page.Highlighted) -> None:
        """The brief follows whoever is highlighted, where there is room for it."""
        if not self.has_class("-wide") or self.tab in WITHOUT_BRIEF:
            return
        try:
            brief = self.book.brief(event.contact_id) if event.contact_id is not None else None
        except NotFound:
            brief = None
        self.brief.show(brief, self.book.today)

    def on_resize(self) -> None:
        """A terminal that has grown has room for the brief."""
        self.call_after_refresh(self.post_message, Page.Highlighted(self.page.highlighted_id))

    def action_find(self) -> None:
        """Filters everyone as you type."""
        self._turn_to(commands.SHOW_CONTACTS)
        self.contacts.begin_filter()
