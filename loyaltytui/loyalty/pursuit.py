"""What the rep's verdict about a prospect does: parked and dropped ones leave the agenda.

The checklist behind a verdict lives in `kinds`, its answers in the book.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from loyaltytui.dealings import Course, Pursuit

FOR_GOOD = dt.date.max
"""The day until which a dropped prospect is away: only a new verdict brings them back."""


def newest(pursuits: Iterable[Pursuit]) -> Pursuit | None:
    """The verdict that holds. None: none was ever given."""
    return max(pursuits, key=lambda each: (each.given_on, each.id), default=None)


def away_until(pursuit: Pursuit | None) -> dt.date | None:
    """The day on which they come back to the agenda. None: they never left it."""
    if pursuit is None or pursuit.verdict is Course.PURSUE:
        return None
    if pursuit.verdict is Course.PARK and pursuit.until_on is not None:
        return pursuit.until_on
    return FOR_GOOD
