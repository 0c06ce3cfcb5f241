"""The keys that end, move, snooze and edit promises and check-ins, on whichever page shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from loyaltytui.commands import REVEAL, spoken_keys
from loyaltytui.entries import CheckIn, Promise, Question
from loyaltytui.plain import safe
from loyaltytui.tui.making_sense import makes_sense
from loyaltytui.tui.screens.news_telling import TellingPage
from loyaltytui.tui.widgets.said import open_words

# The boxes are loaded when one is asked for: the first frame need not wait for them.
if TYPE_CHECKING:
    from loyaltytui.tui.dialogs.day_reader import DayReader


class PromisePage(TellingPage):
    """A page whose rows may be promises and check-ins."""

    @property
    def days(self) -> DayReader:
        """How days are read today."""
        from loyaltytui.tui.dialogs.day_reader import DayReader

        return DayReader(self.book.today, self.book.rules.days)

    @property
    def highlighted(self) -> object | None:
        """The entry beneath the cursor. None: no row."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Greys out what makes no sense for the highlighted row."""
        if not makes_sense(action, self.highlighted):
            return None
        return super().check_action(action, parameters)

    @work
    async def action_keep(self) -> None:
        """The promise was kept."""
        if isinstance(promise := self.highlighted, Promise):
            await self.write(f"Kept: {open_words(promise)}", self.book.keep, promise)

    @work
    async def action_break(self) -> None:
        """The promise was broken."""
        if isinstance(promise := self.highlighted, Promise):
            await self.write(f"Broken: {open_words(promise)}", self.book.break_, promise)

    @work
    async def action_release(self) -> None:
        """They said never mind."""
        if isinstance(promise := self.highlighted, Promise):
            await self.write(f"Released: {open_words(promise)}", self.book.release, promise)

    @work
    async def action_move(self) -> None:
        """A new date was agreed with them."""
        from loyaltytui.tui.dialogs.day_box import DayBox

        if isinstance(promise := self.highlighted, Promise):
            what = open_words(promise)
            save = self.saver(self.book.move, promise)
            box = DayBox(save, "Move", what, "The new day you agreed", self.days)
            await self.ask(box, lambda day: f"Moved to {self.days.say(day)}: {what}")

    @work
    async def action_snooze(self) -> None:
        """The card waits until a later day; the due date stays."""
        from loyaltytui.tui.dialogs.day_box import DayBox

        entry = self.highlighted
        if isinstance(entry, Promise):
            what, save = open_words(entry), self.saver(self.book.snooze_promise, entry)
        elif isinstance(entry, CheckIn):
            what = f"check-in with {entry.contact}"
            save = self.saver(self.book.snooze_check_in, entry)
        else:
            return
        box = DayBox(save, "Snooze", what, "See it again on", self.days)
        await self.ask(box, lambda day: f"Snoozed until {self.days.say(day)}: {what}")

    is_revealed = False
    """Are confidences shown? Only a page with a key for it can say yes."""

    def is_kept_masked(self, entry: object | None, *, is_opened: bool = False) -> bool:
        """Would a form show a confidence nobody asked for? Then it stays shut, with a word.

        A question that is opened to be answered shows nothing of itself.
        """
        if self.is_revealed or not getattr(entry, "is_confidential", False):
            return False
        if is_opened and isinstance(entry, Question) and entry.is_open:
            return False
        key = spoken_keys(REVEAL)
        said = f"Told in confidence: on their page {key} shows it, then it can be changed."
        self.notify(safe(said), markup=False)
        return True

    async def edit_promise(self, promise: Promise) -> None:
        """Corrects a promise in its form."""
        from loyaltytui.tui.dialogs.plan_forms import PromiseForm

        if self.is_kept_masked(promise):
            return
        save = self.saver(self.book.edit_promise, promise)
        form = PromiseForm(save, self.days, promise.contact, promise.side, promise)
        kept = self.in_hand(f"promise {promise.id}")
        await self.ask(form, lambda draft: f"Changed: {open_words(draft)}", kept)

    async def edit_check_in(self, check_in: CheckIn) -> None:
        """Changes a check-in in its form."""
        from loyaltytui.tui.dialogs.plan_forms import CheckInForm

        if self.is_kept_masked(check_in):
            return
        save = self.saver(self.book.edit_check_in, check_in)
        form = CheckInForm(save, self.days, check_in.contact, check_in)
        kept = self.in_hand(f"check-in {check_in.id}")
        await self.ask(form, lambda _: f"Check-in with {check_in.contact} changed", kept)
