"""References: who may be asked, and what may follow what.

The states of one contact are its rows in `dealings.Reference`, oldest first. Who referred whom is
another matter.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Protocol

from msgspec import Struct

from loyaltytui.dates import say_past
from loyaltytui.dealings import Reference, ReferenceState
from loyaltytui.loyalty.points import USUAL_POINTS, Points
from loyaltytui.loyalty.step import STEP_LABELS, State

ASKED, YES, NO, USED, THANKED = ReferenceState

_FOLLOWERS: dict[ReferenceState | None, tuple[ReferenceState, ...]] = {
    None: (ASKED, YES, NO),
    ASKED: (ASKED, YES, NO),
    YES: (ASKED, NO, USED),
    NO: (ASKED, YES),
    USED: (ASKED, NO, USED, THANKED),
    THANKED: (ASKED, NO, USED, THANKED),
}
"""What may be said next. A yes may come unasked, be taken back, and serve more than once."""

_NEEDS = {
    USED: "They have not said yes to being a reference yet.",
    THANKED: "They have not been used as a reference yet, so there is nothing to thank for.",
    YES: "They said yes already.",
    NO: "They said no already.",
}


class Reached(Protocol):
    """As much of a step as asking needs: a `Step`, or what was stored of one."""

    @property
    def number(self) -> int:
        """0 to 6."""
        ...

    @property
    def state(self) -> State:
        """What is to be said beyond it."""
        ...


class Trusted(Protocol):
    """As much of a trust statement as asking needs."""

    @property
    def balance(self) -> int:
        """What its lines add up to."""
        ...

    @property
    def is_late(self) -> bool:
        """Is a promise overdue, or a problem open for too long?"""
        ...


class Asking(Struct, frozen=True):
    """Whether a contact may be asked to be a reference."""

    why_not: tuple[str, ...]
    """Every reason against it, in words. Empty: they may be asked."""

    @property
    def may_ask(self) -> bool:
        """Is nothing in the way?"""
        return not self.why_not


def asking(
    step: Reached,
    trust: Trusted,
    asked_on: dt.date | None,
    today: dt.date,
    points: Points = USUAL_POINTS,
) -> Asking:
    """May they be asked today? Step 5 or more, positive trust, nothing late, not asked lately.

    A lost customer is nobody to ask, however far they had come. `asked_on`: `last_asked_on`.
    """
    against = []
    if step.state is State.LOST:
        against.append("lost")
    if step.number < points.reference_step:
        against.append(f"not {STEP_LABELS[points.reference_step]} yet")
    if trust.balance <= 0:
        against.append("trust is not positive")
    if trust.is_late:
        against.append("something is late")
    if asked_on is not None and (today - asked_on).days < points.ask_again_days:
        against.append(f"asked {say_past(asked_on, today)}")
    return Asking(tuple(against))


def state_of(references: Iterable[Reference], today: dt.date) -> ReferenceState | None:
    """How far they have come as a reference. None: never spoken of."""
    told = _told(references, today)
    return told[-1].state if told else None


def last_asked_on(references: Iterable[Reference], today: dt.date) -> dt.date | None:
    """The last day they were asked; a yes or no that nobody asked for before counts as asked then.

    None: never.
    """
    asked_on: dt.date | None = None
    before: ReferenceState | None = None
    for each in _told(references, today):
        if each.state is ASKED or (each.state in (YES, NO) and before is not ASKED):
            asked_on = each.stated_on
        before = each.state
    return asked_on


def refusal(
    state: ReferenceState,
    references: Iterable[Reference],
    today: dt.date,
    points: Points = USUAL_POINTS,
) -> str | None:
    """The sentence that says why this can't be written down next. None: it can."""
    known = list(references)
    now = state_of(known, today)
    if state not in _FOLLOWERS[now]:
        return _NEEDS[state]
    asked_on = last_asked_on(known, today)
    if (
        state is ASKED
        and asked_on is not None
        and (today - asked_on).days <= points.asked_twice_days
    ):
        return f"They were asked for a reference {say_past(asked_on, today)} already."
    return None


def _told(references: Iterable[Reference], today: dt.date) -> list[Reference]:
    return sorted(
        (each for each in references if each.stated_on <= today),
        key=lambda each: (each.stated_on, each.id),
    )
