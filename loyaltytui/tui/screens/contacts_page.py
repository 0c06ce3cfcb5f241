"""Everyone: sorted by any column, filtered as you type."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on, work
from textual.app import ComposeResult
from textual.getters import query_one
from textual.widgets import Input, Static

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.book.contact_pages import Column
from loyaltytui.commands import ADD_CONTACT, LOG_LINE, spoken_keys
from loyaltytui.entries import ContactId
from loyaltytui.tui.dialogs.bulk_box import Act
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.pen import Pen
from loyaltytui.tui.screens.contact_editing import edit_contact
from loyaltytui.tui.screens.marking import MarkingPage
from loyaltytui.tui.widgets.contact_rows import ContactRows, column_widths
from loyaltytui.tui.widgets.ink import fit, ink
from loyaltytui.tui.widgets.rows import MARK, Rows
from loyaltytui.tui.widgets.typing import TextLine

_LABELS = {
    Column.NAME: "name",
    Column.ACCOUNT: "account",
    Column.TIER: "tier",
    Column.LAST: "last contact",
    Column.NEXT: "next check-in",
}
_EMPTY = (
    "Nobody is in the book yet.\n\n"
    f"{spoken_keys(ADD_CONTACT)}  add a contact     "
    f"{spoken_keys(LOG_LINE)}  log a call: the person is added on the way"
)


class FilterLine(TextLine):
    """The line behind `/`: the list keeps answering to the arrows while it is typed on."""

    DEFAULT_CSS = """
    FilterLine { display: none; background: $panel; }
    """

    def __init__(self) -> None:
        super().__init__(placeholder="name, account, channel, tag, or any words of a note")


class ContactsPage(MarkingPage):
    """The list of everyone."""

    BINDINGS = bindings(commands.CONTACTS)
    BINDING_GROUP_TITLE = "Contacts"

    line = query_one(FilterLine)
    heads = query_one("#heads", Static)
    empty = query_one("#nobody", Static)

    def __init__(self, book: Book, pen: Pen) -> None:
        super().__init__(book, pen, id="contacts-page")
        self.column = Column.NAME
        self.is_reversed = False
        self.people = ContactRows((), book.contacts, book.today)

    def compose(self) -> ComposeResult:
        """The filter, the heads of the columns, the list."""
        yield FilterLine()
        yield Static(ink(""), id="heads")
        yield Rows()
        yield Static(ink(""), id="nobody")

    def on_mount(self) -> None:
        """Watches the filter's value itself: its message would come a frame later."""
        self.watch(self.line, "value", self._filter, init=False)

    def reread(self) -> None:
        """Fills the list; the cursor stays on the contact it was on."""
        before = self.highlighted_id
        typed = self.line.value.strip()
        if typed:
            found: dict[ContactId, str] = {}
            for hit in self.book.find(typed):
                text = hit.snippet if hit.source != "contact" else ""
                if not found.get(hit.contact_id):
                    found[hit.contact_id] = text
            self.people = ContactRows(list(found), self.book.contacts, self.book.today, found)
        else:
            order = self.book.contact_order(self.column, is_reversed=self.is_reversed)
            self.marks &= set(order)
            self.people = ContactRows(order, self.book.contacts, self.book.today)
        same = self.people.ids.index(before) if before in self.people.ids else None
        self._show(same)

    def _filter(self) -> None:
        self.reread()
        if len(self.people):
            self.rows.show(self.people, 0)

    def _show(self, cursor: int | None) -> None:
        is_empty = not len(self.people)
        self.rows.display = not is_empty
        self.empty.display = is_empty
        if is_empty:
            typed = self.line.value.strip()
            self.empty.update(ink(f"Nothing in the book matches “{typed}”.") if typed else _EMPTY)
        self.show_marks()
        self.rows.show(self.people, cursor)

    def _paint_heads(self) -> None:
        is_filtered = self.people.snippets is not None
        sign = len(MARK) if self.marks else 0
        widths = column_widths(max(self.size.width - 2 - sign, 20), has_snippets=is_filtered)
        arrow = "▾" if self.is_reversed else "▴"
        heads = [
            fit(f"{_LABELS[name]} {arrow}" if name is self.column else _LABELS[name], size)
            for name, size in widths.items()
        ]
        if is_filtered:
            heads = [fit(_LABELS[name], size) for name, size in widths.items()] + ["found in"]
        count = f"{len(self.people):,} found" if is_filtered else f"{len(self.people):,}"
        self.heads.update(ink(" " * (1 + sign) + " ".join(heads), "$foreground-muted"))
        self.border_title = ink(" · ".join(filter(None, ["Contacts", count, self.said_marks()])))

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
        self.border_subtitle = ink("enter goes to the list · esc ends the filter")
        self.line.focus()

    def on_key(self, event: events.Key) -> None:
        """Arrows and enter reach the list from the filter line; escape ends the filter."""
        if self.app.focused is self.line and event.key in ("down", "up", "pagedown", "pageup"):
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

    def _end_filter(self) -> None:
        self.rows.focus()
        self.line.display = False
        self.border_subtitle = ""
        self.line.value = ""

    @on(Input.Submitted)
    def take_filter(self) -> None:
        """Enter on the filter goes on in the list, or opens the only contact left."""
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
            return True if self.meant else None
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
            await edit_contact(self, self.highlighted_id)

    @work
    async def action_delete(self) -> None:
        """Takes the highlighted contact out, or all who are marked; `u` brings them back."""
        if self.marks:
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
        """The brief beside the list follows the cursor."""
        self.post_message(self.Highlighted(self.highlighted_id))
        self.refresh_bindings()

    @on(Rows.Opened)
    def open_contact(self) -> None:
        """Enter shows the contact."""
        if self.highlighted_id is not None:
            self.post_message(self.Asked(self.highlighted_id))
