"""Effort: what a customer costs in time and problems, and who costs more than they bring.

What they bring is `worth`; the verdict is the rep's.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from loyaltytui.dealings import Problem
from loyaltytui.entries import AccountId
from loyaltytui.kinds import MEDIUM_BY_WORD
from loyaltytui.loyalty.facts import Talk
from loyaltytui.loyalty.points import USUAL_POINTS, Points


class Effort(Struct, frozen=True):
    """What went into a contact or an account within the window."""

    minutes: int = 0
    """Time with them, attempts included; the medium's usual length where none was given."""
    problems: int = 0
    """How many were raised, whoever was at fault."""
    talks: tuple[Talk, ...] = ()
    """The interactions this came from, newest first."""

    def total(self, points: Points = USUAL_POINTS) -> int:
        """Time and problems as one number of minutes, to rank by."""
        return self.minutes + self.problems * points.problem_minutes


class Customer(Struct, frozen=True):
    """An account that has bought, with the two figures that are weighed against each other."""

    account_id: AccountId
    effort: int
    """In minutes: `Effort.total`."""
    worth: Mapping[str, int]
    """Minor units by currency: `Worth.totals`. Empty: nothing was bought within the window."""


def effort(
    talks: Iterable[Talk],
    problems: Iterable[Problem],
    today: dt.date,
    points: Points = USUAL_POINTS,
) -> Effort:
    """The effort on a day; what is dated later has cost nothing yet.

    One talk with several people of an account is counted once.
    """
    first_day = points.effort_from(today)
    recent = {talk.id: talk for talk in talks if first_day <= talk.happened_on <= today}
    return Effort(
        minutes=sum(minutes_of(talk) for talk in recent.values()),
        problems=sum(first_day <= problem.raised_on <= today for problem in problems),
        talks=tuple(
            sorted(recent.values(), key=lambda talk: (talk.happened_on, talk.id), reverse=True)
        ),
    )


def minutes_of(talk: Talk) -> int:
    """How long it took: as given, else as long as its medium usually takes."""
    if talk.minutes is not None:
        return talk.minutes
    medium = MEDIUM_BY_WORD.get(talk.medium)
    return medium.usual_minutes if medium else 0


def high_maintenance(
    customers: Sequence[Customer], points: Points = USUAL_POINTS
) -> tuple[AccountId, ...]:
    """Who is in the top quarter by effort and in the bottom half by worth per hour, in order.

    Effort is ranked among all customers. Worth per hour is ranked among those who buy in the same
    currency; who buys in several must be in the bottom half of each. Who bought nothing within
    the window brings nothing, in any currency. A tie never decides: whoever is level with
    somebody outside is outside too, so fewer than four customers have no top quarter.
    """
    costly = _top_by_effort(customers, points.top_effort_percent)
    poor = _bottom_by_worth(customers, points.bottom_worth_percent)
    both = costly & poor
    return tuple(each.account_id for each in customers if each.account_id in both)


def _top_by_effort(customers: Sequence[Customer], percent: int) -> set[AccountId]:
    efforts = sorted(each.effort for each in customers)
    return {
        each.account_id
        for each in customers
        if each.effort > 0
        and _is_within(len(efforts) - bisect_left(efforts, each.effort), len(efforts), percent)
    }


def _bottom_by_worth(customers: Sequence[Customer], percent: int) -> set[AccountId]:
    """Whoever cost no time at all stands above everybody else."""
    buyers: Counter[str] = Counter(currency for each in customers for currency in each.worth)
    ranked = {
        currency: sorted(
            _per_hour(each, currency)
            for each in customers
            if each.effort > 0 and currency in each.worth
        )
        for currency in buyers
    }

    def is_poor(customer: Customer, currency: str) -> bool:
        level = bisect_right(ranked[currency], _per_hour(customer, currency))
        return _is_within(level, buyers[currency], percent)

    return {
        each.account_id
        for each in customers
        if each.effort > 0 and all(is_poor(each, currency) for currency in each.worth)
    }


def _per_hour(customer: Customer, currency: str) -> float:
    """Per minute, to be exact: the order is the same. Equal ones are equal as floats too."""
    return customer.worth[currency] / customer.effort


def _is_within(count: int, of: int, percent: int) -> bool:
    return count * 100 <= of * percent
