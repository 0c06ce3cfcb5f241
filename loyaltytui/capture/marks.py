"""The table of marks: each sign and word that begins a clause, once.

A new mark is one line here and one small function beside those of `clauses`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from loyaltytui.capture.accounts import back, lost, qualify, reference, referred, verdict
from loyaltytui.capture.clauses import (
    LONGEST_DATE,
    Clause,
    Understood,
    check_in,
    date_at_start,
    note,
    question,
)
from loyaltytui.capture.endings import ending
from loyaltytui.capture.news import news
from loyaltytui.capture.promises import owed, promise
from loyaltytui.capture.sales import bought, problem, sequel
from loyaltytui.capture.typed import Typed
from loyaltytui.dates import DayRules
from loyaltytui.drafts import Sequel
from loyaltytui.kinds import KINDS


class Mark(Struct, frozen=True):
    """One mark, and what its clause means."""

    word: str
    """Its word form, typed before a colon."""
    understand: Callable[[Clause], Understood | None]
    """None: the clause says nothing yet and stays text."""
    sign: str = ""


MARKS = (
    Mark("promise", promise, ">"),
    Mark("owed", owed, "<"),
    Mark("next", check_in, "~"),
    Mark("ask", question),
    Mark("kept", ending),
    Mark("broke", ending),
    Mark("released", ending),
    Mark("bought", bought),
    Mark("problem", problem),
    *(Mark(str(word), sequel) for word in Sequel),
    Mark("reference", reference),
    Mark("referred", referred),
    Mark("lost", lost),
    Mark("back", back),
    Mark("verdict", verdict),
    Mark("qualify", qualify),
    *(Mark(kind.word, news if kind.word == "news" else note) for kind in KINDS),
)
"""Every mark of the log line."""

MARK_BY_WORD = {mark.word: mark for mark in MARKS}
_BY_SIGN = {mark.sign: mark for mark in MARKS if mark.sign}

_WORDS = "|".join(re.escape(mark.word) for mark in MARKS)
# The colon of an address (`news://`) is no mark's. Only ASCII letters are folded: re would take
# a long s or the Kelvin sign for ours.
_MARK = re.compile(rf"(?<!\S)(?:([><])(?=\s|\Z)|(~)(?=\S)|((?ai:{_WORDS})):(?!//))")


class Place(Struct, frozen=True):
    """Where a mark stands in the typed line."""

    mark: Mark
    start: int
    end: int
    literal_end: int
    """Quoted up to here it would be no mark: with `~` the date belongs to it."""


def marks_in(
    typed: Typed, start: int, end: int, today: dt.date, rules: DayRules
) -> Iterator[Place]:
    """Find the marks of a stretch, whose beginning counts as the start of a line."""
    bare = typed.bare[start:end]
    for match in _MARK.finditer(bare):
        sign, tilde, word = match.groups()
        end = start + match.end()
        literal_end = end
        if tilde:
            found = date_at_start(_line_from(bare, match.end()), today, rules)
            if found is None:
                continue
            literal_end += found.end
        mark = MARK_BY_WORD[word.lower()] if word else _BY_SIGN[sign or tilde]
        yield Place(mark, start + match.start(), end, literal_end)


def holds_mark(words: str, today: dt.date, rules: DayRules) -> bool:
    """Would these words hold a mark if they began a line?"""
    return next(marks_in(Typed(words, words), 0, len(words), today, rules), None) is not None


def _line_from(text: str, start: int) -> str:
    return text[start : start + LONGEST_DATE].splitlines()[0]
