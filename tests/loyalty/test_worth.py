"""Worth: a window exact to the day, currencies apart, and when the next purchase is expected."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyaltytui.dealings import Purchase
from loyaltytui.loyalty.points import Points
from loyaltytui.loyalty.worth import Worth, median_gap, worth
from tests.builders import TODAY, TOMORROW, days
from tests.loyalty.facts import a_purchase

WINDOWS = {
    "an ordinary day": ("2026-11-23", "2023-11-23"),
    "from a leap day": ("2027-02-28", "2024-02-28"),
    "the day after": ("2027-03-01", "2024-03-01"),
    "on a leap day": ("2028-02-29", "2025-02-28"),
    "before a leap day": ("2028-02-28", "2025-02-28"),
    "after a leap day": ("2028-03-01", "2025-03-01"),
    "a century that leaps not": ("2103-02-28", "2100-02-28"),
    "new year": ("2027-01-01", "2024-01-01"),
}


@pytest.mark.parametrize(("today", "first"), WINDOWS.values(), ids=WINDOWS)
def test_the_window_of_36_months_is_exact_to_the_day(today: str, first: str) -> None:
    first_day = dt.date.fromisoformat(first)
    inside, outside = a_purchase(first_day, 1), a_purchase(first_day - days(1), 1)
    assert worth([inside], dt.date.fromisoformat(today)).totals == {"EUR": 1}
    assert worth([outside], dt.date.fromisoformat(today)).totals == {}


def test_a_leap_day_stays_inside_for_36_months_and_no_longer() -> None:
    leap_day = a_purchase(dt.date(2024, 2, 29), 7)
    assert worth([leap_day], dt.date(2027, 2, 28)).totals == {"EUR": 7}
    assert worth([leap_day], dt.date(2027, 3, 1)).totals == {}


def test_today_is_inside_and_tomorrow_is_not_bought_yet() -> None:
    told = worth([a_purchase(TODAY, 5), a_purchase(TOMORROW, 7, number=2)], TODAY)
    assert told.totals == {"EUR": 5}
    assert told.last_on == TODAY


def test_amounts_are_kept_apart_by_currency_and_told_by_year() -> None:
    told = worth(
        [
            a_purchase(dt.date(2026, 1, 1), 100_00),
            a_purchase(dt.date(2026, 6, 1), 50, "JPY", number=2),
            a_purchase(dt.date(2025, 12, 31), 20_00, number=3),
            a_purchase(dt.date(2026, 11, 23), 3_00, number=4),
        ],
        TODAY,
    )
    assert [(each.currency, each.total_minor, dict(each.years)) for each in told.amounts] == [
        ("EUR", 123_00, {2025: 20_00, 2026: 103_00}),
        ("JPY", 50, {2026: 50}),
    ]
    assert [purchase.id for purchase in told.purchases] == [4, 2, 1, 3]


def test_how_an_account_buys_is_read_from_all_it_ever_bought() -> None:
    told = worth(
        [a_purchase(dt.date(2015, 5, 1)), a_purchase(dt.date(2015, 6, 1), number=2)], TODAY
    )
    assert (told.amounts, told.first_on) == ((), dt.date(2015, 5, 1))
    assert (told.median_gap_days, told.next_on) == (31, dt.date(2015, 7, 2))


def test_one_purchase_tells_nothing_of_the_next_and_none_tells_nothing() -> None:
    once = worth([a_purchase(TODAY)], TODAY)
    assert (once.first_on, once.median_gap_days, once.next_on) == (TODAY, None, None)
    assert worth([], TODAY) == Worth()


GAPS = {
    "none": ([], None),
    "one day": ([0], None),
    "an order in two parts": ([0, 0], None),
    "two": ([0, 10], 10),
    "three": ([0, 10, 40], 20),
    "half a day rounds up": ([0, 10, 21], 11),
    "four, with a long pause": ([0, 10, 500, 520], 20),
    "in any order": ([520, 0, 500, 10, 10], 20),
}


@pytest.mark.parametrize(("offsets", "gap"), GAPS.values(), ids=GAPS)
def test_the_gap_is_the_median_between_days_of_buying(offsets: list[int], gap: int | None) -> None:
    assert median_gap(TODAY + days(each) for each in offsets) == gap


def test_the_next_purchase_is_never_expected_past_the_calendar() -> None:
    first, last = dt.date(2, 1, 1), dt.date(9999, 1, 1)
    assert worth([a_purchase(first), a_purchase(last, number=2)], last).next_on == dt.date.max


def test_the_window_can_be_set() -> None:
    old = a_purchase(TODAY - days(40))
    assert worth([old], TODAY, Points(worth_months=1)).totals == {}


purchases = st.lists(
    st.builds(
        a_purchase,
        st.dates(TODAY - days(2000), TODAY + days(60)),
        st.integers(0, 10**12),
        st.sampled_from(["EUR", "USD", "JPY", "KWD"]),
    ),
    max_size=12,
)


@given(purchases, st.dates(TODAY - days(1500), TODAY))
def test_currencies_are_never_added_and_years_add_up(
    bought: list[Purchase], today: dt.date
) -> None:
    told = worth(bought, today)
    expected: Counter[str] = Counter()
    seen = set()
    for each in bought:
        months = (today.year - each.bought_on.year) * 12 + today.month - each.bought_on.month
        is_older = months > 36 or (months == 36 and each.bought_on.day < today.day)
        # A leap day looks back on the 28th, which is as far as that February went.
        if (today.month, today.day) == (2, 29) and months == 36:
            is_older = each.bought_on.day < 28
        if each.bought_on <= today and not is_older:
            expected[each.currency] += each.amount_minor
            seen.add(each.currency)
    assert told.totals == {currency: expected[currency] for currency in sorted(seen)}
    for each_worth in told.amounts:
        assert sum(each_worth.years.values()) == each_worth.total_minor
        assert type(each_worth.total_minor) is int
