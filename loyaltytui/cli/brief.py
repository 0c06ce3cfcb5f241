"""The brief: all that `show` tells of one contact, fetched, and said for people.

Its shape as JSON lives in `as_json`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from loyaltytui.book.book import Book
from loyaltytui.book.contact_pages import Moment
from loyaltytui.cli.printing import narrate, say, say_rows
from loyaltytui.cli.who import named
from loyaltytui.dates import say_day, say_due, say_past
from loyaltytui.entries import Channel, CheckIn, Contact, Note, Promise, PromiseMove, Question
from loyaltytui.loyalty.checkins import NO_CADENCE, CheckInRules, cadence_in_force

LATEST = 20
"""How many lines of the timeline a brief holds."""


class _Told(Protocol):
    @property
    def is_confidential(self) -> bool: ...


Told = TypeVar("Told", bound=_Told)


@dataclass(frozen=True, slots=True)
class Brief:
    """All that is told of one contact, without the lines that are held back."""

    contact: Contact
    cadence: str
    """The one in force; empty for none."""
    tags: list[str]
    promises: list[Promise]
    """Open ones of both sides; those told in confidence keep their place."""
    moves: list[PromiseMove]
    """Each new date that was agreed for any of their promises, oldest first."""
    check_ins: list[CheckIn]
    questions: list[Question]
    notes: list[Note]
    channels: list[Channel]
    timeline: list[Moment]
    hidden: int
    """How many lines are held back because they were told in confidence."""


def fetch_brief(
    book: Book, contact: Contact, rules: CheckInRules, *, shows_confidential: bool
) -> Brief:
    """Fetches all that may be told of a contact."""
    hidden = 0

    def told(lines: Sequence[Told]) -> list[Told]:
        nonlocal hidden
        kept = [line for line in lines if shows_confidential or not line.is_confidential]
        hidden += len(lines) - len(kept)
        return kept

    notes, questions = told(book.notes_of(contact.id)), told(book.questions_of(contact.id))
    channels = told(book.channels_of(contact.id))
    # Counted where it stands on its own already: the timeline only says it again.
    seen = hidden
    timeline = told(book.timeline(contact.id, count=LATEST))
    hidden = seen
    return Brief(
        contact=contact,
        cadence=str(cadence_in_force(contact.cadence, contact.tier, rules) or ""),
        tags=book.tags_of(contact.id),
        promises=[promise for promise in book.promises_of(contact.id) if promise.is_open],
        moves=book.moves_of(contact.id),
        check_ins=book.check_ins_of(contact.id),
        questions=questions,
        notes=notes,
        channels=channels,
        timeline=timeline,
        hidden=hidden,
    )


def say_brief(brief: Brief, promised: Sequence[str], today: dt.date) -> None:
    """Prints a brief for people; `promised` are the words that may be shown of its promises."""
    _say_head(brief, today)
    pairs = list(zip(brief.promises, promised, strict=True))
    for heading, is_mine in (("Promises", True), ("They owe you", False)):
        _section(
            heading,
            [
                (
                    f"#{each.id}",
                    say_due(each.due_on, today) if each.due_on else "no day",
                    text,
                    _moved(each, brief.moves, today),
                )
                for each, text in pairs
                if each.is_mine is is_mine
            ],
        )
    _section(
        "Check-ins",
        [
            (say_day(each.due_on, today), say_due(each.due_on, today), _reason(each, today))
            for each in brief.check_ins
        ],
    )
    _section("To ask", [(each.text,) for each in brief.questions])
    _section("Notes", [(each.kind, each.text) for each in brief.notes])
    _section(
        "Reach",
        [(each.kind, each.label, each.scope, each.owner, each.value) for each in brief.channels],
    )
    _section(
        "Timeline",
        [
            (
                f"{say_day(each.happened_on, today)} {each.at_time}",
                each.what,
                f"{each.text} ({each.state})" if each.state not in ("", "open") else each.text,
            )
            for each in brief.timeline
        ],
    )
    if brief.hidden:
        narrate(f"{brief.hidden} told in confidence left out: --confidential shows them.")


def _say_head(brief: Brief, today: dt.date) -> None:
    contact = brief.contact
    say(named(contact.name, contact.account))
    facts = [contact.job, f"tier {contact.tier}" if contact.tier else "", _cadence(brief)]
    facts += [f"tags: {', '.join(brief.tags)}" if brief.tags else "", contact.birthday]
    say(" · ".join(fact for fact in facts if fact))
    last, following = contact.last_contact_on, contact.next_check_in_on
    say(
        (
            f"last contact: {say_day(last, today)} ({say_past(last, today)})"
            if last
            else "last contact: not yet"
        )
        + (
            f" · next check-in: {say_day(following, today)} ({say_due(following, today)})"
            if following
            else " · next check-in: nothing planned"
        )
    )
    for text in (contact.address, contact.about):
        if text:
            say(text)


def _cadence(brief: Brief) -> str:
    if brief.contact.cadence == NO_CADENCE:
        return "no cadence, on purpose"
    return f"every {brief.cadence}" if brief.cadence else "no cadence"


def _moved(promise: Promise, moves: Sequence[PromiseMove], today: dt.date) -> str:
    """Which days were agreed before the present one."""
    days = [
        say_day(move.from_on, today) if move.from_on else "no day"
        for move in moves
        if move.promise_id == promise.id
    ]
    return f"(moved from {', '.join(days)})" if days else ""


def _reason(check_in: CheckIn, today: dt.date) -> str:
    if check_in.shown_on and check_in.shown_on > today:
        snoozed = f"snoozed until {say_day(check_in.shown_on, today)}"
        return f"{check_in.reason} ({snoozed})" if check_in.reason else snoozed
    return check_in.reason


def _section(heading: str, rows: Sequence[Sequence[str]]) -> None:
    if rows:
        say()
        say(heading)
        say_rows(rows)
