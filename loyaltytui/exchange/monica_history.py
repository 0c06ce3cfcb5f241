"""What Monica has written down about a contact: activities, calls, talks, notes, tasks, reminders.

The contact itself is read in `monica`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from loyaltytui.drafts import DoneDraft, Past, PastDraft
from loyaltytui.exchange.foreign_days import DayOrder, Moment, read_moment
from loyaltytui.exchange.foreign_text import clean
from loyaltytui.exchange.row_history import NOTE_KIND

Tree = Mapping[str, Any]
_ISO = DayOrder()
_UNITS = {"day": "d", "week": "w", "month": "m", "year": "y"}


class Shared(NamedTuple):
    """What several contacts may have in common."""

    activities: Mapping[str, Tree]
    """By uuid: contacts only name them."""
    activity_types: Mapping[str, str]


def history(parts: Mapping[str, Sequence[Any]], shared: Shared) -> Iterator[PastDraft]:
    """Everything that happened with one contact or is planned, list by list."""
    for uuid in parts.get("activity", ()):
        found = uuid.get("uuid") if isinstance(uuid, dict) else uuid
        if activity := shared.activities.get(str(found)):
            yield from _activity(activity, str(found), shared)
    for call in _each(parts, "call"):
        words = _text(call, "content")
        words = f"They called. {words}".strip() if call.get("contact_called") else words
        yield from _happened(call, "call", words, "called_at")
    for talk in _each(parts, "conversation"):
        yield from _happened(talk, "message", _messages(talk), "happened_at")
    for note in _each(parts, "note"):
        yield from _noted(note, _text(note, "body"))
    for event in _each(parts, "life_event"):
        words = _joined(_text(event, "name"), _text(event, "note"))
        yield from _noted(event, words or "life event", "happened_at")
    for gift in _each(parts, "gift"):
        said = _joined(_text(gift, "name"), _text(gift, "comment"), _text(gift, "url"))
        yield from _noted(gift, f"gift ({_text(gift, 'status') or 'idea'}): {said}", "date")
    for debt in _each(parts, "debt"):
        owes = "I owe them" if debt.get("in_debt") == "yes" else "they owe me"
        amount = f"{_text(debt, 'amount')} {_text(debt, 'currency')}".strip()
        yield from _noted(debt, _joined(f"debt: {owes} {amount}", _text(debt, "reason")))
    for pet in _each(parts, "pet"):
        yield from _noted(pet, f"pet: {_text(pet, 'name')} {_text(pet, 'category')}".strip())
    for task in _each(parts, "task"):
        yield from _task(task)
    for reminder in _each(parts, "reminder"):
        yield from _reminder(reminder)


def _each(parts: Mapping[str, Sequence[Any]], word: str) -> Iterator[dict[str, Any]]:
    """The properties of each entry, the days of its writing beside them."""
    for entry in parts.get(word, ()):
        if isinstance(entry, dict):
            properties = entry.get("properties")
            outer = {name: entry.get(name) for name in ("created_at", "updated_at")}
            yield outer | (properties if isinstance(properties, dict) else {})


def _activity(activity: Tree, uuid: str, shared: Shared) -> Iterator[PastDraft]:
    for said in _each({"activity": [activity]}, "activity"):
        kind = shared.activity_types.get(str(said.get("type", "")), "")
        words = _joined(_text(said, "summary"), _text(said, "description")) or kind
        yield from _happened(said, "meeting", words, "happened_at", f"monica {uuid}")


def _happened(said: Tree, medium: str, words: str, day: str, key: str = "") -> Iterator[PastDraft]:
    if moment := _moment(said, day):
        at_time = moment.at_time
        yield PastDraft(
            Past.INTERACTION, words, on=moment.on, word=medium, at_time=at_time, key=key
        )


def _noted(
    said: Tree, words: str, day: str = "created_at", done: DoneDraft | None = None
) -> Iterator[PastDraft]:
    moment = _moment(said, day)
    if moment and words:
        yield PastDraft(Past.NOTE, words, on=moment.on, word=NOTE_KIND, done=done)


def _task(task: Tree) -> Iterator[PastDraft]:
    """One that is done is a note of the day; an open one was promised, without a day."""
    words = _joined(_text(task, "title"), _text(task, "description"))
    made = _moment(task, "created_at")
    if task.get("completed"):
        ended = read_moment(str(task.get("completed_at") or ""), _ISO)
        done = DoneDraft(words, None, ended.on if ended else None) if words else None
        yield from _noted(task, f"done: {words}", "completed_at", done)
    elif words:
        yield PastDraft(Past.PROMISE, words, made_on=made.on if made else None)


def _reminder(reminder: Tree) -> Iterator[PastDraft]:
    """A planned touch, but for those that Monica made itself of a birthday."""
    moment = _moment(reminder, "initial_date")
    words = _joined(_text(reminder, "title"), _text(reminder, "description"))
    if moment is None or not words or reminder.get("inactive") or reminder.get("delible") is False:
        return
    unit = _UNITS.get(str(reminder.get("frequency_type", "")), "")
    number = reminder.get("frequency_number")
    count = number if isinstance(number, int) and 0 < number < 1000 else 1
    words = " ".join(words.split())
    yield PastDraft(Past.CHECK_IN, words, on=moment.on, every=f"{count}{unit}" if unit else "")


def _messages(talk: Tree) -> str:
    """A talk in writing: who wrote what, a line each."""
    messages = talk.get("messages")
    lines = []
    for message in messages if isinstance(messages, list) else ():
        if isinstance(message, dict):
            said = message.get("properties", message)
            content = _text(said, "content") if isinstance(said, dict) else ""
            if content:
                lines.append(f"{'me' if said.get('written_by_me') else 'they'}: {content}")
    return "\n".join(lines)


def _moment(said: Tree, day: str) -> Moment | None:
    for word in (day, "created_at"):
        if found := read_moment(str(said.get(word) or ""), _ISO):
            return found
    return None


def _joined(*texts: str) -> str:
    return "\n".join(filter(None, texts))


def _text(said: Tree, word: str) -> str:
    value = said.get(word)
    return clean(str(value))[0].strip() if value not in (None, False, True) else ""
