"""When to be in touch next, by the rule alone. What a book makes of it: tests/book."""

import datetime as dt
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyaltytui.dates import DayRules, Span
from loyaltytui.drafts import CheckInDraft
from loyaltytui.entries import CheckInId
from loyaltytui.loyalty.checkins import (
    CheckInRules,
    OpenCheckIn,
    Opening,
    Plan,
    after_attempt,
    after_contact,
    cadence_days,
    cadence_in_force,
    first_check_in,
)
from tests.builders import TODAY, TOMORROW, YESTERDAY, days

RULES = CheckInRules()
THREE_WEEKS = Span(3, "w")
FRIDAY = dt.date(2026, 11, 20)
SATURDAY = dt.date(2026, 11, 21)


def an_open(
    due: dt.date, reason: str = "", purpose: str = "cadence", number: int = 1
) -> OpenCheckIn:
    return OpenCheckIn(CheckInId(number), purpose, reason, due)


def contact(
    on: dt.date = TODAY,
    *,
    last: dt.date | None = None,
    asked: CheckInDraft | None = None,
    cadence: Span | None = THREE_WEEKS,
    opened: tuple[OpenCheckIn, ...] = (),
    today: dt.date = TODAY,
    rules: CheckInRules = RULES,
) -> Plan:
    return after_contact(on, last, asked, cadence, opened, today, rules)


def attempt(
    on: dt.date = TODAY,
    *,
    asked: CheckInDraft | None = None,
    opened: tuple[OpenCheckIn, ...] = (),
    last: dt.date | None = None,
) -> Plan:
    return after_attempt(on, asked, opened, TODAY, RULES, last)


def test_contact_today_sets_the_next_check_in_a_cadence_from_today() -> None:
    assert contact().open == Opening("cadence", "", TODAY + days(21))


def test_contact_logged_late_counts_from_the_day_it_happened() -> None:
    assert contact(TODAY - days(3)).open == Opening("cadence", "", TODAY + days(18))


def test_contact_logged_so_late_that_the_next_has_passed_comes_up_tomorrow_not_today() -> None:
    assert contact(TODAY - days(90)).open == Opening("cadence", "", TOMORROW)


def test_what_happened_before_the_last_contact_moves_nothing() -> None:
    assert contact(TODAY - days(9), last=TODAY - days(2), opened=(an_open(YESTERDAY),)) == Plan()


def test_an_older_contact_that_asks_for_a_day_gets_it_and_ends_nothing() -> None:
    plan = contact(
        TODAY - days(9),
        last=TODAY - days(2),
        asked=CheckInDraft(TODAY + days(3), "their board met"),
        opened=(an_open(YESTERDAY),),
    )
    assert plan == Plan(open=Opening("asked", "their board met", TODAY + days(3)))


def test_contact_on_the_same_day_as_the_last_is_not_older() -> None:
    assert contact(YESTERDAY, last=YESTERDAY, opened=(an_open(YESTERDAY),)).end == (1,)


def test_contact_today_counts_even_if_a_wrong_clock_once_wrote_a_later_day() -> None:
    assert contact(last=TODAY + days(30), opened=(an_open(YESTERDAY),)).end == (1,)


def test_contact_ends_what_is_due_and_leaves_a_reasoned_check_in_of_a_later_day() -> None:
    opened = (
        an_open(TODAY + days(9), number=1),
        an_open(TODAY, "delivery", "asked", 2),
        an_open(TODAY + days(2), "their board meets", "asked", 3),
        an_open(TODAY + days(2), "try again", "retry", 4),
    )
    assert contact(opened=opened).end == (1, 2, 4)


def test_a_day_that_was_asked_for_wins_over_the_cadence() -> None:
    assert contact(asked=CheckInDraft(TODAY + days(7))).open == Opening(
        "cadence", "", TODAY + days(7)
    )


def test_contact_without_any_cadence_plans_nothing_but_ends_what_was_due() -> None:
    assert contact(cadence=None, opened=(an_open(YESTERDAY),)) == Plan(end=(CheckInId(1),))


def test_check_ins_slide_off_weekends() -> None:
    assert contact(SATURDAY, today=SATURDAY).open == Opening("cadence", "", dt.date(2026, 12, 14))
    assert contact(asked=CheckInDraft(TODAY + days(5))).open == Opening(
        "cadence", "", TODAY + days(7)
    )


def test_check_ins_slide_off_holidays_and_off_days() -> None:
    rules = CheckInRules(
        DayRules(workdays=frozenset({0, 1, 2}), holidays=frozenset({TODAY + days(21)}))
    )
    assert contact(rules=rules).open == Opening("cadence", "", TODAY + days(22))
    assert contact(asked=CheckInDraft(TODAY + days(3)), rules=rules).open == Opening(
        "cadence", "", TODAY + days(7)
    )


def test_a_very_long_cadence_ends_at_the_end_of_the_calendar() -> None:
    assert contact(cadence=Span(9999, "y")).open == Opening("cadence", "", dt.date.max)


@given(
    back=st.integers(0, 4000),
    count=st.integers(1, 60),
    unit=st.sampled_from("dwmy"),
    today=st.dates(dt.date(1980, 1, 1), dt.date(2100, 1, 1)),
)
def test_whenever_contact_is_logged_the_next_check_in_lies_after_today(
    back: int, count: int, unit: str, today: dt.date
) -> None:
    plan = contact(today - days(back), cadence=Span(count, unit), today=today)
    assert plan.open
    assert plan.open.due_on > today
    assert plan.open.due_on.weekday() < 5


@given(
    back=st.integers(0, 60),
    later=st.integers(0, 60),
    asks=st.booleans(),
)
def test_an_older_contact_logged_afterwards_leaves_the_newer_plan_alone(
    back: int, later: int, asks: bool
) -> None:
    last = TODAY - days(back)
    asked = CheckInDraft(TODAY + days(5), "reason") if asks else None
    plan = contact(last - days(later + 1), last=last, asked=asked, opened=(an_open(TODAY),))
    assert plan.end == ()
    assert plan.open is None or plan.open.reason == "reason"


def test_an_attempt_with_nothing_due_plans_a_retry_in_two_working_days() -> None:
    assert attempt().open == Opening("retry", "try again", TODAY + days(2))
    assert attempt(FRIDAY).open == Opening("retry", "try again", TODAY + days(1))


def test_an_attempt_lets_what_is_due_wait_and_ends_nothing() -> None:
    opened = (an_open(TODAY - days(4)), an_open(TODAY + days(9), "later", "asked", 2))
    assert attempt(opened=opened) == Plan(snooze=(CheckInId(1),), snooze_until=TODAY + days(2))


def test_an_attempt_logged_long_after_plans_its_retry_for_today() -> None:
    assert attempt(TODAY - days(30)).open == Opening("retry", "try again", TODAY)


def test_an_attempt_from_before_the_last_contact_asks_for_no_retry() -> None:
    assert attempt(TODAY - days(3), last=YESTERDAY) == Plan()


def test_an_attempt_that_asks_for_a_day_gets_it_and_what_is_due_waits_for_it() -> None:
    plan = attempt(asked=CheckInDraft(TODAY + days(4), "back from leave"), opened=(an_open(TODAY),))
    assert plan == Plan(
        open=Opening("asked", "back from leave", TODAY + days(4)),
        snooze=(CheckInId(1),),
        snooze_until=TODAY + days(4),
    )


def test_somebody_never_contacted_comes_up_today_or_on_the_next_working_day() -> None:
    assert first_check_in(None, THREE_WEEKS, TODAY, RULES) == TODAY
    assert first_check_in(None, THREE_WEEKS, SATURDAY, RULES) == TODAY


def test_a_cadence_given_now_counts_from_the_last_contact_but_is_never_late_already() -> None:
    assert first_check_in(TODAY - days(7), THREE_WEEKS, TODAY, RULES) == TODAY + days(14)
    assert first_check_in(TODAY - days(90), THREE_WEEKS, TODAY, RULES) == TODAY


def test_no_cadence_plans_no_first_check_in() -> None:
    assert first_check_in(None, None, TODAY, RULES) is None


@pytest.mark.parametrize(
    ("cadence", "tier", "in_force"),
    [
        ("", "A", Span(3, "w")),
        ("", "D", Span(1, "y")),
        ("", "", None),
        ("2m", "A", Span(2, "m")),
        ("none", "A", None),
        ("2w", "", Span(2, "w")),
    ],
)
def test_a_contacts_own_cadence_wins_over_the_tiers(
    cadence: str, tier: str, in_force: Span | None
) -> None:
    assert cadence_in_force(cadence, tier, RULES) == in_force


def test_settings_decide_how_often_a_tier_is_met() -> None:
    rules = CheckInRules(cadences=MappingProxyType({"A": Span(1, "w")}))
    assert cadence_in_force("", "A", rules) == Span(1, "w")
    assert cadence_in_force("", "B", rules) is None


@pytest.mark.parametrize(
    ("cadence", "length"),
    [(Span(3, "w"), 21), (Span(2, "m"), 61), (Span(1, "y"), 365), (Span(1, "d"), 1), (None, 0)],
)
def test_a_cadence_has_about_so_many_days(cadence: Span | None, length: int) -> None:
    assert cadence_days(cadence) == length
