"""What the five figures are computed from: purchases, problems, references, departures, verdicts.

Frozen entries and their drafts. What they mean lives in `loyalty/`, amounts in words in `money`;
people, promises and notes in `entries`.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import NewType

from msgspec import Struct

from loyaltytui.entries import AccountId, ContactId, Owner

PurchaseId = NewType("PurchaseId", int)
ProblemId = NewType("ProblemId", int)
ReferenceId = NewType("ReferenceId", int)
ReferralId = NewType("ReferralId", int)
DepartureId = NewType("DepartureId", int)
VerdictId = NewType("VerdictId", int)
QualifierId = NewType("QualifierId", int)
PursuitId = NewType("PursuitId", int)


class Fault(StrEnum):
    """Whose fault a problem was."""

    OURS = "ours"
    COLLEAGUE = "colleague"
    THEIRS = "theirs"


class ReferenceState(StrEnum):
    """How far somebody has come as a reference."""

    ASKED = "asked"
    YES = "yes"
    NO = "no"
    USED = "used"
    THANKED = "thanked"


class Judgement(StrEnum):
    """What is to become of a high-maintenance customer at renewal."""

    RENEW = "renew"
    RENEGOTIATE = "renegotiate"
    LET_GO = "let go"


class Answer(StrEnum):
    """What is known about one line of the qualifying checklist."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Course(StrEnum):
    """What the rep has decided about a prospect."""

    PURSUE = "pursue"
    PARK = "park"
    DROP = "drop"


class Met(StrEnum):
    """How a hard moment was met."""

    NOT_SAID = ""
    WELL = "well"
    BADLY = "badly"


class Kept(Struct, frozen=True, kw_only=True):
    """What stands beside each entry: who may see it, whose it is, and its last change."""

    is_confidential: bool = False
    owner: Owner = Owner.COMPANY
    rev: int = 1


class Purchase(Struct, frozen=True):
    """What an account bought; later delivered, later confirmed by the customer."""

    id: PurchaseId
    account_id: AccountId
    contact_id: ContactId | None
    """With whom it was agreed. None: nobody in particular."""
    what: str
    amount_minor: int
    """In the currency's smallest unit; never added across currencies."""
    currency: str
    """Its ISO 4217 code."""
    bought_on: dt.date
    delivered_on: dt.date | None
    """None: not delivered yet."""
    confirmed_on: dt.date | None
    """The day they said they got the value. None: they have not said so."""
    confirmed_words: str
    is_confidential: bool
    rev: int
    owner: Owner = Owner.COMPANY

    @property
    def is_delivered(self) -> bool:
        """Has it arrived?"""
        return self.delivered_on is not None

    @property
    def is_confirmed(self) -> bool:
        """Has the customer said that they got the value?"""
        return self.confirmed_on is not None


class PurchaseDraft(Struct, frozen=True):
    """A purchase, as typed."""

    what: str
    amount_minor: int
    currency: str
    bought_on: dt.date | None = None
    """None: the day of the interaction it was written down with."""
    delivered_on: dt.date | None = None
    confirmed_on: dt.date | None = None
    confirmed_words: str = ""
    is_confidential: bool = False


class Problem(Struct, frozen=True):
    """Something that went wrong: raised, apologised for, fixed, made good."""

    id: ProblemId
    contact_id: ContactId
    text: str
    fault: Fault
    raised_on: dt.date
    apologised_on: dt.date | None
    """None: nobody has said sorry yet."""
    fixed_on: dt.date | None
    """None: still open."""
    made_good_on: dt.date | None
    """None: nothing was done beyond the repair."""
    made_good: str
    is_confidential: bool
    rev: int
    owner: Owner = Owner.COMPANY

    @property
    def is_open(self) -> bool:
        """Is it still to be fixed?"""
        return self.fixed_on is None

    @property
    def days_taken(self) -> int | None:
        """How many days the repair took. None: still open."""
        return None if self.fixed_on is None else (self.fixed_on - self.raised_on).days


class ProblemDraft(Struct, frozen=True):
    """A problem, as typed."""

    text: str
    fault: Fault = Fault.OURS
    raised_on: dt.date | None = None
    """None: the day of the interaction it was written down with."""
    apologised_on: dt.date | None = None
    fixed_on: dt.date | None = None
    made_good_on: dt.date | None = None
    made_good: str = ""
    is_confidential: bool = False


class Reference(Kept, frozen=True):
    """One step of a contact as a reference: asked, said yes or no, used, thanked."""

    id: ReferenceId
    contact_id: ContactId
    state: ReferenceState
    stated_on: dt.date
    text: str


class ReferenceDraft(Struct, frozen=True):
    """What became of a reference, as typed."""

    state: ReferenceState
    text: str = ""
    is_confidential: bool = False


class Referral(Kept, frozen=True):
    """Somebody whom a contact sent our way."""

    id: ReferralId
    contact_id: ContactId
    referred_id: ContactId
    referred_on: dt.date


class Departure(Kept, frozen=True):
    """An account that was lost, and why; perhaps it came back."""

    id: DepartureId
    account_id: AccountId
    lost_on: dt.date
    why: str
    look_again_on: dt.date | None
    """None: no day was set to look again."""
    back_on: dt.date | None
    """None: still lost."""

    def is_lost_on(self, day: dt.date) -> bool:
        """Was the account gone on that day?"""
        return self.lost_on <= day and (self.back_on is None or self.back_on > day)


class DepartureDraft(Struct, frozen=True):
    """Why an account was lost and when to look again, as typed."""

    why: str
    look_again_on: dt.date | None = None
    is_confidential: bool = False


class Verdict(Kept, frozen=True):
    """What the rep decided about a high-maintenance customer, and why."""

    id: VerdictId
    account_id: AccountId
    verdict: Judgement
    reason: str
    given_on: dt.date


class VerdictDraft(Struct, frozen=True):
    """A verdict about an account, as typed."""

    verdict: Judgement
    reason: str = ""
    is_confidential: bool = False


class Qualifier(Kept, frozen=True):
    """One answered line of a prospect's checklist."""

    id: QualifierId
    contact_id: ContactId
    criterion: str
    answer: Answer
    answered_on: dt.date


class Pursuit(Kept, frozen=True):
    """What the rep decided about a prospect: pursue, park until a day, or drop."""

    id: PursuitId
    contact_id: ContactId
    verdict: Course
    until_on: dt.date | None
    """None: not parked, or with no day to come back."""
    reason: str
    given_on: dt.date


class PursuitDraft(Struct, frozen=True):
    """A verdict about a prospect, as typed."""

    verdict: Course
    until_on: dt.date | None = None
    reason: str = ""
    is_confidential: bool = False
