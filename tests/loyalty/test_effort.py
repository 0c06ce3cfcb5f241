"""Effort, and who costs more than they bring."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyaltytui.entries import AccountId
from loyaltytui.loyalty.effort import Customer, Effort, effort, high_maintenance
from loyaltytui.loyalty.points import Points
from tests.builders import TODAY, TOMORROW, days
from tests.loyalty.facts import a_problem, a_talk

USUAL = {"call": 15, "meeting": 60, "visit": 90, "email": 5, "message": 5, "voicemail": 5}


@pytest.mark.parametrize(("medium", "minutes"), USUAL.items(), ids=USUAL)
def test_without_a_length_the_medium_counts_as_long_as_usual(medium: str, minutes: int) -> None:
    assert effort([a_talk(TODAY, medium)], [], TODAY).minutes == minutes


def test_a_given_length_counts_as_given_even_when_it_is_none_at_all() -> None:
    talks = [a_talk(TODAY, "visit", 25), a_talk(TODAY, "visit", 0, number=2)]
    assert effort(talks, [], TODAY).minutes == 25


def test_a_medium_of_which_nothing_is_known_takes_no_time() -> None:
    assert effort([a_talk(TODAY, "pigeon")], [], TODAY).minutes == 0


def test_a_talk_with_three_people_of_an_account_is_one_talk() -> None:
    talk = a_talk(TODAY, "meeting")
    assert effort([talk, talk, talk], [], TODAY) == Effort(60, 0, (talk,))


def test_only_the_last_twelve_months_count() -> None:
    first = TODAY.replace(year=TODAY.year - 1)
    on = (first - days(1), first, TODAY, TOMORROW)
    talks = [a_talk(day, "call", number=number) for number, day in enumerate(on)]
    problems = [a_problem(day, number=number) for number, day in enumerate(on)]
    told = effort(talks, problems, TODAY)
    assert (told.minutes, told.problems) == (30, 2)
    assert [talk.happened_on for talk in told.talks] == [TODAY, first]


def test_a_problem_weighs_as_much_as_the_table_says() -> None:
    assert Effort(30, 2).total() == 30 + 2 * 60
    assert Effort(30, 2).total(Points(problem_minutes=10)) == 50


def customers(*figures: tuple[int, dict[str, int]]) -> list[Customer]:
    return [
        Customer(AccountId(number), minutes, worth)
        for number, (minutes, worth) in enumerate(figures, 1)
    ]


def eur(amount: int) -> dict[str, int]:
    return {"EUR": amount}


def test_high_maintenance_costs_much_and_brings_little() -> None:
    book = customers((600, eur(100)), (60, eur(100)), (50, eur(100)), (40, eur(100)))
    assert high_maintenance(book) == (1,)


def test_who_costs_much_and_brings_much_is_no_burden() -> None:
    book = customers((600, eur(90_000)), (60, eur(100)), (50, eur(100)), (40, eur(100)))
    assert high_maintenance(book) == ()


def test_a_tie_flags_nobody() -> None:
    assert high_maintenance(customers(*[(60, eur(100))] * 8)) == ()
    book = customers((60, eur(1)), (60, eur(1)), (5, eur(9)), (5, eur(9)))
    assert high_maintenance(book) == ()


def test_fewer_than_four_customers_have_no_top_quarter() -> None:
    assert high_maintenance(customers((600, eur(1)), (1, eur(9)), (1, eur(9)))) == ()


def test_worth_is_compared_within_a_currency_only() -> None:
    yen = {"JPY": 1_000_000}
    book = customers((600, yen), (60, eur(100)), (50, eur(100)), (40, eur(100)))
    assert high_maintenance(book) == (), "there is nobody else to compare its yen with"
    book = customers((600, yen), (60, yen), (50, eur(100)), (40, eur(100)))
    assert high_maintenance(book) == (1,)


def test_who_buys_in_two_currencies_must_bring_little_in_both() -> None:
    other = {"JPY": 5000}
    poor = customers((600, {"EUR": 1, **other}), (60, eur(100)), (50, eur(100)), (5, other))
    rich = customers((600, {"EUR": 9**9, **other}), (60, eur(100)), (50, eur(100)), (5, other))
    assert high_maintenance(poor) == (1,)
    assert high_maintenance(rich) == ()


def test_who_bought_nothing_of_late_brings_nothing() -> None:
    book = customers((600, {}), (60, eur(100)), (50, eur(100)), (40, eur(100)))
    assert high_maintenance(book) == (1,)


def test_who_cost_no_time_is_never_high_maintenance() -> None:
    assert high_maintenance(customers(*[(0, eur(0))] * 4)) == ()


figures = st.tuples(
    st.integers(0, 50),
    st.dictionaries(st.sampled_from(["EUR", "USD"]), st.integers(0, 50), max_size=2),
)


@given(st.lists(figures, max_size=12))
def test_nobody_outside_the_top_quarter_or_the_bottom_half_is_flagged(
    told: list[tuple[int, dict[str, int]]],
) -> None:
    book = customers(*told)
    flagged = high_maintenance(book)
    assert len(flagged) * 4 <= len(book)
    for each in book:
        above = sum(other.effort >= each.effort for other in book)
        is_costly = each.effort > 0 and above * 4 <= len(book)
        is_poor = all(
            2
            * sum(
                other.effort > 0
                and other.worth[currency] * each.effort <= each.worth[currency] * other.effort
                for other in book
                if currency in other.worth
            )
            <= sum(currency in other.worth for other in book)
            for currency in each.worth
        )
        assert (each.account_id in flagged) == (is_costly and is_poor)
