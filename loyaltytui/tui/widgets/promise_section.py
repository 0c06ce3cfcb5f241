"""The Promises section: what is open on both sides, then the trust statement, like an account.

What makes a line of the statement lives in `loyalty.trust`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from loyaltytui.dates import say_day, say_due
from loyaltytui.entries import CheckIn, Promise, PromiseMove
from loyaltytui.loyalty.statement import Line, Pending, SourceKind, Statement
from loyaltytui.tui.widgets.brief_panel import KEEPING_IN_TOUCH
from loyaltytui.tui.widgets.figures import signed
from loyaltytui.tui.widgets.rows import Piece, column
from loyaltytui.tui.widgets.section_rows import (
    Row,
    SectionRow,
    SectionRows,
    Telling,
    joined,
)

Sources = Mapping[tuple[SourceKind, int], object]
"""The promise, problem or note behind each line, so that it can be corrected there."""


class StatementRow(Struct, frozen=True):
    """One line of the statement: the day, the points, the balance after them, the reason."""

    day: str
    points: str
    balance: str
    reason: str
    text: str
    entry: object | None
    look: str

    def pieces(self, width: int) -> Iterable[Piece]:
        """Numbers stand right-aligned beneath each other."""
        day = 16 if width >= 60 else 14
        yield column(self.day, day, "dim")
        yield column(self.points.rjust(4), 4, self.look)
        yield column(self.balance.rjust(5), 5, "strong")
        said = f"{self.reason}: {self.text}" if self.text else self.reason
        yield column(said, width - day - 14)


def promise_section(
    telling: Telling,
    promises: Sequence[Promise],
    check_ins: Sequence[CheckIn],
    moves: Sequence[PromiseMove],
    statement: Statement,
    sources: Sources,
) -> SectionRows:
    """Open promises of both sides, check-ins, the statement, then what they ended."""
    told = [
        (one, _promise_row(one, telling, [move for move in moves if move.promise_id == one.id]))
        for one in promises
    ]
    mine = [row for one, row in told if one.is_open and one.is_mine]
    theirs = [row for one, row in told if one.is_open and not one.is_mine]
    planned = [_check_in_row(one, telling) for one in check_ins]
    ended = [row for one, row in told if not one.is_open and not one.is_mine]
    rows: list[Row | str] = []
    for heading, part, nothing in (
        ("You promised", mine, "nothing open · p adds a promise"),
        ("They owe you", theirs, "nothing open · w adds what they owe"),
        ("Check-ins", planned, "nothing planned · i plans one"),
    ):
        rows += [heading, *part] if part else [f"{heading}: {nothing}"]
    rows += statement_rows(statement, sources, telling)
    return SectionRows(rows + (["What they owed has ended", *ended] if ended else []))


def statement_rows(statement: Statement, sources: Sources, telling: Telling) -> list[Row | str]:
    """What is pending, then every line, the newest first; the balance runs upwards."""
    if not statement.lines and not statement.pending:
        return ["Trust statement: empty until a promise ends"]
    streak = f"streak {statement.streak}" if statement.streak > 1 else ""
    heading = joined(f"Trust statement {signed(statement.balance)}", statement.on_time, streak)
    rows: list[Row | str] = [heading]
    rows += [_pending_row(one, sources, telling) for one in statement.pending]
    return rows + [_line_row(line, sources, telling) for line in reversed(statement.lines)]


def _pending_row(pending: Pending, sources: Sources, telling: Telling) -> StatementRow:
    text = telling.words(pending.text, is_confidential=pending.is_confidential)
    late = say_due(pending.due_on, telling.today)
    entry = sources.get((SourceKind.PROMISE, pending.promise_id))
    points = f"({pending.points})" if pending.points else "(0)"
    return StatementRow(
        telling.day(pending.due_on), points, "", f"pending, {late}", text, entry, "late"
    )


def _line_row(line: Line, sources: Sources, telling: Telling) -> StatementRow:
    look = "good" if line.points > 0 else "late" if line.points < 0 else "dim"
    return StatementRow(
        telling.day(line.on),
        signed(line.points),
        signed(line.balance_after),
        line.what,
        telling.words(line.text, is_confidential=line.is_confidential),
        sources.get((line.source, line.source_id)),
        look,
    )


def _check_in_row(check_in: CheckIn, telling: Telling) -> SectionRow:
    today, is_secret = telling.today, check_in.is_confidential
    words = telling.words(check_in.reason or KEEPING_IN_TOUCH, is_confidential=is_secret)
    return SectionRow(
        say_due(check_in.due_on, today),
        say_day(check_in.due_on, today),
        with_snooze(words, check_in.shown_on, today),
        check_in,
        "late" if check_in.due_on < today else "dim",
        telling.marks(is_confidential=is_secret, owner=check_in.owner),
    )


def with_snooze(text: str, shown_on: dt.date | None, today: dt.date) -> str:
    """The text, and until when its card sleeps."""
    if shown_on is None or shown_on <= today:
        return text
    return f"{text} · snoozed until {say_day(shown_on, today)}"


def moved_from(moves: Sequence[PromiseMove], today: dt.date) -> str:
    """From which day it was moved, and how often if more than once; empty: never."""
    if not moves:
        return ""
    first = moves[0].from_on
    often = f"{len(moves)} times, " if len(moves) > 1 else ""
    return f"moved {often}from {say_day(first, today) if first else 'no day'}"


def _promise_row(promise: Promise, telling: Telling, moves: Sequence[PromiseMove]) -> SectionRow:
    today = telling.today
    text = telling.words(promise.text, is_confidential=promise.is_confidential)
    text = f"{text} (via {promise.via})" if promise.via else text
    marks = telling.marks(is_confidential=promise.is_confidential, owner=promise.owner)
    note = joined(moved_from(moves, today), marks)
    text = with_snooze(text, promise.shown_on if promise.is_open else None, today)
    if not promise.is_open:
        ended = telling.day(promise.ended_on)
        return SectionRow(str(promise.outcome), ended, text, promise, note=note)
    if promise.due_on is None:
        return SectionRow("no day agreed", "", text, promise, note=note)
    look = "late" if promise.due_on < today else "dim"
    day = say_day(promise.due_on, today)
    return SectionRow(say_due(promise.due_on, today), day, text, promise, look, note)
