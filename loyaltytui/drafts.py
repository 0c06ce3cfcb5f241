"""What was asked for, typed or imported, before a book has given it an id.

The entries that drafts become live in `entries`.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from msgspec import Struct

from loyaltytui.dealings import (
    Answer,
    DepartureDraft,
    Met,
    ProblemDraft,
    ProblemId,
    PurchaseDraft,
    PurchaseId,
    PursuitDraft,
    ReferenceDraft,
    VerdictDraft,
)
from loyaltytui.entries import ChannelKind, ContactId, Outcome, Owner, PromiseId, Scope, Side
from loyaltytui.tidings import AnnouncementId


class ChannelDraft(Struct, frozen=True):
    """A channel as typed or imported."""

    kind: ChannelKind
    value: str
    label: str = ""
    scope: Scope = Scope.WORK
    owner: Owner | None = None
    """None: the contact's owner."""
    is_confidential: bool = False


class EmploymentDraft(Struct, frozen=True):
    """A former job as typed."""

    account: str
    job: str
    until_on: dt.date


class Past(StrEnum):
    """What a line of another program's history is."""

    INTERACTION = "interaction"
    NOTE = "note"
    PROMISE = "promise"
    CHECK_IN = "check_in"


class DoneDraft(Struct, frozen=True):
    """That something which was still to be done is done, in another program's words."""

    text: str
    due_on: dt.date | None = None
    """When it was due; with the words it tells which promise it was. None: without a day."""
    ended_on: dt.date | None = None
    """None: not said."""


class PastDraft(Struct, frozen=True):
    """A line of another program's history of a contact, as imported."""

    past: Past
    text: str
    on: dt.date | None = None
    """When it happened, was noted, or is due. None: a promise without a day."""
    word: str = ""
    """The medium of an interaction or the kind of a note."""
    at_time: str = ""
    minutes: int | None = None
    made_on: dt.date | None = None
    """When a promise was made. None: not said."""
    every: str = ""
    """How often a check-in comes again, as a cadence is written; empty for once."""
    key: str = ""
    """What its source calls it: under one key, several contacts have one interaction."""
    done: DoneDraft | None = None
    """What it was while it was still to be done. None: it never was."""


class ContactDraft(Struct, frozen=True):
    """A contact as typed or imported. Empty fields say nothing."""

    name: str
    account: str = ""
    job: str = ""
    tier: str = ""
    cadence: str = ""
    birthday: str = ""
    address: str = ""
    about: str = ""
    owner: Owner = Owner.COMPANY
    channels: tuple[ChannelDraft, ...] = ()
    tags: tuple[str, ...] = ()
    uid: str = ""
    """The identity its source gave it; the same uid is the same person."""
    extras: tuple[tuple[str, str], ...] = ()
    """Fields of the source that have no home of their own, kept as they came: (name, value)."""
    past: tuple[PastDraft, ...] = ()
    """What the source says has happened with them; only an import brings it."""


class PromiseDraft(Struct, frozen=True):
    """A promise of either side, as typed."""

    side: Side
    text: str
    due_on: dt.date | None = None
    via: str = ""
    is_confidential: bool = False


class CheckInDraft(Struct, frozen=True):
    """The next check-in, as typed."""

    due_on: dt.date
    reason: str = ""
    is_confidential: bool = False


class NoteDraft(Struct, frozen=True):
    """A note, as typed."""

    kind: str
    text: str
    is_confidential: bool = False
    was_noticed: bool = False
    """Did they notice the extra mile?"""
    was_met: Met = Met.NOT_SAID
    """How a test was met."""
    noted_on: dt.date | None = None
    """None: the day it is written down, or of the interaction it belongs to."""


class QuestionDraft(Struct, frozen=True):
    """A question to ask them next time, as typed."""

    text: str
    is_confidential: bool = False
    topic: str = ""
    """The kind of note that will answer it; empty for a question about anything else."""
    asked_on: dt.date | None = None
    """None: the day it is written down, or of the interaction it belongs to."""


class Ending(Struct, frozen=True):
    """An open promise that the line says has ended."""

    promise_id: PromiseId
    text: str
    outcome: Outcome


class Sequel(StrEnum):
    """What follows a purchase or a problem, by the word of its mark."""

    DELIVERED = "delivered"
    CONFIRMED = "confirmed"
    SORRY = "sorry"
    FIXED = "fixed"
    MADE_GOOD = "madegood"

    @property
    def is_of_purchase(self) -> bool:
        """Does it follow a purchase? Else a problem."""
        return self in (Sequel.DELIVERED, Sequel.CONFIRMED)


class SequelDraft(Struct, frozen=True):
    """The next thing that became of a purchase or a problem, as typed."""

    sequel: Sequel
    of: PurchaseId | ProblemId | None
    """None: of one that the same line writes down."""
    nth: int = 0
    """Which of those, where it is of one of the same line."""
    words: str = ""
    """What they said when they confirmed, or what was done to make good."""
    is_confidential: bool = False


class QualifierDraft(Struct, frozen=True):
    """An answered line of a prospect's checklist, as typed."""

    criterion: str
    answer: Answer


class ToldDraft(Struct, frozen=True):
    """News that the line says they were told."""

    announcement_id: AnnouncementId
    text: str


class QualifyingDraft(Struct, frozen=True):
    """The whole checklist of a prospect and what is decided about them, as typed."""

    answers: tuple[QualifierDraft, ...] = ()
    pursuit: PursuitDraft | None = None
    """None: nothing new was decided."""


class NewContact(Struct, frozen=True):
    """Somebody the line names who is not in the book yet."""

    name: str
    account: str = ""


class LogDraft(Struct, frozen=True):
    """One interaction and everything that follows from it: what one log line says."""

    contacts: tuple[ContactId | NewContact, ...]
    happened_on: dt.date
    at_time: str = ""
    medium: str = "call"
    minutes: int | None = None
    text: str = ""
    promises: tuple[PromiseDraft, ...] = ()
    check_in: CheckInDraft | None = None
    questions: tuple[QuestionDraft, ...] = ()
    notes: tuple[NoteDraft, ...] = ()
    endings: tuple[Ending, ...] = ()
    purchases: tuple[PurchaseDraft, ...] = ()
    problems: tuple[ProblemDraft, ...] = ()
    sequels: tuple[SequelDraft, ...] = ()
    references: tuple[ReferenceDraft, ...] = ()
    referred: tuple[ContactId | NewContact, ...] = ()
    """Whom they sent our way."""
    departure: DepartureDraft | None = None
    """The account left."""
    is_back: bool = False
    """The account came back."""
    verdicts: tuple[VerdictDraft, ...] = ()
    pursuit: PursuitDraft | None = None
    """What was decided about them as a prospect."""
    qualifiers: tuple[QualifierDraft, ...] = ()
    told: tuple[ToldDraft, ...] = ()
    """Announcements that its news settles for everybody it was with."""
