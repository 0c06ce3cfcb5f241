"""The sections of a contact's page as rows. Which row can be changed how is the page's work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from loyaltytui.book.brief import Brief
from loyaltytui.book.contact_pages import Moment
from loyaltytui.dates import say_day, say_due
from loyaltytui.entries import Channel, CheckIn, Note, Promise, PromiseMove, Question
from loyaltytui.kinds import KIND_BY_WORD, MEDIUM_BY_WORD
from loyaltytui.tui.widgets.brief_panel import IN_CONFIDENCE, KEEPING_IN_TOUCH
from loyaltytui.tui.widgets.ink import fit
from loyaltytui.tui.widgets.rows import Piece, column

Entry = Promise | CheckIn | Channel | Note | Question
_PAGE = 100


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One line of a section: words in three columns, and the entry behind them."""

    first: str
    second: str
    third: str
    entry: Entry | None = None
    look: str = "dim"
    """How the first column looks."""
    note: str = ""
    """Said after the words, however long they are."""


class SectionRows:
    """A section that is read whole: headings and lines."""

    def __init__(self, rows: Sequence[SectionRow | str]) -> None:
        self.rows = rows

    def __len__(self) -> int:
        return len(self.rows)

    def is_heading(self, index: int) -> bool:
        """A heading, or the line that says a section is empty."""
        return isinstance(self.rows[index], str)

    def entry(self, index: int) -> Entry | None:
        """The entry behind a row. None: a heading, or nothing that can be changed."""
        row = self.rows[index] if 0 <= index < len(self.rows) else ""
        return None if isinstance(row, str) else row.entry

    def prepare(self, start: int, stop: int) -> None:
        """Everything is there already."""

    def pieces(self, index: int, width: int) -> Iterable[Piece]:
        """Three columns; the last takes what is left."""
        row = self.rows[index]
        if isinstance(row, str):
            yield Piece(row, "heading")
            return
        first, second = (16, 16) if width >= 60 else (14, 10)
        yield column(row.first, first, row.look)
        yield column(row.second, second, "dim")
        room = width - first - second - 3
        text = row.third
        if row.note:
            # The words give way to the note, but never more than two thirds of the room.
            text = fit(text, max(room - len(row.note) - 3, room // 3)).rstrip()
            text = f"{text} · {row.note}"
        yield column(text, room)


class TimelineRows:
    """Everything in one column of time; only the pages on screen are read."""

    def __init__(
        self, length: int, fetch: Callable[[int, int], list[Moment]], today: dt.date
    ) -> None:
        self.length = length
        self.fetch = fetch
        self.today = today
        self._pages: dict[int, list[Moment]] = {}

    def __len__(self) -> int:
        return self.length

    def is_heading(self, index: int) -> bool:
        """A timeline has no headings."""
        return False

    def prepare(self, start: int, stop: int) -> None:
        """Reads the pages about to be painted."""
        for page in range(start // _PAGE, max(stop - 1, start) // _PAGE + 1):
            if page not in self._pages:
                self._pages[page] = self.fetch(page * _PAGE, _PAGE)

    def moment(self, index: int) -> Moment | None:
        """The moment of a row. None: there is none, or it went meanwhile."""
        if not 0 <= index < self.length:
            return None
        self.prepare(index, index + 1)
        page = self._pages[index // _PAGE]
        at = index % _PAGE
        return page[at] if at < len(page) else None

    def pieces(self, index: int, width: int) -> Iterable[Piece]:
        """When, what, the words."""
        moment = self.moment(index)
        if moment is None:
            return
        first, second = (22, 14) if width >= 100 else (16, 14) if width >= 60 else (14, 10)
        day = say_day(moment.happened_on, self.today)
        dated = f"{day} {moment.at_time}".strip()
        look = "strong" if moment.what in MEDIUM_BY_WORD else "dim"
        yield column(dated if len(dated) <= first else day, first, "dim")
        yield column(moment.what, second, look)
        yield column(moment_words(moment), width - first - second - 3)


def moment_words(moment: Moment) -> str:
    """A moment's words on one line."""
    text = IN_CONFIDENCE if moment.is_confidential else " ".join(moment.text.split())
    if moment.what in ("promise", "owed"):
        return f"{text} · {moment.state}"
    if moment.what == "question" and moment.state and not moment.is_confidential:
        return f"{text} · {moment.state}"
    return text


def promise_section(
    promises: Sequence[Promise],
    check_ins: Sequence[CheckIn],
    today: dt.date,
    moves: Sequence[PromiseMove] = (),
) -> SectionRows:
    """Open promises of both sides, check-ins, then what has ended."""
    told = [
        (one, _promise_row(one, today, [move for move in moves if move.promise_id == one.id]))
        for one in promises
    ]
    mine = [row for one, row in told if one.is_open and one.is_mine]
    theirs = [row for one, row in told if one.is_open and not one.is_mine]
    planned = [
        SectionRow(
            say_due(one.due_on, today),
            say_day(one.due_on, today),
            with_snooze(one.reason or KEEPING_IN_TOUCH, one.shown_on, today),
            one,
            "late" if one.due_on < today else "dim",
        )
        for one in check_ins
    ]
    ended = [row for one, row in told if not one.is_open]
    rows: list[SectionRow | str] = []
    for heading, part, nothing in (
        ("You promised", mine, "nothing open · p adds a promise"),
        ("They owe you", theirs, "nothing open · w adds what they owe"),
        ("Check-ins", planned, "nothing planned · i plans one"),
    ):
        rows += [heading, *part] if part else [f"{heading}: {nothing}"]
    return SectionRows(rows + (["Ended", *ended] if ended else []))


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


def _promise_row(promise: Promise, today: dt.date, moves: Sequence[PromiseMove]) -> SectionRow:
    text = IN_CONFIDENCE if promise.is_confidential else promise.text
    text = f"{text} (via {promise.via})" if promise.via else text
    note = moved_from(moves, today)
    text = with_snooze(text, promise.shown_on if promise.is_open else None, today)
    if not promise.is_open:
        ended = say_day(promise.ended_on, today) if promise.ended_on else ""
        return SectionRow(str(promise.outcome), ended, text, promise, note=note)
    if promise.due_on is None:
        return SectionRow("no day agreed", "", text, promise, note=note)
    look = "late" if promise.due_on < today else "dim"
    day = say_day(promise.due_on, today)
    return SectionRow(say_due(promise.due_on, today), day, text, promise, look, note)


def know_section(brief: Brief, today: dt.date) -> SectionRows:
    """Open questions, then notes by kind."""
    rows: list[SectionRow | str] = []
    if brief.questions:
        rows.append("To ask next time")
    rows += [
        SectionRow(
            say_day(question.asked_on, today),
            "question",
            IN_CONFIDENCE if question.is_confidential else question.text,
            question,
        )
        for question in brief.questions
    ]
    for kind, notes in groupby(sorted(brief.notes, key=_kind_order), key=lambda one: one.kind):
        rows.append(KIND_BY_WORD[kind].label.capitalize() if kind in KIND_BY_WORD else kind)
        rows += [
            SectionRow(
                say_day(note.noted_on, today),
                note.kind,
                IN_CONFIDENCE if note.is_confidential else note.text,
                note,
            )
            for note in notes
        ]
    return SectionRows(rows or ["Nothing yet. In the Log box: goal: ... rival: ... ask: ..."])


def _kind_order(note: Note) -> int:
    words = list(KIND_BY_WORD)
    return words.index(note.kind) if note.kind in words else len(words)


def reach_section(brief: Brief) -> SectionRows:
    """Every channel, then where and who they are."""
    contact = brief.contact
    rows: list[SectionRow | str] = [
        SectionRow(
            channel.label or str(channel.kind),
            f"{channel.scope} {channel.owner}",
            IN_CONFIDENCE if channel.is_confidential else channel.value,
            channel,
        )
        for channel in brief.channels
    ] or ["No channel yet: c adds an email, a phone number or a link."]
    facts = (
        ("address", contact.address),
        ("birthday", contact.birthday),
        ("about", contact.about),
    )
    rows += [
        SectionRow(label, "", line)
        for label, text in facts
        for line in text.splitlines()
        if line.strip()
    ]
    return SectionRows(rows)
