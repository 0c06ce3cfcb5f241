"""The brief: all that `show` tells of one contact, fetched.

How it is said for people lives in `say_brief`, its shape as JSON in `as_json`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from msgspec import Struct

from loyaltytui.book.brief import BriefPages
from loyaltytui.book.contact_pages import Moment
from loyaltytui.book.figures import Figures
from loyaltytui.book.finding import Finding
from loyaltytui.book.problems import Problems
from loyaltytui.book.purchases import Purchases
from loyaltytui.book.relations import Relations
from loyaltytui.dealings import Problem, Purchase, Pursuit, Qualifier, Reference
from loyaltytui.entries import Channel, CheckIn, Contact, Note, Promise, PromiseMove, Question
from loyaltytui.kinds import MEDIUM_BY_WORD
from loyaltytui.loyalty.checkins import CheckInRules, cadence_in_force
from loyaltytui.tidings import Telling

LATEST = 20
"""How many lines of the timeline a brief holds."""


class _Told(Protocol):
    @property
    def is_confidential(self) -> bool: ...


Told = TypeVar("Told", bound=_Told)


class Known(BriefPages, Purchases, Problems, Relations, Finding):
    """As much of the book as tells of one contact."""


class Brief(Struct, frozen=True):
    """All that is told of one contact, without the lines that are held back."""

    contact: Contact
    cadence: str
    """The one in force; empty for none."""
    tags: list[str]
    promises: list[Promise]
    """Open ones of both sides; those told in confidence keep their place."""
    moves: list[PromiseMove]
    """Each new date that was agreed for any of their promises, oldest first."""
    check_ins: list[CheckIn]
    """Open ones; those told in confidence keep their place too."""
    questions: list[Question]
    notes: list[Note]
    channels: list[Channel]
    timeline: list[Moment]
    figures: Figures
    worth_months: int
    """How far back worth is reckoned."""
    purchases: list[Purchase]
    problems: list[Problem]
    references: list[Reference]
    qualifiers: list[Qualifier]
    pursuit: Pursuit | None
    """The verdict about them as a prospect. None: none was given."""
    answered: list[Question]
    never_asked: list[str]
    """What nothing is known about yet, by kinds of note."""
    to_tell: list[Telling]
    """News they have not heard yet, the oldest first."""
    hidden: int
    """How many lines are held back because they were told in confidence."""


def fetch_brief(
    book: Known, contact: Contact, rules: CheckInRules, *, shows_confidential: bool
) -> Brief:
    """Fetches all that may be told of a contact."""
    hidden = 0

    def told(lines: Sequence[Told]) -> list[Told]:
        nonlocal hidden
        kept = [line for line in lines if shows_confidential or not line.is_confidential]
        hidden += len(lines) - len(kept)
        return kept

    notes, questions = told(book.notes_of(contact.id)), told(book.questions_of(contact.id))
    channels = told(book.channels_of(contact.id))
    purchases, problems = told(book.purchases_of(contact)), told(book.problems_of(contact.id))
    answered = told(book.answered_questions_of(contact.id))
    references = told(book.references_of(contact.id))
    qualifiers, pursuit = told(book.qualifiers_of(contact.id)), book.pursuit_of(contact.id)
    pursuits = told([] if pursuit is None else [pursuit])
    # Counted where it stands on its own already, save talks: those the timeline alone tells.
    seen, lines = hidden, book.timeline(contact.id, count=LATEST)
    timeline = told(lines)
    talks = {one.row_id for one in timeline if one.what in MEDIUM_BY_WORD}
    hidden = seen + sum(one.what in MEDIUM_BY_WORD and one.row_id not in talks for one in lines)
    return Brief(
        contact=contact,
        cadence=str(cadence_in_force(contact.cadence, contact.tier, rules) or ""),
        tags=book.tags_of(contact.id),
        promises=[promise for promise in book.promises_of(contact.id) if promise.is_open],
        moves=book.moves_of(contact.id),
        check_ins=book.check_ins_of(contact.id),
        questions=questions,
        notes=notes,
        channels=channels,
        timeline=timeline,
        figures=book.figures(contact.id),
        worth_months=rules.points.worth_months,
        purchases=purchases,
        problems=problems,
        references=references,
        qualifiers=qualifiers,
        pursuit=pursuits[0] if pursuits else None,
        answered=answered,
        never_asked=book.never_asked(contact.id),
        to_tell=book.tellings_of(contact.id),
        hidden=hidden,
    )
