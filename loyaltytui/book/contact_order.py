"""Everybody in the order of a column, read a screenful at a time through the index of that order.

Which columns there are is said in `contact_stretches`; what filters mean, in `sifting`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from loyaltytui.book.contact_stretches import (
    BY_VALUE,
    EVERYBODY,
    INDEXES,
    Column,
    Rows,
    Sieve,
    Stretch,
    counted,
    sizes,
    stretches,
)
from loyaltytui.entries import ContactId

__all__ = ["CHUNK", "EVERYBODY", "FEW", "Column", "ContactOrder", "Sieve", "few_passing", "these"]

CHUNK = 50
"""So many contacts are read at once: more than most screens hold."""
FEW = 1_000
"""So many are put in order at once, however they were found."""

_Place = tuple[int, tuple[Any, ...]]
"""In which stretch somebody stands, and what orders them in it, to their id."""


def these(ids: Iterable[int]) -> Sieve:
    """Only these contacts."""
    values = (json.dumps(list(ids)),)
    return Sieve("contact_id in (select value from json_each(?))", values, has_index=True)


def few_passing(rows: Rows, sieve: Sieve) -> list[ContactId] | None:
    """Everybody who passes a sieve, if they are few. None: they are many."""
    return None if sieve == EVERYBODY else _few(rows, sieve, counted(rows, sieve))


def _few(rows: Rows, sieve: Sieve, count: int | None) -> list[ContactId] | None:
    if count is not None and count > FEW:
        return None
    if sieve.leads:
        found = rows(f"select * from ({sieve.leads}) limit ?", (*sieve.lead_values, FEW + 1))
        return None if len(found) > FEW else [row[0] for row in found]
    hint = "" if sieve.has_index else f"indexed by {INDEXES[Column.NAME]}"
    found = rows(
        f"select contact_id from standing {hint} where {sieve.sql} limit ?",
        (*sieve.values, FEW + 1),
    )
    return None if len(found) > FEW else [row[0] for row in found]


class ContactOrder(Sequence[ContactId]):
    """Everybody, or all who pass a sieve, by their place. Reads what is looked at, and no more.

    The beginning and the end are read from there, and a place near one that was read from that
    one. Only to leap into the middle is it counted how many stand in each stretch.
    """

    def __init__(self, rows: Rows, column: Column, sieve: Sieve, *, is_reversed: bool) -> None:
        self._rows = rows
        self._column = column
        count = counted(rows, sieve)
        few = None if sieve == EVERYBODY else _few(rows, sieve, count)
        # Whoever are few are found once and put in order by themselves: no order's index is
        # read through for the sake of a handful.
        self._sieve = sieve if few is None else these(few)
        index = INDEXES[column]
        if column is Column.NAME and sieve.value and sieve.about in BY_VALUE:
            # Within one value people stand by name.
            index = INDEXES[BY_VALUE[sieve.about]]
        self._index = "not indexed" if few is not None else f"indexed by {index}"
        self._stretches = stretches(rows, column, self._sieve, is_reversed=is_reversed)
        self._chunks: dict[int, list[_Place]] = {}
        self._known_sizes: list[int] | None = None
        if few is not None:
            self._leave_out_empty()
            count = len(few)
        self._count = sum(self._sizes) if count is None else count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, place: Any) -> Any:  # noqa: ANN401  one place or a slice of them
        if isinstance(place, slice):
            return [self._at(one) for one in range(*place.indices(self._count))]
        if not -self._count <= place < self._count:
            raise IndexError(place)
        return self._at(place % self._count)

    def __iter__(self) -> Iterator[ContactId]:
        for stretch in self._stretches:
            direction = "desc" if stretch.is_down else "asc"
            order = ", ".join(f"{key} {direction}" for key in stretch.keys)
            sql = f"{self._select(('contact_id',), stretch)} order by {order}"
            for row in self._rows(sql, self._values(stretch)):
                yield row[0]

    def index(self, value: Any, start: int = 0, stop: int | None = None) -> int:  # noqa: ANN401
        """The place of a contact; raises `ValueError` when they are not in the list."""
        for number, stretch in enumerate(self._stretches):
            own = self._rows(
                f"select {', '.join(stretch.keys)} from standing "
                f"where {stretch.where} and {self._sieve.sql} and contact_id = ?",
                (*self._values(stretch), value),
            )
            if own:
                sign = ">" if stretch.is_down else "<"
                sql = f"{self._select(('count(*)',), stretch)} and {_compared(stretch.keys, sign)}"
                within: int = self._rows(sql, (*self._values(stretch), *own[0]))[0][0]
                return sum(self._sizes[:number]) + within
        raise ValueError(value)

    @property
    def _sizes(self) -> list[int]:
        """How many stand in each stretch."""
        if self._known_sizes is None:
            # Counted in the index that holds all that is asked.
            index = INDEXES[Column.NAME]
            counted_in = "not indexed" if self._sieve.has_index else f"indexed by {index}"
            self._known_sizes = sizes(
                self._rows, self._column, self._sieve, self._stretches, counted_in
            )
        return self._known_sizes

    def _leave_out_empty(self) -> None:
        kept = [pair for pair in zip(self._stretches, self._sizes, strict=True) if pair[1]]
        self._stretches = [stretch for stretch, _ in kept]
        self._known_sizes = [size for _, size in kept]

    def _at(self, place: int) -> ContactId:
        chunk = self._chunk(place // CHUNK)
        at = place % CHUNK
        # Another program may have taken somebody out meanwhile: then nobody stands here.
        return ContactId(chunk[at][1][-1] if at < len(chunk) else 0)

    def _chunk(self, at: int) -> list[_Place]:
        known = self._chunks.get(at)
        if known is None:
            known = self._chunks[at] = self._read(at)
        return known

    def _read(self, at: int) -> list[_Place]:
        first = at * CHUNK
        size = min(CHUNK, self._count - first)
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
        while len(found) < size and 0 <= number < len(self._stretches):
            page = self._page(
                self._stretches[number],
                size - len(found),
                beyond=beyond,
                offset=offset,
                is_backward=is_backward,
            )
            found += [(number, row) for row in page]
            number += -1 if is_backward else 1
            beyond, offset = (), 0
        return found[::-1] if is_backward else found

    def _page(
        self,
        stretch: Stretch,
        size: int,
        *,
        beyond: tuple[Any, ...] = (),
        offset: int = 0,
        is_backward: bool = False,
    ) -> list[tuple[Any, ...]]:
        """Rows of one stretch: those beyond a row, or from an offset on; backward in that order."""
        is_down = stretch.is_down != is_backward
        sql = self._select(stretch.keys, stretch)
        if beyond:
            sql += f" and {_compared(stretch.keys, '<' if is_down else '>')}"
        order = ", ".join(f"{key} {'desc' if is_down else 'asc'}" for key in stretch.keys)
        return self._rows(
            f"{sql} order by {order} limit ? offset ?",
            (*self._values(stretch), *beyond, size, offset),
        )

    def _select(self, columns: Sequence[str], stretch: Stretch) -> str:
        return (
            f"select {', '.join(columns)} from standing {self._index} "
            f"where {stretch.where} and {self._sieve.sql}"
        )

    def _values(self, stretch: Stretch) -> tuple[object, ...]:
        return (*stretch.values, *self._sieve.values)


def _compared(keys: Sequence[str], sign: str) -> str:
    """Beyond a row, in the order of these columns."""
    return f"({', '.join(keys)}) {sign} ({', '.join('?' * len(keys))})"
