"""Reads and says days that have been: when something was bought, raised or said."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from loyaltytui.book.errors import Refused
from loyaltytui.dates import DayRules, read_when, say_day

PAST_EXAMPLES = "today, yesterday, mon, 18 nov"


class PastDays(Struct, frozen=True):
    """Today, and how this person writes days."""

    today: dt.date
    rules: DayRules

    def say(self, day: dt.date | None) -> str:
        """A day as `read` takes it back; empty for none."""
        return "" if day is None else say_day(day, self.today)

    def read(self, typed: str, before: dt.date | None = None) -> dt.date | None:
        """The day that was typed; nothing typed is no day; raises `Refused` with a sentence.

        `before`: the day that stood there. Left as it was said, it stays that very day.
        """
        if not typed.strip():
            return None
        if before is not None and typed.strip() == self.say(before):
            return before
        when = read_when(typed, self.today, rules=self.rules)
        if when is None:
            raise Refused(f"'{typed}' is no past day I know. Try {PAST_EXAMPLES}.")
        return when.on
