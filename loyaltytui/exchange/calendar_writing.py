"""Check-ins as events of a whole day, promises of both sides as tasks: iCalendar.

Contacts are `vcard_writing`'s matter. The library that writes the format is loaded when it is used.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from loyaltytui.book.identity import own_uid
from loyaltytui.entries import CheckIn, Promise
from loyaltytui.exchange.foreign_text import one_line
from loyaltytui.plain import clean

if TYPE_CHECKING:
    from icalendar import Calendar, Component

_LONGEST_SUMMARY = 200


def write_calendar(
    book_id: str, check_ins: Iterable[CheckIn], promises: Iterable[Promise]
) -> bytes:
    """All of them as one calendar. The same entries give the same bytes."""
    calendar = _empty_calendar()
    for check_in in check_ins:
        calendar.add_component(_event(book_id, check_in))
    for promise in promises:
        calendar.add_component(_task(book_id, promise))
    return bytes(calendar.to_ical())


def write_event(book_id: str, check_in: CheckIn) -> bytes:
    """One check-in as a calendar of its own."""
    calendar = _empty_calendar()
    calendar.add_component(_event(book_id, check_in))
    return bytes(calendar.to_ical())


def write_task(book_id: str, promise: Promise) -> bytes:
    """One promise as a calendar of its own."""
    calendar = _empty_calendar()
    calendar.add_component(_task(book_id, promise))
    return bytes(calendar.to_ical())


def check_in_uid(book_id: str, check_in: CheckIn) -> str:
    """The identity of a check-in's event."""
    return own_uid(book_id, "check-in", check_in.id)


def promise_uid(book_id: str, promise: Promise) -> str:
    """The identity of a promise's task."""
    return own_uid(book_id, "promise", promise.id)


def _empty_calendar() -> Calendar:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//loyaltytui//EN")
    calendar.add("version", "2.0")
    return calendar


def _event(book_id: str, check_in: CheckIn) -> Component:
    """A check-in on the day on which its card is seen; it takes nobody's time."""
    from icalendar import Event

    day = max(check_in.due_on, check_in.shown_on or check_in.due_on)
    who = _line(check_in.contact)
    event = Event()
    event.add("uid", check_in_uid(book_id, check_in))
    _stamp(event, check_in.due_on, check_in.rev)
    reason = _line(check_in.reason)
    event.add("summary", f"{who}: {reason}" if reason else f"Check in with {who}")
    event.add("dtstart", day)
    event.add("dtend", min(day, dt.date.max - dt.timedelta(days=1)) + dt.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("categories", ["check-in"])
    if check_in.is_confidential:
        event.add("class", "CONFIDENTIAL")
    _describe(event, [_line(check_in.account)])
    return event


def _task(book_id: str, promise: Promise) -> Component:
    """A promise with the day it is due on, which a snooze does not touch."""
    from icalendar import Todo

    who, text = _line(promise.contact), _line(promise.text)
    task = Todo()
    task.add("uid", promise_uid(book_id, promise))
    _stamp(task, promise.made_on, promise.rev)
    task.add("created", _midnight(promise.made_on))
    task.add("summary", f"{text} ({who})" if promise.is_mine else f"{who}: {text}")
    if promise.due_on is not None:
        task.add("due", promise.due_on)
    task.add("status", "NEEDS-ACTION")
    task.add("categories", ["promise" if promise.is_mine else "owed"])
    if promise.is_confidential:
        task.add("class", "CONFIDENTIAL")
    whole = clean(promise.text).strip()
    via = f"via {_line(promise.via)}" if promise.via else ""
    said = whole if "\n" in whole or len(whole) > _LONGEST_SUMMARY else ""
    _describe(task, [_line(promise.account), via, said])
    return task


def _stamp(component: Component, day: dt.date, rev: int) -> None:
    """When it was written: the entry's own day, for the clock's would make each export new."""
    component.add("dtstamp", _midnight(day))
    component.add("sequence", max(rev - 1, 0))


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def _describe(component: Component, lines: Iterable[str]) -> None:
    if said := "\n".join(filter(None, lines)):
        component.add("description", said)


def _line(text: str) -> str:
    """The text on one line, and not all of it when it is long."""
    line = one_line(clean(text))
    return line if len(line) <= _LONGEST_SUMMARY else f"{line[: _LONGEST_SUMMARY - 1]}…"
