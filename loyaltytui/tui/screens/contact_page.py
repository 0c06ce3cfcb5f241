"""All there is about one contact: who they are and how things stand, then everything in sections.

What its keys write lives in `contact_writing`, what each section reads in `contact_reading`.
"""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.getters import query_one
from textual.message import Message

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.book.brief import Brief
from loyaltytui.book.errors import NotFound
from loyaltytui.commands import ADD_CONTACT, FIND, REVEAL, SHOW_CONTACTS, spoken_keys
from loyaltytui.entries import Contact, ContactId
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.pen import Pen
from loyaltytui.tui.screens.contact_reading import SECTIONS, read_section
from loyaltytui.tui.screens.contact_writing import ContactWriting
from loyaltytui.tui.widgets.brief_panel import head_days, head_person
from loyaltytui.tui.widgets.figures import figure_lines
from loyaltytui.tui.widgets.ink import ink, ink_lines
from loyaltytui.tui.widgets.rows import Rows
from loyaltytui.tui.widgets.section_rows import SectionRows, Telling
from loyaltytui.tui.widgets.tab_line import TabLine
from loyaltytui.tui.widgets.timeline_rows import TimelineRows
from loyaltytui.tui.widgets.words import Words

NOBODY_OPEN = (
    "Nobody is open.\n\n"
    f"{spoken_keys(SHOW_CONTACTS)}  everyone; enter opens somebody     "
    f"{spoken_keys(FIND)}  find somebody     {spoken_keys(ADD_CONTACT)}  add a contact"
)


class ContactPage(ContactWriting):
    """One contact."""

    BINDINGS = bindings(commands.CONTACT)
    BINDING_GROUP_TITLE = "Contact"
    DEFAULT_CSS = """
    ContactPage #head, ContactPage #days { text-wrap: nowrap; text-overflow: ellipsis; }
    ContactPage #figures, ContactPage #days { height: auto; padding: 0 1; }
    """

    rows = query_one(Rows)
    head = query_one("#head", Words)
    figures = query_one("#figures", Words)
    last_days = query_one("#days", Words)
    tabs = query_one(TabLine)

    class Left(Message):
        """Escape: back to where the contact was opened from."""

    def __init__(self, book: Book, pen: Pen) -> None:
        super().__init__(book, pen, id="contact-page")
        self.chosen_id: ContactId | None = None
        self.brief: Brief | None = None
        self.section: SectionRows | TimelineRows = SectionRows(())
        self.is_revealed = False

    def compose(self) -> ComposeResult:
        """The person, the five figures, the sections, the rows of the open one."""
        yield Words(id="head")
        yield Words(id="figures")
        yield Words(id="days")
        yield TabLine(SECTIONS)
        yield Rows()

    def choose(self, contact_id: ContactId) -> None:
        """The contact to show from the next reading on; a new one is read from the top."""
        if contact_id != self.chosen_id:
            self.chosen_id = contact_id
            self.rows.cursor = 0
            self.is_revealed = False
            self.read_as_of = None

    def reread(self) -> None:
        """Fills the page from the book."""
        self.brief = None
        if self.chosen_id is not None:
            try:
                self.brief = self.book.brief(self.chosen_id)
                self._show(self.brief)
            except NotFound:
                self.brief = self.chosen_id = None
        is_somebody = self.brief is not None
        self.rows.display = self.tabs.display = is_somebody
        self.figures.display = self.last_days.display = is_somebody
        if not is_somebody:
            self.head.inscribe(ink_lines(NOBODY_OPEN))
            self.section = SectionRows(())
        shown = f"in confidence: shown · {spoken_keys(REVEAL)} hides"
        self.entitle(Content(""), ink(shown if self.is_revealed else ""))
        self.rows.show(self.section)

    def _show(self, brief: Brief) -> None:
        today = self.book.today
        telling = Telling(today, self.is_revealed)
        self.head.inscribe(Content("\n").join(head_person(brief)))
        figures = figure_lines(brief.figures, brief.points, shows_confidential=self.is_revealed)
        self.figures.inscribe(Content("\n").join(figures))
        self.last_days.inscribe(Content("\n").join(head_days(brief, today)))
        name = SECTIONS[self.tabs.current]
        self.section = read_section(self.book, name, brief, telling)

    def enter(self) -> None:
        """The rows have the focus."""
        self.rows.focus()

    @property
    def shown(self) -> Contact | None:
        """The contact that is open."""
        return self.brief.contact if self.brief else None

    @property
    def highlighted_id(self) -> ContactId | None:
        """The contact that is open."""
        return self.chosen_id

    @property
    def highlighted(self) -> object | None:
        """The entry beneath the cursor."""
        if isinstance(self.section, TimelineRows):
            return self.section.moment(self.rows.cursor)
        return self.section.entry(self.rows.cursor)

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

    def action_reveal(self) -> None:
        """Shows what was told in confidence until the page is left, or hides it again."""
        self.is_revealed = not self.is_revealed
        self.reread()

    def on_hide(self) -> None:
        """Whoever comes back finds confidences masked."""
        if self.is_revealed:
            self.is_revealed = False
            self.reread()

    def action_close(self) -> None:
        """Back to where the contact was opened from."""
        self.post_message(self.Left())

    @on(Rows.Moved)
    def follow_cursor(self) -> None:
        """Other rows answer to other keys."""
        self.post_message(self.Highlighted(self.chosen_id))
        self.refresh_bindings()

    @on(Rows.Opened)
    def open_row(self) -> None:
        """Enter opens what can be changed."""
        if self.can_edit(self.highlighted):
            self.open_highlighted()
