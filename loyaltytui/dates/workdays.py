"""What the settings say about days: which are worked, which order day and month have.

Reading and saying days lives beside this; which entries slide off weekends in `loyalty/`.
"""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

ONE_DAY = dt.timedelta(days=1)


class DayRules(Struct, frozen=True):
    """What the settings say about days."""

    day_first: bool = True
    """Is `5/6` the fifth of June?"""
    workdays: frozenset[int] = frozenset({0, 1, 2, 3, 4})
    """Monday is 0."""
    holidays: frozenset[dt.date] = frozenset()

    def is_off(self, day: dt.date) -> bool:
        """Is this a day without work, by its weekday or as a holiday?"""
        return day.weekday() not in self.workdays or day in self.holidays

    @property
    def has_workdays(self) -> bool:
        """Is any weekday worked at all?"""
        return not self.workdays.isdisjoint(range(7))


PLAIN_DAYS = DayRules()


def add_working_days(day: dt.date, count: int, rules: DayRules = PLAIN_DAYS) -> dt.date:
    """The day that many working days later, or earlier for a negative count.

    Where no weekday is worked every day counts. Stops at the calendar's end.
    """
    step = ONE_DAY if count > 0 else -ONE_DAY
    last = dt.date.max if count > 0 else dt.date.min
    left = abs(count)
    while left and day != last:
        day += step
        if not rules.has_workdays or not rules.is_off(day):
            left -= 1
    return day


def slide_to_workday(day: dt.date, rules: DayRules = PLAIN_DAYS) -> dt.date:
    """The first working day from this one on; the day itself when there is none."""
    if not rules.has_workdays:
        return day
    slid = day
    while rules.is_off(slid):
        if slid == dt.date.max:
            return day
        slid += ONE_DAY
    return slid
