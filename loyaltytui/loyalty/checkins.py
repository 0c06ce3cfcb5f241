"""When to be in touch next: check-ins that follow real contact.

Storing what is decided here is the book's work.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct, field

from loyaltytui.dates import (
    DayRules,
    Span,
    add_span,
    add_working_days,
    read_span,
    slide_to_workday,
)
from loyaltytui.drafts import CheckInDraft
from loyaltytui.entries import CheckInId
from loyaltytui.kinds import CHECKLIST, DISCOVERY
from loyaltytui.loyalty.points import USUAL_POINTS, Points
from loyaltytui.money.currencies import USUAL_CURRENCY

USUAL_CADENCES: Mapping[str, Span] = MappingProxyType(
    {"A": Span(3, "w"), "B": Span(2, "m"), "C": Span(6, "m"), "D": Span(1, "y")}
)
"""How often each tier is met, unless the settings say otherwise."""

NO_CADENCE = "none"
"""The cadence of a contact whom the rep leaves alone on purpose."""

RETRY_REASON = "try again"
LOOK_AGAIN = "look again"
_PARKED = "parked until now"
RETRY_WORKING_DAYS = 2
_DAYS_OF_UNIT = {"d": 1.0, "w": 7.0, "m": 30.44, "y": 365.25}


class CheckInRules(Struct, frozen=True):
    """What the settings say about check-ins, and of all else that a book goes by."""

    days: DayRules = field(default_factory=DayRules)
    cadences: Mapping[str, Span] = field(default_factory=lambda: USUAL_CADENCES)
    review_cap: int = 20
    """The most contacts that are planned for one day when many are planned at once."""
    points: Points = USUAL_POINTS
    """What the five figures are reckoned with: they are stored along with check-ins."""
    currency: str = USUAL_CURRENCY
    """Of an amount that names none."""
    checklist: tuple[str, ...] = CHECKLIST
    """What a prospect is qualified by."""
    discovery: tuple[str, ...] = DISCOVERY
    """What to ask everybody, by the kinds of note that answer it."""


class OpenCheckIn(Struct, frozen=True):
    """As much of an open check-in as the rules read."""

    id: CheckInId
    purpose: str
    """`cadence`, `asked`, `retry`, or one of the steps after a sale."""
    reason: str
    due_on: dt.date


class Opening(Struct, frozen=True):
    """A check-in to be opened, or set anew when one with its reason is open."""

    purpose: str
    reason: str
    due_on: dt.date
    is_confidential: bool = False
    """Was the reason told in confidence?"""


class Plan(Struct, frozen=True):
    """What an interaction does to a contact's open check-ins."""

    end: tuple[CheckInId, ...] = ()
    open: Opening | None = None
    snooze: tuple[CheckInId, ...] = ()
    snooze_until: dt.date | None = None


def cadence_in_force(cadence: str, tier: str, rules: CheckInRules) -> Span | None:
    """The contact's own cadence, else the tier's. None: none, on purpose or for want of both."""
    if cadence:
        return None if cadence == NO_CADENCE else read_span(cadence)
    return rules.cadences.get(tier)


def cadence_days(cadence: Span | None) -> int:
    """About how many days a cadence lasts; 0 for none. Used only to rank lateness."""
    return 0 if cadence is None else max(1, round(cadence.count * _DAYS_OF_UNIT[cadence.unit]))


def first_check_in(
    last_contact_on: dt.date | None, cadence: Span | None, today: dt.date, rules: CheckInRules
) -> dt.date | None:
    """The check-in of a contact that has just been given a cadence.

    Never before today: a plan made now can't be late already.
    """
    if cadence is None:
        return None
    due_on = today if last_contact_on is None else add_span(last_contact_on, cadence)
    return slide_to_workday(max(due_on, today), rules.days)


def after_contact(
    happened_on: dt.date,
    last_contact_on: dt.date | None,
    asked: CheckInDraft | None,
    cadence: Span | None,
    open_check_ins: Sequence[OpenCheckIn],
    today: dt.date,
    rules: CheckInRules,
) -> Plan:
    """What real contact does to the check-ins.

    It sets the next one from the day it happened: the day asked for, else the cadence. One
    logged late never lands in the past, or it would nag at once about what was just written
    down. One older than the last contact moves nothing, unless a day was asked for. What
    happened today is never older: a last contact after today comes from a clock that was wrong.
    """
    is_older = last_contact_on is not None and happened_on < min(last_contact_on, today)
    if is_older:
        return Plan(open=_asked_for(asked, rules))
    ended = tuple(
        check_in.id
        for check_in in open_check_ins
        if check_in.purpose in ("cadence", "retry") or check_in.due_on <= today
    )
    if asked is not None:
        return Plan(end=ended, open=_asked_for(asked, rules))
    if cadence is None:
        return Plan(end=ended)
    due_on = max(add_span(happened_on, cadence), today + dt.timedelta(days=1))
    return Plan(end=ended, open=Opening("cadence", "", slide_to_workday(due_on, rules.days)))


def after_attempt(
    happened_on: dt.date,
    asked: CheckInDraft | None,
    open_check_ins: Sequence[OpenCheckIn],
    today: dt.date,
    rules: CheckInRules,
    last_contact_on: dt.date | None = None,
) -> Plan:
    """What an attempt does: it is no contact, so nothing ends, and a retry is proposed.

    What is due waits until the retry with its due date untouched, so that how late it truly
    is stays to be seen; only when nothing is due does the retry become a check-in of its own.
    One older than the last contact asks for no retry: they were reached since.
    """
    due = tuple(check_in.id for check_in in open_check_ins if check_in.due_on <= today)
    if asked is not None:
        asked_on = slide_to_workday(asked.due_on, rules.days)
        return Plan(open=_asked_for(asked, rules), snooze=due, snooze_until=asked_on)
    if last_contact_on is not None and happened_on < last_contact_on:
        return Plan()
    retry_on = add_working_days(happened_on, RETRY_WORKING_DAYS, rules.days)
    if due:
        return Plan(snooze=due, snooze_until=retry_on)
    return Plan(open=Opening("retry", RETRY_REASON, max(retry_on, today)))


def _asked_for(asked: CheckInDraft | None, rules: CheckInRules) -> Opening | None:
    if asked is None:
        return None
    due_on = slide_to_workday(asked.due_on, rules.days)
    purpose = "asked" if asked.reason else "cadence"
    return Opening(purpose, asked.reason, due_on, asked.is_confidential)


def look_again_reason(why: str) -> str:
    """What the check-in is for on the day to look again at an account that left."""
    return f"{LOOK_AGAIN}: {' '.join(why.split())}".rstrip(": ")


def parked_reason(reason: str) -> str:
    """What the check-in is for on the day a parked prospect is back."""
    return f"{_PARKED}: {reason}" if reason else _PARKED
