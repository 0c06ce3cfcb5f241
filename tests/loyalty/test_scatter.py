"""Many check-ins at once: spread over working days, in their order, never more than fit."""

import datetime as dt
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from loyaltytui.dates import DayRules
from loyaltytui.loyalty.scatter import scatter
from tests.builders import TODAY, days

MONDAY = TODAY
FRIDAY = MONDAY + days(4)
NEXT_MONDAY = MONDAY + days(7)
NOTHING: dict[dt.date, int] = {}
RULES = DayRules()


def test_a_day_takes_as_many_as_the_cap_and_the_rest_go_on_the_next() -> None:
    assert scatter([MONDAY] * 5, 2, NOTHING, RULES) == [
        MONDAY,
        MONDAY,
        MONDAY + days(1),
        MONDAY + days(1),
        MONDAY + days(2),
    ]


def test_what_is_planned_already_takes_its_room() -> None:
    taken = {MONDAY: 1, MONDAY + days(1): 7}
    assert scatter([MONDAY] * 3, 2, taken, RULES) == [MONDAY, MONDAY + days(2), MONDAY + days(2)]


def test_weekends_and_holidays_are_stepped_over() -> None:
    rules = DayRules(holidays=frozenset({NEXT_MONDAY}))
    assert scatter([FRIDAY] * 2, 1, NOTHING, rules) == [FRIDAY, NEXT_MONDAY + days(1)]


def test_nobody_comes_before_the_day_they_are_wanted_for() -> None:
    assert scatter([MONDAY, FRIDAY, MONDAY], 5, NOTHING, RULES) == [MONDAY, FRIDAY, MONDAY]


def test_where_no_day_is_worked_every_day_counts() -> None:
    rules = DayRules(workdays=frozenset())
    assert scatter([FRIDAY] * 2, 1, NOTHING, rules) == [FRIDAY, FRIDAY + days(1)]


def test_the_last_day_of_the_calendar_takes_whatever_is_left() -> None:
    assert scatter([dt.date.max] * 3, 1, NOTHING, RULES) == [dt.date.max] * 3


near = st.integers(0, 40).map(lambda count: TODAY + days(count))
day_rules = st.builds(
    DayRules,
    workdays=st.frozensets(st.integers(0, 6), min_size=1),
    holidays=st.frozensets(near, max_size=9),
)


@given(
    st.lists(near, max_size=60),
    st.integers(1, 6),
    st.dictionaries(near, st.integers(0, 9)),
    day_rules,
)
def test_no_day_is_overfull_none_is_off_and_none_earlier_had_room(
    wanted: list[dt.date], cap: int, taken: dict[dt.date, int], rules: DayRules
) -> None:
    filled = Counter(taken)
    placed = scatter(wanted, cap, taken, rules)
    assert len(placed) == len(wanted)
    for asked, given_day in zip(wanted, placed, strict=True):
        assert given_day >= asked
        assert not rules.is_off(given_day)
        assert filled[given_day] < cap
        between = (asked + days(step) for step in range((given_day - asked).days))
        assert all(rules.is_off(day) or filled[day] >= cap for day in between)
        filled[given_day] += 1


@given(near, st.integers(1, 60), st.integers(1, 6), st.dictionaries(near, st.integers(0, 9)))
def test_those_wanted_for_one_day_keep_their_order(
    day: dt.date, count: int, cap: int, taken: dict[dt.date, int]
) -> None:
    placed = scatter([day] * count, cap, taken, RULES)
    assert placed == sorted(placed)
