"""What a promise says, mine or theirs: what, by when, and through whom.

What ends a promise lives in `endings`.
"""

from __future__ import annotations

import re

from msgspec import Struct

from loyaltytui.capture.chips import Chip, ChipKind
from loyaltytui.capture.clauses import (
    LONGEST_DATE,
    Clause,
    Understood,
    date_at_end,
    in_confidence,
)
from loyaltytui.capture.typed import one_line, tail_start, unquoted, with_stop
from loyaltytui.dates import Found, say_day
from loyaltytui.drafts import PromiseDraft
from loyaltytui.entries import Side
from loyaltytui.kinds import MEDIUM_BY_WORD

# "via email" says how, not who: an agenda that says "chase email" helps nobody.
_NO_COLLEAGUES = {*MEDIUM_BY_WORD, "mail", "post", "phone", "courier", "text"}


def promise(clause: Clause) -> Understood | None:
    """Understand what I said I would do, by when, and who carries it out."""
    return _given_word(clause, Side.MINE)


def owed(clause: Clause) -> Understood | None:
    """Understand what they said they would do, and by when."""
    return _given_word(clause, Side.THEIRS)


class Via(Struct, frozen=True):
    """The colleague named at the end of a promise, and where."""

    name: str
    start: int


def via_at_end(text: str, bare: str) -> Via | None:
    """Find `via NAME` at the end: one word, several with capitals, or a quoted name."""
    start = tail_start(text, 0, len(text), LONGEST_DATE)
    words = list(re.finditer(r"\S+", bare[start:]))
    for count in range(1, min(4, len(words))):
        if words[-count - 1][0].casefold() != "via":
            continue
        first, last = words[-count].start() + start, words[-1].end() + start
        name = text[first:last]
        if is_colleague(name) or (count == 1 and _is_quoted(name, bare[first:last])):
            name = " ".join(name.replace('"', "").split())
            return Via(name, words[-count - 1].start() + start) if name else None
    return None


def is_colleague(name: str) -> bool:
    """Do these words read as somebody's name without quotes?"""
    words = name.split()
    if '"' in name or len(words) > 3:
        return False
    if len(words) == 1:
        return name[0].isalpha() and name.casefold() not in _NO_COLLEAGUES
    return all(word[0].isupper() for word in words)


def _is_quoted(name: str, bare: str) -> bool:
    return len(name) > 2 and not bare.strip('"')


def _given_word(clause: Clause, side: Side) -> Understood | None:
    start, end, is_confidential = clause.without_star()
    if start == end:
        return None
    found: Found | None = None
    via: Via | None = None
    while True:
        bare = clause.typed.bare[start:end]
        if found is None and (date := date_at_end(bare, clause.today, clause.rules)):
            found = Found(date.on, start + date.start, start + date.end)
            end = found.start
        elif side is Side.MINE and via is None and (name := _via(clause, start, end)):
            via = name
            end = start + via.start
        else:
            break
        end = start + len(clause.words(start, end).rstrip(" \t,;"))
    text = unquoted(
        clause.words(start, end),
        lambda said, is_last: clause.hides_mark(said) or (is_last and _ends_clause(clause, said)),
    )
    text = one_line(text)
    if not text:
        raw = clause.words(clause.mark_start, clause.end)
        return Understood(trouble=f"'{raw}' does not say what was promised: it stays text.")
    draft = PromiseDraft(
        side, text, found.on if found else None, via.name if via else "", is_confidential
    )
    return Understood(_promise_chip(clause, draft, found), draft)


def _promise_chip(clause: Clause, draft: PromiseDraft, found: Found | None) -> Chip:
    is_mine = draft.side is Side.MINE
    giver = "I promised" if is_mine else "They owe"
    day = say_day(draft.due_on, clause.today) if draft.due_on else ""
    via = f" via {draft.via}" if draft.via else ""
    text = "in confidence" if draft.is_confidential else draft.text
    chip = clause.chip(
        ChipKind.PROMISE if is_mine else ChipKind.OWED,
        f"{clause.word}: {draft.text}"
        + (f" → {day}" if day else "")
        + via
        + in_confidence(draft.is_confidential),
        with_stop(f"{giver}: {text}{f', by {day}' if day else ''}{via}"),
    )
    if found is None:
        return chip
    # With a date, Backspace takes back the date alone: the promise is still one.
    return Chip(chip.kind, chip.text, chip.start, chip.end, found.start, found.end, chip.sentence)


def _via(clause: Clause, start: int, end: int) -> Via | None:
    return via_at_end(clause.words(start, end), clause.typed.bare[start:end])


def _ends_clause(clause: Clause, said: str) -> bool:
    return (
        said.endswith("*")
        or date_at_end(said, clause.today, clause.rules) is not None
        or via_at_end(said, said) is not None
    )
