"""The one table of points and thresholds that the five figures are reckoned with.

What each of them does lives in the figure's own module. The defaults are the rules as they were
thought out; settings may say otherwise.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from loyaltytui.dates import Span, add_span

MOST_POINTS = 100
MOST_DAYS = 3660
MOST_MONTHS = 600


class PointsError(ValueError):
    """One plain sentence about a point or threshold that makes no sense, and its name."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(sentence)
        self.name = name


class Points(Struct, frozen=True):
    """What each event does to trust, and where each figure draws its line."""

    kept: int = 1
    kept_late: int = -1
    broken: int = -3
    moved: int = 0
    moved_late: int = -1
    """Moved when it was due already."""
    released: int = 0
    fixed: int = 1
    """A problem fixed in time, with an apology."""
    fixed_without_apology: int = 0
    made_good: int = 1
    """On top of `fixed`."""
    open_too_long: int = -1
    extra_noticed: int = 1
    test_well: int = 1
    test_badly: int = -1
    fix_days: int = 7
    """A problem open for longer is a withdrawal."""
    lately_months: int = 12
    """A confirmation older than this is not lately."""
    worth_months: int = 36
    effort_months: int = 12
    problem_minutes: int = 60
    """What a problem adds to effort, so that time and problems make one figure to rank by."""
    top_effort_percent: int = 25
    bottom_worth_percent: int = 50
    reference_step: int = 5
    ask_again_days: int = 90
    """Nobody is proposed as a reference who was asked within as many days."""
    asked_twice_days: int = 30
    """Asking again within as many days is a slip."""

    def __post_init__(self) -> None:
        for name, (least, most) in BOUNDS.items():
            value = getattr(self, name)
            if type(value) is not int or not least <= value <= most:
                advice = f"Say a whole number from {least} to {most}."
                raise PointsError(name, f"{name} = {value} is not understood. {advice}")

    def lately_from(self, today: dt.date) -> dt.date:
        """The first day that is still lately."""
        return months_before(today, self.lately_months)

    def worth_from(self, today: dt.date) -> dt.date:
        """The first day whose purchases count as worth."""
        return months_before(today, self.worth_months)

    def effort_from(self, today: dt.date) -> dt.date:
        """The first day whose time and problems count as effort."""
        return months_before(today, self.effort_months)


_POINT = (-MOST_POINTS, MOST_POINTS)
_WINDOW = (1, MOST_MONTHS)
_DAYS = (0, MOST_DAYS)
_PERCENT = (0, 100)
_THRESHOLDS = {
    "fix_days": _DAYS,
    "lately_months": _WINDOW,
    "worth_months": _WINDOW,
    "effort_months": _WINDOW,
    "problem_minutes": (0, 24 * 60),
    "top_effort_percent": _PERCENT,
    "bottom_worth_percent": _PERCENT,
    "reference_step": (1, 6),
    "ask_again_days": _DAYS,
    "asked_twice_days": _DAYS,
}
BOUNDS: Mapping[str, tuple[int, int]] = {
    each: _THRESHOLDS.get(each, _POINT) for each in Points.__struct_fields__
}
"""The least and the most that each of them may be."""

USUAL_POINTS = Points()


def points_from(said: Mapping[str, object]) -> Points:
    """The table with what the settings say laid over it; nonsense is a `PointsError`."""
    for name in said:
        if name not in BOUNDS:
            import difflib

            near = difflib.get_close_matches(name, BOUNDS, 1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            raise PointsError(name, f"'{name}' is none of the points.{hint}")
    # Any: the table itself refuses what is no whole number.
    values: dict[str, Any] = dict(said)
    return Points(**values)


def months_before(today: dt.date, months: int) -> dt.date:
    """The same day so many months ago, or that month's last day where it lacks one.

    It is the first day of a window that reaches back from today: what happened on the very day
    is still inside, a day earlier is not.
    """
    return add_span(today, Span(-months, "m"))
