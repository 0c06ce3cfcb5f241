"""The days on which figures can change though nothing is written: windows close, days go by.

What the figures are lives in `step`, `trust` and `worth`. Storing them is the book's work: what was
reckoned on one day holds until the next of these.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from loyaltytui.dates import Span, add_span
from loyaltytui.dealings import Problem, Purchase
from loyaltytui.entries import Promise, PromiseMove
from loyaltytui.loyalty.points import USUAL_POINTS, Points, months_before
from loyaltytui.loyalty.step import StepFacts
from loyaltytui.loyalty.trust import TrustFacts


def held_days(
    step: StepFacts,
    trust: TrustFacts,
    purchases: Iterable[Purchase],
    today: dt.date,
    points: Points = USUAL_POINTS,
) -> tuple[dt.date | None, dt.date | None]:
    """From which day on today's figures hold, and the first day on which they may not any more.

    None: since ever, and for good. On no day between the two does any of them change.
    """
    days = {
        *_of_step(step, points),
        *_of_trust(trust, points),
        *(day for each in purchases for day in _of_worth(each, points)),
    }
    since = max((day for day in days if day <= today), default=None)
    return since, min((day for day in days if day > today), default=None)


def _of_step(facts: StepFacts, points: Points) -> Iterator[dt.date]:
    for talk in facts.talks:
        yield talk.happened_on
    for deed in facts.deeds:
        yield deed.noted_on
    for purchase in facts.purchases:
        yield purchase.bought_on
        if purchase.confirmed_on is not None:
            yield purchase.confirmed_on
            yield _outside_from(purchase.confirmed_on, points.lately_months)
    for departure in facts.departures:
        yield departure.lost_on
        if departure.back_on is not None:
            yield departure.back_on


def _of_trust(facts: TrustFacts, points: Points) -> Iterator[dt.date]:
    for promise in facts.promises:
        yield from _of_promise(promise)
    for move in facts.moves:
        yield from _of_move(move)
    for problem in facts.problems:
        yield from _of_problem(problem, points)
    for deed in facts.deeds:
        yield deed.noted_on


def _of_promise(promise: Promise) -> Iterator[dt.date]:
    yield promise.made_on
    if promise.due_on is not None:
        yield _next_day(promise.due_on)
    if promise.ended_on is not None:
        yield promise.ended_on


def _of_move(move: PromiseMove) -> Iterator[dt.date]:
    """Before it was agreed another date held, which may have gone by."""
    yield move.moved_on
    if move.from_on is not None:
        yield _next_day(move.from_on)


def _of_problem(problem: Problem, points: Points) -> Iterator[dt.date]:
    yield add_span(problem.raised_on, Span(points.fix_days + 1, "d"))
    for day in (problem.raised_on, problem.apologised_on, problem.fixed_on, problem.made_good_on):
        if day is not None:
            yield day


def _of_worth(purchase: Purchase, points: Points) -> Iterator[dt.date]:
    yield purchase.bought_on
    yield _outside_from(purchase.bought_on, points.worth_months)


def _outside_from(day: dt.date, months: int) -> dt.date:
    """The first day whose window of so many months does not reach back to a day any more.

    Looked for from the clamped day on: behind the end of a short month it is a few days later.
    """
    outside = add_span(day, Span(months, "m"))
    while outside < dt.date.max and months_before(outside, months) <= day:
        outside = _next_day(outside)
    return outside


def _next_day(day: dt.date) -> dt.date:
    return add_span(day, Span(1, "d"))
