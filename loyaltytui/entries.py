"""What is written in a book: frozen entries and their ids.

What was only asked for lives in `drafts`, how entries are stored in `book/`, what they mean
in `loyalty/`.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import NewType

from msgspec import Struct

AccountId = NewType("AccountId", int)
ContactId = NewType("ContactId", int)
ChannelId = NewType("ChannelId", int)
ExtraFieldId = NewType("ExtraFieldId", int)
EmploymentId = NewType("EmploymentId", int)
InteractionId = NewType("InteractionId", int)
PromiseId = NewType("PromiseId", int)
CheckInId = NewType("CheckInId", int)
NoteId = NewType("NoteId", int)
QuestionId = NewType("QuestionId", int)


class Side(StrEnum):
    """Who gave their word: `mine` is a promise, `theirs` is owed."""

    MINE = "mine"
    THEIRS = "theirs"


class Outcome(StrEnum):
    """How a promise stands. `moved` is no outcome: a moved promise is still open."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    RELEASED = "released"


class Owner(StrEnum):
    """Whose a fact is when the rep changes employer."""

    MINE = "mine"
    COMPANY = "company"
    PUBLIC = "public"


class Scope(StrEnum):
    """Whether a channel survives a change of employer."""

    WORK = "work"
    PERSONAL = "personal"


class ChannelKind(StrEnum):
    """The three ways to reach somebody."""

    EMAIL = "email"
    PHONE = "phone"
    LINK = "link"


class Account(Struct, frozen=True):
    """A company. Purchases belong to it."""

    id: AccountId
    name: str


class Channel(Struct, frozen=True):
    """One email, phone or link of a contact."""

    id: ChannelId
    contact_id: ContactId
    kind: ChannelKind
    label: str
    value: str
    scope: Scope
    owner: Owner
    is_confidential: bool
    rev: int


class ExtraField(Struct, frozen=True):
    """What an import knew of a contact and no field of ours is for."""

    id: ExtraFieldId
    name: str
    value: str
    is_confidential: bool = False
    owner: Owner = Owner.COMPANY
    rev: int = 1


class Employment(Struct, frozen=True):
    """Where a contact was before, as what, and until when."""

    id: EmploymentId
    account_id: AccountId | None
    account: str
    """The account's name; empty when it is not known."""
    job: str
    until_on: dt.date
    owner: Owner = Owner.COMPANY
    is_confidential: bool = False
    rev: int = 1


class Contact(Struct, frozen=True):
    """A person, at an account or at none."""

    id: ContactId
    name: str
    account_id: AccountId | None
    account: str
    """The account's name; empty when the contact is at none."""
    job: str
    tier: str
    """`A` to `D`; empty when none was given."""
    cadence: str
    """`3w`, `2m`, `none` on purpose; empty means the tier decides."""
    birthday: str
    """As ISO 8601 writes it, `1980-02-03` or `--02-03`; empty when unknown."""
    address: str
    about: str
    """Free text that came with the contact or was typed on its form."""
    owner: Owner
    last_contact_on: dt.date | None
    """The last day of real contact; an attempt is none. None: never yet."""
    next_check_in_on: dt.date | None
    """The day of the earliest open check-in. None: nothing planned."""
    rev: int
    """The action that changed this row last, so that an edit never overwrites another."""

    @property
    def is_met(self) -> bool:
        """Has there been real contact with them?"""
        return self.last_contact_on is not None


class Interaction(Struct, frozen=True):
    """A call, meeting, email, message or visit that happened, or an attempt at one."""

    id: InteractionId
    medium: str
    """A word of `kinds.MEDIA`."""
    minutes: int | None
    """How long it took. None: not said, the medium's usual length counts."""
    happened_on: dt.date
    at_time: str
    """Local wall-clock `HH:MM`; empty when only the day is known."""
    text: str
    is_confidential: bool = False
    owner: Owner = Owner.COMPANY
    rev: int = 1


class Promise(Struct, frozen=True):
    """What one side said they would do, for whom, by when."""

    id: PromiseId
    contact_id: ContactId
    contact: str
    account: str
    side: Side
    text: str
    made_on: dt.date
    due_on: dt.date | None
    """None: no day was agreed."""
    outcome: Outcome
    ended_on: dt.date | None
    via: str
    """The colleague who carries it out; empty when the rep does."""
    shown_on: dt.date | None
    """Snoozed: its card waits until this day; the due date stays. None: not snoozed."""
    is_confidential: bool
    rev: int
    owner: Owner = Owner.COMPANY

    @property
    def is_open(self) -> bool:
        """Is it still to be done?"""
        return self.outcome is Outcome.OPEN

    @property
    def is_mine(self) -> bool:
        """Did the rep promise it?"""
        return self.side is Side.MINE


class PromiseMove(Struct, frozen=True):
    """A new date that was agreed for a promise."""

    promise_id: PromiseId
    moved_on: dt.date
    from_on: dt.date | None
    to_on: dt.date


class CheckIn(Struct, frozen=True):
    """The next planned touch with a contact, with a reason."""

    id: CheckInId
    contact_id: ContactId
    contact: str
    account: str
    due_on: dt.date
    reason: str
    """Empty: the cadence alone asks for it."""
    shown_on: dt.date | None
    """Snoozed: its card waits until this day; the due date stays. None: not snoozed."""
    cadence_days: int
    """About how many days the contact's cadence lasts; 0 for none."""
    rev: int
    purpose: str = "cadence"
    """`cadence`, `asked`, `retry`, or a question after a sale: `delivery`, `value`."""
    is_confidential: bool = False
    owner: Owner = Owner.COMPANY


class Note(Struct, frozen=True):
    """A dated line about a contact, of one kind."""

    id: NoteId
    contact_id: ContactId
    kind: str
    """A word of `kinds.KINDS`."""
    text: str
    noted_on: dt.date
    owner: Owner
    is_confidential: bool
    rev: int
    was_noticed: bool = False
    """Did they notice the extra mile?"""
    was_met: str = ""
    """How a test was met: a word of `dealings.Met`."""


class Question(Struct, frozen=True):
    """Something to ask them next time."""

    id: QuestionId
    contact_id: ContactId
    text: str
    asked_on: dt.date
    """The day it was written down."""
    answered_on: dt.date | None
    answer: str
    is_confidential: bool
    rev: int
    owner: Owner = Owner.COMPANY
    topic: str = ""
    """The kind of note that answers it; empty for a question about anything else."""

    @property
    def is_open(self) -> bool:
        """Does it still wait for an answer?"""
        return self.answered_on is None
