"""The review: what is due, one card at a time, until nothing is left.

How a card is shown lives in `review_reading`; which cards there are and what became of them is
`loyalty.review`'s to say.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from typing import ParamSpec

from textual import events, on, work
from textual.message import Message

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.book.unsaved import Unsaved
from loyaltytui.dates import say_day
from loyaltytui.entries import CheckIn, Promise
from loyaltytui.loyalty import review
from loyaltytui.plain import safe
from loyaltytui.tui.dialogs.plan_forms import CheckInForm
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.pen import Pen
from loyaltytui.tui.screens.line_logging import log_line
from loyaltytui.tui.screens.review_reading import ReviewReading
from loyaltytui.tui.widgets.brief_panel import open_words
from loyaltytui.tui.widgets.ink import ink
from loyaltytui.tui.widgets.review_end import GO_BACK, choices
from loyaltytui.tui.widgets.rows import Rows

P = ParamSpec("P")


class ReviewPage(ReviewReading):
    """One card after another."""

    BINDINGS = bindings(commands.REVIEWING)
    BINDING_GROUP_TITLE = "Review"

    class Stopped(Message):
        """The review was left, or there is nothing more to do in it."""

    def __init__(self, book: Book, pen: Pen, unsaved: Unsaved) -> None:
        super().__init__(book, pen)
        self.unsaved = unsaved
        self.is_writing = False
        self._shown_at = -inf
        """When the card came, on the clock of keys. Infinite: the last is still written about."""
        self._typed_at = inf
        """When the key was typed, or the mouse pressed, that acts now. Infinite: neither does."""

    def on_mount(self) -> None:
        """What is chosen in the palette, or on any other screen, is no key of this page."""
        self.watch(self.screen, "stack_updates", self._forget_key, init=False)

    def _forget_key(self) -> None:
        self._typed_at = inf

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Greys out what makes no sense for the highlighted item, or when no card is left."""
        if action == "snooze_until":
            action = "snooze"
        if action in ("skip", "add_check_in"):
            return True if self.brief is not None else None
        return super().check_action(action, parameters)

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
        """One at a time: an impatient second key must not act on a card nobody has seen.

        However fast the first was done: what counts is when the key was typed.
        """
        typed_at, self._typed_at = self._typed_at, inf
        if self.is_writing or typed_at < self._shown_at:
            return False
        self.is_writing, self._shown_at = True, inf
        try:
            is_written = await super().write(said, verb, *args, **options)
        finally:
            self.is_writing = False
            self._shown_at = Message().time
        if not is_written:
            # Another program may have been faster: then the next card is due.
            self.reread()
        return is_written

    def on_key(self, event: events.Key) -> None:
        """Comes by before the key does its work."""
        self._typed_at = event.time

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Comes by before a click does."""
        self._typed_at = event.time

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
