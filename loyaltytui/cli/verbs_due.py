"""`due`: what needs the rep today, and then what comes next.

In which order the agenda stands is decided in `loyalty.agenda`.
"""

from __future__ import annotations

import datetime as dt
import itertools
from argparse import Namespace

from loyaltytui.book.pages import AgendaPages
from loyaltytui.cli.as_json import agenda_shape, print_json, words_of
from loyaltytui.cli.desk import Desk
from loyaltytui.cli.printing import narrate, say, say_rows
from loyaltytui.cli.who import named
from loyaltytui.dates import say_day, say_due, say_past
from loyaltytui.dealings import Problem
from loyaltytui.entries import CheckIn, Contact, Promise
from loyaltytui.loyalty.agenda import (
    MOST_CARDS,
    SECTION_LABELS,
    UPCOMING_DAYS,
    AgendaItem,
    AgendaKind,
    shortened,
)
from loyaltytui.tidings import Announcement

_LOOK_AHEAD_DAYS = 3653
"""How far the next thing is looked for when nothing is due."""

_SPOKEN = {
    "promise": "promise",
    "owed": "they owe",
    "check_in": "check-in",
    "after_sale": "after the sale",
}


def due(arguments: Namespace, desk: Desk) -> int:
    """Prints what the agenda shows."""
    days = UPCOMING_DAYS if arguments.days is None else arguments.days
    with desk.reading_in(AgendaPages) as book:
        today = desk.today
        items = book.agenda(days)
        later = [] if items or arguments.json else book.agenda(_LOOK_AHEAD_DAYS)
    told = [(item, _words(item, arguments.confidential)) for item in items]
    if arguments.json:
        print_json(agenda_shape(told, shortened(items), today))
        return 0
    if all(item.kind is AgendaKind.UPCOMING for item in items):
        narrate(f"Nothing is due. {_next_of(later, today)}".rstrip())
    for at, (kind, section) in enumerate(itertools.groupby(told, lambda pair: pair[0].kind)):
        if at:
            say()
        cards = list(section)
        heading = f"Next {days} days" if kind is AgendaKind.UPCOMING else SECTION_LABELS[kind]
        say(heading if len(cards) < MOST_CARDS else f"{heading}: the first {MOST_CARDS}")
        say_rows([_row(item, text, today) for item, text in cards])
    return 0


def _words(item: AgendaItem, shows_confidential: bool) -> str:
    if isinstance(item.about, Promise | Problem | CheckIn):
        return words_of(item.about, shows_confidential=shows_confidential)
    return item.text


def _row(item: AgendaItem, text: str, today: dt.date) -> tuple[str, ...]:
    about = item.about
    if isinstance(about, Announcement):
        return say_past(about.announced_on, today), "", "", about.said, "", text
    number = f"#{about.id}" if isinstance(about, Promise) else ""
    what = _SPOKEN[item.of] if item.kind is AgendaKind.UPCOMING else ""
    notes = [text] if text else []
    if isinstance(about, Promise) and about.via:
        notes.append(f"via {about.via}")
    if item.snoozed_until and item.snoozed_until > today:
        notes.append(f"(snoozed until {say_day(item.snoozed_until, today)})")
    if isinstance(about, Contact) and about.last_contact_on and item.due_on is None:
        notes.append(f"last contact {say_past(about.last_contact_on, today)}")
    return _when(item, today), what, number, item.contact, item.account, " ".join(notes)


def _when(item: AgendaItem, today: dt.date) -> str:
    if item.due_on is None:
        return "" if isinstance(item.about, Contact) else "no day"
    is_ahead = item.due_on > today
    return say_day(item.due_on, today) if is_ahead else say_due(item.due_on, today)


def _next_of(later: list[AgendaItem], today: dt.date) -> str:
    if not later:
        return ""
    first = later[0]
    day = f", {say_day(first.due_on, today)}" if first.due_on else ""
    return f"Next: {_SPOKEN[first.of]} · {named(first.contact, first.account)}{day}."
