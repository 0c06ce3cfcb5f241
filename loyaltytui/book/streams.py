"""Contacts by ascending id, each once, and those that several streams of them have in common.

The full-text index keeps all about one contact together, so both are found by leaping ahead in
it instead of reading all hits. Which words a stream is of, says `finding`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

from loyaltytui.book.search import CONTACT_BITS
from loyaltytui.entries import ContactId

Rows = Callable[[str, Sequence[object]], list[tuple[Any, ...]]]
_LEAST_READ = 16
_MOST_READ = 1024


class Stream(Protocol):
    """Contacts in the order of their ids."""

    def at_or_after(self, contact_id: int) -> int | None:
        """The first contact from this id on. None: there is none."""


class Told:
    """Contacts of whom some text of the index meets a condition."""

    def __init__(self, rows: Rows, condition: str, values: Sequence[object]) -> None:
        self._rows = rows
        self._sql = (
            f"select rowid from search where {condition} and rowid >= ? order by rowid limit ?"
        )
        self._values = values
        self._known: list[int] = []
        self._size = _LEAST_READ
        self._is_whole = False

    def at_or_after(self, contact_id: int) -> int | None:
        """Reads on in what was read, or leaps ahead; the more is needed, the more it reads."""
        wanted = contact_id << CONTACT_BITS
        known = self._known
        at = bisect_left(known, wanted)
        if at == len(known):
            if self._is_whole:
                return None
            # Whatever was read in vain says that the others are far between.
            first, last = (known[0], known[-1]) if known else (0, 0)
            is_near = bool(known) and wanted - last <= max(last - first, 1 << CONTACT_BITS)
            self._size = min(self._size * 2, _MOST_READ) if is_near else _LEAST_READ
            found = self._rows(self._sql, (*self._values, wanted, self._size))
            self._known = known = [row[0] for row in found]
            self._is_whole = len(known) < self._size
            at = 0
            if not known:
                return None
        return known[at] >> CONTACT_BITS


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
