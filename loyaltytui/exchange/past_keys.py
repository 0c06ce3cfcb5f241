"""When two lines of history are one: so that nothing is brought into the book twice.

What is done with a line that is new is the book's work.
"""

from __future__ import annotations

from collections.abc import Iterable

from loyaltytui.book.arrivals import KnownPast
from loyaltytui.drafts import Past, PastDraft
from loyaltytui.plain import fold

PastKey = tuple[str, str, str]
"""What the line is, its day, its words."""


def draft_key(draft: PastDraft) -> PastKey:
    """The key of a line that a source brings."""
    day = draft.on.isoformat() if draft.on else ""
    return _key(draft.past, day, draft.text or f"{draft.word} {draft.at_time}")


def ended_key(draft: PastDraft) -> PastKey | None:
    """The key of the promise that the line says is done; None where it says no such thing."""
    if draft.done is None:
        return None
    day = draft.done.due_on.isoformat() if draft.done.due_on else ""
    return promise_key(day, draft.done.text)


def promise_key(day: str, text: str) -> PastKey:
    """The key of a promise in the book."""
    return _key(Past.PROMISE, day, text)


def known_keys(known: Iterable[KnownPast]) -> set[PastKey]:
    """The keys of all that the book knows of somebody."""
    return {_key(past, day, text) for past, day, text in known}


def _key(past: str, day: str, text: str) -> PastKey:
    words = fold(text) or text
    if past == Past.PROMISE:
        return past, day, words
    # A check-in may have been moved since, and comes again under the same reason; what happened
    # may stand in the book as an interaction or as a note.
    return (past, "", words) if past == Past.CHECK_IN else ("happened", day, words)
