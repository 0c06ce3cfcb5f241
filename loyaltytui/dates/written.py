"""Days written with numbers: "15 dec", "12/15/2026", "15.12.", "the 15th", "fri 27 nov".

Days counted from today live in `due` and `past`.
"""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from loyaltytui.dates.spans import Span, shift
from loyaltytui.dates.words import is_dotted, month_of, number_of, ordinal_of, weekday_of
from loyaltytui.dates.workdays import ONE_DAY

YEARS = range(1900, 2200)
"""A number outside is no year: "15 dec 1500" is more likely an amount."""
SHORT_YEARS = 10
"""How far a year of two digits may lie from today's."""
YEARLESS_DAYS = 300
"""About ten months: nearer days are said, and understood, without their year."""


class Written(Struct, frozen=True):
    """A day as far as it was written down; what is missing follows from today."""

    day: int
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    """A claim that must agree with the rest."""
    is_short: bool = False
    """Was the year written with two digits? Then it must lie near, and not look back."""

    def on_or_after(self, today: dt.date) -> dt.date | None:
        """The day meant when the future is assumed; None when there is none or it disagrees.

        A written year stands, even in the past. Without one a weekday may still name a day
        of the last months, because it cannot fit the same date a year later.
        """
        if self.year is not None:
            return self._in_its_year(today, 1)
        found = self._nearest(today, 1)
        if self._agrees(found):
            return found
        if self.weekday is None or self.month is None or today == dt.date.min:
            return None
        found = self._nearest(today - ONE_DAY, -1)
        near = found is not None and (today - found).days <= YEARLESS_DAYS
        return found if near and self._agrees(found) else None

    def on_or_before(self, today: dt.date) -> dt.date | None:
        """The day meant when the past is assumed; None when there is none or it disagrees.

        Without a year it lies within the last months: "22 nov" said on 21 November is a slip,
        not a call of a year ago.
        """
        if self.year is not None:
            found = self._in_its_year(today, -1)
        else:
            found = self._nearest(today, -1)
            if found is not None and (today - found).days > YEARLESS_DAYS:
                return None
        return found if found is not None and found <= today and self._agrees(found) else None

    def _agrees(self, day: dt.date | None) -> bool:
        return day is not None and self.weekday in (None, day.weekday())

    def _in_its_year(self, today: dt.date, way: int) -> dt.date | None:
        found = _day_in(self.year or 0, self.month or 0, self.day)
        if found is None or not self._agrees(found):
            return None
        if self.is_short and not 0 <= (found - today).days * way <= SHORT_YEARS * 366:
            return None
        return found

    def _nearest(self, today: dt.date, way: int) -> dt.date | None:
        """The first such day from today on in one direction, today included."""
        # 29 February can be eight years away, the 31st two months.
        step, tries = ("m", 3) if self.month is None else ("y", 9)
        first_of_month = today.replace(day=1)
        for number in range(tries):
            around = shift(first_of_month, Span(number * way, step))
            if around is None:
                return None
            found = _day_in(around.year, self.month or around.month, self.day)
            if found is not None and (found - today).days * way >= 0:
                return found
        return None


def _day_in(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def read_written(words: tuple[str, ...], day_first: bool) -> Written | None:
    """The whole phrase as a written day, with or without its weekday in front."""
    weekday = weekday_of(words[0]) if len(words) > 1 else None
    if weekday is not None:
        words = words[1:]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    found = _in_numbers(words[0], day_first) if len(words) == 1 else _with_month(words)
    if found is None or weekday is None:
        return found
    return Written(found.day, found.month, found.year, weekday, found.is_short)


def _in_numbers(word: str, day_first: bool) -> Written | None:
    if (day := ordinal_of(word)) is not None:
        return Written(day) if day <= 31 else None
    if "/" in word:
        return _with_slashes(word.split("/"), day_first)
    if "." in word:
        parts = word.split(".")
        # "1.5" is a number and "12.30" a time: only a last dot or a year makes a date.
        if is_dotted(word):
            return _checked(number_of(parts[0], 2), number_of(parts[1], 2))
        if len(parts) == 3 and len(parts[2]) == 4:
            return _checked(number_of(parts[0], 2), number_of(parts[1], 2), parts[2])
        return None
    parts = word.split("-")
    if [len(part) for part in parts] == [4, 2, 2]:
        return _checked(number_of(parts[2]), number_of(parts[1]), parts[0])
    return None


def _with_slashes(parts: list[str], day_first: bool) -> Written | None:
    if parts == ["24", "7"]:
        # Round the clock, in every text we have seen; with a year it is a day.
        return None
    if len(parts) == 3 and len(parts[0]) == 4:
        return _checked(number_of(parts[2], 2), number_of(parts[1], 2), parts[0])
    if len(parts) not in (2, 3):
        return None
    first, second = number_of(parts[0], 2), number_of(parts[1], 2)
    year = parts[2] if len(parts) == 3 else None
    ways = [(first, second), (second, first)]
    for day, month in ways if day_first else reversed(ways):
        if (found := _checked(day, month, year)) is not None:
            return found
    return None


def _with_month(words: tuple[str, ...]) -> Written | None:
    year = words[-1] if len(words) > 2 and _year_of(words[-1]) else None
    if year is not None:
        words = (*words[:-2], words[-2].removesuffix(","))
    first = _day_of(words[0])
    if first is not None:
        rest = words[2:] if words[1:2] == ("of",) else words[1:]
        return _checked(first, month_of(rest[0]), year) if len(rest) == 1 else None
    if year is not None and len(year) == 2:
        # "dec 15 26" could as well be two amounts behind a month.
        return None
    rest = words[2:] if words[1:2] == ("the",) else words[1:]
    return _checked(_day_of(rest[0]), month_of(words[0]), year) if len(rest) == 1 else None


def _day_of(word: str) -> int | None:
    return ordinal_of(word) or number_of(word, 2)


def _year_of(word: str) -> int | None:
    digits = word.removeprefix("'")
    number = number_of(digits)
    if number is None or len(digits) not in (2, 4) or (len(digits) == 4 and word != digits):
        return None
    return number + 2000 if len(digits) == 2 else number if number in YEARS else None


def _checked(day: int | None, month: int | None, year: str | None = None) -> Written | None:
    """What was written, unless no calendar has such a day."""
    number = _year_of(year) if year is not None else None
    if day is None or month is None or (year is not None and number is None):
        return None
    if _day_in(number or 2000, month, day) is None:
        return None
    return Written(day, month, number, is_short=year is not None and len(year) < 4)
