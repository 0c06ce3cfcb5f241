"""One worked story: from lunches to loyalty, and thirteen quiet months."""

from __future__ import annotations

import datetime as dt

from msgspec.structs import replace

from loyaltytui.entries import Outcome
from loyaltytui.loyalty.effort import effort
from loyaltytui.loyalty.references import asking
from loyaltytui.loyalty.step import StepFacts, step
from loyaltytui.loyalty.trust import TrustFacts, statement
from loyaltytui.loyalty.worth import worth
from tests.builders import days
from tests.loyalty.facts import a_deed, a_promise, a_purchase, a_talk

NEW_YEAR = dt.date(2024, 1, 1)


def test_a_year_of_lunches_is_step_one_and_only_evidence_leads_to_loyalty() -> None:
    lunches = [
        a_talk(NEW_YEAR + days(18 * count), "visit", 120, number=count) for count in range(20)
    ]
    day = dt.date(2024, 12, 31)
    facts = StepFacts(talks=lunches)
    assert effort(lunches, [], day).minutes == 20 * 120
    assert (step(facts, day).number, step(facts, day).label) == (1, "met")

    day = dt.date(2025, 1, 10)
    facts = replace(facts, deeds=[a_deed("pitched", day)])
    assert step(facts, day).label == "pitched"

    day = dt.date(2025, 1, 20)
    facts = replace(facts, deeds=[*facts.deeds, a_deed("signal", day, number=2)])
    assert step(facts, day).label == "signal"

    sale_on = dt.date(2025, 2, 1)
    sale = a_purchase(sale_on, 12_000_00, number=1)
    facts = replace(facts, purchases=[sale])
    assert (step(facts, sale_on).number, step(facts, sale_on).holes) == (4, ())

    again_on = dt.date(2025, 5, 1)
    again = a_purchase(again_on, 8_000_00, number=2)
    facts = replace(facts, purchases=[sale, again])
    told = step(facts, again_on)
    assert (told.number, told.holes, told.is_loyal) == (4, (5,), False)
    assert told.sentences == ("bought twice, value never confirmed: ask",)

    confirmed_on = dt.date(2025, 6, 1)
    confirmed = replace(sale, confirmed_on=confirmed_on, confirmed_words="saves us two days")
    facts = replace(facts, purchases=[confirmed, again])
    told = step(facts, confirmed_on)
    assert (told.number, told.holes, told.label) == (5, (), "confirmed")
    assert step(facts, again_on).holes == (5,), "on that day it was not confirmed yet"

    kept = TrustFacts(promises=[a_promise(confirmed_on, Outcome.KEPT, confirmed_on)])
    trust = statement(kept, confirmed_on)
    assert (trust.balance, trust.on_time) == (1, "kept on time 1 of 1")
    assert asking(told, trust, None, confirmed_on).may_ask

    loyal_on = dt.date(2025, 7, 1)
    third = a_purchase(loyal_on, 20_000_00, number=3)
    facts = replace(facts, purchases=[confirmed, again, third])
    assert (step(facts, loyal_on).number, step(facts, loyal_on).label) == (6, "go-to")
    assert step(replace(facts, is_late=True), loyal_on).label == "loyal"
    assert worth(facts.purchases, loyal_on).totals == {"EUR": 40_000_00}

    quiet = dt.date(2026, 7, 1)
    told = step(facts, quiet)
    assert (told.number, told.label) == (6, "loyal, not confirmed lately")
    busier = [a_talk(quiet - days(count), "meeting", number=100 + count) for count in range(60)]
    busy = replace(facts, talks=[*facts.talks, *busier])
    assert step(busy, quiet) == told, "no amount of activity stands in for a confirmation"
