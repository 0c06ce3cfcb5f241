"""The verb about the book as a whole: how loyal everybody is."""

from __future__ import annotations

import datetime as dt
from argparse import Namespace
from typing import TYPE_CHECKING

from loyaltytui.cli.as_json import IN_CONFIDENCE, print_json
from loyaltytui.cli.desk import Desk
from loyaltytui.cli.figures_json import loyalty_shape
from loyaltytui.cli.printing import narrate, say, say_rows
from loyaltytui.cli.say_figures import Rows, say_told, say_worth
from loyaltytui.cli.who import named
from loyaltytui.dates import say_day
from loyaltytui.loyalty.step import STEP_LABELS

if TYPE_CHECKING:
    from loyaltytui.book.book import Book

_MOST_SAID = 10
"""Lines of a section for people; `--json` has them all."""


def loyalty(arguments: Namespace, desk: Desk) -> int:
    """Prints the figures of the Loyalty screen."""
    with desk.reading() as book:
        if arguments.json:
            print_json(loyalty_shape(book, desk.today))
            return 0
        sections = _sections(book, desk.today)
    for at, (heading, rows) in enumerate(each for each in sections if each[1]):
        if at:
            say()
        say(heading)
        say_rows(rows[:_MOST_SAID])
        if len(rows) > _MOST_SAID:
            narrate(f"  and {len(rows) - _MOST_SAID} more: --json has them all.")
    return 0


def _sections(book: Book, today: dt.date) -> list[tuple[str, Rows]]:
    counts, audit = book.steps_count(), book.reach_audit()
    steps = [
        (f"{count:,}", label)
        for count, label in zip(counts.by_step, STEP_LABELS, strict=True)
        if count
    ]
    states = [(f"{count:,}", str(state)) for state, count in counts.by_state.items() if count]
    return [
        ("Steps", [*steps, *states]),
        ("Promises kept on time", _months(book)),
        ("Worth", [(each.account.name, say_worth(each.worth)) for each in book.worth_by_account()]),
        ("High maintenance", _costly(book)),
        ("Reach", [(f"{count:,}", str(reach)) for reach, count in audit.counts.items() if count]),
        ("References", _references(book, today)),
        (
            "Referrals",
            [
                (each.by, "sent", named(each.whom, each.account), say_told(each.told))
                for each in book.referrals_with_worth()
                if not each.is_confidential
            ],
        ),
        ("Lost", _lost(book, today)),
    ]


def _months(book: Book) -> Rows:
    return [
        (f"{each.first_day:%b %Y}", f"{each.kept_on_time} of {each.ended}")
        for each in reversed(book.kept_by_month())
        if each.ended
    ]


def _costly(book: Book) -> Rows:
    rows: Rows = []
    for each in book.high_maintenance():
        brought = " and ".join(each.told.words)
        verdict = "no verdict yet"
        if each.verdict is not None:
            reason = f", {each.verdict.reason}" if each.verdict.reason else ""
            is_secret = each.verdict.is_confidential
            verdict = IN_CONFIDENCE if is_secret else f"{each.verdict.verdict}{reason}"
        rows.append(
            (each.account.name, f"{each.minutes / 60:.0f} h", brought or "nothing", verdict)
        )
    return rows


def _references(book: Book, today: dt.date) -> Rows:
    return [
        (
            each.person.name,
            each.person.account,
            str(each.state) if each.state else "ask" if each.asking.may_ask else "",
            say_day(each.asked_on, today) if each.asked_on else "",
            ", ".join(each.asking.why_not),
        )
        if not each.is_confidential
        else (each.person.name, each.person.account, IN_CONFIDENCE, "", "")
        for each in book.reference_desk()
    ]


def _lost(book: Book, today: dt.date) -> Rows:
    rows: Rows = []
    for each in book.lost_accounts():
        again = each.departure.look_again_on
        look = f"look again {say_day(again, today)}" if again else ""
        lost_on = say_day(each.departure.lost_on, today)
        why = IN_CONFIDENCE if each.departure.is_confidential else each.departure.why
        rows.append((each.account.name, lost_on, look, why))
    return rows
