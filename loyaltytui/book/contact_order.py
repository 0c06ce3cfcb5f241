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
    stretches,
    tallied,
)
from loyaltytui.entries import ContactId

__all__ = ["CHUNK", "EVERYBODY", "FEW", "Column", "ContactOrder", "Sieve", "few_passing", "these"]

CHUNK = 100
"""So many contacts are read at once: more than most screens hold."""
FEW = 1_000
"""So many are put in order at once, however they were found."""


def these(ids: Iterable[int]) -> Sieve:
    """Only these contacts."""
    values = (json.dumps(list(ids)),)
    return Sieve("contact_id in (select value from json_each(?))", values, has_index=True)


def _counting(column: Column, sieve: Sieve) -> str:
    """The index to count in: the one that holds all that is asked."""
    return INDEXES[column] if sieve == EVERYBODY else INDEXES[Column.NAME]


def few_passing(rows: Rows, sieve: Sieve) -> list[ContactId] | None:
    """Everybody who passes a sieve, by name, if they are few. None: they are many."""
    if sieve == EVERYBODY:
        return None
    if sieve.tallied is not None and tallied(rows, *sieve.tallied) > FEW:
        return None
    if sieve.leads:
        found = rows(f"{sieve.leads} limit ?", (*sieve.lead_values, FEW + 1))
        return None if len(found) > FEW else [row[0] for row in found]
    hint = "" if sieve.has_index else f"indexed by {INDEXES[Column.NAME]}"
    found = rows(
        f"select contact_id from standing {hint} where {sieve.sql} limit ?",
        (*sieve.values, FEW + 1),
    )
    return None if len(found) > FEW else [row[0] for row in found]


class ContactOrder(Sequence[ContactId]):
    """Everybody, or all who pass a sieve, by their place. Reads what is looked at, and no more.

    A place near one that was read is found from there; any other is counted from the nearer end
    of its stretch.
    """

    def __init__(self, rows: Rows, column: Column, sieve: Sieve, *, is_reversed: bool) -> None:
        self._rows = rows
        few = few_passing(rows, sieve)
        # Whoever are few are found once and put in order by themselves: no order's index is
        # read through for the sake of a handful.
        self._sieve = sieve if few is None else these(few)
        index = INDEXES[column]
        if column is Column.NAME and sieve.tallied and sieve.tallied[0] in BY_VALUE:
            # Within one value people stand by name.
            index = INDEXES[BY_VALUE[sieve.tallied[0]]]
        self._index = "not indexed" if few is not None else f"indexed by {index}"
        counted_in = "not indexed" if few is not None else f"indexed by {_counting(column, sieve)}"
        self._stretches = stretches(rows, column, self._sieve, counted_in, is_reversed=is_reversed)
        self._count = sum(each.count for each in self._stretches)
        self._chunks: dict[tuple[int, int], list[tuple[Any, ...]]] = {}

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
        before = 0
        for stretch in self._stretches:
            own = self._rows(
                f"select {', '.join(stretch.keys)} from standing "
                f"where {stretch.where} and {self._sieve.sql} and contact_id = ?",
                (*self._values(stretch), value),
            )
            if own:
                sign = ">" if stretch.is_down else "<"
                sql = f"{self._select(('count(*)',), stretch)} and {_compared(stretch.keys, sign)}"
                place: int = before + self._rows(sql, (*self._values(stretch), *own[0]))[0][0]
                return place
            before += stretch.count
        raise ValueError(value)

    def _at(self, place: int) -> ContactId:
        for number, stretch in enumerate(self._stretches):
            if place < stretch.count:
                chunk = self._chunk(number, place // CHUNK)
                at = place % CHUNK
                # Another program may have taken somebody out meanwhile: then nobody stands here.
                return ContactId(chunk[at][-1] if at < len(chunk) else 0)
            place -= stretch.count
        raise IndexError(place)

    def _chunk(self, number: int, at: int) -> list[tuple[Any, ...]]:
        known = self._chunks.get((number, at))
        if known is None:
            known = self._chunks[number, at] = self._read(number, at)
        return known

    def _read(self, number: int, at: int) -> list[tuple[Any, ...]]:
        stretch = self._stretches[number]
        size = min(CHUNK, stretch.count - at * CHUNK)
        before, after = self._chunks.get((number, at - 1)), self._chunks.get((number, at + 1))
        if before:
            return self._page(stretch, size, beyond=before[-1])
        if after:
            return self._page(stretch, size, beyond=after[0], is_backward=True)
        if 2 * at * CHUNK <= stretch.count:
            return self._page(stretch, size, offset=at * CHUNK)
        offset = max(stretch.count - at * CHUNK - size, 0)
        return self._page(stretch, size, offset=offset, is_backward=True)

    def _page(
        self,
        stretch: Stretch,
        size: int,
        *,
        beyond: tuple[Any, ...] = (),
        offset: int = 0,
        is_backward: bool = False,
    ) -> list[tuple[Any, ...]]:
        """Rows of one stretch: those beyond a row, or from an offset on; backward from its end."""
        is_down = stretch.is_down != is_backward
        sql = self._select(stretch.keys, stretch)
        if beyond:
            sql += f" and {_compared(stretch.keys, '<' if is_down else '>')}"
        order = ", ".join(f"{key} {'desc' if is_down else 'asc'}" for key in stretch.keys)
        found = self._rows(
            f"{sql} order by {order} limit ? offset ?",
            (*self._values(stretch), *beyond, size, offset),
        )
        return found[::-1] if is_backward else found

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
