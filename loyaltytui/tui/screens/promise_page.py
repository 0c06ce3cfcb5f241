"""The keys that end, move, snooze and edit promises and check-ins, on whichever page shows them."""

from __future__ import annotations

from textual import work

from loyaltytui.dates import say_day
from loyaltytui.entries import CheckIn, Promise
from loyaltytui.tui.dialogs.day_box import DayBox
from loyaltytui.tui.dialogs.day_reader import DayReader
from loyaltytui.tui.dialogs.plan_forms import CheckInForm, PromiseForm
from loyaltytui.tui.screens.page import Page
from loyaltytui.tui.widgets.brief_panel import open_words

_ON_PROMISES = frozenset({"keep", "break", "release", "move"})


class PromisePage(Page):
    """A page whose rows may be promises and check-ins."""

    @property
    def days(self) -> DayReader:
        """How days are read today."""
        return DayReader(self.book.today, self.book.rules.days)

    @property
    def highlighted(self) -> object | None:
        """The entry beneath the cursor. None: no row."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Greys out what makes no sense for the highlighted row."""
        entry = self.highlighted
        if action in _ON_PROMISES:
            return True if isinstance(entry, Promise) and entry.is_open else None
        if action == "snooze":
            is_open = isinstance(entry, CheckIn) or (isinstance(entry, Promise) and entry.is_open)
            return True if is_open else None
        return True

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
        if not isinstance(promise := self.highlighted, Promise):
            return
        asked = DayBox("Move", open_words(promise), "The new day you agreed", self.days)
        day = await self.app.push_screen_wait(asked)
        if day is not None:
            said = f"Moved to {say_day(day, self.book.today)}: {open_words(promise)}"
            await self.write(said, self.book.move, promise, day)

    @work
    async def action_snooze(self) -> None:
        """The card waits until a later day; the due date stays."""
        entry = self.highlighted
        if not isinstance(entry, Promise | CheckIn):
            return
        what = f"check-in with {entry.contact}"
        if isinstance(entry, Promise):
            what = open_words(entry)
        asked = DayBox("Snooze", what, "See it again on", self.days)
        day = await self.app.push_screen_wait(asked)
        if day is None:
            return
        said = f"Snoozed until {say_day(day, self.book.today)}: {what}"
        if isinstance(entry, Promise):
            await self.write(said, self.book.snooze_promise, entry, day)
        else:
            await self.write(said, self.book.snooze_check_in, entry, day)

    async def edit_promise(self, promise: Promise) -> None:
        """Corrects a promise in its form."""
        form = PromiseForm(self.days, promise.contact, promise.side, promise)
        draft = await self.app.push_screen_wait(form)
        if draft is not None:
            await self.write("Promise changed", self.book.edit_promise, promise, draft)

    async def edit_check_in(self, check_in: CheckIn) -> None:
        """Changes a check-in in its form."""
        form = CheckInForm(self.days, check_in.contact, check_in)
        draft = await self.app.push_screen_wait(form)
        if draft is not None:
            said = f"Check-in with {check_in.contact} changed"
            await self.write(said, self.book.edit_check_in, check_in, draft)
