"""What needs the rep today, and in which order, by the rule alone."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from loyaltytui.entries import (
    CheckIn,
    CheckInId,
    Contact,
    ContactId,
    Outcome,
    Owner,
    Promise,
    PromiseId,
    Side,
)
from loyaltytui.loyalty.agenda import AgendaItem, AgendaKind, agenda
from tests.builders import TODAY, TOMORROW, YESTERDAY, days


def a_promise(
    who: str,
    due: dt.date | None,
    *,
    side: Side = Side.MINE,
    shown: dt.date | None = None,
) -> Promise:
    return Promise(
        id=PromiseId(1),
        contact_id=ContactId(sum(map(ord, who))),
        contact=who,
        account="",
        side=side,
        text="send it",
        made_on=TODAY - days(30),
        due_on=due,
        outcome=Outcome.OPEN,
        ended_on=None,
        via="",
        shown_on=shown,
        is_confidential=False,
        rev=1,
    )


def a_check_in(
    who: str,
    due: dt.date,
    *,
    reason: str = "",
    cadence: int = 21,
    shown: dt.date | None = None,
) -> CheckIn:
    return CheckIn(
        id=CheckInId(1),
        contact_id=ContactId(sum(map(ord, who))),
        contact=who,
        account="",
        due_on=due,
        reason=reason,
        shown_on=shown,
        cadence_days=cadence,
        rev=1,
    )


def an_idle(who: str) -> Contact:
    return Contact(
        id=ContactId(sum(map(ord, who))),
        name=who,
        account_id=None,
        account="",
        job="",
        tier="",
        cadence="",
        birthday="",
        address="",
        about="",
        owner=Owner.COMPANY,
        last_contact_on=YESTERDAY,
        next_check_in_on=None,
        rev=1,
    )


def shown(
    *entries: Promise | CheckIn | Contact, today: dt.date = TODAY, within: int = 7
) -> list[AgendaItem]:
    return agenda(
        [entry for entry in entries if isinstance(entry, Promise)],
        [entry for entry in entries if isinstance(entry, CheckIn)],
        [entry for entry in entries if isinstance(entry, Contact)],
        today,
        within,
    )


def test_sections_come_in_one_order() -> None:
    items = shown(
        an_idle("Idle"),
        a_promise("Soon", TOMORROW),
        a_promise("Owes", YESTERDAY, side=Side.THEIRS),
        a_check_in("Call", TODAY),
        a_promise("Mine", TODAY),
    )
    assert [(item.kind, item.contact) for item in items] == [
        (AgendaKind.PROMISE, "Mine"),
        (AgendaKind.CHECK_IN, "Call"),
        (AgendaKind.OWED, "Owes"),
        (AgendaKind.NOTHING_PLANNED, "Idle"),
        (AgendaKind.UPCOMING, "Soon"),
    ]


def test_promises_are_late_ones_then_todays_then_undated_ones() -> None:
    items = shown(
        a_promise("No day", None),
        a_promise("Today", TODAY),
        a_promise("Late", TODAY - days(3)),
    )
    assert [item.contact for item in items] == ["Late", "Today", "No day"]
    assert [item.days_late for item in items] == [3, 0, 0]
    assert [item.is_late for item in items] == [True, False, False]


def test_check_ins_are_ranked_by_lateness_over_cadence() -> None:
    items = shown(
        a_check_in("Yearly, 20 late", TODAY - days(20), cadence=365),
        a_check_in("Weekly, 7 late", TODAY - days(7), cadence=7),
        a_check_in("None, 20 late", TODAY - days(20), cadence=0),
        a_check_in("Today", TODAY),
    )
    assert [item.contact for item in items] == [
        "Weekly, 7 late",
        "None, 20 late",
        "Yearly, 20 late",
        "Today",
    ]


def test_a_contact_has_one_check_in_card_the_most_urgent() -> None:
    items = shown(
        a_check_in("Ann", TODAY, reason="later"),
        a_check_in("Ann", YESTERDAY, reason="first"),
        a_check_in("Ann", TOMORROW, reason="soon"),
    )
    assert [(item.kind, item.text) for item in items] == [(AgendaKind.CHECK_IN, "first")]


def test_of_two_on_one_day_the_one_with_a_reason_is_shown() -> None:
    items = shown(a_check_in("Ann", TODAY), a_check_in("Ann", TODAY, reason="ask about Oslo"))
    assert [item.text for item in items] == ["ask about Oslo"]


def test_a_snoozed_card_gives_way_to_the_contacts_other_check_in() -> None:
    items = shown(
        a_check_in("Ann", TODAY - days(9), reason="snoozed", shown=TODAY + days(3)),
        a_check_in("Ann", TODAY, reason="due"),
    )
    assert [item.text for item in items] == ["due"]


def test_a_snoozed_card_waits_for_its_day_and_stays_as_late_as_it_is() -> None:
    late = a_promise("Ann", TODAY - days(2), shown=TODAY + days(3))
    (waiting,) = shown(late)
    assert (waiting.kind, waiting.of, waiting.days_late) == (AgendaKind.UPCOMING, "promise", 2)
    (back,) = shown(late, today=TODAY + days(3))
    assert (back.kind, back.days_late) == (AgendaKind.PROMISE, 5)


def test_a_card_snoozed_past_the_next_days_is_not_shown_at_all() -> None:
    assert shown(a_promise("Ann", YESTERDAY, shown=TODAY + days(8))) == []


def test_what_comes_next_is_in_the_order_of_its_cards_days() -> None:
    items = shown(
        a_promise("Snoozed to day 5", TODAY - days(9), shown=TODAY + days(5)),
        a_promise("Day 2", TODAY + days(2), side=Side.THEIRS),
        a_check_in("Day 7", TODAY + days(7)),
        a_check_in("Day 8", TODAY + days(8)),
    )
    assert [(item.contact, item.of) for item in items] == [
        ("Day 2", "owed"),
        ("Snoozed to day 5", "promise"),
        ("Day 7", "check_in"),
    ]


def test_any_number_of_days_can_be_asked_for() -> None:
    assert len(shown(a_promise("Ann", dt.date.max), within=10**9)) == 1
    assert shown(a_promise("Ann", TOMORROW), within=-5) == []


@given(
    st.lists(
        st.tuples(st.integers(-30, 30), st.none() | st.integers(-10, 20), st.integers(0, 3)),
        max_size=12,
    )
)
def test_nobody_ever_has_two_check_in_cards(facts: list[tuple[int, int | None, int]]) -> None:
    items = shown(
        *(
            a_check_in(
                f"{who}",
                TODAY + days(due),
                reason=str(number),
                shown=None if snoozed is None else TODAY + days(snoozed),
            )
            for number, (due, snoozed, who) in enumerate(facts)
        )
    )
    contacts = [item.contact for item in items]
    assert len(contacts) == len(set(contacts))
