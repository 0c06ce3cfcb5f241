"""Asks for one day, in words, and shows which day was understood before it is taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from loyaltytui.dates import read_due, say_day, say_due
from loyaltytui.tui.dialogs.day_reader import EXAMPLES, DayReader
from loyaltytui.tui.dialogs.saving_box import SavingBox
from loyaltytui.tui.widgets.ink import ink
from loyaltytui.tui.widgets.typing import TextLine


class DayBox(SavingBox[dt.date]):
    """Gives back a day from today on once it is saved, or nothing."""

    def __init__(
        self,
        save: Callable[[dt.date], Awaitable[object]],
        verb: str,
        what: str,
        asks: str,
        days: DayReader,
    ) -> None:
        super().__init__(save)
        self.verb = verb
        self.what = what
        self.asks = asks
        self.days = days

    def compose(self) -> ComposeResult:
        """One line to type on, and what it was understood as."""
        with Vertical(classes="box") as box:
            box.border_title = ink(f"{self.verb}: {self.what}"[:70])
            box.border_subtitle = ink("enter take it · esc leave it")
            yield TextLine(placeholder=f"{self.asks}: {EXAMPLES}")
            yield Static(ink(""), id="trouble")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Shows the day as it is typed."""
        day = self._day(event.value)
        if day is None:
            said = "" if not event.value.strip() else "no day yet"
        else:
            said = f"→ {say_day(day, self.days.today)}, {say_due(day, self.days.today)}"
        self.query_one("#trouble", Static).update(ink(said, "$foreground-muted"))

    def on_input_submitted(self) -> None:
        """Enter takes the day."""
        self.action_save()

    def action_save(self) -> None:
        """Takes the day, or says why not and keeps what was typed."""
        typed = self.query_one(TextLine).value
        day = self._day(typed)
        if day is not None and day >= self.days.today:
            self.offer(day)
            return
        said = (
            f"'{typed}' is no day I know. Try {EXAMPLES}."
            if day is None
            else f"{say_day(day, self.days.today)} has gone by."
        )
        self.complain(said)

    def _day(self, typed: str) -> dt.date | None:
        return read_due(typed, self.days.today, self.days.rules)
