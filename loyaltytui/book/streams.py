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
_WORTH_A_LEAP = 100
"""To ask the index anew takes as long as to read so many hits."""


class Stream(Protocol):
    """Contacts in the order of their ids."""

    def at_or_after(self, contact_id: int) -> int | None:
        """The first contact from this id on. None: there is none."""


class Told:
    """Contacts of whom some text of an index meets a condition.

    Read on from where it was left, or leapt ahead in by asking the index anew: that pays where
    much lies between, and for words that are known by their beginning. For longer ones the index
    would gather all that begin alike once more.
    """

    def __init__(
        self,
        read: Read,
        index: str,
        condition: str,
        values: Sequence[object],
        *,
        leaps: bool = False,
    ) -> None:
        """`index`: `search`, or that of names, which holds each contact once by their id."""
        self._read = read
        self._sql = f"select rowid from {index} where {condition}"
        self._bits = CONTACT_BITS if index == "search" else 0
        self._values = values
        self._leaps = leaps
        self._parts = read(f"{self._sql} order by rowid", values)
        self._known: Sequence[tuple[Any, ...]] = ()
        self._at = 0

    def at_or_after(self, contact_id: int) -> int | None:
        """Reads on, or leaps."""
        wanted = contact_id << self._bits
        while not self._known or self._known[-1][0] < wanted:
            if self._leaps and self._is_far(wanted):
                sql = f"{self._sql} and rowid >= ? order by rowid"
                self._parts = self._read(sql, (*self._values, wanted))
            part = next(self._parts, None)
            if part is None:
                return None
            self._known, self._at = part, 0
        self._at = bisect_left(self._known, (wanted,), self._at)
        found: int = self._known[self._at][0] >> self._bits
        return found

    def _is_far(self, wanted: int) -> bool:
        """Would much be read in vain on the way, if hits lie as close there as here?"""
        if not self._known:
            return False
        first: int = self._known[0][0]
        last: int = self._known[-1][0]
        return (wanted - last) * len(self._known) > _WORTH_A_LEAP * (last - first)


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
