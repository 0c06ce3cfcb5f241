"""The header of a log line: with whom, how, how long and when, up to its colon.

How, how long and when are read in `tail`; what follows the colon in `clauses` and `reading`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from loyaltytui.capture.directory import Candidate, Directory
from loyaltytui.capture.marks import MARK_BY_WORD, marks_in
from loyaltytui.capture.tail import Day, Tail, Word, read_tail, words_of
from loyaltytui.capture.typed import Typed
from loyaltytui.drafts import NewContact
from loyaltytui.kinds import MEDIUM_BY_WORD

_LONGEST = 1000
_MOST_WORDS = 12
_LONGEST_TAIL = 8
_LONGEST_NAME = 4
"""Words: a longer phrase before a colon reads as prose, not as somebody unknown."""

_CLOCK_COLON = r"(?a)\d:\d\d(?!\d)"


class Who(Struct, frozen=True):
    """Words that name somebody, and whom they may mean."""

    words: str
    start: int
    end: int
    candidates: tuple[Candidate, ...] = ()
    """Nearest first; empty: nobody, or somebody new."""
    new: NewContact | None = None


class Header(Struct, frozen=True):
    """An understood header."""

    start: int
    end: int
    """Just behind its colon."""
    who: tuple[Who, ...]
    tail: Tail

    @property
    def is_known(self) -> bool:
        """Does each name mean somebody?"""
        return all(who.new or who.candidates for who in self.who)


def find_header(typed: Typed, day: Day, directory: Directory, is_about: bool) -> Header | None:
    """Find the first colon with nothing but WHO, HOW, HOW LONG and WHEN before it.

    `is_about` says that the contact is filled in already: then WHO may be missing, and unknown
    words are text. Without it a header may come back that names somebody unknown.
    """
    start, _ = typed.trimmed(0, len(typed.text))
    line_end = typed.line_end(start, min(len(typed.text), start + _LONGEST))
    header: Header | None = None
    for colon in _colons(typed, start, line_end):
        left = typed.text[start:colon]
        if is_about and left.casefold() in MARK_BY_WORD:
            return None
        if next(marks_in(typed, start, colon, day.today, day.rules), None) is not None:
            return None
        header = _read_header(typed, start, colon, day, directory, is_about)
        if header is not None and header.is_known:
            return header
    # Only what the last colon ends is offered as new: an earlier one was that of a clock.
    return None if is_about or header is None or not _reads_as_names(typed, header) else header


def new_contact(words: str) -> NewContact | None:
    """Read `Name @ Account` as somebody who is not in the book yet."""
    name, _, account = f" {' '.join(words.split())} ".partition(" @ ")
    return NewContact(name.strip(), account.strip()) if name.strip() else None


def _colons(typed: Typed, start: int, end: int) -> Iterator[int]:
    colon = start - 1
    while (colon := typed.bare.find(":", colon + 1, end)) >= 0:
        yield colon
        # A name holds no colon, so behind any but that of a clock no header can end.
        if not _is_clock(typed, colon):
            return


def _is_clock(typed: Typed, colon: int) -> bool:
    return colon > 0 and re.match(_CLOCK_COLON, typed.bare[colon - 1 :]) is not None


def _read_header(
    typed: Typed, start: int, colon: int, day: Day, directory: Directory, is_about: bool
) -> Header | None:
    spans = list(_parts(typed, start, colon))
    who: list[Who] = []
    for first, last in spans[:-1]:
        words = words_of(typed, first, last)
        if len(words) > _MOST_WORDS:
            return None
        if words:
            who.append(_look_up(words, directory))
    words = words_of(typed, *spans[-1])
    if len(words) > _MOST_WORDS + _LONGEST_TAIL:
        return None
    ended = _read_last(words, day, directory, is_about or bool(who))
    if ended is None:
        return None
    last_who, tail = ended
    if _is_clock(typed, colon) and any(each.new and each.end == colon for each in last_who):
        # `+Kim 9:30: hi`: somebody new could be called anything, but hardly Kim 9.
        return None
    return Header(start, colon + 1, (*who, *last_who), tail)


def _read_last(
    words: Sequence[Word], day: Day, directory: Directory, may_miss_who: bool
) -> tuple[tuple[Who, ...], Tail] | None:
    """Read the last name and the tail behind it; the longest tail that leaves a name wins."""
    nobody: tuple[tuple[Who, ...], Tail] | None = None
    whole: Tail | None = None
    for count in range(max(0, len(words) - _LONGEST_TAIL), len(words) + 1):
        tail = read_tail(words[count:], day)
        if tail is None:
            continue
        if count == 0:
            if may_miss_who:
                return (), tail
            whole = tail
            continue
        who = _look_up(words[:count], directory)
        if who.new or who.candidates:
            return (who,), tail
        nobody = nobody or ((who,), tail)
    return nobody if whole is None else ((), whole)


def _look_up(words: Sequence[Word], directory: Directory) -> Who:
    text = " ".join(word.text for word in words)
    start, end = words[0].start, words[-1].end
    new = new_contact(text[1:]) if _creates(words) else None
    candidates = () if new else tuple(directory.candidates(text))
    if not words[0].is_literal and text.casefold() in MEDIUM_BY_WORD:
        # Whoever types `call: hi` has forgotten the name, and did not mean Callum.
        candidates = tuple(
            each for each in candidates if text.casefold() in each.name.casefold().split()
        )
    return Who(text, start, end, candidates, new)


def _creates(words: Sequence[Word]) -> bool:
    first = words[0]
    if first.is_literal:
        return len(words) == 1 and first.text.startswith("+") and len(first.text) > 1
    is_name = first.text.startswith("+") and first.text[1:2].isalpha()
    return is_name and not any(word.text.casefold() in MEDIUM_BY_WORD for word in words)


def _parts(typed: Typed, start: int, end: int) -> Iterator[tuple[int, int]]:
    for part in typed.bare[start:end].split(","):
        yield start, start + len(part)
        start += len(part) + 1


def _reads_as_names(typed: Typed, header: Header) -> bool:
    if typed.text[header.end : header.end + 1].strip():
        return False
    return all(
        who.new
        or who.candidates
        or (
            who.words[:1].isalpha()
            and ":" not in who.words
            and len(who.words.split()) <= _LONGEST_NAME
            and who.words.casefold() not in MARK_BY_WORD
        )
        for who in header.who
    )
