"""One card of the review on show: who it is, what is due, what to know, where the keys lead.

What the keys do to a card lives in `review_page`; which cards there are is `loyalty.review`'s to
say; keeping where it stopped is `book.sittings`' work.
"""

from __future__ import annotations

from typing import Literal

from msgspec.structs import replace
from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from loyaltytui.book.book import Book
from loyaltytui.book.brief import Brief
from loyaltytui.book.errors import BookError, NotFound
from loyaltytui.book.sitting_in_hand import ReviewEnd, SittingInHand
from loyaltytui.book.sittings import Sittings
from loyaltytui.entries import ContactId
from loyaltytui.loyalty import review
from loyaltytui.loyalty.agenda import AgendaItem
from loyaltytui.loyalty.review import Card, Sitting
from loyaltytui.plain import safe
from loyaltytui.tui.pen import Pen
from loyaltytui.tui.screens.promise_page import PromisePage
from loyaltytui.tui.widgets.brief_panel import brief_parts
from loyaltytui.tui.widgets.brief_room import BriefRoom
from loyaltytui.tui.widgets.ink import ink
from loyaltytui.tui.widgets.key_results import KeyResults, key_results
from loyaltytui.tui.widgets.review_card import CardRows, ReviewProgress, without_items
from loyaltytui.tui.widgets.review_end import ChoiceRows, choices, said_at_end
from loyaltytui.tui.widgets.rows import Rows

_ROWS_AROUND = 11
"""What a card needs besides its items, at the least."""
_MOST_ITEMS = 6
"""Rows of one card on screen at once; more of them scroll."""


class ReviewReading(PromisePage):
    """Shows the first card that is not finished, and at the end what has come of it all."""

    progress = query_one(ReviewProgress)
    rows = query_one(Rows)
    person = query_one("#card-person", Static)
    room = query_one(BriefRoom)
    said = query_one("#card-said", Static)
    results = query_one(KeyResults)

    def __init__(self, book: Book, pen: Pen) -> None:
        super().__init__(book, pen, id="review-page")
        self.sittings = Sittings(book)
        self.hand = SittingInHand(self.sittings, book.rules.review_cap, self._keep)
        self.due: list[AgendaItem] = []
        self.items = CardRows((), book.today)
        self.shown_id: ContactId | None = None
        """Whose card is on show. None: nobody's, or whoever comes first."""
        self.brief: Brief | None = None
        self.end: ReviewEnd | None = None

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
        held = self.hand.goes_on(today)
        if held is None:
            self.shown_id = None
        elif self._show_next(held, self.book.agenda_of(review.sections(held))):
            return
        # Nobody is seated yet, or the stretch has ended: whoever else waits is looked for.
        agenda = self.book.agenda()
        self.due = review.due_now(agenda, today)
        sitting = self.hand.seat(self.due, today)
        if not self._show_next(sitting, agenda):
            self._show_end(sitting, agenda)

    def _show_next(self, sitting: Sitting, agenda: list[AgendaItem]) -> bool:
        """Shows a card that is not finished. Is there one?"""
        cards = review.cards(sitting, review.due_now(agenda, self.book.today))
        unfinished = [card for card in cards if card.items]
        card = next((one for one in unfinished if one.contact_id == self.shown_id), None)
        card = card or next(iter(unfinished), None)
        self.progress.count = len(cards)
        self.progress.finished = len(cards) - len(unfinished)
        self.progress.place = cards.index(card) + 1 if card else 0
        try:
            self.brief = self.book.brief(card.contact_id) if card else None
        except NotFound:
            self.brief = None
        if card is None or self.brief is None:
            return False
        self._show_card(card, self.brief)
        return True

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
