"""Asks for one day, in words, and shows which day was understood before it is taken."""

from __future__ import annotations

import datetime as dt

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from loyaltytui import commands
from loyaltytui.dates import read_due, say_day, say_due
from loyaltytui.tui.dialogs.day_reader import EXAMPLES, DayReader
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.widgets.ink import ink


class DayBox(ModalScreen[dt.date | None]):
    """Gives back a day from today on, or nothing."""

    BINDINGS = bindings(commands.BOX)

    def __init__(self, verb: str, what: str, asks: str, days: DayReader) -> None:
        super().__init__()
        self.verb = verb
        self.what = what
        self.asks = asks
        self.days = days

    def compose(self) -> ComposeResult:
        """One line to type on, and what it was understood as."""
        with Vertical(classes="box") as box:
            box.border_title = ink(f"{self.verb}: {self.what}"[:70])
            box.border_subtitle = ink("enter take it · esc leave it")
            yield Input(placeholder=f"{self.asks}: {EXAMPLES}", compact=True)
            yield Static(ink(""), id="understood")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Shows the day as it is typed."""
        day = self._day(event.value)
        if day is None:
            said = "" if not event.value.strip() else "no day yet"
        else:
            said = f"→ {say_day(day, self.days.today)}, {say_due(day, self.days.today)}"
        self.query_one("#understood", Static).update(ink(said, "$foreground-muted"))

    def on_input_submitted(self) -> None:
        """Enter takes the day."""
        self.action_save()

    def action_leave(self) -> None:
        """No day after all."""
        self.dismiss(None)

    def action_save(self) -> None:
        """Takes the day, or says why not and keeps what was typed."""
        typed = self.query_one(Input).value
        day = self._day(typed)
        if day is not None and day >= self.days.today:
            self.dismiss(day)
            return
        said = (
            f"'{typed}' is no day I know. Try {EXAMPLES}."
            if day is None
            else f"{say_day(day, self.days.today)} has gone by."
        )
        self.query_one("#understood", Static).update(ink(said, "$text-error"))

    def _day(self, typed: str) -> dt.date | None:
        return read_due(typed, self.days.today, self.days.rules)
