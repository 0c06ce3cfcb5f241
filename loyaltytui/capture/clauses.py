"""What a clause is, and what check-ins, questions and notes say.

Which mark begins which clause is said in `marks`; promises are read in `promises`, what ends them
in `endings`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from loyaltytui.capture.chips import Chip, ChipKind
from loyaltytui.capture.typed import Typed, head, one_line, tail_start, unquoted, with_stop
from loyaltytui.dates import DayRules, Found, due_at_end, due_at_start, say_day, slide_to_workday
from loyaltytui.drafts import CheckInDraft, Ending, NoteDraft, PromiseDraft, QuestionDraft
from loyaltytui.entries import Promise
from loyaltytui.kinds import KIND_BY_WORD

Part = PromiseDraft | CheckInDraft | QuestionDraft | NoteDraft | Ending

LONGEST_DATE = 250
"""No date is longer with the words beside it that matter; what is farther is not searched."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A mark and the words behind it, with all that is needed to understand them."""

    typed: Typed
    word: str
    """The word form of its mark."""
    mark_start: int
    mark_end: int
    start: int
    end: int
    today: dt.date
    rules: DayRules
    hides_mark: Callable[[str], bool]
    """Would these words hold a mark if they were not quoted?"""
    open_promises: Callable[[], Sequence[Promise] | None]
    """Of the contacts of this line; None while it is not clear who they are."""
    whom: str
    so_far: Sequence[Part]

    def words(self, start: int, end: int) -> str:
        """Give a stretch of the typed words as they were typed."""
        return self.typed.text[start:end]

    def chip(self, kind: ChipKind, text: str, sentence: str) -> Chip:
        """Make the chip of the whole clause; its mark is what turns it back into text."""
        return Chip(kind, text, self.mark_start, self.end, self.mark_start, self.mark_end, sentence)

    def without_star(self) -> tuple[int, int, bool]:
        """Find the words without the star at their end, and whether there was one."""
        start, end = self.start, self.end
        if self.typed.bare[start:end].endswith("*"):
            return *self.typed.trimmed(start, end - 1), True
        return start, end, False


@dataclass(frozen=True, slots=True)
class Understood:
    """What a clause came to: a chip and a part of the draft, or else a trouble."""

    chip: Chip | None = None
    part: Part | None = None
    trouble: str = ""
    is_blocking: bool = False
    """Nothing may be saved until the trouble is gone."""


def question(clause: Clause) -> Understood | None:
    """Understand something to ask them next time."""
    text, is_confidential = _plain_words(clause)
    if not text:
        return None
    chip = clause.chip(
        ChipKind.QUESTION,
        f"ask: {text}{in_confidence(is_confidential)}",
        "A question to ask, in confidence." if is_confidential else f"To ask: {with_stop(text)}",
    )
    return Understood(chip, QuestionDraft(text, is_confidential))


def note(clause: Clause) -> Understood | None:
    """Understand a note; its mark is the kind."""
    text, is_confidential = _plain_words(clause)
    if not text:
        return None
    label = KIND_BY_WORD[clause.word].label
    label = label[0].upper() + label[1:]
    chip = clause.chip(
        ChipKind.NOTE,
        f"{clause.word}: {text}{in_confidence(is_confidential)}",
        f"{label}, in confidence." if is_confidential else f"{label}: {with_stop(text)}",
    )
    return Understood(chip, NoteDraft(clause.word, text, is_confidential))


def check_in(clause: Clause) -> Understood | None:
    """Understand the next check-in: a date at once, then perhaps a reason.

    Slid off weekends and holidays here already: the chip says the day it will truly be.
    """
    raw = clause.words(clause.mark_start, clause.end)
    if clause.start == clause.end:
        return None
    found = date_at_start(clause.typed.bare[clause.start : clause.end], clause.today, clause.rules)
    if found is None:
        return Understood(trouble=f"'{raw}' has no date behind its mark: it stays text.")
    if any(isinstance(part, CheckInDraft) for part in clause.so_far):
        return Understood(trouble=f"There is a next check-in already: '{raw}' stays text.")
    date_end = clause.start + found.end
    reason = clause.words(date_end, clause.end).lstrip(" \t,;")
    reason = one_line(unquoted(reason, lambda said, _: clause.hides_mark(said)))
    due_on = slide_to_workday(found.on, clause.rules)
    day = say_day(due_on, clause.today)
    chip = Chip(
        ChipKind.CHECK_IN,
        f"check-in {day}" + (f": {reason}" if reason else ""),
        clause.mark_start,
        clause.end,
        clause.mark_start,
        date_end,
        f"Next check-in: {day}" + (f", {with_stop(reason)}" if reason else "."),
    )
    return Understood(chip, CheckInDraft(due_on, reason))


def date_at_start(words: str, today: dt.date, rules: DayRules) -> Found | None:
    """Find a due date that these words begin with at once."""
    near = head(words, LONGEST_DATE)
    found = due_at_start(near, today, rules) if near[:1].strip() else None
    return found if found is not None and found.start == 0 else None


def date_at_end(words: str, today: dt.date, rules: DayRules) -> Found | None:
    """Find a due date that these words end with."""
    start = tail_start(words, 0, len(words), LONGEST_DATE)
    found = due_at_end(words[start:], today, rules)
    return found and Found(found.on, start + found.start, start + found.end)


def _plain_words(clause: Clause) -> tuple[str, bool]:
    start, end, is_confidential = clause.without_star()
    text = unquoted(
        clause.words(start, end),
        lambda said, is_last: clause.hides_mark(said) or (is_last and said.endswith("*")),
    )
    return one_line(text), is_confidential


def in_confidence(is_confidential: bool) -> str:
    """Say behind the words of a chip that they are in confidence."""
    return " (in confidence)" if is_confidential else ""
