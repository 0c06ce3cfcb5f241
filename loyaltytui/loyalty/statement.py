"""What a trust statement is: its lines, what is pending, and what they come to.

What makes a line lives in `trust`, what each is worth in `points`.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from itertools import takewhile

from msgspec import Struct

from loyaltytui.dealings import ProblemId
from loyaltytui.entries import PromiseId


class Cause(StrEnum):
    """What a line of the statement is about. Each is the name of its points in the table."""

    KEPT = "kept"
    KEPT_LATE = "kept_late"
    BROKEN = "broken"
    MOVED = "moved"
    MOVED_LATE = "moved_late"
    RELEASED = "released"
    FIXED = "fixed"
    FIXED_WITHOUT_APOLOGY = "fixed_without_apology"
    MADE_GOOD = "made_good"
    OPEN_TOO_LONG = "open_too_long"
    EXTRA_NOTICED = "extra_noticed"
    TEST_WELL = "test_well"
    TEST_BADLY = "test_badly"


_ENDINGS = (Cause.KEPT, Cause.KEPT_LATE, Cause.BROKEN)
"""How a promise can end so that it counts for or against being on time."""


class SourceKind(StrEnum):
    """What a line can be traced to."""

    PROMISE = "promise"
    PROBLEM = "problem"
    NOTE = "note"


class Line(Struct, frozen=True):
    """One line of the statement: a deposit, a withdrawal, or an event worth nothing."""

    on: dt.date
    cause: Cause
    what: str
    """The event in the rule's words: "kept 2 days late"."""
    text: str
    """The words of the promise, problem or note, to be masked when in confidence."""
    points: int
    balance_after: int
    source: SourceKind
    source_id: int
    is_confidential: bool


class Pending(Struct, frozen=True):
    """A promise that is overdue: a withdrawal unless a new day is agreed or they let it go."""

    promise_id: PromiseId
    text: str
    due_on: dt.date
    days_late: int
    points: int
    """What it would cost if it were kept today."""
    is_confidential: bool


class Statement(Struct, frozen=True):
    """Every line, oldest first, and what they come to."""

    lines: tuple[Line, ...]
    pending: tuple[Pending, ...]
    problems_open_too_long: tuple[ProblemId, ...]
    """Not fixed to this day; their withdrawals are among the lines already."""

    @property
    def balance(self) -> int:
        """What the lines add up to."""
        return self.lines[-1].balance_after if self.lines else 0

    @property
    def ended(self) -> int:
        """How many promises were kept or broken. A released one is neither."""
        return sum(line.cause in _ENDINGS for line in self.lines)

    @property
    def kept_on_time(self) -> int:
        """How many of them were kept by the date that held at the end."""
        return sum(line.cause is Cause.KEPT for line in self.lines)

    @property
    def streak(self) -> int:
        """How many were kept on time in a row up to now. Moves and released ones stop nothing."""
        endings = [line for line in self.lines if line.cause in _ENDINGS]
        return sum(1 for _ in takewhile(lambda line: line.cause is Cause.KEPT, endings[::-1]))

    @property
    def is_late(self) -> bool:
        """Is a promise overdue, or a problem open for too long?"""
        return bool(self.pending or self.problems_open_too_long)

    @property
    def on_time(self) -> str:
        """ "kept on time 14 of 15"; empty before the first promise has ended."""
        return f"kept on time {self.kept_on_time} of {self.ended}" if self.ended else ""
