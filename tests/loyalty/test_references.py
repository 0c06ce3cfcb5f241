"""Who may be asked to be a reference, and what may follow what."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec.structs import replace

from loyaltytui.dealings import Departure, DepartureId, Met, ReferenceState
from loyaltytui.loyalty.references import asking, refusal, stance
from loyaltytui.loyalty.step import StepFacts, step
from loyaltytui.loyalty.trust import TrustFacts, statement
from tests.builders import TODAY, TOMORROW, YESTERDAY, days
from tests.loyalty.facts import (
    NORTHWIND,
    a_deed,
    a_promise,
    a_purchase,
    a_reference,
)

ASKED, YES, NO, USED, THANKED = ReferenceState
SATISFIED = StepFacts(purchases=[a_purchase(TODAY - days(60), confirmed=YESTERDAY)])
TRUSTING = TrustFacts(deeds=[a_deed("test", YESTERDAY, met=Met.WELL)])


def why_not(
    steps: StepFacts = SATISFIED,
    trust: TrustFacts = TRUSTING,
    asked: tuple[dt.date, ...] = (),
) -> tuple[str, ...]:
    references = [a_reference(ASKED, on, number) for number, on in enumerate(asked)]
    asked_on = stance(references, TODAY).asked_on
    return asking(step(steps, TODAY), statement(trust, TODAY), asked_on, TODAY).why_not


def test_a_confirmed_and_trusting_customer_may_be_asked() -> None:
    assert asking(step(SATISFIED, TODAY), statement(TRUSTING, TODAY), None, TODAY).may_ask
    assert why_not() == ()


def test_who_has_not_confirmed_the_value_is_not_asked() -> None:
    assert why_not(StepFacts(purchases=[a_purchase(YESTERDAY)])) == ("not confirmed yet",)


def test_who_has_no_reason_to_trust_is_not_asked() -> None:
    assert why_not(trust=TrustFacts()) == ("trust is not positive",)


def test_nobody_is_asked_while_something_is_late() -> None:
    late = replace(TRUSTING, promises=[a_promise(YESTERDAY)])
    assert why_not(trust=late) == ("something is late",)


def test_nobody_is_asked_twice_within_ninety_days() -> None:
    assert why_not(asked=(TODAY - days(89),)) == ("asked 2 months ago",)
    assert why_not(asked=(TODAY - days(90),)) == ()
    assert why_not(asked=(TODAY - days(400), TODAY - days(3))) == ("asked 3 days ago",)


def test_a_lost_customer_is_not_asked() -> None:
    gone = Departure(DepartureId(1), NORTHWIND, YESTERDAY, "merged", None, None)
    assert why_not(replace(SATISFIED, departures=[gone])) == ("lost",)


def test_every_reason_is_told_at_once() -> None:
    late = TrustFacts(promises=[a_promise(YESTERDAY)])
    assert len(why_not(StepFacts(), late, (TODAY,))) == 4


def test_a_no_that_nobody_asked_for_counts_as_asked_and_an_answer_does_not_ask_again() -> None:
    assert stance([a_reference(NO, YESTERDAY)], TODAY).asked_on == YESTERDAY
    answered = [a_reference(ASKED, TODAY - days(80), 1), a_reference(YES, YESTERDAY, 2)]
    assert stance(answered, TODAY).asked_on == TODAY - days(80)
    assert stance([a_reference(ASKED, TOMORROW)], TODAY).asked_on is None


ALLOWED = {
    None: {ASKED, YES, NO},
    ASKED: {ASKED, YES, NO},
    YES: {ASKED, NO, USED},
    NO: {ASKED, YES},
    USED: {ASKED, NO, USED, THANKED},
    THANKED: {ASKED, NO, USED, THANKED},
}


@pytest.mark.parametrize("now", ALLOWED)
@pytest.mark.parametrize("then", ReferenceState)
def test_each_state_follows_only_what_makes_sense_of_it(
    now: ReferenceState | None, then: ReferenceState
) -> None:
    known = [] if now is None else [a_reference(now, TODAY - days(200))]
    refused = refusal(then, known, TODAY)
    assert (refused is None) == (then in ALLOWED[now])
    assert refused is None or refused.endswith(".")


def test_asking_twice_in_a_month_is_said_plainly() -> None:
    known = [a_reference(ASKED, TODAY - days(5))]
    assert refusal(ASKED, known, TODAY) == "They were asked for a reference 5 days ago already."
    assert refusal(ASKED, known, TODAY + days(25)) is not None
    assert refusal(ASKED, known, TODAY + days(26)) is None


def test_the_latest_state_holds_and_the_later_row_of_one_day() -> None:
    told = [a_reference(YES, TODAY, 2), a_reference(ASKED, TODAY, 1), a_reference(NO, TOMORROW, 3)]
    assert stance(told, TODAY).state is YES
    assert stance([], TODAY).state is None
