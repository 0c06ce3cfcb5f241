"""One card of the review in plain lines: who it is, what is due, what to know before a call.

What the app shows of the same is the brief's; how a review is gone through, `plain_review`'s.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from loyaltytui.book.brief import Brief
from loyaltytui.cli.as_json import IN_CONFIDENCE
from loyaltytui.cli.say_figures import figure_lines
from loyaltytui.cli.who import named
from loyaltytui.dates import say_due, say_past
from loyaltytui.dealings import Problem
from loyaltytui.entries import Promise
from loyaltytui.loyalty.agenda import SECTION_LABELS, AgendaItem
from loyaltytui.loyalty.checkins import CheckInRules

_MOST = 5
"""Of each kind of thing to know."""


def card_lines(
    brief: Brief, items: Sequence[AgendaItem], rules: CheckInRules, today: dt.date
) -> Iterator[str]:
    """The card, line by line; what was told in confidence is named, not said."""
    contact = brief.contact
    yield named(contact.name, contact.account) + (f" · {contact.job}" if contact.job else "")
    yield from figure_lines(brief.figures, rules.points.worth_months)
    for number, item in enumerate(items, 1):
        when = say_due(item.due_on, today) if item.due_on else "no day"
        yield f"{number}. {SECTION_LABELS[item.kind]}, {when}: {_said(item)}".rstrip(": ")
    if brief.last is not None:
        words = IN_CONFIDENCE if brief.last.is_confidential else brief.last.text
        facts = say_past(brief.last.happened_on, today), brief.last.what, words
        yield f"last: {', '.join(fact for fact in facts if fact)}"
    due = {item.about.id for item in items if isinstance(item.about, Promise)}
    for promise in [one for one in brief.promises if one.id not in due][:_MOST]:
        side = "promised" if promise.is_mine else "owed"
        day = say_due(promise.due_on, today) if promise.due_on else "no day"
        yield f"{side}, {day}: {_words(promise)}"
    for question in [one for one in brief.questions if not one.is_confidential][:_MOST]:
        yield f"ask: {question.text}"
    for telling in brief.to_tell[:_MOST]:
        yield f"tell: {telling.text}"
    for note in [one for one in brief.notes if not one.is_confidential][:_MOST]:
        yield f"{note.kind}: {note.text}"


def _said(item: AgendaItem) -> str:
    return _words(item.about) if isinstance(item.about, Promise | Problem) else item.text


def _words(told: Promise | Problem) -> str:
    return IN_CONFIDENCE if told.is_confidential else told.text
