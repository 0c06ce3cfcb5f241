"""Everybody in the order of a column, read a screenful at a time through the index of that order.

Which columns there are is said in `contact_stretches`; how it is gone from one to the next, in
`walking`; how many stand where, in `placing`; what filters mean, in `sifting`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf
from typing import Any

from loyaltytui.book.chunks import CHUNK, Chunks
from loyaltytui.book.contact_stretches import (
    EVERYBODY,
    INDEXES,
    WITHIN,
    Column,
    Rows,
    Sieve,
    in_order,
    stretches,
)
from loyaltytui.book.passing import FEW, narrowed
from loyaltytui.book.placing import Counts, Placing
from loyaltytui.book.walking import FAR, Place, Way
from loyaltytui.entries import ContactId

__all__ = ["CHUNK", "EVERYBODY", "Column", "ContactOrder", "Counts", "Sieve"]

_IN_EVERY_INDEX = {"account_key", "tier_key", "owner_key", "is_late"}
"""What is asked about these is answered along the order itself, whoever many are passed over."""


class ContactOrder(Sequence[ContactId]):
    """Everybody, or all who pass a sieve, by their place. Reads what is looked at, and no more.

    The beginning and the end are read from there, and a place near one that was read from that
    one. Only to leap into the middle is it counted how many stand in each stretch. Where nobody
    has counted yet who passes, that is done when it is asked, or when the end is met.

    Gone to somebody among many, or to the last before anybody has counted, it has all about them
    at once, and holds the place they are given until it is counted how many stand before them:
    then all of these move to their true places.
    """

    def __init__(self, rows: Rows, column: Column, sieve: Sieve, *, is_reversed: bool) -> None:
        self._rows = rows
        self._stretches = stretches(rows, column, sieve, is_reversed=is_reversed)
        self._chunks = Chunks()
        self._seen = -1
        """The farthest chunk that was looked at."""
        self._ids: list[ContactId] | None = None
        """All of them in their order. None: they are read as they are looked at."""
        self._held: tuple[int, Place | None] | None = None
        """Which place was given to whom, or to the last. None: all stand in their true places."""
        within = WITHIN.get((sieve.about, column)) if sieve.value else None
        self._index = f"indexed by {within or INDEXES[column]}"
        narrow = narrowed(rows, sieve)
        self._sieve, self._count = narrow.sieve, narrow.count
        is_asked_there = within or _IN_EVERY_INDEX.issuperset(sieve.asks)
        # For a screenful: to put all in order takes no longer than to look at more.
        most = inf if is_asked_there else max(narrow.fewest, 2 * FAR)
        self._way = Way(rows, self._stretches, self._sieve, self._index, most)
        self._placing = Placing(rows, column, self._stretches, self._sieve, self._index)
        if narrow.are_few and not within:
            # No order's index is read through for the sake of a handful.
            self._put_in_order()

    def __len__(self) -> int:
        if self._count is None:
            self._count = self._placing.count()
        return self._count

    @property
    def is_counted(self) -> bool:
        """Is it known how many there are?"""
        return self._count is not None

    @property
    def is_placed(self) -> bool:
        """Do all who were read stand in their true places?"""
        return self._held is None

    @property
    def least(self) -> int:
        """How many there are, or at least: a screenful more than was looked at so far."""
        return self._reaching(CHUNK * (self._seen + 2))

    def __getitem__(self, place: Any) -> Any:  # noqa: ANN401  one place or a slice of them
        if isinstance(place, slice):
            stop = None if (place.start or 0) < 0 else place.stop
            return [self._at(one) for one in range(*place.indices(self._reaching(stop)))]
        count = self._reaching(place + 1)
        if not -count <= place < count:
            raise IndexError(place)
        return self._at(place % count)

    def __iter__(self) -> Iterator[ContactId]:
        if self._ids is not None:
            yield from self._ids
            return
        for stretch in self._stretches:
            direction = "desc" if stretch.is_down else "asc"
            order = ", ".join(f"{key} {direction}" for key in stretch.keys)
            for row in self._rows(
                f"select contact_id from standing {self._index} "
                f"where {stretch.where} and {self._sieve.sql} order by {order}",
                (*stretch.values, *self._sieve.values),
            ):
                yield row[0]

    def index(self, value: Any, start: int = 0, stop: int | None = None) -> int:  # noqa: ANN401
        """The place of a contact; raises `ValueError` when they are not in the list."""
        if self._ids is not None:
            return self._ids.index(value)
        one = self._placing.sought(value)
        return self._stand(self._placing.before(one), one)

    def go_to(self, contact_id: ContactId, near: int, room: int) -> int:
        """The place of a contact; among many one near to that given, until all is settled.

        A screen of them is read on either side, of so many rows, whose order is true at once.
        Raises `ValueError` when they are not in the list.
        """
        if self._ids is not None or (self._count is not None and self._count <= FEW):
            return self.index(contact_id)
        number, key = one = self._placing.sought(contact_id)
        room = CHUNK * (room // CHUNK + 1)
        before = self._walk(number, room, beyond=key, is_backward=True)
        behind = self._walk(number, room - 1, beyond=key)
        if self._ids is not None:
            return self._ids.index(contact_id)
        place = len(before)
        if place < room:
            return self._stand(place, one)
        if self._count is not None:
            if len(behind) < room - 1:
                return self._stand(self._count - 1 - len(behind), one)
            place = max(room, min(near, self._count - room) // CHUNK * CHUNK)
        self._held = place, one
        self._chunks = Chunks()
        self._chunks.lay([*before, one, *behind], place - room, is_end=True)
        return place

    def go_to_last(self, room: int) -> int:
        """The place of the last; where nobody has counted, as if there were no more than are read.

        A screen of so many rows is read before them, and as many as it is said that there are.
        """
        if self._held is not None and self._held[1] is None:
            return self._held[0]
        rows = max(room + CHUNK, 0 if self.is_counted else self.least - 1)
        self.go_to_first()
        if self._ids is None and not self._has_end(room):
            size = CHUNK * (rows // CHUNK + 1)
            read = self._walk(len(self._stretches) - 1, size, is_backward=True)
            if self._count is None and len(read) == size:
                self._held = size - 1, None
                self._chunks = Chunks()
            elif self._count is None:
                self._count = len(read)
            end = size if self._count is None else self._count
            self._chunks.lay(read, end - len(read), is_end=True)
        return self.least - 1

    def _has_end(self, room: int) -> bool:
        """Has the last screen been read?"""
        last = (self._count or 0) - 1
        return self._chunks.has(last) and self._chunks.has(max(last - room, 0))

    def go_to_first(self) -> None:
        """Nobody is held any more: it is read from the beginning, or from wherever one looks."""
        if self._held is not None:
            self._held, self._chunks, self._seen = None, Chunks(), -1

    def is_at_hand(self, place: int) -> bool:
        """Is known, without counting, who stands at a place that is given now, or that none do?"""
        if self._held is None or (self._held[1] is None and place > self._held[0]):
            return True
        return self._chunks.has(place)

    def counts(self) -> Counts:
        """What `settle` needs to know, in whichever thread it is asked: nothing else changes."""
        # Each read once: meanwhile another thread may have settled it all.
        count, held = self._count, self._held
        count = self._placing.count() if count is None else count
        one = None if held is None else held[1]
        return Counts(count, 0 if one is None else self._placing.before(one))

    def settle(self, counts: Counts | None = None) -> int:
        """Moves those who were read to their true places, and says how far.

        Without the counts it asks for them itself, where they are not known.
        """
        if self.is_counted and self.is_placed:
            return 0
        counts = self.counts() if counts is None else counts
        self._count = counts.count
        if self._held is None:
            return 0
        held, one = self._held
        # Of the last it is enough to know how many there are: whenever that was asked.
        shift = (counts.place if one is not None else counts.count - 1) - held
        read, first = self._chunks.everybody, self._chunks.first + shift
        self._held, self._chunks = None, Chunks()
        self._chunks.lay(read, first, is_end=first + len(read) == self._count)
        return shift

    def _stand(self, place: int, one: Place) -> int:
        """Somebody's true place; who stands about them is read from them on.

        To leap there would take longer.
        """
        if self._held is not None:
            self._held, self._chunks = None, Chunks()
        self._seen = max(self._seen, place // CHUNK)
        at, before = divmod(place, CHUNK)
        if self._count is not None and at not in self._chunks and self._ids is None:
            behind = min(CHUNK, self._count - at * CHUNK) - before - 1
            self._chunks[at] = [
                *self._walk(one[0], before, beyond=one[1], is_backward=True),
                one,
                *self._walk(one[0], behind, beyond=one[1]),
            ]
        return place

    def _put_in_order(self) -> None:
        """All at once: to find them one by one along the order would take longer."""
        self._ids = in_order(self._rows, self._sieve, self._stretches)
        self._count = len(self._ids)

    def _reaching(self, stop: int | None) -> int:
        """How many there are, as far as a place: beyond it nobody is counted. None: all."""
        if self._held is not None and self._count is None:
            return self._chunks.stop
        known = CHUNK * len(self._chunks)
        if stop is None or not 0 <= stop <= known + 2 * CHUNK:
            return len(self)
        while self._count is None and known < stop:
            self._chunk(len(self._chunks))
            known = CHUNK * len(self._chunks)
        return known if self._count is None else self._count

    def _at(self, place: int) -> ContactId:
        chunk = self._chunk(place // CHUNK) if self._ids is None else []
        if self._ids is not None:
            return self._ids[place]
        self._seen = max(self._seen, place // CHUNK)
        at = place % CHUNK
        # Another program may have taken somebody out meanwhile: then nobody stands here.
        return ContactId(chunk[at][1][-1] if at < len(chunk) else 0)

    def _chunk(self, at: int) -> list[Place]:
        known = self._chunks.get(at)
        if known is None:
            known = self._chunks[at] = self._read(at)
            if self._count is None and len(known) < CHUNK:
                self._count = at * CHUNK + len(known)
        return known

    def _read(self, at: int) -> list[Place]:
        first = at * CHUNK
        size = CHUNK if self._count is None else min(CHUNK, self._count - first)
        before, after = self._chunks.get(at - 1), self._chunks.get(at + 1)
        if before:
            return self._walk(before[-1][0], size, beyond=before[-1][1])
        if after:
            return self._walk(after[0][0], size, beyond=after[0][1], is_backward=True)
        if first == 0:
            return self._walk(0, size)
        if first + size == self._count:
            return self._walk(len(self._stretches) - 1, size, is_backward=True)
        number, offset = self._placing.at(first)
        last, within = self._placing.at(first + size - 1)
        left = self._placing.sizes[last] - 1 - within
        if offset <= left:
            return self._walk(number, size, offset=offset)
        return self._walk(last, size, offset=left, is_backward=True)

    def _walk(
        self,
        number: int,
        size: int,
        *,
        beyond: tuple[Any, ...] = (),
        offset: int = 0,
        is_backward: bool = False,
    ) -> list[Place]:
        """So many from a place on; none where it is quicker to put all in order."""
        found = self._way.on(number, size, beyond=beyond, offset=offset, is_backward=is_backward)
        if found is None:
            self._put_in_order()
        return found or []
