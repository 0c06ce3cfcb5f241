"""The review's rules: who gets a card, in which order, and what became of it."""

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from loyaltytui.dates import DayRules
from loyaltytui.dealings import Fault, Problem, ProblemId, Purchase, PurchaseId
from loyaltytui.entries import (
    AccountId,
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
from loyaltytui.loyalty import review
from loyaltytui.loyalty.agenda import AfterSale, AgendaItem, AgendaKind, Trouble, agenda
from loyaltytui.loyalty.checkins import CheckInRules
from loyaltytui.loyalty.review import Dealt, EntryState, Fate, Sitting

TODAY = dt.date(2026, 11, 21)
"""A Saturday: the next working day is Monday the 23rd."""
RULES = CheckInRules()
ANN, BOB, CID = ContactId(1), ContactId(2), ContactId(3)


def days(count: int) -> dt.timedelta:
    return dt.timedelta(days=count)


def contact(
    who: ContactId, met: dt.date | None = None, cadence: str = "", tier: str = ""
) -> Contact:
    name = f"Name {who}"
    return Contact(who, name, None, "", "", tier, cadence, "", "", "", Owner.COMPANY, met, None, 1)


def promise(number: int, who: ContactId, due: dt.date, side: Side = Side.MINE) -> Promise:
    return Promise(
        id=PromiseId(number),
        contact_id=who,
        contact=f"Name {who}",
        account="",
        side=side,
        text="send it",
        made_on=TODAY,
        due_on=due,
        outcome=Outcome.OPEN,
        ended_on=None,
        via="",
        shown_on=None,
        is_confidential=False,
        rev=1,
    )


def check_in(number: int, who: ContactId, due: dt.date) -> CheckIn:
    return CheckIn(CheckInId(number), who, f"Name {who}", "", due, "", None, 21, 1)


def due(
    promises: Sequence[Promise] = (),
    check_ins: Sequence[CheckIn] = (),
    unplanned: Sequence[Contact] = (),
) -> list[AgendaItem]:
    return review.due_now(agenda(promises, check_ins, unplanned, TODAY), TODAY)


def whose(dealt: Sequence[Dealt]) -> list[ContactId]:
    return [card.contact_id for card in dealt]


def test_a_contact_has_one_card_with_all_that_is_due_in_agenda_order() -> None:
    items = due(
        [promise(1, ANN, TODAY, Side.THEIRS), promise(2, ANN, TODAY)], [check_in(3, ANN, TODAY)]
    )
    (card,) = review.cards(review.deal(items, TODAY, 20), items)
    assert [review.key_of(item) for item in card.items] == ["promise:2", "check_in:3", "promise:1"]


def test_cards_rank_by_their_most_urgent_item() -> None:
    items = due(
        [promise(1, CID, TODAY)], [check_in(2, ANN, TODAY), check_in(3, BOB, TODAY - days(9))]
    )
    assert whose(review.deal(items, TODAY, 20).dealt) == [CID, BOB, ANN]


def test_what_only_comes_gets_no_card() -> None:
    assert due([promise(1, ANN, TODAY + days(1))]) == []


def test_whoever_was_talked_to_today_is_left_in_peace() -> None:
    assert due(unplanned=[contact(ANN, TODAY)]) == []
    assert len(due(unplanned=[contact(ANN, TODAY - days(1))])) == 1


def test_of_a_stretch_no_more_is_looked_at_than_where_its_cards_may_be() -> None:
    mine, theirs = promise(1, ANN, TODAY), promise(2, ANN, TODAY, Side.THEIRS)
    call, asking = check_in(3, ANN, TODAY), replace(check_in(4, ANN, TODAY), purpose="value")
    bought = Purchase(
        PurchaseId(5), AccountId(1), ANN, "", 1, "EUR", TODAY, None, None, "", False, 1
    )
    raised = Problem(ProblemId(6), ANN, "", Fault.OURS, TODAY, None, None, None, "", False, 1)
    ann = contact(ANN)
    items = agenda(
        (mine, theirs),
        (call, asking),
        (ann,),
        TODAY,
        problems=(Trouble(raised, "", ""),),
        after_sales=[AfterSale(about, ANN, "", "", TODAY, "") for about in (bought, ann)],
    )
    for item in items:
        sitting = review.deal([item], TODAY, 1)
        assert item.kind in review.sections(sitting)
        assert len(review.sections(sitting)) <= 2
    assert len({item.kind for item in items}) == 6


def test_only_the_present_stretch_says_where_to_look() -> None:
    items = due([promise(1, ANN, TODAY)], [check_in(2, BOB, TODAY)])
    first = review.deal(items, TODAY, 1)
    assert AgendaKind.CHECK_IN not in review.sections(first)
    second = review.go_on(first, items, 1)
    assert AgendaKind.CHECK_IN in review.sections(second)
    assert AgendaKind.PROMISE not in review.sections(second)


def test_the_cap_counts_contacts_and_the_others_wait() -> None:
    items = due([promise(number, ContactId(number // 2), TODAY) for number in range(2, 12)])
    sitting = review.deal(items, TODAY, 3)
    assert len(sitting.dealt) == 3
    assert review.waiting(sitting, items) == [ContactId(4), ContactId(5)]


def test_what_came_up_after_the_deal_does_not_bring_a_finished_card_back() -> None:
    sitting = review.deal(due([promise(1, ANN, TODAY)]), TODAY, 20)
    now = due([promise(2, ANN, TODAY)])
    assert review.cards(sitting, now)[0].items == ()
    assert review.left_over(sitting, now) == [ANN]
    assert review.waiting(sitting, now) == []


def test_going_on_deals_to_those_who_wait_and_counts_the_cap_anew() -> None:
    items = due([promise(1, ANN, TODAY), promise(2, BOB, TODAY), promise(3, CID, TODAY)])
    first = review.skip(review.deal(items, TODAY, 1), ANN, 0)
    second = review.go_on(first, items, 1)
    assert whose(second.stretch) == [BOB]
    assert whose(review.go_on(second, items, 5).stretch) == [CID]
    assert second.skipped == {ANN}


def test_going_on_when_nobody_waits_looks_at_the_skipped_again() -> None:
    items = due([promise(1, ANN, TODAY), promise(2, BOB, TODAY)])
    sitting = review.skip(review.deal(items, TODAY, 20), ANN, 0)
    left = [item for item in items if item.contact_id == ANN]
    again = review.go_on(sitting, left, 20)
    assert whose(again.stretch) == [ANN]
    assert again.skipped == frozenset()
    assert sorted(whose(again.dealt)) == [ANN, BOB]


def test_a_skip_is_taken_back_before_what_was_done_earlier_and_after_what_came_later() -> None:
    items = due([promise(1, ANN, TODAY)])
    sitting = review.skip(review.deal(items, TODAY, 20), ANN, after=5)
    assert review.take_back_skip(sitting, newest=6) is None
    back = review.take_back_skip(sitting, newest=5)
    assert back is not None
    assert back.skips == ()
    assert review.take_back_skip(back, newest=0) is None


@pytest.mark.parametrize(
    ("state", "fate"),
    [
        (None, Fate.DONE),
        (EntryState(False, TODAY, None), Fate.DONE),
        (EntryState(True, TODAY + days(3), None), Fate.MOVED),
        (EntryState(True, TODAY - days(3), TODAY + days(2)), Fate.SNOOZED),
        (EntryState(True, None, TODAY + days(2)), Fate.SNOOZED),
    ],
)
def test_the_book_tells_what_became_of_an_item(state: EntryState | None, fate: Fate) -> None:
    states = {} if state is None else {"promise:1": state}
    counts = review.tally([Dealt(ANN, ("promise:1",))], [], states, TODAY)
    assert counts == {fate: 1}


def test_what_is_still_due_was_skipped() -> None:
    items = due([promise(1, ANN, TODAY)])
    counts = review.tally(review.deal(items, TODAY, 20).dealt, items, {}, TODAY)
    assert review.say_tally(counts) == "1 skipped"


def test_the_tally_is_said_in_one_order_and_leaves_out_what_did_not_happen() -> None:
    counts = review.tally(
        [Dealt(ANN, ("promise:1", "promise:2", "check_in:3"))],
        [],
        {"promise:2": EntryState(True, TODAY + days(1), None)},
        TODAY,
    )
    assert review.say_tally(counts) == "2 done, 1 moved"


@pytest.mark.parametrize(
    ("someone", "said"),
    [
        (contact(ANN, cadence="3w"), "log, next Mon 14 Dec"),
        (contact(ANN, tier="B"), "log, next Thu 21 Jan"),
        (contact(ANN, cadence="none", tier="A"), "log, no next check-in"),
    ],
)
def test_enter_on_a_check_in_says_when_the_next_one_will_be(someone: Contact, said: str) -> None:
    (item,) = due(check_ins=[check_in(1, ANN, TODAY)])
    assert review.say_usual(item, someone, TODAY, RULES) == said


def test_enter_on_a_promise_says_whose_it_is() -> None:
    mine, theirs = due([promise(1, ANN, TODAY), promise(2, ANN, TODAY, Side.THEIRS)])
    assert review.say_usual(mine, contact(ANN), TODAY, RULES) == "kept"
    assert review.say_usual(theirs, contact(ANN), TODAY, RULES) == "they did it"


def test_a_snooze_leads_to_the_next_working_day() -> None:
    assert review.snooze_day(TODAY, RULES) == dt.date(2026, 11, 23)
    holiday = CheckInRules(DayRules(holidays=frozenset({dt.date(2026, 11, 23)})))
    assert review.snooze_day(TODAY, holiday) == dt.date(2026, 11, 24)


PEOPLE = st.integers(1, 12).map(ContactId)


@given(st.lists(PEOPLE, max_size=30), st.integers(1, 8), st.lists(PEOPLE, max_size=12))
def test_however_it_is_gone_through_nobody_has_two_cards_and_everybody_gets_one(
    whom: list[ContactId], cap: int, skipped: list[ContactId]
) -> None:
    items = due([promise(number, who, TODAY) for number, who in enumerate(whom)])
    sitting: Sitting = review.deal(items, TODAY, cap)
    while review.waiting(sitting, items):
        for who in skipped:
            if who in whose(sitting.stretch) and who not in sitting.skipped:
                sitting = review.skip(sitting, who, 0)
        sitting = review.go_on(sitting, items, cap)
        assert 0 < len(sitting.stretch) <= cap
    assert sorted(whose(sitting.dealt)) == sorted(set(whom))
