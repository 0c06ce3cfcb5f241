"""Everybody in the order of a column, read a screenful at a time through the index of that order.

Which columns there are is said in `contact_stretches`; who passes a filter, in `passing`; what
filters mean, in `sifting`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf
from typing import Any

from loyaltytui.book.contact_stretches import (
    EVERYBODY,
    INDEXES,
    WITHIN,
    Column,
    Rows,
    Sieve,
    Stretch,
    compared,
    in_order,
    sizes,
    stretches,
)
from loyaltytui.book.passing import narrowed
from loyaltytui.entries import ContactId

__all__ = ["CHUNK", "EVERYBODY", "Column", "ContactOrder", "Sieve"]

CHUNK = 40
"""So many contacts are read at once: as most screens hold."""
_FAR = 1_000
"""So many are looked at along an order, and then twice as many each time, for who passes."""
_IN_EVERY_INDEX = {"account_key", "tier_key", "owner_key", "is_late"}
"""What is asked about these is answered along the order itself, whoever many are passed over."""

_Place = tuple[int, tuple[Any, ...]]
"""In which stretch somebody stands, and what orders them in it, to their id."""


class ContactOrder(Sequence[ContactId]):
    """Everybody, or all who pass a sieve, by their place. Reads what is looked at, and no more.

    The beginning and the end are read from there, and a place near one that was read from that
    one. Only to leap into the middle is it counted how many stand in each stretch. Where nobody
    has counted yet who passes, that is done when it is asked, or when the end is met.
    """

    def __init__(self, rows: Rows, column: Column, sieve: Sieve, *, is_reversed: bool) -> None:
        self._rows = rows
        self._column = column
        self._stretches = stretches(rows, column, sieve, is_reversed=is_reversed)
        self._chunks: dict[int, list[_Place]] = {}
        self._seen = -1
        """The farthest chunk that was looked at."""
        self._known_sizes: list[int] | None = None
        self._ids: list[ContactId] | None = None
        """All of them in their order. None: they are read as they are looked at."""
        within = WITHIN.get((sieve.about, column)) if sieve.value else None
        self._index = f"indexed by {within or INDEXES[column]}"
        narrow = narrowed(rows, sieve)
        self._sieve, self._count = narrow.sieve, narrow.count
        is_asked_there = within or _IN_EVERY_INDEX.issuperset(sieve.asks)
        self._most = inf if is_asked_there else max(narrow.fewest, 2 * _FAR)
        """So many are looked at for a screenful: to put all in order takes no longer then."""
        if narrow.are_few and not within:
            # No order's index is read through for the sake of a handful.
            self._put_in_order()

    def __len__(self) -> int:
        if self._count is None:
            found, values = self._sieve.passing
            self._count = self._rows(f"select count(*) from {found}", values)[0][0]
        return self._count

    @property
    def is_counted(self) -> bool:
        """Is it known how many there are?"""
        return self._count is not None

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
            sql = f"{self._select(('contact_id',), stretch)} order by {order}"
            for row in self._rows(sql, self._values(stretch)):
                yield row[0]

    def index(self, value: Any, start: int = 0, stop: int | None = None) -> int:  # noqa: ANN401
        """The place of a contact; raises `ValueError` when they are not in the list."""
        if self._ids is not None:
            return self._ids.index(value)
        for number, stretch in enumerate(self._stretches):
            own = self._rows(
                f"select {', '.join(stretch.keys)} from standing "
                f"where {stretch.where} and {self._sieve.sql} and contact_id = ?",
                (*self._values(stretch), value),
            )
            if own:
                sign = ">" if stretch.is_down else "<"
                within: int = self._rows(
                    f"select count(*) from standing {self._index} "
                    f"where {stretch.beyond(sign)} and {self._sieve.sql}",
                    (*stretch.values, *own[0], *self._sieve.values),
                )[0][0]
                place = (sum(self._sizes[:number]) if number else 0) + within
                self._read_around(place, (number, own[0]))
                return place
        raise ValueError(value)

    @property
    def _sizes(self) -> list[int]:
        """How many stand in each stretch."""
        if self._known_sizes is None:
            self._known_sizes = sizes(self._rows, self._column, self._sieve, self._stretches)
        return self._known_sizes

    def _put_in_order(self) -> None:
        """All at once: to find them one by one along the order would take longer."""
        self._ids = in_order(self._rows, self._sieve, self._stretches)
        self._count = len(self._ids)

    def _reaching(self, stop: int | None) -> int:
        """How many there are, as far as a place: beyond it nobody is counted. None: all."""
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

    def _chunk(self, at: int) -> list[_Place]:
        known = self._chunks.get(at)
        if known is None:
            known = self._chunks[at] = self._read(at)
            if self._count is None and len(known) < CHUNK:
                self._count = at * CHUNK + len(known)
        return known

    def _read(self, at: int) -> list[_Place]:
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
        number, offset = self._found(first)
        last, within = self._found(first + size - 1)
        left = self._sizes[last] - 1 - within
        if offset <= left:
            return self._walk(number, size, offset=offset)
        return self._walk(last, size, offset=left, is_backward=True)

    def _read_around(self, place: int, one: _Place) -> None:
        """Reads those who stand about somebody from them on: to leap there would take longer."""
        at, before = divmod(place, CHUNK)
        if self._count is None or at in self._chunks or self._ids is not None:
            return
        behind = min(CHUNK, self._count - at * CHUNK) - before - 1
        self._chunks[at] = [
            *self._walk(one[0], before, beyond=one[1], is_backward=True),
            one,
            *self._walk(one[0], behind, beyond=one[1]),
        ]

    def _found(self, place: int) -> tuple[int, int]:
        """In which stretch a place is, and where in it."""
        for number, size in enumerate(self._sizes):
            if place < size:
                return number, place
            place -= size
        return len(self._sizes) - 1, self._sizes[-1] - 1

    def _walk(
        self,
        number: int,
        size: int,
        *,
        beyond: tuple[Any, ...] = (),
        offset: int = 0,
        is_backward: bool = False,
    ) -> list[_Place]:
        """So many from a place on, through as many stretches as it takes."""
        found: list[_Place] = []
        passed, window = 0, _FAR
        while len(found) < size and 0 <= number < len(self._stretches):
            stretch = self._stretches[number]
            along = _Along(stretch, beyond, is_backward=is_backward)
            end = () if offset else self._end(along, window)
            found += [(number, row) for row in self._page(along, size - len(found), offset, end)]
            passed += window if end else stretch.size or 0
            if passed > self._most and len(found) < size:
                self._put_in_order()
                return []
            number += 0 if end else -1 if is_backward else 1
            beyond, offset, window = end, 0, 2 * window if end else window
        return found[::-1] if is_backward else found

    def _end(self, along: _Along, window: int) -> tuple[Any, ...]:
        """How far it is looked along a stretch for who passes; empty: through all of it."""
        if self._most == inf or (along.stretch.size or inf) <= window:
            return ()
        ends = self._rows(
            f"select {along.columns} from standing {self._index} where {along.where} "
            f"order by {along.order} limit 1 offset ?",
            (*along.values, window - 1),
        )
        return ends[0] if ends else ()

    def _page(
        self, along: _Along, size: int, offset: int, end: tuple[Any, ...]
    ) -> list[tuple[Any, ...]]:
        """So many who pass, from an offset on and up to an end."""
        up_to = f" and {along.up_to}" if end else ""
        return self._rows(
            f"select {along.columns} from standing {self._index} where {along.where}{up_to} "
            f"and {self._sieve.sql} order by {along.order} limit ? offset ?",
            (*along.values, *end, *self._sieve.values, size, offset),
        )

    def _select(self, columns: Sequence[str], stretch: Stretch) -> str:
        return (
            f"select {', '.join(columns)} from standing {self._index} "
            f"where {stretch.where} and {self._sieve.sql}"
        )

    def _values(self, stretch: Stretch) -> tuple[object, ...]:
        return (*stretch.values, *self._sieve.values)


class _Along:
    """A way along a stretch: from its beginning, or beyond somebody; forward or backward."""

    def __init__(
        self, stretch: Stretch, beyond: tuple[Any, ...] = (), *, is_backward: bool = False
    ) -> None:
        is_down = stretch.is_down != is_backward
        self.stretch = stretch
        self.columns = ", ".join(stretch.keys)
        self.order = ", ".join(f"{key} {'desc' if is_down else 'asc'}" for key in stretch.keys)
        self.where, self.values = stretch.where, (*stretch.values, *beyond)
        self.up_to = compared(stretch.keys, ">=" if is_down else "<=")
        if beyond:
            self.where = stretch.beyond("<" if is_down else ">")
