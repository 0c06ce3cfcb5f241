"""What a clause is, and what check-ins, questions and notes say.

Which mark begins which clause is said in `marks`; promises are read in `promises`, what ends them
in `endings`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from msgspec import Struct

from loyaltytui.capture.chips import Chip, ChipKind
from loyaltytui.capture.directory import Candidate, OpenDealings
from loyaltytui.capture.tags import NOTE_TAGS, find_tag, is_tag
from loyaltytui.capture.typed import Typed, head, one_line, tail_start, unquoted, with_stop
from loyaltytui.dates import DayRules, Found, due_at_end, due_at_start, say_day, slide_to_workday
from loyaltytui.dealings import (
    DepartureDraft,
    Met,
    ProblemDraft,
    PurchaseDraft,
    PursuitDraft,
    ReferenceDraft,
    VerdictDraft,
)
from loyaltytui.drafts import (
    CheckInDraft,
    Ending,
    NewContact,
    NoteDraft,
    PromiseDraft,
    QualifierDraft,
    QuestionDraft,
    SequelDraft,
    ToldDraft,
)
from loyaltytui.entries import ContactId, Promise
from loyaltytui.kinds import CHECKLIST, KIND_BY_WORD
from loyaltytui.money.currencies import USUAL_CURRENCY


class Referred(Struct, frozen=True):
    """Somebody whom they sent our way."""

    whom: ContactId | NewContact


class Back(Struct, frozen=True):
    """The account came back."""


Part = (
    PromiseDraft
    | CheckInDraft
    | QuestionDraft
    | NoteDraft
    | Ending
    | PurchaseDraft
    | ProblemDraft
    | SequelDraft
    | ReferenceDraft
    | Referred
    | DepartureDraft
    | Back
    | VerdictDraft
    | PursuitDraft
    | QualifierDraft
    | ToldDraft
)

LONGEST_DATE = 250
"""No date is longer with the words beside it that matter; what is farther is not searched."""


class Usual(Struct, frozen=True):
    """What the settings say about lines."""

    currency: str = USUAL_CURRENCY
    """Of an amount that names none."""
    checklist: tuple[str, ...] = CHECKLIST
    """What a prospect is qualified by."""


class Named(Struct, frozen=True):
    """Whom words inside a clause mean."""

    whom: ContactId | NewContact | None
    """None: nobody, or several."""
    name: str = ""
    candidates: tuple[Candidate, ...] = ()


class Clause(Struct, frozen=True):
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
    open_dealings: Callable[[], OpenDealings | None]
    """Of the same; None while it is not clear who they are."""
    who_is: Callable[[str], Named]
    usual: Usual
    whom: str
    so_far: Sequence[Part]

    def words(self, start: int, end: int) -> str:
        """Give a stretch of the typed words as they were typed."""
        return self.typed.text[start:end]

    def chip(self, kind: ChipKind, text: str, sentence: str) -> Chip:
        """Make the chip of the whole clause; its mark is what turns it back into text."""
        return Chip(kind, text, self.mark_start, self.end, self.mark_start, self.mark_end, sentence)

    def mark_chip(self, kind: ChipKind, text: str, sentence: str) -> Chip:
        """Make the chip of the mark alone: the words behind it stay text."""
        start, end = self.mark_start, self.mark_end
        return Chip(kind, text, start, end, start, end, sentence)

    def without_star(self) -> tuple[int, int, bool]:
        """Find the words without the star at their end, and whether there was one."""
        start, end = self.start, self.end
        if self.typed.bare[start:end].endswith("*"):
            return *self.typed.trimmed(start, end - 1), True
        return start, end, False

    def hides_mark_or_star(self, said: str, is_last: bool) -> bool:
        """Did quotes around these words keep a mark, or a star at the end, from being one?"""
        return self.hides_mark(said) or (is_last and said.endswith("*"))


class Understood(Struct, frozen=True):
    """What a clause came to: a chip and a part of the draft, or else a trouble."""

    chip: Chip | None = None
    part: Part | None = None
    trouble: str = ""
    is_blocking: bool = False
    """Nothing may be saved until the trouble is gone."""
    more: tuple[Part, ...] = ()
    """Further parts of the draft that the same clause came to."""
    taken_to: int | None = None
    """Where the words end that were understood; behind it all is text. None: all were."""


class Tagged(Struct, frozen=True):
    """The words of a clause without the tag and the star at their end."""

    text: str
    tag: str
    """Empty: none stood there."""
    is_confidential: bool

    @property
    def parts(self) -> tuple[str, str, bool]:
        """All three."""
        return self.text, self.tag, self.is_confidential


def tagged_words(clause: Clause, tags: Sequence[str] = ()) -> Tagged:
    """Take the star and then a tag off the end of a clause, and the quotes that hid either."""
    start, end, is_confidential = clause.without_star()
    found = find_tag(clause.typed.bare[start:end], tags) if tags else None
    if found is not None:
        end = start + found.start
    text = unquoted(
        clause.words(start, end),
        lambda said, is_last: (
            clause.hides_mark(said) or (is_last and (said.endswith("*") or is_tag(said, tags)))
        ),
    )
    return Tagged(one_line(text), found.tag if found else "", is_confidential)


def question(clause: Clause) -> Understood | None:
    """Understand something to ask them next time."""
    text, _, is_confidential = tagged_words(clause).parts
    if not text:
        return None
    chip = clause.chip(
        ChipKind.QUESTION,
        f"ask: {text}{in_confidence(is_confidential)}",
        "A question to ask, in confidence." if is_confidential else f"To ask: {with_stop(text)}",
    )
    return Understood(chip, QuestionDraft(text, is_confidential))


def note(clause: Clause) -> Understood | None:
    """Understand a note; its mark is the kind. How a test was met stands at its end."""
    tagged = tagged_words(clause, NOTE_TAGS.get(clause.word, ()))
    if not tagged.text:
        return Understood(trouble=f"'{clause.word}:' has no words behind it: it stays text.")
    label = KIND_BY_WORD[clause.word].label
    label = label[0].upper() + label[1:]
    draft = NoteDraft(
        clause.word,
        tagged.text,
        tagged.is_confidential,
        was_noticed=tagged.tag == "noticed",
        was_met=Met(tagged.tag) if clause.word == "test" else Met.NOT_SAID,
    )
    said = f", {tagged.tag}" if tagged.tag else ""
    chip = clause.chip(
        ChipKind.NOTE,
        f"{clause.word}: {tagged.text}{said}{in_confidence(draft.is_confidential)}",
        f"{label}, in confidence."
        if draft.is_confidential
        else f"{label}: {with_stop(tagged.text + said)}",
    )
    return Understood(chip, draft)


def check_in(clause: Clause) -> Understood | None:
    """Understand the next check-in: a date at once, then perhaps a reason.

    Slid off weekends and holidays here already: the chip says the day it will truly be.
    """
    raw = clause.words(clause.mark_start, clause.end)
    start, end, is_secret = clause.without_star()
    if start == end:
        return None
    found = date_at_start(clause.typed.bare[start:end], clause.today, clause.rules)
    if found is None:
        return Understood(trouble=f"'{raw}' has no date behind its mark: it stays text.")
    if any(isinstance(part, CheckInDraft) for part in clause.so_far):
        return Understood(trouble=f"There is a next check-in already: '{raw}' stays text.")
    date_end = start + found.end
    reason = clause.words(date_end, end).lstrip(" \t,;")
    reason = one_line(unquoted(reason, clause.hides_mark_or_star))
    due_on = slide_to_workday(found.on, clause.rules)
    day = say_day(due_on, clause.today)
    told = ", in confidence." if is_secret else f", {with_stop(reason)}" if reason else "."
    chip = Chip(
        ChipKind.CHECK_IN,
        f"check-in {day}" + (f": {reason}" if reason else "") + in_confidence(is_secret),
        clause.mark_start,
        clause.end,
        clause.mark_start,
        date_end,
        f"Next check-in: {day}{told}",
    )
    return Understood(chip, CheckInDraft(due_on, reason, is_secret))


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


def in_confidence(is_confidential: bool) -> str:
    """Say behind the words of a chip that they are in confidence."""
    return " (in confidence)" if is_confidential else ""
