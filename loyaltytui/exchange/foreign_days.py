"""Days and moments as other programs write them, in whichever order of day and month.

Days that a person types are read in `dates/`.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from msgspec import Struct

from loyaltytui.exchange.vcard_values import birthday as card_birthday

_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "jan ene gen january januar janvier enero gennaio janeiro januari",
            "feb fev fevr february februar fevrier febrero febbraio fevereiro februari",
            "mar mrz mrt marz march mars marzo marco maart",
            "apr avr abr april avril abril aprile",
            "may mai mag mei mayo maggio maio",
            "jun juin giu june juni junio giugno junho",
            "jul juil lug july juli juillet julio luglio julho",
            "aug aou aout ago august agosto augustus",
            "sep sept set september septembre septiembre settembre setembro",
            "oct okt ott out october oktober octobre octubre ottobre outubro",
            "nov november novembre noviembre novembro",
            "dec dez dic december dezember decembre diciembre dicembre dezembro",
        ),
        start=1,
    )
    for word in words.split()
}
_TIME = r"(?:[,T ]+(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?:[:.]\d\d)?(?:[.,]\d+)?"
_TIME += r"\s*(?P<half>[ap])?\.?(?:m\.?)?\s*(?P<zone>z|utc|[+-]\d\d:?\d\d)?)?"
_ISO = re.compile(
    rf"(?P<y>\d{{4}})[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}}){_TIME}", re.IGNORECASE
)
_NUMBERS = re.compile(
    rf"(?P<a>\d{{1,2}})(?P<sep>[-/. ])(?P<b>\d{{1,2}})(?P=sep)(?P<y>\d{{4}}|\d\d){_TIME}",
    re.IGNORECASE,
)
_DAY_NAMED = re.compile(
    rf"(?P<d>\d{{1,2}})[. -]+(?:de )?(?P<name>[^\W\d_]+)[., -]+(?:de )?(?P<y>\d{{4}}){_TIME}"
)
_NAMED_DAY = re.compile(
    rf"(?P<name>[^\W\d_]+)[. ]+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? +(?P<y>\d{{4}}){_TIME}"
)
_CLOCK = re.compile(r"(\d{1,2})[:.](\d\d)(?:[:.]\d\d)?\s*(?:([ap])\.?m\.?)?", re.IGNORECASE)
_LONGEST = 100
_PIVOT = 30
"""Years of two digits up to here are of this century."""


class Moment(Struct, frozen=True):
    """A day, and the local time if one was given."""

    on: dt.date
    at_time: str = ""
    """`HH:MM`, or empty."""


class DayOrder(Struct):
    """Whether `5/6` is in June or in May: the column's other values tell, else the settings."""

    day_first: bool = True
    is_certain: bool = False
    is_needed: bool = False
    """Was there any day that could be read both ways?"""

    def see(self, text: str) -> None:
        """Takes one value of a column of days as evidence."""
        found = _NUMBERS.fullmatch(text.strip())
        if found is None or found["sep"] == ".":
            return
        first, second = int(found["a"]), int(found["b"])
        if first > 12 >= second:
            self.day_first = self.is_certain = True
        elif second > 12 >= first:
            self.day_first, self.is_certain = False, True
        else:
            self.is_needed = True


def read_moment(text: str, order: DayOrder) -> Moment | None:
    """The day that a cell means; None when it means none."""
    if len(text) > _LONGEST:
        return None
    plain = unicodedata.normalize("NFD", text.strip().lower())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = re.sub(r"^[a-z]{2,9}\.?,\s+", "", plain)
    if found := _ISO.fullmatch(plain):
        day = _day(int(found["y"]), int(found["m"]), int(found["d"]))
    elif found := _NUMBERS.fullmatch(plain):
        first, second = int(found["a"]), int(found["b"])
        is_day_first = order.day_first or found["sep"] == "."
        if first > 12 or (is_day_first and second <= 12):
            first, second = second, first
        day = _day(_year(found["y"]), first, second)
    elif found := _DAY_NAMED.fullmatch(plain) or _NAMED_DAY.fullmatch(plain):
        month = _MONTHS.get(found["name"])
        day = _day(int(found["y"]), month, int(found["d"])) if month else None
    else:
        return None
    return _with_time(day, found) if day else None


def _with_time(day: dt.date, found: re.Match[str]) -> Moment | None:
    if found["hour"] is None:
        return Moment(day)
    hour, minute = int(found["hour"]), int(found["minute"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    if hour > 23 or minute > 59:
        return None
    zone = found["zone"]
    if zone and (hour or minute):
        # Midnight of another zone is how programs write a day without a time: it stays that day.
        offset = "+00:00" if zone.lower() in ("z", "utc") else zone
        try:
            told = dt.datetime.fromisoformat(f"{day}T{hour:02}:{minute:02}:00{offset}").astimezone()
        except (ValueError, OverflowError, OSError):
            return Moment(day)
        return Moment(told.date(), f"{told:%H:%M}")
    return Moment(day, f"{hour:02}:{minute:02}" if hour or minute else "")


def read_time(text: str) -> str:
    """A time of day as `HH:MM`; empty when it is none."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return ""
    hour, minute = int(found[1]), int(found[2])
    if found[3]:
        hour = hour % 12 + (12 if found[3].lower() == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def read_birthday(text: str, order: DayOrder) -> str:
    """A birthday as the book writes it, `1980-02-03` or `--02-03`; empty when it is none."""
    if told := card_birthday(text):
        return told
    moment = read_moment(text, order)
    return moment.on.isoformat() if moment else ""


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year <= _PIVOT else 1900)


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
