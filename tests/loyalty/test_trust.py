"""The trust statement: every line by the table of points, and what the lines come to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from loyaltytui.dealings import Fault, Met
from loyaltytui.entries import Outcome, Promise, PromiseId, PromiseMove, Side
from loyaltytui.loyalty.facts import Deed
from loyaltytui.loyalty.points import Points, PointsError, points_from
from loyaltytui.loyalty.statement import Statement
from loyaltytui.loyalty.trust import TrustFacts, due_on_as_of, statement
from tests.builders import TODAY, TOMORROW, YESTERDAY, days
from tests.loyalty.facts import a_deed, a_move, a_problem, a_promise

KEPT, BROKEN, RELEASED, OPEN = Outcome.KEPT, Outcome.BROKEN, Outcome.RELEASED, Outcome.OPEN
LONG_AGO = TODAY - days(100)


def lines(facts: TrustFacts, today: dt.date = TODAY) -> list[tuple[str, int]]:
    return [(line.what, line.points) for line in statement(facts, today).lines]


def of(*promises: Promise, moves: Sequence[PromiseMove] = ()) -> TrustFacts:
    return TrustFacts(promises=promises, moves=moves)


PROMISES = {
    "the day before it was due": (of(a_promise(TODAY, KEPT, YESTERDAY)), ("kept on time", 1)),
    "on the day itself": (of(a_promise(TODAY, KEPT, TODAY)), ("kept on time", 1)),
    "a day late": (of(a_promise(YESTERDAY, KEPT, TODAY)), ("kept 1 day late", -1)),
    "four days late": (of(a_promise(TODAY - days(4), KEPT, TODAY)), ("kept 4 days late", -1)),
    "without a date": (of(a_promise(None, KEPT, TODAY)), ("kept on time", 1)),
    "broken": (of(a_promise(TODAY, BROKEN, TODAY)), ("broken", -3)),
    "broken late": (of(a_promise(LONG_AGO, BROKEN, TODAY)), ("broken", -3)),
    "released": (of(a_promise(LONG_AGO, RELEASED, TODAY)), ("released", 0)),
}


@pytest.mark.parametrize(("facts", "line"), PROMISES.values(), ids=PROMISES)
def test_a_promise_that_ended_is_one_line(facts: TrustFacts, line: tuple[str, int]) -> None:
    assert lines(facts) == [line]


TOO_LONG = "open for more than 7 days"
SORRY, NOT_SORRY = "with an apology", "no apology in time"
PROBLEMS = {
    "fixed at once": (0, 0, None, [(f"fixed the same day, {SORRY}", 1)]),
    "fixed in seven days": (0, 7, None, [(f"fixed in 7 days, {SORRY}", 1)]),
    "the apology after the repair": (7, 2, None, [(f"fixed in 2 days, {SORRY}", 1)]),
    "no apology": (None, 7, None, [(f"fixed in 7 days, {NOT_SORRY}", 0)]),
    "the apology too late": (8, 7, None, [(f"fixed in 7 days, {NOT_SORRY}", 0)]),
    "fixed a day too late": (0, 8, None, [(f"{TOO_LONG}, fixed after 8 days", -1)]),
    "never fixed": (0, None, None, [(TOO_LONG, -1)]),
    "made good": (0, 1, 30, [(f"fixed in 1 day, {SORRY}", 1), ("made good", 1)]),
    "made good without an apology": (None, 1, 3, [(f"fixed in 1 day, {NOT_SORRY}", 0)]),
    "made good after a late repair": (0, 9, 9, [(f"{TOO_LONG}, fixed after 9 days", -1)]),
}


@pytest.mark.parametrize(
    ("sorry", "fixed", "made_good", "expected"), PROBLEMS.values(), ids=PROBLEMS
)
@pytest.mark.parametrize("fault", Fault)
def test_a_problem_pays_for_a_quick_repair_with_an_apology(
    sorry: int | None,
    fixed: int | None,
    made_good: int | None,
    expected: list[tuple[str, int]],
    fault: Fault,
) -> None:
    def day(count: int | None) -> dt.date | None:
        return None if count is None else LONG_AGO + days(count)

    problem = a_problem(
        LONG_AGO, sorry=day(sorry), fixed=day(fixed), made_good=day(made_good), fault=fault
    )
    assert lines(TrustFacts(problems=[problem])) == expected


def test_a_problem_costs_nothing_while_there_is_time_to_fix_it() -> None:
    facts = TrustFacts(problems=[a_problem(TODAY - days(7))])
    assert lines(facts) == []
    assert not statement(facts, TODAY).is_late
    assert lines(facts, TOMORROW) == [("open for more than 7 days", -1)]
    assert statement(facts, TOMORROW).is_late


def test_a_problem_fixed_late_is_a_withdrawal_but_no_longer_late() -> None:
    late = statement(TrustFacts(problems=[a_problem(LONG_AGO, fixed=YESTERDAY)]), TODAY)
    assert (late.balance, late.is_late) == (-1, False)


DEEDS = {
    "an extra mile they noticed": (a_deed("extra", TODAY, noticed=True), [1]),
    "an extra mile nobody noticed": (a_deed("extra", TODAY), []),
    "a test met well": (a_deed("test", TODAY, met=Met.WELL), [1]),
    "a test met badly": (a_deed("test", TODAY, met=Met.BADLY), [-1]),
    "a test without a word": (a_deed("test", TODAY), []),
    "core value, however noticed": (a_deed("core", TODAY, noticed=True, met=Met.WELL), []),
}


@pytest.mark.parametrize(("deed", "expected"), DEEDS.values(), ids=DEEDS)
def test_only_a_noticed_extra_mile_and_a_judged_test_count(deed: Deed, expected: list[int]) -> None:
    assert [points for _, points in lines(TrustFacts(deeds=[deed]))] == expected


def test_moved_before_it_was_due_costs_nothing_and_the_new_date_counts() -> None:
    promise = a_promise(TODAY, KEPT, TODAY)
    moved = of(promise, moves=[a_move(TODAY - days(5), TODAY - days(5), TODAY)])
    assert lines(moved) == [("moved before it was due", 0), ("kept on time", 1)]


def test_moved_after_it_was_due_costs_one_and_still_the_new_date_counts() -> None:
    promise = a_promise(TODAY, KEPT, TODAY)
    moved = of(promise, moves=[a_move(TODAY - days(5), TODAY - days(7), TODAY)])
    assert lines(moved) == [("moved 2 days after it was due", -1), ("kept on time", 1)]
    assert statement(moved, TODAY).on_time == "kept on time 1 of 1"


def test_moved_and_kept_late_all_the_same_costs_for_being_late() -> None:
    promise = a_promise(YESTERDAY, KEPT, TODAY)
    moved = of(promise, moves=[a_move(LONG_AGO, LONG_AGO, YESTERDAY)])
    assert lines(moved) == [("moved before it was due", 0), ("kept 1 day late", -1)]


def test_a_first_date_given_to_an_undated_promise_costs_nothing() -> None:
    moved = of(a_promise(TOMORROW), moves=[a_move(TODAY, None, TOMORROW)])
    assert lines(moved) == [("moved before it was due", 0)]


def test_what_they_owe_counts_for_nothing() -> None:
    owed = of(
        a_promise(LONG_AGO, BROKEN, TODAY, side=Side.THEIRS),
        a_promise(LONG_AGO, side=Side.THEIRS, number=2),
        moves=[a_move(YESTERDAY, LONG_AGO, TODAY)],
    )
    assert statement(owed, TODAY) == Statement((), (), ())


def test_open_promises_count_for_nothing_and_overdue_ones_are_pending() -> None:
    told = statement(of(a_promise(TODAY), a_promise(TODAY - days(3), number=2)), TODAY)
    assert (told.lines, told.balance, told.on_time) == ((), 0, "")
    assert [(each.promise_id, each.days_late, each.points) for each in told.pending] == [(2, 3, -1)]


def test_a_statement_of_an_earlier_day_knows_nothing_of_what_came_later() -> None:
    facts = of(a_promise(TOMORROW, KEPT, TOMORROW), moves=[a_move(TODAY, YESTERDAY, TOMORROW)])
    assert statement(facts, YESTERDAY).lines == ()
    assert statement(facts, YESTERDAY).pending == ()
    assert lines(facts, TODAY) == [("moved 1 day after it was due", -1)]
    assert lines(facts, TOMORROW)[-1] == ("kept on time", 1)


def test_a_promise_kept_later_than_the_day_asked_about_was_overdue_then() -> None:
    facts = of(a_promise(YESTERDAY, KEPT, TOMORROW))
    assert [each.days_late for each in statement(facts, TODAY).pending] == [1]


def test_a_promise_was_overdue_by_its_old_date_until_it_was_moved() -> None:
    facts = of(a_promise(TODAY + days(9)), moves=[a_move(TODAY, YESTERDAY - days(2), TODAY)])
    moved_twice = replace(facts, moves=[*facts.moves, a_move(TOMORROW, TODAY, TODAY + days(9))])
    assert [each.days_late for each in statement(moved_twice, YESTERDAY).pending] == [2]
    assert statement(moved_twice, TODAY).pending == ()


def test_every_line_names_the_promise_problem_or_note_it_came_from() -> None:
    facts = TrustFacts(
        promises=[a_promise(TODAY, KEPT, TODAY, number=7)],
        problems=[a_problem(LONG_AGO, number=8)],
        deeds=[a_deed("test", TODAY, met=Met.WELL, number=9, confidential=True)],
    )
    told = statement(facts, TODAY).lines
    assert [(line.source, line.source_id) for line in told] == [
        ("problem", 8),
        ("promise", 7),
        ("note", 9),
    ]
    assert [line.is_confidential for line in told] == [False, False, True]
    assert [line.balance_after for line in told] == [-1, 0, 1]


def test_the_streak_ends_with_a_late_promise_and_outlives_a_released_one() -> None:
    ends = [KEPT, BROKEN, KEPT, RELEASED, KEPT]
    promises = [
        a_promise(None, outcome, TODAY - days(9 - number), number=number)
        for number, outcome in enumerate(ends)
    ]
    told = statement(of(*promises), TODAY)
    assert (told.on_time, told.streak) == ("kept on time 3 of 4", 2)


def test_points_and_thresholds_can_be_set() -> None:
    facts = TrustFacts(
        promises=[a_promise(YESTERDAY, BROKEN, TODAY)], problems=[a_problem(TODAY - days(5))]
    )
    harsh = points_from({"broken": -10, "fix_days": 3})
    assert [line.points for line in statement(facts, TODAY, harsh).lines] == [-1, -10]


@pytest.mark.parametrize(
    "said",
    [{"brokn": 1}, {"broken": "3"}, {"broken": True}, {"worth_months": 0}, {"kept": 1000}],
)
def test_nonsense_among_the_points_is_refused_by_name(said: dict[str, object]) -> None:
    with pytest.raises(PointsError) as refused:
        points_from(said)
    assert refused.value.name in said
    assert next(iter(said)) in str(refused.value)


def test_a_problem_at_the_calendars_end_does_not_crash() -> None:
    facts = TrustFacts(problems=[a_problem(dt.date.max)])
    assert statement(facts, dt.date.max).balance == -1


near = st.integers(-40, 40).map(lambda count: TODAY + days(count))
maybe = st.none() | near


@st.composite
def histories(draw: st.DrawFn) -> TrustFacts:
    promises, moves = [], []
    for number in range(draw(st.integers(0, 6))):
        outcome = draw(st.sampled_from(Outcome))
        ended = None if outcome is OPEN else draw(near)
        due = draw(maybe)
        for _ in range(draw(st.integers(0, 2))):
            moved_on, new = draw(near), draw(near)
            if ended is None or moved_on <= ended:
                moves.append(PromiseMove(PromiseId(number), moved_on, due, new))
                due = new
        moves.sort(key=lambda move: move.moved_on)
        side = draw(st.sampled_from(Side))
        promises.append(a_promise(due, outcome, ended, side=side, number=number))
    problems = [
        a_problem(
            raised, sorry=draw(maybe), fixed=draw(maybe), made_good=draw(maybe), number=number
        )
        for number, raised in enumerate(draw(st.lists(near, max_size=4)))
    ]
    deeds = [
        a_deed(
            draw(st.sampled_from(["extra", "test", "core"])),
            on,
            noticed=draw(st.booleans()),
            met=draw(st.sampled_from(Met)),
            number=number,
        )
        for number, on in enumerate(draw(st.lists(near, max_size=4)))
    ]
    return TrustFacts(promises, moves, problems, deeds)


@given(histories())
def test_balance_and_on_time_and_streak_agree_with_the_lines(facts: TrustFacts) -> None:
    told = statement(facts, TODAY)
    balance = 0
    for line in told.lines:
        balance += line.points
        assert line.balance_after == balance
    assert told.balance == balance
    assert list(told.lines) == sorted(told.lines, key=lambda line: line.on)
    ends = [line.what for line in told.lines if line.what.startswith(("kept", "broken"))]
    assert told.ended == len(ends)
    assert told.kept_on_time == ends.count("kept on time")
    run = 0
    for end in ends:
        run = run + 1 if end == "kept on time" else 0
    assert told.streak == run


@given(histories())
def test_kept_on_time_is_counted_from_the_promises_themselves(facts: TrustFacts) -> None:
    def own(promise: Promise) -> list[PromiseMove]:
        return [move for move in facts.moves if move.promise_id == promise.id]

    ended = kept = 0
    for each in facts.promises:
        if each.is_mine and each.outcome in (KEPT, BROKEN) and each.ended_on:
            due_on = due_on_as_of(each, own(each), TODAY) or dt.date.max
            ended += each.ended_on <= TODAY
            kept += each.ended_on <= TODAY and each.outcome is KEPT and each.ended_on <= due_on
    told = statement(facts, TODAY)
    assert (told.kept_on_time, told.ended) == (kept, ended)


@given(histories(), near)
def test_no_later_fact_changes_the_balance_of_an_earlier_day(
    facts: TrustFacts, earlier: dt.date
) -> None:
    latest = TODAY + days(100)
    until_then = [line.points for line in statement(facts, latest).lines if line.on <= earlier]
    assert statement(facts, earlier).balance == sum(until_then)


@given(histories())
def test_the_order_in_which_facts_are_read_changes_nothing(facts: TrustFacts) -> None:
    turned = replace(
        facts,
        promises=facts.promises[::-1],
        problems=facts.problems[::-1],
        deeds=facts.deeds[::-1],
    )
    assert statement(turned, TODAY) == statement(facts, TODAY)


def test_the_usual_points_are_those_of_the_rules() -> None:
    usual = Points()
    assert (usual.kept, usual.kept_late, usual.broken, usual.moved, usual.moved_late) == (
        (1, -1, -3, 0, -1)
    )
    assert (usual.fix_days, usual.worth_months, usual.lately_months) == (7, 36, 12)
