"""What a clause says: promises, owed things, check-ins, questions and notes.

Which mark begins which clause is said in `marks`; what ends a promise lives in `endings`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from loyaltytui.capture.chips import Chip, ChipKind
from loyaltytui.capture.typed import Typed, head, tail_start, unquoted
from loyaltytui.dates import DayRules, Found, due_at_end, due_at_start, say_day
from loyaltytui.drafts import CheckInDraft, Ending, NoteDraft, PromiseDraft, QuestionDraft
from loyaltytui.entries import Promise, Side
from loyaltytui.kinds import KIND_BY_WORD, MEDIUM_BY_WORD

Part = PromiseDraft | CheckInDraft | QuestionDraft | NoteDraft | Ending

LONGEST_DATE = 250
"""No date is longer with the words beside it that matter; what is farther is not searched."""

# "via email" says how, not who: an agenda that says "chase email" helps nobody.
_NO_COLLEAGUES = {*MEDIUM_BY_WORD, "mail", "post", "phone", "courier", "text"}


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


@dataclass(frozen=True, slots=True)
class Understood:
    """What a clause came to: a chip and a part of the draft, or else a trouble."""

    chip: Chip | None = None
    part: Part | None = None
    trouble: str = ""
    is_blocking: bool = False
    """Nothing may be saved until the trouble is gone."""


def promise(clause: Clause) -> Understood | None:
    """Understand what I said I would do, by when, and who carries it out."""
    return _given_word(clause, Side.MINE)


def owed(clause: Clause) -> Understood | None:
    """Understand what they said they would do, and by when."""
    return _given_word(clause, Side.THEIRS)


def question(clause: Clause) -> Understood | None:
    """Understand something to ask them next time."""
    text, is_confidential = _plain_words(clause)
    if not text:
        return None
    chip = clause.chip(
        ChipKind.QUESTION,
        f"ask: {text}{_in_confidence(is_confidential)}",
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
        f"{clause.word}: {text}{_in_confidence(is_confidential)}",
        f"{label}, in confidence." if is_confidential else f"{label}: {with_stop(text)}",
    )
    return Understood(chip, NoteDraft(clause.word, text, is_confidential))


def check_in(clause: Clause) -> Understood | None:
    """Understand the next check-in: a date at once, then perhaps a reason."""
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
    reason = _one_line(unquoted(reason, lambda said, _: clause.hides_mark(said)))
    day = say_day(found.on, clause.today)
    chip = Chip(
        ChipKind.CHECK_IN,
        f"check-in {day}" + (f": {reason}" if reason else ""),
        clause.mark_start,
        clause.end,
        clause.mark_start,
        date_end,
        f"Next check-in: {day}" + (f", {with_stop(reason)}" if reason else "."),
    )
    return Understood(chip, CheckInDraft(found.on, reason))


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


@dataclass(frozen=True, slots=True)
class Via:
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
    start, end, is_confidential = _without_star(clause)
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
    text = _one_line(text)
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
        + _in_confidence(draft.is_confidential),
        with_stop(
            f"{'I promised' if is_mine else 'They owe'}: {text}{f', by {day}' if day else ''}{via}"
        ),
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


def _plain_words(clause: Clause) -> tuple[str, bool]:
    start, end, is_confidential = _without_star(clause)
    text = unquoted(
        clause.words(start, end),
        lambda said, is_last: clause.hides_mark(said) or (is_last and said.endswith("*")),
    )
    return _one_line(text), is_confidential


def _without_star(clause: Clause) -> tuple[int, int, bool]:
    start, end = clause.start, clause.end
    if clause.typed.bare[start:end].endswith("*"):
        return *clause.typed.trimmed(start, end - 1), True
    return start, end, False


def with_stop(sentence: str) -> str:
    """Put a full stop where the words have not ended themselves."""
    return sentence if sentence.endswith((".", "!", "?", "…")) else f"{sentence}."


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _in_confidence(is_confidential: bool) -> str:
    return " (in confidence)" if is_confidential else ""
