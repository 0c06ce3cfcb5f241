"""The tail of a header: how, how long and when, behind the names.

Where a header ends and whom it names is found in `header`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from msgspec import Struct

from loyaltytui.capture.chips import Chip, ChipKind
from loyaltytui.capture.typed import Typed
from loyaltytui.dates import DayRules, When, read_when, say_day
from loyaltytui.kinds import MEDIUM_BY_WORD

# Told rather than compiled: few lines need them, and to compile them takes longer than to read one.
_MINUTES = r"(?ia)(\d{1,4})(?:m|min|mins|minutes?)"
_HOURS = r"(?ia)(\d{1,2})(?:\.(\d))?(?:h|hrs?|hours?)(?:([0-5]?\d)(?:m|min)?)?"


class Day(Struct, frozen=True):
    """What the words of a header are read against."""

    today: dt.date
    now: str
    rules: DayRules


class Word(Struct, frozen=True):
    """One word of a header; quoted words are one word, and never HOW or WHEN."""

    text: str
    start: int
    end: int
    is_literal: bool


class Tail(Struct, frozen=True):
    """How, how long and when: what may follow the last name."""

    medium: str = ""
    minutes: int | None = None
    when: When | None = None
    chips: tuple[Chip, ...] = ()


def read_tail(words: Sequence[Word], day: Day) -> Tail | None:
    """Understand words as HOW, HOW LONG and WHEN, each at most once and in any order."""
    medium, minutes = "", None
    chips: list[Chip] = []
    rest: list[int] = []
    skip = False
    for at, word in enumerate(words):
        if skip:
            skip = False
        elif word.is_literal:
            return None
        elif not medium and word.text.casefold() in MEDIUM_BY_WORD:
            medium = word.text.casefold()
            chips.append(_chip(ChipKind.MEDIUM, MEDIUM_BY_WORD[medium].label, word, word))
        elif minutes is None and (length := _length(words[at : at + 2])) is not None:
            minutes, used = length
            chips.append(_chip(ChipKind.MINUTES, f"{minutes} min", word, words[at + used - 1]))
            skip = used > 1
        else:
            rest.append(at)
    if not rest:
        return Tail(medium, minutes, None, tuple(chips))
    first, last = rest[0], rest[-1]
    if last - first + 1 != len(rest):
        return None
    when = read_when(
        " ".join(word.text for word in words[first : last + 1]),
        day.today,
        now=day.now,
        rules=day.rules,
    )
    if when is None:
        return None
    said = f"{say_day(when.on, day.today)} {when.at_time}".strip()
    chips.append(_chip(ChipKind.WHEN, said, words[first], words[last]))
    return Tail(medium, minutes, when, tuple(chips))


def words_of(typed: Typed, start: int, end: int) -> list[Word]:
    """Split a stretch into words; what is quoted is one word."""
    words = []
    for match in re.finditer(r"\S+", typed.bare[start:end]):
        first, last = start + match.start(), start + match.end()
        text = typed.text[first:last]
        words.append(Word(" ".join(text.replace('"', "").split()), first, last, '"' in match[0]))
    return words


def _length(words: Sequence[Word]) -> tuple[int, int] | None:
    """Read `20m`, `1h30` or `20 min`: the minutes, and how many words they took."""
    minutes = _minutes(words[0].text)
    if minutes is not None:
        return minutes, 1
    if len(words) > 1 and words[0].text.isdecimal() and words[1].text.isalpha():
        minutes = _minutes(words[0].text + words[1].text)
    return None if minutes is None else (minutes, 2)


def _minutes(text: str) -> int | None:
    if match := re.fullmatch(_MINUTES, text):
        minutes = int(match[1])
    elif match := re.fullmatch(_HOURS, text):
        minutes = int(match[1]) * 60 + int(match[2] or 0) * 6 + int(match[3] or 0)
    else:
        return None
    return minutes if 0 < minutes <= 24 * 60 else None


def _chip(kind: ChipKind, text: str, first: Word, last: Word) -> Chip:
    return Chip(kind, text, first.start, last.end, first.start, last.end)
