"""The lines of the Loyalty screen: what the readers of `loyalty_pages` hand out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Generic, TypeVar

from msgspec import Struct

from loyaltytui.book.figures import Standing
from loyaltytui.dealings import Departure, ReferenceState, Verdict
from loyaltytui.entries import Account, ContactId
from loyaltytui.loyalty.reach import Reach
from loyaltytui.loyalty.references import Asking
from loyaltytui.loyalty.step import State
from loyaltytui.loyalty.worth import ToldWorth, Worth

Line = TypeVar("Line")


class StepCounts(Struct, frozen=True):
    """How many contacts stand where."""

    by_step: tuple[int, ...]
    """From 0, not met, to 6, loyal."""
    by_state: Mapping[State, int]
    """Those of whom more is to be said, lost ones among them."""


class MonthKept(Struct, frozen=True):
    """The promises of one month."""

    first_day: dt.date
    kept_on_time: int
    ended: int
    """Kept or broken; released ones are neither."""


class AccountWorth(Struct, frozen=True):
    """An account and what it is worth."""

    account: Account
    worth: Worth


class LargestAccount(Struct, frozen=True):
    """An account that is worth much, as far as that may be shown."""

    account: Account
    told: ToldWorth


class LargestAccounts(Struct, frozen=True):
    """The accounts that are worth most."""

    first: tuple[LargestAccount, ...]
    count: int
    """How many there are, those that are not listed among them."""
    listed: int
    """How many a list may hold, those that are not told yet among them."""


class Listed(Struct, Generic[Line], frozen=True):
    """The lines that a list begins with."""

    first: tuple[Line, ...]
    count: int
    """How many the list holds at least, those that are not told yet among them.

    Never fewer than that: whoever reads on finds out how many more there are.
    """


class Costly(Struct, frozen=True):
    """A customer who costs more than they bring, and what was decided about it."""

    account: Account
    minutes: int
    """Logged time and problems as one number, in the last months."""
    told: ToldWorth
    """What they bring, as far as that may be shown."""
    verdict: Verdict | None
    """The latest. None: none was given yet."""


class Person(Struct, frozen=True):
    """A contact with stored figures, as a line of a list."""

    name: str
    account: str
    standing: Standing


class ReachAudit(Struct, frozen=True):
    """Who could still be reached after a change of employer, and who could not."""

    counts: Mapping[Reach, int]
    at_risk: tuple[Person, ...]
    """Not safe, those who have come farthest first."""
    listed: int
    """How many of these a list holds, those that are not told yet among them."""


class DeskLine(Struct, frozen=True):
    """Somebody who is a reference or may become one."""

    person: Person
    state: ReferenceState | None
    """None: never spoken of."""
    asked_on: dt.date | None
    """None: never asked."""
    asking: Asking
    is_confidential: bool = False
    """Was any of it told in confidence? Then only whether they may be asked is shown."""


class Referred(Struct, frozen=True):
    """Who sent whom our way, and what came of it."""

    by: str
    by_id: ContactId
    whom: str
    whom_id: ContactId
    account: str
    """Where the one who was sent is; empty for nowhere."""
    referred_on: dt.date
    told: ToldWorth
    """What that account has bought since, as far as it may be shown."""
    is_confidential: bool = False


class LostAccount(Struct, frozen=True):
    """An account that left, and what it was worth when it did."""

    account: Account
    departure: Departure
    told: ToldWorth
    """As far as it may be shown."""
