"""The step: only evidence moves it, and holes are told with what to do about them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from loyaltytui.dealings import Departure, DepartureId, Purchase
from loyaltytui.entries import AccountId, ContactId
from loyaltytui.kinds import KINDS, MEDIA
from loyaltytui.loyalty.facts import Talk
from loyaltytui.loyalty.points import Points
from loyaltytui.loyalty.step import State, StepFacts, counts_for, step
from tests.builders import TODAY, TOMORROW, YESTERDAY, days
from tests.loyalty.facts import NORTHWIND, PRIYA, a_deed, a_purchase, a_talk

MET = a_talk(TODAY - days(90))
PITCHED = a_deed("pitched", TODAY - days(80))
SIGNAL = a_deed("signal", TODAY - days(70))
WARM = StepFacts(talks=[MET], deeds=[PITCHED, SIGNAL])


def bought(*purchases: Purchase) -> StepFacts:
    return replace(WARM, purchases=purchases)


FIRST = a_purchase(TODAY - days(60))
CONFIRMED = a_purchase(TODAY - days(60), confirmed=TODAY - days(40))
SECOND_BEFORE = a_purchase(TODAY - days(50), number=2)
SECOND_AFTER = a_purchase(TODAY - days(30), number=2)

STEPS = {
    "nobody met": (StepFacts(), 0, (), "not met"),
    "only a voicemail left": (StepFacts(talks=[a_talk(TODAY, "voicemail")]), 0, (), "not met"),
    "met": (StepFacts(talks=[MET]), 1, (), "met"),
    "pitched": (StepFacts(talks=[MET], deeds=[PITCHED]), 2, (), "pitched"),
    "pitched, never met": (StepFacts(deeds=[PITCHED]), 2, (1,), "pitched"),
    "a signal": (WARM, 3, (), "signal"),
    "a signal without a pitch": (StepFacts(talks=[MET], deeds=[SIGNAL]), 3, (2,), "signal"),
    "bought": (bought(FIRST), 4, (), "bought"),
    "bought and nothing else": (StepFacts(purchases=[FIRST]), 4, (1, 2, 3), "bought"),
    "confirmed": (bought(CONFIRMED), 5, (), "confirmed"),
    "bought twice, never confirmed": (bought(FIRST, SECOND_BEFORE), 4, (5,), "bought"),
    "the first confirmed after the second": (bought(CONFIRMED, SECOND_BEFORE), 5, (), "confirmed"),
    "bought after a confirmation": (bought(CONFIRMED, SECOND_AFTER), 6, (), "go-to"),
    "bought on the day of the confirmation": (
        bought(CONFIRMED, a_purchase(TODAY - days(40), number=2)),
        6,
        (),
        "go-to",
    ),
    "two parts of one order": (
        bought(a_purchase(YESTERDAY, confirmed=YESTERDAY), a_purchase(YESTERDAY, number=2)),
        5,
        (),
        "confirmed",
    ),
    "two parts of one order, unconfirmed": (
        bought(a_purchase(YESTERDAY), a_purchase(YESTERDAY, number=2)),
        4,
        (),
        "bought",
    ),
}


@pytest.mark.parametrize(("facts", "number", "holes", "label"), STEPS.values(), ids=STEPS)
def test_the_step_is_the_highest_that_evidence_reaches(
    facts: StepFacts, number: int, holes: tuple[int, ...], label: str
) -> None:
    told = step(facts, TODAY)
    assert (told.number, told.holes, told.label) == (number, holes, label)


def test_each_hole_says_what_to_do_about_it() -> None:
    alone = step(StepFacts(purchases=[FIRST, SECOND_BEFORE]), TODAY)
    assert alone.sentences == (
        "never met: say hello",
        "your value was never put to them: pitch",
        "no sign that they believe it: ask what they think",
        "bought twice, value never confirmed: ask",
    )
    third = step(bought(FIRST, SECOND_BEFORE, a_purchase(TODAY, number=3)), TODAY)
    assert third.sentences == ("bought 3 times, value never confirmed: ask",)


def test_six_dots_show_what_is_there_what_is_missing_and_what_is_to_come() -> None:
    assert step(WARM, TODAY).dots == "●●●○○○"
    assert step(bought(FIRST, SECOND_BEFORE), TODAY).dots == "●●●●◌○"
    assert step(StepFacts(purchases=[CONFIRMED]), TODAY).dots == "◌◌◌●●○"
    assert step(bought(CONFIRMED, SECOND_AFTER), TODAY).dots == "●●●●●●"


def test_every_step_names_the_first_fact_that_proves_it() -> None:
    facts = replace(
        bought(SECOND_AFTER, CONFIRMED),
        talks=[a_talk(TODAY, number=9), MET, a_talk(TODAY - days(200), "voicemail", number=3)],
    )
    evidence = step(facts, TODAY).evidence
    told = [(each.step, each.on, each.source, each.source_id) for each in evidence]
    assert told == [
        (1, MET.happened_on, "interaction", 1),
        (2, PITCHED.noted_on, "note", 1),
        (3, SIGNAL.noted_on, "note", 1),
        (4, CONFIRMED.bought_on, "purchase", 1),
        (5, CONFIRMED.confirmed_on, "purchase", 1),
        (6, SECOND_AFTER.bought_on, "purchase", 2),
    ]


def test_what_is_dated_later_is_not_known_yet() -> None:
    later = StepFacts(
        talks=[a_talk(TOMORROW)],
        deeds=[a_deed("pitched", TOMORROW), a_deed("signal", TOMORROW)],
        purchases=[a_purchase(TOMORROW)],
    )
    assert step(later, TODAY).number == 0
    assert step(later, TOMORROW).number == 4
    not_yet = a_purchase(YESTERDAY, confirmed=TOMORROW)
    assert step(bought(not_yet), TODAY).number == 4
    assert step(bought(not_yet), TOMORROW).number == 5


LOYAL = bought(CONFIRMED, SECOND_AFTER)
CONFIRMED_ON = TODAY - days(40)


def lost(on: dt.date, back: dt.date | None = None) -> Departure:
    return Departure(DepartureId(1), NORTHWIND, on, "merged", None, back)


STATES = {
    "nothing late, no rival since": (LOYAL, State.GO_TO),
    "something late": (replace(LOYAL, is_late=True), State.LOYAL),
    "a rival since": (replace(LOYAL, deeds=[a_deed("rival", YESTERDAY)]), State.LOYAL),
    "a rival that day": (replace(LOYAL, deeds=[a_deed("rival", CONFIRMED_ON)]), State.LOYAL),
    "a rival before": (
        replace(LOYAL, deeds=[a_deed("rival", CONFIRMED_ON - days(1))]),
        State.GO_TO,
    ),
    "lost": (replace(LOYAL, departures=[lost(YESTERDAY)]), State.LOST),
    "lost before it was loyal": (replace(WARM, departures=[lost(TODAY)]), State.LOST),
    "lost and back": (replace(LOYAL, departures=[lost(YESTERDAY, TODAY)]), State.GO_TO),
    "to be lost": (replace(LOYAL, departures=[lost(TOMORROW)]), State.GO_TO),
    "not loyal yet": (bought(CONFIRMED), State.NONE),
}


@pytest.mark.parametrize(("facts", "state"), STATES.values(), ids=STATES)
def test_a_state_says_more_than_the_step(facts: StepFacts, state: State) -> None:
    assert step(facts, TODAY).state is state


def test_a_confirmation_is_lately_for_exactly_twelve_months() -> None:
    confirmed_on = dt.date(2024, 2, 29)
    facts = StepFacts(
        purchases=[
            a_purchase(dt.date(2023, 1, 1), confirmed=confirmed_on),
            a_purchase(dt.date(2024, 3, 1), number=2),
        ]
    )
    assert step(facts, dt.date(2025, 2, 28)).label == "go-to"
    assert step(facts, dt.date(2025, 3, 1)).label == "loyal, not confirmed lately"
    assert step(facts, dt.date(2025, 3, 1), Points(lately_months=13)).label == "go-to"


def test_twelve_months_to_the_day_is_still_lately() -> None:
    a_year_ago = TODAY.replace(year=TODAY.year - 1)
    confirmed = a_purchase(TODAY - days(900), confirmed=a_year_ago)
    facts = bought(confirmed, a_purchase(YESTERDAY, number=2))
    assert step(facts, TODAY).state is State.GO_TO
    assert step(facts, TOMORROW).state is State.NOT_LATELY


def test_the_latest_confirmation_is_the_one_that_counts_as_lately() -> None:
    again = a_purchase(TODAY - days(30), confirmed=YESTERDAY, number=2)
    old = a_purchase(TODAY - days(900), confirmed=TODAY - days(800))
    assert step(bought(old, again), TODAY).last_confirmed_on == YESTERDAY
    assert step(bought(old, again), TODAY).state is State.GO_TO


def test_all_an_account_bought_counts_for_its_people_and_their_own_history_moves_with_them() -> (
    None
):
    elsewhere, somebody = AccountId(2), ContactId(2)
    own = a_purchase(TODAY)
    of_a_colleague = a_purchase(TODAY, contact=somebody)
    assert counts_for(own, PRIYA, NORTHWIND)
    assert counts_for(of_a_colleague, PRIYA, NORTHWIND)
    assert counts_for(own, PRIYA, elsewhere)
    assert not counts_for(of_a_colleague, PRIYA, elsewhere)
    assert not counts_for(a_purchase(TODAY, contact=None), PRIYA, None)


near = st.integers(-500, 30).map(lambda count: TODAY + days(count))
talks = st.builds(
    a_talk,
    near,
    st.sampled_from([medium.word for medium in MEDIA]),
    st.none() | st.integers(0, 600),
)
deeds = st.builds(a_deed, st.sampled_from([kind.word for kind in KINDS]), near)


@st.composite
def purchases(draw: st.DrawFn) -> list[Purchase]:
    made = []
    for number, bought_on in enumerate(draw(st.lists(near, max_size=4))):
        later = st.dates(bought_on, bought_on + days(90))
        made.append(a_purchase(bought_on, confirmed=draw(st.none() | later), number=number))
    return made


books = st.builds(
    StepFacts,
    talks=st.lists(talks, max_size=3),
    deeds=st.lists(deeds, max_size=6),
    purchases=purchases(),
    departures=st.lists(near.map(lost), max_size=1),
    is_late=st.booleans(),
)


def without_first_day(facts: StepFacts) -> object:
    """All of a step but the day and number of the first interaction, which may well be others."""
    told = step(facts, TODAY)
    return replace(told, evidence=tuple(each for each in told.evidence if each.step != 1))


@given(books, st.lists(talks, max_size=30))
def test_activity_never_moves_a_step(facts: StepFacts, busy: list[Talk]) -> None:
    met = replace(facts, talks=[*facts.talks, MET])
    busier = replace(met, talks=[*busy, *met.talks])
    assert without_first_day(busier) == without_first_day(met)


@given(books, st.lists(talks, max_size=30))
def test_activity_with_somebody_never_met_is_the_first_step_and_no_other(
    facts: StepFacts, busy: list[Talk]
) -> None:
    unmet = step(replace(facts, talks=[]), TODAY)
    told = step(replace(facts, talks=busy), TODAY)
    assert told.number in (unmet.number, max(unmet.number, 1))
    assert set(unmet.holes) - set(told.holes) <= {1}


@given(books)
def test_holes_lie_below_and_loyalty_always_rests_on_a_confirmation(facts: StepFacts) -> None:
    told = step(facts, TODAY)
    proven = {each.step for each in told.evidence}
    assert not proven & set(told.holes)
    assert told.number == max(proven, default=0)
    assert len(told.sentences) == len(told.holes)
    assert told.number < 6 or {4, 5} <= proven
    assert told.number < 5 or told.last_confirmed_on is not None
    assert all(hole < told.number or (hole, told.number) == (5, 4) for hole in told.holes)


@given(books)
def test_the_order_in_which_facts_are_read_changes_nothing(facts: StepFacts) -> None:
    turned = replace(facts, purchases=facts.purchases[::-1])
    assert step(turned, TODAY) == step(facts, TODAY)
