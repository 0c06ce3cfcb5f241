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

    A lost customer is nobody to ask, however far they had come. `asked_on`: see `Stance`.
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


class Stance(Struct, frozen=True):
    """How it stands with somebody as a reference."""

    state: ReferenceState | None = None
    """How far they have come. None: never spoken of."""
    asked_on: dt.date | None = None
    """The last day they were asked; a yes or no that nobody asked for before counts as asked then.

    None: never.
    """


def stance(references: Iterable[Reference], today: dt.date) -> Stance:
    """What was said of them up to today, and what it comes to."""
    told = [each for each in references if each.stated_on <= today]
    told.sort(key=lambda each: (each.stated_on, each.id))
    state: ReferenceState | None = None
    asked_on: dt.date | None = None
    for each in told:
        if each.state is ASKED or (each.state in (YES, NO) and state is not ASKED):
            asked_on = each.stated_on
        state = each.state
    return Stance(state, asked_on)


def refusal(
    state: ReferenceState,
    references: Iterable[Reference],
    today: dt.date,
    points: Points = USUAL_POINTS,
) -> str | None:
    """The sentence that says why this can't be written down next. None: it can."""
    now = stance(references, today)
    if state not in _FOLLOWERS[now.state]:
        return _NEEDS[state]
    asked_on = now.asked_on
    if (
        state is ASKED
        and asked_on is not None
        and (today - asked_on).days <= points.asked_twice_days
    ):
        return f"They were asked for a reference {say_past(asked_on, today)} already."
    return None
