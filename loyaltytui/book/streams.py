"""Contacts by ascending id, each once, and those that several streams of them have in common.

The full-text index keeps all about one contact together, so its hits come in the order of
contacts. Which words a stream is of, says `finding`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

from loyaltytui.book.search import CONTACT_BITS
from loyaltytui.entries import ContactId

Read = Callable[[str, Sequence[object]], Iterator[Sequence[tuple[Any, ...]]]]
"""Reads the rows of a query some at a time, and no more than is asked for."""


class Stream(Protocol):
    """Contacts in the order of their ids."""

    def at_or_after(self, contact_id: int) -> int | None:
        """The first contact from this id on. None: there is none."""


class Told:
    """Contacts of whom some text of the index meets a condition.

    Read on from where it was left. To leap ahead is to ask the index anew: that pays for words
    it knows by their beginning; for longer ones it would gather all that begin alike once more.
    """

    def __init__(
        self, read: Read, condition: str, values: Sequence[object], *, leaps: bool = False
    ) -> None:
        self._read = read
        self._sql = f"select rowid from search where {condition}"
        self._values = values
        self._leaps = leaps
        self._parts = read(f"{self._sql} order by rowid", values)
        self._known: Sequence[tuple[Any, ...]] = ()
        self._at = 0

    def at_or_after(self, contact_id: int) -> int | None:
        """Looks into the next few hits before it leaps."""
        wanted = (contact_id << CONTACT_BITS,)
        tried = 0
        while not self._known or self._known[-1] < wanted:
            if self._leaps and tried == 1 and self._known:
                sql = f"{self._sql} and rowid >= ? order by rowid"
                self._parts = self._read(sql, (*self._values, *wanted))
            part = next(self._parts, None)
            if part is None:
                return None
            self._known, self._at = part, 0
            tried += 1
        self._at = bisect_left(self._known, wanted, self._at)
        found: int = self._known[self._at][0] >> CONTACT_BITS
        return found


class Listed:
    """Contacts who are known already."""

    def __init__(self, contact_ids: Sequence[int]) -> None:
        self._ids = sorted(contact_ids)

    def at_or_after(self, contact_id: int) -> int | None:
        """By bisection."""
        at = bisect_left(self._ids, contact_id)
        return self._ids[at] if at < len(self._ids) else None


def in_common(streams: Sequence[Stream]) -> Iterator[ContactId]:
    """Whom all the streams hold, by id."""
    wanted = 1
    while streams:
        furthest = wanted
        for stream in streams:
            found = stream.at_or_after(furthest)
            if found is None:
                return
            furthest = found
        if furthest == wanted or all(one.at_or_after(furthest) == furthest for one in streams):
            yield ContactId(furthest)
            furthest += 1
        wanted = furthest
