"""Contacts by ascending id, each once, and those that several streams of them have in common.

The full-text index keeps all about one contact together, so its hits come in the order of
contacts. Which words a stream is of, says `finding`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from math import inf
from typing import Any, Protocol

from loyaltytui.book.search import CONTACT_BITS
from loyaltytui.entries import ContactId

Read = Callable[[str, Sequence[object]], Iterator[Sequence[tuple[Any, ...]]]]
"""Reads the rows of a query some at a time, and no more than is asked for."""
Sure = Callable[[int], bool]
_FEW = 16
_WORTH_A_LEAP = 100
"""To ask the index anew takes as long as to read so many hits."""


class Stream(Protocol):
    """Contacts in the order of their ids."""

    def at_or_after(self, contact_id: int) -> int | None:
        """The first contact from this id on. None: there is none."""

    def reach(self) -> float:
        """How far its first few hits reach: the further, the rarer they are."""


def _is_never_sure(contact_id: int) -> bool:
    return False


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
        is_sure: Sure = _is_never_sure,
    ) -> None:
        """`index`: `search`, or that of names, which holds each contact once by their id.

        `is_sure`: does what is known of a contact otherwise say that they are held?
        """
        self._read = read
        self._sql = f"select rowid from {index} where {condition}"
        self._bits = CONTACT_BITS if index == "search" else 0
        self._values = values
        self._leaps = leaps
        self._is_sure = is_sure
        self._asked = 0
        self._parts = read(f"{self._sql} order by rowid", values)
        self._known: Sequence[tuple[Any, ...]] = ()
        self._at = 0

    def at_or_after(self, contact_id: int) -> int | None:
        """Reads on, or leaps."""
        wanted = contact_id << self._bits
        # Where each contact in turn is asked about, the next ones are read at once.
        is_rare, self._asked = contact_id - self._asked > _FEW, contact_id
        while not self._known or self._known[-1][0] < wanted:
            is_far = self._is_far(wanted)
            if is_far and is_rare and self._is_sure(contact_id):
                return contact_id
            if self._leaps and is_far:
                sql = f"{self._sql} and rowid >= ? order by rowid"
                self._parts = self._read(sql, (*self._values, wanted))
            part = next(self._parts, None)
            if part is None:
                return None
            self._known, self._at = part, 0
        self._at = bisect_left(self._known, (wanted,), self._at)
        found: int = self._known[self._at][0] >> self._bits
        return found

    def reach(self) -> float:
        """Where the first few end that are read at once."""
        self.at_or_after(1)
        return self._known[-1][0] >> self._bits if len(self._known) >= _FEW else inf

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

    def reach(self) -> float:
        """Where as many end as are looked at of others."""
        return self._ids[_FEW - 1] if len(self._ids) >= _FEW else inf


def in_common(streams: Sequence[Stream]) -> Iterator[ContactId]:
    """Whom all the streams hold, by id: the rarest leads, the others are asked about its own."""
    rarest_first = sorted(streams, key=lambda stream: -stream.reach()) if streams[1:] else streams
    wanted = 1
    while streams:
        for stream in rarest_first:
            found = stream.at_or_after(wanted)
            if found is None:
                return
            if found > wanted:
                wanted = found
                if stream is not rarest_first[0]:
                    break
        else:
            yield ContactId(wanted)
            wanted += 1
