"""Everyone: sorted by any column, filtered as you type."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import events, on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.getters import query_one
from textual.timer import Timer
from textual.widgets import Input

from loyaltytui import commands
from loyaltytui.book.contact_order import Column
from loyaltytui.book.finding import MOST_FOUND
from loyaltytui.book.sifting import sieve_of
from loyaltytui.capture.filters import Sought, read_sought
from loyaltytui.commands import ADD_CONTACT, LOG_LINE, spoken_keys
from loyaltytui.entries import ContactId
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.pen import Pen
from loyaltytui.tui.screens.marking import MarkingPage
from loyaltytui.tui.widgets.contact_list import ContactList
from loyaltytui.tui.widgets.contact_rows import ContactRows, column_heads
from loyaltytui.tui.widgets.filter_line import FilterLine, sought_line
from loyaltytui.tui.widgets.ink import ink
from loyaltytui.tui.widgets.rows import MARK, Rows
from loyaltytui.tui.widgets.words import Words

if TYPE_CHECKING:
    from loyaltytui.book.book import Book

_REST_SECONDS = 0.2
_EMPTY = (
    "Nobody is in the book yet.\n\n"
    f"{spoken_keys(ADD_CONTACT)}  add a contact     "
    f"{spoken_keys(LOG_LINE)}  log a call: the person is added on the way"
)


class ContactsPage(MarkingPage):
    """The list of everyone."""

    BINDINGS = bindings(commands.CONTACTS)
    BINDING_GROUP_TITLE = "Contacts"

    line = query_one(FilterLine)
    heads = query_one("#heads", Words)
    chips = query_one("#sought", Words)
    empty = query_one("#nobody", Words)

    def __init__(self, book: Book, pen: Pen) -> None:
        super().__init__(book, pen, id="contacts-page")
        self.column = Column.NAME
        self.is_reversed = False
        self.sought = Sought()
        self._waiting: Timer | None = None
        """Runs until the typing rests. None: nobody types."""
        self.below = ink("")
        """Said in the lower edge of the frame: how the filter ends."""
        self.people = ContactRows((), book.contacts, book.standings, book.today)

    def compose(self) -> ComposeResult:
        """The filter, the heads of the columns, the list."""
        yield FilterLine()
        yield Words(id="sought")
        yield Words(id="heads")
        yield ContactList()
        yield Words(id="nobody")

    def on_mount(self) -> None:
        """Watches the filter's value itself: its message would come a frame later."""
        self.watch(self.line, "value", self._filter, init=False)

    def reread(self) -> None:
        """Fills the list; the cursor stays on the contact it was on."""
        before, at = self.highlighted_id, self.rows.cursor
        book, today = self.book, self.book.today
        self.sought = sought = read_sought(self.line.value)
        sieve = sieve_of(sought.conditions, today)
        snippets = None
        ids: Sequence[ContactId]
        if sought.words:
            ids = book.found_contacts(sought.words, sieve=sieve)
            snippets = partial(book.snippets_of, sought.words)
        else:
            ids = book.contact_order(self.column, is_reversed=self.is_reversed, sieve=sieve)
        if self.marks:
            self.marks &= book.still_there(self.marks)
        self.people = ContactRows(
            ids, book.contacts, book.standings, today, sorted_by=self.column, snippets=snippets
        )
        self._show(self._place(before, at))

    def _place(self, contact_id: ContactId | None, at: int) -> int | None:
        """Where a contact stands now: most often where they stood. None: they do not."""
        ids = self.people.ids
        if contact_id is None or (at < len(self.people) and ids[at] == contact_id):
            return None
        try:
            return ids.index(contact_id)
        except ValueError:
            return None

    def _filter(self) -> None:
        """Looks for what is typed, at once: the letter and what it finds are painted together.

        Whom half a word finds first is nobody to tell of; that waits until the typing rests.
        """
        self.reread()
        if len(self.people):
            self.rows.show(self.people, 0)
        self._stop_waiting()
        self._waiting = self.set_timer(_REST_SECONDS, self._rest)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None

    def _rest(self) -> None:
        """Nobody types any more."""
        if self._waiting is not None:
            self._stop_waiting()
            self.tell_whom()

    def _show(self, cursor: int | None) -> None:
        is_empty = not len(self.people)
        self.rows.display = not is_empty
        self.empty.display = is_empty
        if is_empty:
            typed = self.line.value.strip()
            nobody = ink(f"Nothing in the book matches “{typed}”.")
            self.empty.inscribe(Content(_EMPTY) if self.sought.is_empty else nobody)
        self.chips.display = bool(self.sought.conditions)
        self.chips.inscribe(sought_line(self.sought))
        self.show_marks()
        self.rows.show(self.people, cursor)

    @on(ContactList.Counted)
    def _paint_heads(self) -> None:
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
        self._paint_heads()

    def on_resize(self) -> None:
        """Columns follow the width."""
        self._paint_heads()

    def enter(self) -> None:
        """The list has the focus."""
        self.rows.focus()

    def begin_filter(self) -> None:
        """Opens the filter line."""
        self.line.display = True
        self._say_below("enter goes to the list · esc ends the filter")
        self.line.focus()

    def on_key(self, event: events.Key) -> None:
        """Arrows and enter reach the list from the filter line; escape ends the filter."""
        if self.app.focused is self.line and event.key in ("down", "up", "pagedown", "pageup"):
            self._rest()
            event.prevent_default().stop()
            move = {
                "down": self.rows.action_down,
                "up": self.rows.action_up,
                "pagedown": self.rows.action_page_down,
                "pageup": self.rows.action_page_up,
            }
            move[event.key]()
        elif event.key == "escape" and self.line.display:
            event.prevent_default().stop()
            self._end_filter()

    @work
    async def action_filter(self) -> None:
        """Chooses a filter in a box, which writes it into the line."""
        from loyaltytui.tui.dialogs.filter_box import FilterBox

        async def take(typed: str) -> None:
            self._begin(typed)

        await self.app.push_screen_wait(FilterBox(take, self.line.value))

    def _begin(self, typed: str) -> None:
        if not typed:
            self._end_filter()
            return
        self.rows.focus()
        self.line.display = True
        self.line.value = typed
        self._say_below("esc ends the filter")

    def _end_filter(self) -> None:
        self.rows.focus()
        self.line.display = False
        self._say_below("")
        self.line.value = ""
        self._rest()

    def _say_below(self, words: str) -> None:
        self.below = ink(words)
        self._paint_heads()

    @on(Input.Submitted)
    def take_filter(self) -> None:
        """Enter on the filter goes on in the list, or opens the only contact left."""
        self._rest()
        self.rows.focus()
        if len(self.people) == 1:
            self.rows.action_open()

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
        if self._waiting is not None:
            return
        self.post_message(self.Highlighted(self.highlighted_id))
        self.refresh_bindings()

    @on(Rows.Opened)
    def open_contact(self) -> None:
        """Enter shows the contact."""
        if self.highlighted_id is not None:
            self.post_message(self.Asked(self.highlighted_id))
