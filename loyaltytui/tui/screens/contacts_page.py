"""Everyone: sorted by any column, filtered as you type."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.getters import query_one

from loyaltytui import commands
from loyaltytui.book.contact_order import Column
from loyaltytui.book.errors import BookError
from loyaltytui.book.finding import MOST_FOUND
from loyaltytui.book.glance import Glance
from loyaltytui.book.placing import Counts
from loyaltytui.book.sifting import sieve_of
from loyaltytui.capture.filters import Sought, read_sought
from loyaltytui.commands import ADD_CONTACT, LOG_LINE, spoken_keys
from loyaltytui.entries import ContactId
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.pen import Pen
from loyaltytui.tui.screens.filtered_page import FilteredPage
from loyaltytui.tui.screens.slow_reading import SlowReading
from loyaltytui.tui.widgets.contact_list import ContactList
from loyaltytui.tui.widgets.contact_rows import ContactRows, column_heads
from loyaltytui.tui.widgets.ink import ink
from loyaltytui.tui.widgets.rows import MARK, Rows
from loyaltytui.tui.widgets.sought_chips import sought_line
from loyaltytui.tui.widgets.words import Words

if TYPE_CHECKING:
    from loyaltytui.book.book import Book

_EMPTY = (
    "Nobody is in the book yet.\n\n"
    f"{spoken_keys(ADD_CONTACT)}  add a contact     "
    f"{spoken_keys(LOG_LINE)}  log a call: the person is added on the way"
)


class ContactsPage(FilteredPage):
    """The list of everyone."""

    BINDINGS = bindings(commands.CONTACTS)
    BINDING_GROUP_TITLE = "Contacts"

    rows = query_one(ContactList)
    heads = query_one("#heads", Words)
    chips = query_one("#sought", Words)
    empty = query_one("#nobody", Words)

    def __init__(self, book: Book, pen: Pen) -> None:
        super().__init__(book, pen, id="contacts-page")
        self.column = Column.NAME
        self.is_reversed = False
        self.sought = Sought()
        self.slow = SlowReading[Counts](book)
        self.people = ContactRows((), book.contacts, book.standings, book.today)

    def compose(self) -> ComposeResult:
        """The heads of the columns, the list."""
        yield Words(id="sought")
        yield Words(id="heads")
        yield ContactList()
        yield Words(id="nobody")

    def reread(self) -> None:
        """Fills the list; the cursor stays on the contact it was on."""
        before = self.highlighted_id
        self._read()
        self._show(self._place(before))

    def show_first(self) -> None:
        """Fills the list, and shows it from its beginning."""
        self._read()
        self._show(0)

    def _read(self) -> None:
        # Whoever is counted still is not who is shown now.
        self.slow.give_up()
        book, today = self.book, self.book.today
        self.sought = sought = read_sought(self.typed)
        sieve = sieve_of(sought.conditions, today)
        snippets = None
        ids: Sequence[ContactId]
        if sought.words:
            glance = Glance(book.rows)
            ids = book.found_contacts(sought.words, sieve=sieve, glance=glance)
            snippets = partial(book.snippets_of, sought.words, glance=glance)
        else:
            ids = book.contact_order(self.column, is_reversed=self.is_reversed, sieve=sieve)
        if self.marks:
            self.marks &= book.still_there(self.marks)
        self.people = ContactRows(
            ids, book.contacts, book.standings, today, sorted_by=self.column, snippets=snippets
        )

    def _place(self, contact_id: ContactId | None) -> int | None:
        """Where a contact is shown now; None: nobody was highlighted, or they are not there."""
        if contact_id is None:
            return None
        return self.people.go_to(contact_id, self.rows.cursor, self.rows.size.height)

    def _show(self, cursor: int | None) -> None:
        is_empty = not len(self.people)
        self.rows.display = not is_empty
        self.empty.display = is_empty
        if is_empty:
            nobody = ink(f"Nothing in the book matches “{self.typed.strip()}”.")
            self.empty.inscribe(Content(_EMPTY) if self.sought.is_empty else nobody)
        self.chips.display = bool(self.sought.conditions)
        self.chips.inscribe(sought_line(self.sought))
        # The cursor first: where it was, somebody else stands now, whom it would take long to find.
        self.rows.show(self.people, cursor)
        # What comes into sight is read before the title says how many were found at least.
        top = self.rows.top
        # After nobody was found the list has no height yet: then as far as it can reach.
        height = self.rows.size.height or self.size.height
        self.people.prepare(top, min(top + height, len(self.people)))
        self.show_marks()

    @on(ContactList.Rested)
    @work
    async def count_beside(self) -> None:
        """Counts what nobody knows yet of those shown, while the keys are listened to."""
        people = self.people
        try:
            counts = await asyncio.wrap_future(self.slow.begin(people.counts))
        except BookError:
            # It is counted as soon as somebody needs it, and then told.
            return
        if people is self.people:
            self.rows.settle(counts)

    def on_unmount(self) -> None:
        """Nobody waits for it any more."""
        self.slow.close()

    @on(ContactList.Settled)
    def paint_title(self) -> None:
        """How many there are, what they are sorted by, and the heads of the columns."""
        has_snippets = self.people.snippets is not None
        sign = len(MARK) if self.marks else 0
        width = max(self.size.width - 2 - sign, 20)
        heads = column_heads(
            width, self.column, is_reversed=self.is_reversed, has_snippets=has_snippets
        )
        count = self.people.said_count
        if not self.sought.is_empty:
            is_cut = has_snippets and len(self.people) >= MOST_FOUND
            count = f"the first {count} found" if is_cut else f"{count} found"
        self.heads.inscribe(ink(" " * (1 + sign) + heads, "$foreground-muted"))
        said = " · ".join(filter(None, ["Contacts", count, self.said_marks()]))
        self.entitle(ink(said), self.below)

    def shown_ids(self) -> Sequence[ContactId]:
        """Every row is a contact."""
        return self.people.ids

    def show_marks(self) -> None:
        """The heads give way to the signs, and the title counts them."""
        super().show_marks()
        self.paint_title()

    def on_resize(self) -> None:
        """Columns follow the width."""
        self.paint_title()

    def enter(self) -> None:
        """The list has the focus."""
        self.rows.focus()

    @property
    def highlighted_id(self) -> ContactId | None:
        """The contact beneath the cursor."""
        at = self.rows.cursor
        return self.people.ids[at] if at < len(self.people) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Greys out what needs a contact when there is none."""
        if action in ("edit", "delete"):
            return True if self.marks or self.highlighted_id is not None else None
        if action in ("sort", "reverse_sort"):
            return None if self.people.snippets is not None else True
        return super().check_action(action, parameters)

    def action_sort(self) -> None:
        """Sorts by the next column."""
        columns = list(Column)
        self.column = columns[(columns.index(self.column) + 1) % len(columns)]
        self.reread()

    def action_reverse_sort(self) -> None:
        """Turns the order around."""
        self.is_reversed = not self.is_reversed
        self.reread()

    @work
    async def action_edit(self) -> None:
        """Changes the highlighted contact, or all who are marked."""
        if self.marks:
            self.action_act_on_all()
        elif self.highlighted_id is not None:
            from loyaltytui.tui.screens.contact_editing import edit_contact

            await edit_contact(self, self.highlighted_id)

    @work
    async def action_delete(self) -> None:
        """Takes the highlighted contact out, or all who are marked; `u` brings them back."""
        if self.marks:
            from loyaltytui.tui.dialogs.bulk_box import Act

            await self.act_on_marked(Act.DELETE)
            return
        contact = self.contact(self.highlighted_id) if self.highlighted_id is not None else None
        if contact is not None:
            said = (
                f"{contact.name} is out of the book. {spoken_keys(commands.UNDO)} brings them back."
            )
            await self.write(said, self.book.delete_contact, contact)

    @on(Rows.Moved)
    def tell_whom(self) -> None:
        """The brief beside the list follows the cursor, but not each letter that is typed."""
        if self.is_typed_on:
            return
        self.post_message(self.Highlighted(self.highlighted_id))
        self.refresh_bindings()

    @on(Rows.Opened)
    def open_contact(self) -> None:
        """Enter shows the contact."""
        if self.highlighted_id is not None:
            self.post_message(self.Asked(self.highlighted_id))
