"""What `--json` prints: one shape for each thing, documented in the room's own caption.

Columns for people live in `printing`.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from loyaltytui.entries import CheckIn
from loyaltytui.tidings import Announcement

if TYPE_CHECKING:
    from loyaltytui.book.finding import Hit
    from loyaltytui.cli.brief import Brief
    from loyaltytui.dealings import Problem
    from loyaltytui.entries import Promise
    from loyaltytui.loyalty.agenda import AgendaItem, AgendaKind

Shape = dict[str, object]

IN_CONFIDENCE = "(in confidence)"
"""Stands for the words of what was told in confidence."""

_ACTING = (
    "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)
"""What JSON leaves as it is though it can act on a terminal: C1, directions, tags, surrogates."""


def print_json(shape: Shape) -> None:
    """Prints an object as JSON that is safe to look at and reads back as the same."""
    is_utf_8 = "utf" in (sys.stdout.encoding or "").lower() if sys.stdout else True
    text = json.dumps(shape, ensure_ascii=not is_utf_8, indent=2)
    print(re.sub(_ACTING, lambda found: json.dumps(found[0])[1:-1], text))


def day(on: dt.date | None) -> str | None:
    """A day as ISO 8601 writes it; null for none."""
    return on.isoformat() if on else None


def days_late(due_on: dt.date | None, today: dt.date) -> int:
    """How many days a due day has gone by; 0 on the day, before it and without one."""
    return max((today - due_on).days, 0) if due_on else 0


def words_of(told: Promise | Problem | CheckIn, *, shows_confidential: bool) -> str:
    """What was promised, went wrong or is planned, or that it was told in confidence."""
    words = told.reason if isinstance(told, CheckIn) else told.text
    is_hidden = told.is_confidential and not shows_confidential
    return IN_CONFIDENCE if is_hidden and words else words


def agenda_shape(
    items: Iterable[tuple[AgendaItem, str]], shortened: Iterable[AgendaKind], today: dt.date
) -> Shape:
    """The agenda, each item with the words that may be shown of it.

    `shortened` are the kinds of which only the first stand here; there may be more.
    """
    shapes = []
    for item, text in items:
        shape: Shape = {
            "kind": str(item.kind),
            "id": item.about.id,
            "contact": item.contact,
            "account": item.account,
            "due_on": day(item.due_on),
            "days_late": item.days_late,
            "text": text,
        }
        if item.of != item.kind:
            shape["of"] = item.of
        if isinstance(item.about, Announcement):
            shape |= progress_shape(item.about)
        shapes.append(shape)
    return {"today": day(today), "shortened": [str(kind) for kind in shortened], "items": shapes}


def progress_shape(announcement: Announcement) -> Shape:
    """How far news has got: `told`, of how many, and how many of the others could hear it now."""
    return {
        "announced_on": day(announcement.announced_on),
        "told": announcement.told,
        "told_of": announcement.of,
        "waiting": announcement.waiting,
    }


def promise_shape(promise: Promise, today: dt.date, *, shows_confidential: bool) -> Shape:
    """One promise, without whom and which side."""
    return {
        "id": promise.id,
        "text": words_of(promise, shows_confidential=shows_confidential),
        "made_on": day(promise.made_on),
        "due_on": day(promise.due_on),
        "days_late": days_late(promise.due_on, today),
        "via": promise.via,
    }


def promises_shape(
    promises: Iterable[Promise], today: dt.date, *, shows_confidential: bool
) -> Shape:
    """Promises of both sides and of anybody."""
    items = [
        {
            "side": str(promise.side),
            "contact": promise.contact,
            "account": promise.account,
            **promise_shape(promise, today, shows_confidential=shows_confidential),
        }
        for promise in promises
    ]
    return {"today": day(today), "items": items}


def source_of(hit: Hit) -> str:
    """What holds the text that was found, in the rep's words."""
    return {"participant": "interaction", "extra_field": "field"}.get(hit.source, hit.source)


def hits_shape(text: str, hits: Iterable[Hit]) -> Shape:
    """What was found for a text."""
    items = [
        {
            "contact_id": hit.contact_id,
            "contact": hit.contact,
            "account": hit.account,
            "source": source_of(hit),
            "text": hit.snippet,
        }
        for hit in hits
    ]
    return {"text": text, "items": items}


def brief_shape(brief: Brief, today: dt.date, *, shows_confidential: bool) -> Shape:
    """One contact: the brief before a call."""
    contact = brief.contact

    def of_side(is_mine: bool) -> list[Shape]:
        return [
            {
                **promise_shape(promise, today, shows_confidential=shows_confidential),
                "moves": [
                    {
                        **{"moved_on": day(move.moved_on), "from": day(move.from_on)},
                        **{"to": day(move.to_on)},
                    }
                    for move in brief.moves
                    if move.promise_id == promise.id
                ],
            }
            for promise in brief.promises
            if promise.is_mine is is_mine
        ]

    return {
        "today": day(today),
        **{name: getattr(contact, name) for name in ("id", "name", "account", "job", "tier")},
        **{name: getattr(contact, name) for name in ("birthday", "address", "about", "owner")},
        "cadence": brief.cadence or None,
        "own_cadence": contact.cadence,
        "next_check_in": day(contact.next_check_in_on),
        "last_contact": day(contact.last_contact_on),
        "tags": brief.tags,
        "promises": of_side(True),
        "owed": of_side(False),
        "check_ins": [
            {
                "id": each.id,
                "due_on": day(each.due_on),
                "days_late": days_late(each.due_on, today),
                "reason": words_of(each, shows_confidential=shows_confidential),
                "shown_on": day(each.shown_on),
            }
            for each in brief.check_ins
        ],
        "questions": [
            {
                **{"id": each.id, "text": each.text, "asked_on": day(each.asked_on)},
                **{"topic": each.topic, "owner": each.owner},
            }
            for each in brief.questions
        ],
        "to_tell": [
            {
                **{"id": each.announcement_id, "text": each.text},
                "announced_on": day(each.announced_on),
            }
            for each in brief.to_tell
        ],
        "notes": [
            {
                **{"id": each.id, "kind": each.kind, "text": each.text},
                **{"noted_on": day(each.noted_on), "owner": each.owner},
                **{"noticed": each.was_noticed, "met": each.was_met},
            }
            for each in brief.notes
        ],
        "channels": [
            {
                **{"id": each.id, "kind": each.kind, "label": each.label},
                **{"value": each.value, "scope": each.scope, "owner": each.owner},
            }
            for each in brief.channels
        ],
        "timeline": [
            {
                **{"on": day(each.happened_on), "at": each.at_time, "what": each.what},
                **{"text": each.text, "state": each.state},
            }
            for each in brief.timeline
        ],
    }
