"""The brief of one contact, said for people. Its shape as JSON lives in `as_json`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from loyaltytui.cli.as_json import words_of
from loyaltytui.cli.printing import narrate, say, say_rows
from loyaltytui.cli.say_figures import (
    figure_lines,
    never_asked,
    problem_rows,
    purchase_rows,
    trust_rows,
)
from loyaltytui.cli.who import named
from loyaltytui.dates import say_day, say_due, say_past
from loyaltytui.loyalty.checkins import NO_CADENCE

if TYPE_CHECKING:
    from loyaltytui.cli.brief import Brief
    from loyaltytui.entries import CheckIn, Note, Promise, PromiseMove


def say_brief(
    brief: Brief, promised: Sequence[str], today: dt.date, *, shows_confidential: bool
) -> None:
    """Prints a brief for people; `promised` are the words that may be shown of its promises."""
    _say_head(brief, today)
    for line in figure_lines(
        brief.figures, brief.worth_months, shows_confidential=shows_confidential
    ):
        say(line)
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
            (
                say_day(each.due_on, today),
                say_due(each.due_on, today),
                _reason(each, words_of(each, shows_confidential=shows_confidential), today),
            )
            for each in brief.check_ins
        ],
    )
    _section("To tell", [(f"#{each.announcement_id}", each.text) for each in brief.to_tell])
    _section("Problems", problem_rows(brief.problems, today))
    _section("To ask", [(each.text,) for each in brief.questions])
    if brief.never_asked:
        say()
        say(never_asked(brief.never_asked))
    _section("Prospect", _prospect(brief, today))
    _section("Notes", [(each.kind, _noted(each)) for each in brief.notes])
    _section("Answers", [(each.text, each.answer) for each in brief.answered])
    _section("Purchases", purchase_rows(brief.purchases, today))
    _section(
        "Trust",
        trust_rows(brief.figures.statement, today, shows_confidential=shows_confidential),
    )
    _section(
        "Reference",
        [(say_day(each.stated_on, today), str(each.state), each.text) for each in brief.references],
    )
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


def _noted(note: Note) -> str:
    if note.was_noticed:
        return f"{note.text} (noticed)"
    return f"{note.text} (met {note.was_met})" if note.was_met else note.text


def _prospect(brief: Brief, today: dt.date) -> list[tuple[str, ...]]:
    rows = [(each.criterion, str(each.answer)) for each in brief.qualifiers]
    if brief.pursuit is not None:
        until = brief.pursuit.until_on
        said = str(brief.pursuit.verdict) + (f" until {say_day(until, today)}" if until else "")
        reason = f", {brief.pursuit.reason}" if brief.pursuit.reason else ""
        rows.append(("verdict", said + reason))
    return [*rows]


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


def _reason(check_in: CheckIn, words: str, today: dt.date) -> str:
    if check_in.shown_on and check_in.shown_on > today:
        snoozed = f"snoozed until {say_day(check_in.shown_on, today)}"
        return f"{words} ({snoozed})" if words else snoozed
    return words


def _section(heading: str, rows: Sequence[Sequence[str]]) -> None:
    if rows:
        say()
        say(heading)
        say_rows(rows)
