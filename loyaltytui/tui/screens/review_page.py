"""The review: what is due, one card at a time, until nothing is left.

Which cards there are and what became of them is `loyalty.review`'s to say; keeping where it
stopped is `book.sittings`' work.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, ParamSpec

from msgspec.structs import replace
from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Static

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.book.brief import Brief
from loyaltytui.book.errors import BookError, NotFound
from loyaltytui.book.sitting_in_hand import ReviewEnd, SittingInHand
from loyaltytui.book.sittings import Sittings
from loyaltytui.book.unsaved import Unsaved
from loyaltytui.dates import say_day
from loyaltytui.entries import CheckIn, ContactId, Promise
from loyaltytui.loyalty import review
from loyaltytui.loyalty.agenda import AgendaItem
from loyaltytui.loyalty.review import Card, Sitting
from loyaltytui.plain import safe
from loyaltytui.tui.dialogs.plan_forms import CheckInForm
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.pen import Pen
from loyaltytui.tui.screens.line_logging import log_line
from loyaltytui.tui.screens.promise_page import PromisePage
from loyaltytui.tui.widgets.brief_panel import brief_parts, open_words
from loyaltytui.tui.widgets.brief_room import BriefRoom
from loyaltytui.tui.widgets.ink import ink
from loyaltytui.tui.widgets.key_results import KeyResults, key_results
from loyaltytui.tui.widgets.review_card import CardRows, ReviewProgress, without_items
from loyaltytui.tui.widgets.review_end import GO_BACK, ChoiceRows, choices, said_at_end
from loyaltytui.tui.widgets.rows import Rows

P = ParamSpec("P")

_ROWS_AROUND = 11
"""What a card needs besides its items, at the least."""
_MOST_ITEMS = 6
"""Rows of one card on screen at once; more of them scroll."""


class ReviewPage(PromisePage):
    """One card after another."""

    BINDINGS = bindings(commands.REVIEWING)
    BINDING_GROUP_TITLE = "Review"

    progress = query_one(ReviewProgress)
    rows = query_one(Rows)
    person = query_one("#card-person", Static)
    room = query_one(BriefRoom)
    said = query_one("#card-said", Static)
    results = query_one(KeyResults)

    class Stopped(Message):
        """The review was left, or there is nothing more to do in it."""

    def __init__(self, book: Book, pen: Pen, unsaved: Unsaved) -> None:
        super().__init__(book, pen, id="review-page")
        self.unsaved = unsaved
        self.sittings = Sittings(book)
        self.hand = SittingInHand(self.sittings, book.rules.review_cap, self._keep)
        self.due: list[AgendaItem] = []
        self.items = CardRows((), book.today)
        self.shown_id: ContactId | None = None
        """Whose card is on show. None: nobody's, or whoever comes first."""
        self.brief: Brief | None = None
        self.end: ReviewEnd | None = None
        self.is_writing = False

    def compose(self) -> ComposeResult:
        """How far it is, who it is, what is due, what to know, where the keys lead."""
        yield ReviewProgress()
        yield Static(ink(""), id="card-person")
        yield Rows()
        yield BriefRoom()
        yield Static(ink(""), id="card-said")
        yield KeyResults()

    def on_mount(self) -> None:
        """The border says what this is."""
        self.border_title = ink("Review")

    def enter(self) -> None:
        """The rows have the focus; what was said last time is no news."""
        self.said.update(ink(""))
        self.rows.focus()

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: Literal["information", "warning", "error"] = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Says in a line of the card what was done: a toast would lie over the keys' results."""
        if severity == "information":
            self.said.update(ink(message, "$text-success"))
        else:
            super().notify(safe(message), severity=severity, timeout=timeout, markup=False)

    def reread(self) -> None:
        """Fills the page from the book; the card on show stays until it is finished."""
        today = self.book.today
        agenda = self.book.agenda()
        self.due = review.due_now(agenda, today)
        if self.hand.is_for_another(today):
            self.shown_id = None
        sitting = self.hand.seat(self.due, today)
        cards = review.cards(sitting, self.due)
        unfinished = [card for card in cards if card.items]
        card = next((one for one in unfinished if one.contact_id == self.shown_id), None)
        card = card or next(iter(unfinished), None)
        self.progress.count = len(cards)
        self.progress.finished = len(cards) - len(unfinished)
        self.progress.place = cards.index(card) + 1 if card else 0
        try:
            self.brief = self.book.brief(card.contact_id) if card else None
        except NotFound:
            self.brief = card = None
        if card is None or self.brief is None:
            self._show_end(sitting, agenda)
        else:
            self._show_card(card, self.brief)

    @work
    async def _keep(self, sitting: Sitting) -> None:
        try:
            await self.pen.write(self.sittings.keep, sitting)
        except BookError:
            # The review goes on all the same: at worst it begins anew after a restart.
            return

    def _show_card(self, card: Card, brief: Brief) -> None:
        self.end = None
        parts = brief_parts(without_items(brief, card.items), self.book.today)
        self.person.update(Content("\n").join(parts.person))
        self.room.parts = replace(parts, person=[])
        is_same = card.contact_id == self.shown_id
        before = self.items.item(self.rows.cursor) if is_same else None
        self.shown_id = card.contact_id
        self.items = CardRows(card.items, self.book.today)
        keys = [review.key_of(item) for item in card.items]
        at = self.rows.cursor if is_same else 0
        if before is not None and review.key_of(before) in keys:
            at = keys.index(review.key_of(before))
        self._make_room()
        self.rows.show(self.items, at)

    def _show_end(self, sitting: Sitting, agenda: list[AgendaItem]) -> None:
        self.shown_id = None
        self.items = CardRows((), self.book.today)
        self.room.parts = None
        self.end = self.hand.end(sitting, self.due)
        self.person.update(said_at_end(self.end, agenda, self.book.today))
        self._make_room()
        self.rows.show(ChoiceRows(choices(self.end)), 0)

    def _make_room(self) -> None:
        """As many rows as there are items, but never so many that the keys' results go."""
        wanted = len(choices(self.end)) if self.end else len(self.items)
        self.rows.styles.height = max(min(wanted, _MOST_ITEMS, self.size.height - _ROWS_AROUND), 1)

    def on_resize(self) -> None:
        """Another height has room for more or fewer items."""
        self._make_room()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Greys out what makes no sense for the highlighted item, or when no card is left."""
        if action == "snooze_until":
            action = "snooze"
        if action in ("skip", "add_check_in"):
            return True if self.brief is not None else None
        return super().check_action(action, parameters)

    @property
    def highlighted(self) -> object | None:
        """The entry of the item beneath the cursor."""
        item = self.items.item(self.rows.cursor)
        return None if item is None else item.about

    @property
    def highlighted_id(self) -> ContactId | None:
        """Whose card is on show."""
        return self.shown_id

    @on(Rows.Moved)
    def follow_cursor(self) -> None:
        """Other items have other keys, and the same keys lead elsewhere."""
        self.post_message(self.Highlighted(self.shown_id))
        self.refresh_bindings()
        item = self.items.item(self.rows.cursor)
        if item is None or self.brief is None:
            self.results.results = ()
        else:
            contact, today = self.brief.contact, self.book.today
            self.results.results = key_results(item, contact, today, self.book.rules)

    @on(Rows.Opened)
    def do_the_usual(self) -> None:
        """Enter: a promise was kept, anybody else was talked to. At the end: what was chosen."""
        if self.end is not None:
            self._choose(choices(self.end)[self.rows.cursor])
        elif isinstance(self.highlighted, Promise):
            self.action_keep()
        else:
            self._log()

    @work
    async def _log(self) -> None:
        await log_line(self, self.unsaved, self.shown_id)

    def _choose(self, choice: str) -> None:
        if choice == GO_BACK:
            self.action_stop()
            return
        self.hand.go_on(self.due)
        self.said.update(ink(""))
        self.reread()

    async def write(
        self, said: str, verb: Callable[P, object], *args: P.args, **options: P.kwargs
    ) -> bool:
        """One at a time: an impatient second key must not act on a card nobody has seen."""
        if self.is_writing:
            return False
        self.is_writing = True
        try:
            is_written = await super().write(said, verb, *args, **options)
        finally:
            self.is_writing = False
        if not is_written:
            # Another program may have been faster: then the next card is due.
            self.reread()
        return is_written

    @work
    async def action_snooze(self) -> None:
        """The card waits until the next working day; the due date stays."""
        entry, today = self.highlighted, self.book.today
        day = review.snooze_day(today, self.book.rules)
        said = f"Snoozed → {say_day(day, today)}"
        if isinstance(entry, Promise):
            await self.write(f"{said}: {open_words(entry)}", self.book.snooze_promise, entry, day)
        elif isinstance(entry, CheckIn):
            said = f"{said}: check-in with {entry.contact}"
            await self.write(said, self.book.snooze_check_in, entry, day)

    def action_snooze_until(self) -> None:
        """The card waits until a day that is asked for."""
        super().action_snooze()

    @work
    async def action_add_check_in(self) -> None:
        """Plans when to be in touch next, without a talk."""
        if self.brief is None:
            return
        contact = self.brief.contact
        save = self.saver(self.book.plan_check_in, contact)
        form = CheckInForm(save, self.days, contact.name)
        kept = self.in_hand(f"new check-in {contact.id}")
        await self.ask(form, lambda _: f"Check-in with {contact.name} planned", kept)

    def action_skip(self) -> None:
        """Leaves what is left of the card for another day."""
        if self.brief is None or self.is_writing:
            return
        contact = self.brief.contact
        self.hand.skip(contact.id)
        self.notify(safe(f"Skipped: {contact.name}"), markup=False)
        self.reread()

    def take_back(self) -> str:
        """Undo: the card that comes back is the one to show. A skip is undone here."""
        self.shown_id = None
        skipped = self.hand.take_back_skip()
        if skipped is None:
            return ""
        found = self.book.contacts([skipped])
        return f"skip {found[0].name}" if found else "skip"

    def action_stop(self) -> None:
        """Back to the agenda; the review goes on where it was left."""
        self.post_message(self.Stopped())
