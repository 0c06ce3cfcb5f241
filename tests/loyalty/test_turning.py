"""Between two turning days nothing changes: what was stored on one day holds until the next."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyaltytui.dealings import Course, Departure, DepartureId, Met, Pursuit, PursuitId
from loyaltytui.entries import Outcome
from loyaltytui.loyalty.points import Points
from loyaltytui.loyalty.pursuit import FOR_GOOD, away_until, newest
from loyaltytui.loyalty.step import StepFacts, step
from loyaltytui.loyalty.trust import TrustFacts, statement
from loyaltytui.loyalty.turning import held_days
from loyaltytui.loyalty.worth import worth
from tests.builders import TODAY, days
from tests.loyalty.facts import (
    NORTHWIND,
    PRIYA,
    a_deed,
    a_move,
    a_problem,
    a_promise,
    a_purchase,
    a_talk,
)

some_day = st.integers(-1200, 90).map(lambda count: TODAY + days(count))
perhaps = st.none() | some_day
purchases = st.lists(st.tuples(some_day, perhaps), max_size=4).map(
    lambda told: [
        a_purchase(bought, confirmed=confirmed, number=number)
        for number, (bought, confirmed) in enumerate(told, 1)
    ]
)
problems = st.lists(st.tuples(some_day, perhaps, perhaps, perhaps), max_size=3).map(
    lambda told: [
        a_problem(raised, sorry=sorry, fixed=fixed, made_good=good, number=number)
        for number, (raised, sorry, fixed, good) in enumerate(told, 1)
    ]
)
promises = st.lists(st.tuples(perhaps, st.sampled_from(Outcome), some_day), max_size=4).map(
    lambda told: [
        a_promise(due, outcome, None if outcome is Outcome.OPEN else ended, number=number)
        for number, (due, outcome, ended) in enumerate(told, 1)
    ]
)
moves = st.lists(st.tuples(some_day, perhaps, some_day), max_size=2).map(
    lambda told: [a_move(on, old, new) for on, old, new in told]
)
deeds = st.lists(
    st.tuples(st.sampled_from(["pitched", "signal", "rival", "extra", "test"]), some_day),
    max_size=4,
).map(
    lambda told: [
        a_deed(kind, on, noticed=True, met=Met.BADLY, number=number)
        for number, (kind, on) in enumerate(told, 1)
    ]
)
departures = st.lists(st.tuples(some_day, perhaps), max_size=2).map(
    lambda told: [
        Departure(DepartureId(number), NORTHWIND, lost, "price", None, back)
        for number, (lost, back) in enumerate(told, 1)
    ]
)
talks = st.lists(some_day, max_size=2).map(lambda told: [a_talk(on) for on in told])
points = st.sampled_from([Points(), Points(worth_months=1, lately_months=2, fix_days=0)])


def reckoned(facts: StepFacts, trust: TrustFacts, today: dt.date, by: Points) -> tuple[object, ...]:
    told = statement(trust, today, by)
    late = StepFacts(facts.talks, facts.deeds, facts.purchases, facts.departures, told.is_late)
    reached, value = step(late, today, by), worth(facts.purchases, today, by)
    return reached.number, reached.state, told.balance, told.is_late, value.totals, value.next_on


@settings(max_examples=300)
@given(
    st.builds(StepFacts, talks, deeds, purchases, departures),
    st.builds(TrustFacts, promises, moves, problems, deeds),
    points,
    st.data(),
)
def test_no_figure_changes_before_the_day_that_was_told(
    facts: StepFacts, trust: TrustFacts, points: Points, data: st.DataObject
) -> None:
    since, changes = held_days(facts, trust, facts.purchases, TODAY, points)
    assert since is None or since <= TODAY
    assert changes is None or changes > TODAY
    first = max(since or TODAY - days(2000), TODAY - days(2000))
    last = min(changes or TODAY + days(2000), TODAY + days(2000)) - days(1)
    now = reckoned(facts, trust, TODAY, points)
    for day in (first, last, data.draw(st.dates(first, last))):
        assert reckoned(facts, trust, day, points) == now, day


@pytest.mark.parametrize(
    ("bought", "last"),
    [
        (dt.date(2024, 2, 29), dt.date(2027, 2, 28)),
        (dt.date(2023, 11, 23), dt.date(2026, 11, 23)),
        (dt.date(2025, 2, 28), dt.date(2028, 2, 29)),
    ],
)
def test_worth_changes_on_the_day_after_the_window_still_reaches_back(
    bought: dt.date, last: dt.date
) -> None:
    purchase = a_purchase(bought)
    _, changes = held_days(StepFacts(), TrustFacts(), [purchase], last)
    assert worth([purchase], last).totals == {"EUR": 100_00}
    assert changes == last + days(1)
    assert worth([purchase], last + days(1)).totals == {}


def a_verdict(verdict: Course, until: dt.date | None = None, number: int = 1) -> Pursuit:
    return Pursuit(PursuitId(number), PRIYA, verdict, until, "", TODAY)


def test_a_parked_prospect_is_back_by_date_and_a_dropped_one_only_by_hand() -> None:
    parked, dropped = a_verdict(Course.PARK, TODAY + days(9)), a_verdict(Course.DROP, number=2)
    assert away_until(None) is None
    assert away_until(parked) == TODAY + days(9)
    assert away_until(a_verdict(Course.PARK)) == FOR_GOOD
    assert away_until(newest([parked, dropped])) == FOR_GOOD
    assert away_until(newest([dropped, parked, a_verdict(Course.PURSUE, number=3)])) is None
