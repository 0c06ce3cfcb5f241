"""Reads and says days for the dialogs, under the settings in force. The grammar is `dates`'."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from loyaltytui.book.errors import Refused
from loyaltytui.dates import DayRules, read_due, say_day

EXAMPLES = "fri, 3w, 15 dec, end of month"


class DayReader(Struct, frozen=True):
    """Today, and how this person writes days."""

    today: dt.date
    rules: DayRules

    def read(self, typed: str) -> dt.date:
        """The day that was typed; raises `Refused` with a sentence."""
        day = read_due(typed, self.today, self.rules)
        if day is None:
            raise Refused(f"'{typed}' is no day I know. Try {EXAMPLES}.")
        return day

    def read_optional(self, typed: str) -> dt.date | None:
        """The same, where nothing typed means no day."""
        return self.read(typed) if typed.strip() else None

    def say(self, day: dt.date | None) -> str:
        """A day as `read` takes it back; empty for none."""
        return "" if day is None else say_day(day, self.today)
