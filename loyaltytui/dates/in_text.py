"""Finding a due day in a sentence, at its end or its beginning, as whole words.

What a phrase means lives in `due`. Here lies the caution: a day that the words around it
contradict ("last friday", "wed 27 nov" on no Wednesday, "2 to 3 weeks") is left as text,
because half a phrase read as a day would be a silently wrong day.
"""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from loyaltytui.dates.due import due_of
from loyaltytui.dates.spans import UNITS, read_amount
from loyaltytui.dates.words import (
    MONTHS,
    MOST_WORDS,
    ORDINALS,
    WEEKDAYS,
    count_of,
    is_dotted,
    number_of,
    ordinal_of,
    plain_words,
)
from loyaltytui.dates.workdays import PLAIN_DAYS, DayRules

JOINTS = {"or", "and", "to", "-", "\N{EN DASH}", "&", "/", "vs", "versus"}
"""Between two numbers or days these make a choice or a range, which is no day."""

TURNED_BEFORE = {
    *("last", "past", "previous", "since", "after", "from", "every", "each", "per"),
    *("of", "not", "except", "than", "next", "late", "mid", "middle", "the"),
}
"""Right before a day, these make it another day or none."""

TURNED_SPAN_BEFORE = {
    *("for", "by", "on", "before", "over", "under", "took", "takes", "lasts"),
    *("worth", "budget", "costs", "eur", "usd", "gbp", "chf", "$", "€", "£"),
}
"""Right before a bare distance, these make it a length or an amount: "for 3 weeks", "worth 2m"."""

TURNED_SPAN_AFTER = {"ago", "late", "early", "earlier", "old", "long", "off", "left", "overdue"}
"""Right behind a bare distance, these make it a length or a past day."""

RATES = {"a", "per", "each", "every"}
"""Between a distance and a unit, these make it a rate: "2 days a week"."""


class Found(Struct, frozen=True):
    """A due day found in a text, and where its words are."""

    on: dt.date
    start: int
    """Where the phrase begins, its by, on or before included."""
    end: int
    """Where it ends, a final `.`, `,` or `!` included, white space not."""


def due_at_end(text: str, today: dt.date, rules: DayRules = PLAIN_DAYS) -> Found | None:
    """The longest run of whole words at the text's end that is a due day."""
    # One piece too many is asked for: the first may hold all the text before the others.
    pieces = text.rsplit(None, MOST_WORDS * 2)[-MOST_WORDS * 2 :]
    for first in range(max(0, len(pieces) - MOST_WORDS), len(pieces)):
        day = _read(pieces[first:], today, rules)
        if day is None:
            continue
        if _is_turned_before(pieces[:first], pieces[first:], today, rules):
            return None
        end = len(text.rstrip())
        start = end
        for piece in reversed(pieces[first:]):
            start = text.rindex(piece, 0, start)
        return Found(day, start, end)
    return None


def due_at_start(text: str, today: dt.date, rules: DayRules = PLAIN_DAYS) -> Found | None:
    """The longest run of whole words at the text's beginning that is a due day."""
    pieces = text.split(None, MOST_WORDS * 2)[: MOST_WORDS * 2]
    for size in range(min(len(pieces), MOST_WORDS), 0, -1):
        day = _read(pieces[:size], today, rules)
        if day is None:
            continue
        if _is_turned_after(pieces[:size], pieces[size:], today, rules):
            return None
        start = end = len(text) - len(text.lstrip())
        for piece in pieces[:size]:
            end = text.index(piece, end) + len(piece)
        return Found(day, start, end)
    return None


def _is_turned_before(
    before: list[str], phrase: list[str], today: dt.date, rules: DayRules
) -> bool:
    """Do the words before make it another day, or none?"""
    if _is_like_text(before, phrase):
        return True
    words = [word.lower().rstrip(",") for word in before[-MOST_WORDS:]]
    if not words:
        return False
    last, first = words[-1], phrase[0].lower()
    if last in TURNED_BEFORE or last in ORDINALS or (ordinal_of(last) and first in WEEKDAYS):
        return True
    if last in TURNED_SPAN_BEFORE and read_amount(plain_words(phrase)) is not None:
        return True
    if last in JOINTS and len(words) > 1:
        return _is_part(words[-2]) or _ends_in_day(words[:-1], today, rules)
    if first == "by":
        return False
    if first in MONTHS and _is_part(last) and last not in MONTHS:
        return True
    return _is_counted_unit(words) or _ends_in_day(words, today, rules)


def _is_counted_unit(words: list[str]) -> bool:
    """Do they end in a distance, "3 weeks", "next week"? "The delivery week" is none."""
    if words[-1] not in UNITS:
        return False
    before = words[-2] if len(words) > 1 else "a"
    return _is_part(before) or before in TURNED_BEFORE or before in ("a", "an", "this", "coming")


def _is_like_text(before: list[str], phrase: list[str]) -> bool:
    """Is it more likely the company 3M, a picture in 3D, release 1.5. or one and 1/2?"""
    last = phrase[-1].rstrip(".,!")
    if last[:-1].isdigit() and last[-1] in "DM":
        return True
    if len(phrase) > 1:
        return False
    # Two digits each look like a date; "1.5." needs its by, on or before.
    word = phrase[0].rstrip(",!")
    if is_dotted(word) and len(word) < len("15.12."):
        return True
    return "/" in phrase[0] and bool(before) and number_of(before[-1]) is not None


def _is_part(word: str) -> bool:
    """Can the word be part of a day: a number, a weekday, a month?"""
    return (
        count_of(word) is not None
        or ordinal_of(word) is not None
        or word in WEEKDAYS
        or word in MONTHS
    )


def _is_turned_after(phrase: list[str], behind: list[str], today: dt.date, rules: DayRules) -> bool:
    """Do the words behind make it another day, or none?"""
    words = [word.lower().rstrip(",.") for word in behind[:MOST_WORDS]]
    if not words or phrase[-1].endswith((",", "!")):
        return False
    if _starts_with_day(words, today, rules):
        return True
    if read_amount(plain_words(phrase)) is not None and (
        words[0] in TURNED_SPAN_AFTER or (words[0] in RATES and words[1:2] and words[1] in UNITS)
    ):
        return True
    if words[0] in JOINTS or words[0] in ("from", "after", "before"):
        rest = words[1:]
        return bool(rest) and (_is_part(rest[0]) or _starts_with_day(rest, today, rules))
    last = phrase[-1].lower()
    if last in WEEKDAYS and len(words) == 1 and _is_part(words[0]):
        return True
    return last.startswith("eo") and words[0] in MONTHS


def _read(words: list[str], today: dt.date, rules: DayRules) -> dt.date | None:
    return due_of(plain_words(words), today, rules)


def _ends_in_day(words: list[str], today: dt.date, rules: DayRules) -> bool:
    return any(_read(words[start:], today, rules) for start in range(len(words)))


def _starts_with_day(words: list[str], today: dt.date, rules: DayRules) -> bool:
    return any(_read(words[:size], today, rules) for size in range(1, len(words) + 1))
