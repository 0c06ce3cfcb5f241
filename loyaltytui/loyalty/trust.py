"""Trust: what promises, problems and notes do to the statement of one contact.

Trust is delivering what was committed to, by when it was. What a statement is lives in
`statement`, what each event is worth in `points`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from loyaltytui.dates import Span, add_span
from loyaltytui.dealings import Met, Problem
from loyaltytui.entries import Outcome, Promise, PromiseId, PromiseMove
from loyaltytui.loyalty.facts import Deed
from loyaltytui.loyalty.points import USUAL_POINTS, Points
from loyaltytui.loyalty.statement import Cause, Line, Pending, SourceKind, Statement

_Moves = defaultdict[PromiseId, list[PromiseMove]]


class TrustFacts(Struct, frozen=True):
    """All that trust in the rep is made of, for one contact, in any order."""

    promises: Sequence[Promise] = ()
    """Of both sides; what they owe counts for nothing here."""
    moves: Sequence[PromiseMove] = ()
    """The moves of one promise stand in the order they were agreed."""
    problems: Sequence[Problem] = ()
    deeds: Sequence[Deed] = ()


class _Event(Struct, frozen=True):
    """A line before the balance is struck."""

    on: dt.date
    cause: Cause
    what: str
    of: Promise | Problem | Deed


def statement(facts: TrustFacts, today: dt.date, points: Points = USUAL_POINTS) -> Statement:
    """The trust of one contact as it stood on a day; what happened later is not known yet.

    With the usual points no later fact changes the balance of an earlier day.
    """
    mine = sorted((each for each in facts.promises if each.is_mine), key=lambda each: each.id)
    problems = sorted(facts.problems, key=lambda each: each.id)
    deeds = sorted(facts.deeds, key=lambda each: each.id)
    moves = _by_promise(facts.moves)
    events = [
        *(event for each in mine for event in _of_promise(each, moves[each.id], today)),
        *(event for each in problems for event in _of_problem(each, today, points)),
        *(event for each in deeds for event in _of_deed(each)),
    ]
    # Stable: on one day a promise's moves stay before its end.
    past = sorted((each for each in events if each.on <= today), key=lambda each: each.on)
    return Statement(
        lines=tuple(_with_balance(past, points)),
        pending=tuple(_pending(mine, moves, today, points)),
        problems_open_too_long=tuple(
            each.id
            for each in problems
            if _too_long_from(each, points) <= today and not _by(each.fixed_on, today)
        ),
    )


def due_on_as_of(promise: Promise, moves: Iterable[PromiseMove], today: dt.date) -> dt.date | None:
    """The date that held on a day: a promise's own moves, oldest first, may have come later.

    None: no date was agreed by then.
    """
    later = [move for move in moves if move.moved_on > today]
    return later[0].from_on if later else promise.due_on


def _of_promise(promise: Promise, moves: Sequence[PromiseMove], today: dt.date) -> Iterator[_Event]:
    """A move costs only once its date had gone by; the end is measured by the last date.

    A promise without a date can't be late.
    """
    for move in moves:
        if move.from_on is None or move.moved_on <= move.from_on:
            yield _Event(move.moved_on, Cause.MOVED, "moved before it was due", promise)
        else:
            late = _days((move.moved_on - move.from_on).days)
            yield _Event(move.moved_on, Cause.MOVED_LATE, f"moved {late} after it was due", promise)
    due_on = due_on_as_of(promise, moves, today)
    ended_on = promise.ended_on or promise.made_on
    days_late = 0 if due_on is None else (ended_on - due_on).days
    match promise.outcome:
        case Outcome.KEPT if days_late <= 0:
            yield _Event(ended_on, Cause.KEPT, "kept on time", promise)
        case Outcome.KEPT:
            yield _Event(ended_on, Cause.KEPT_LATE, f"kept {_days(days_late)} late", promise)
        case Outcome.BROKEN:
            yield _Event(ended_on, Cause.BROKEN, "broken", promise)
        case Outcome.RELEASED:
            yield _Event(ended_on, Cause.RELEASED, "released", promise)


def _of_problem(problem: Problem, today: dt.date, points: Points) -> Iterator[_Event]:
    """Owning up and fixing it in time is a deposit, going beyond that another.

    Both the repair and the apology have to come in time. Whose fault it was changes nothing:
    what stays open costs trust, whoever caused it. Made good after a late repair, or after one
    without an apology, it earns nothing: there is no deposit it could go beyond.
    """
    too_long_from = _too_long_from(problem, points)
    fixed_on = _by(problem.fixed_on, today)
    is_in_time = fixed_on is not None and fixed_on < too_long_from
    apologised_on = _by(problem.apologised_on, today)
    is_owned_up = apologised_on is not None and apologised_on < too_long_from
    if not is_in_time and too_long_from <= today:
        what = f"open for more than {_days(points.fix_days)}"
        if fixed_on is not None:
            what += f", fixed after {_days(problem.days_taken or 0)}"
        yield _Event(too_long_from, Cause.OPEN_TOO_LONG, what, problem)
    if fixed_on is None or not is_in_time:
        return
    taken = "fixed the same day"
    if problem.days_taken:
        taken = f"fixed in {_days(problem.days_taken)}"
    if apologised_on is None or not is_owned_up:
        what = f"{taken}, no apology in time"
        yield _Event(fixed_on, Cause.FIXED_WITHOUT_APOLOGY, what, problem)
        return
    settled_on = max(fixed_on, apologised_on)
    yield _Event(settled_on, Cause.FIXED, f"{taken}, with an apology", problem)
    if made_good_on := _by(problem.made_good_on, today):
        yield _Event(max(settled_on, made_good_on), Cause.MADE_GOOD, "made good", problem)


def _of_deed(deed: Deed) -> Iterator[_Event]:
    if deed.kind == "extra" and deed.was_noticed:
        yield _Event(deed.noted_on, Cause.EXTRA_NOTICED, "extra mile, noticed", deed)
    elif deed.kind == "test" and deed.was_met is Met.WELL:
        yield _Event(deed.noted_on, Cause.TEST_WELL, "test met well", deed)
    elif deed.kind == "test" and deed.was_met is Met.BADLY:
        yield _Event(deed.noted_on, Cause.TEST_BADLY, "test met badly", deed)


def _pending(
    mine: Iterable[Promise], moves: _Moves, today: dt.date, points: Points
) -> Iterator[Pending]:
    for promise in mine:
        due_on = due_on_as_of(promise, moves[promise.id], today)
        is_open = promise.is_open or (promise.ended_on is not None and promise.ended_on > today)
        if is_open and promise.made_on <= today and due_on is not None and due_on < today:
            late = (today - due_on).days
            yield Pending(
                promise.id, promise.text, due_on, late, points.kept_late, promise.is_confidential
            )


def _with_balance(events: Iterable[_Event], points: Points) -> Iterator[Line]:
    balance = 0
    for event in events:
        worth: int = getattr(points, event.cause)
        balance += worth
        yield Line(
            on=event.on,
            cause=event.cause,
            what=event.what,
            text=event.of.text,
            points=worth,
            balance_after=balance,
            source=_SOURCES[type(event.of)],
            source_id=event.of.id,
            is_confidential=event.of.is_confidential,
        )


_SOURCES: dict[type, SourceKind] = {
    Promise: SourceKind.PROMISE,
    Problem: SourceKind.PROBLEM,
    Deed: SourceKind.NOTE,
}


def _by_promise(moves: Iterable[PromiseMove]) -> _Moves:
    found: _Moves = defaultdict(list)
    for move in sorted(moves, key=lambda move: move.moved_on):
        found[move.promise_id].append(move)
    return found


def _too_long_from(problem: Problem, points: Points) -> dt.date:
    """The first day on which it has been open for too long."""
    return add_span(problem.raised_on, Span(points.fix_days + 1, "d"))


def _by(day: dt.date | None, today: dt.date) -> dt.date | None:
    """The day, if it has come; None: not yet."""
    return day if day is not None and day <= today else None


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
