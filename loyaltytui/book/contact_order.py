"""Everybody in the order of a column, read a screenful at a time through the index of that order.

Which columns there are and how empty values stand is said here; what filters mean, in `sifting`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any

from msgspec import Struct

from loyaltytui.entries import ContactId
from loyaltytui.loyalty.reach import Reach

CHUNK = 100
"""So many contacts are read at once: more than most screens hold."""
FEW = 1_000
"""So many are put in order at once, however they were found."""

Rows = Callable[[str, Sequence[object]], list[tuple[Any, ...]]]


class Column(StrEnum):
    """What the contacts list can be sorted by."""

    NAME = "name"
    ACCOUNT = "account"
    TIER = "tier"
    STEP = "step"
    TRUST = "trust"
    WORTH = "worth"
    REACH = "reach"
    LAST = "last"
    NEXT = "next"

    @property
    def begins_high(self) -> bool:
        """Is the highest first, unless the order is turned around?"""
        return self in (Column.STEP, Column.TRUST, Column.WORTH)


class Sieve(Struct, frozen=True):
    """A condition in SQL over `standing`, and its values."""

    sql: str = "1"
    values: tuple[object, ...] = ()
    has_index: bool = False
    """Does it lead to its contacts by itself? Any other reads through one index."""


EVERYBODY = Sieve()


class Stretch(Struct, frozen=True):
    """A run of the list that one index gives in its order."""

    where: str
    values: tuple[object, ...]
    keys: tuple[str, ...]
    """Columns that order it, to the last one and without ties."""
    is_down: bool
    count: int


_BY_NAME = ("name_key", "contact_id")
_INDEXES = {
    Column.NAME: "standing_by_name",
    Column.ACCOUNT: "standing_by_account",
    Column.TIER: "standing_by_tier",
    Column.STEP: "standing_by_step",
    Column.TRUST: "standing_by_trust",
    Column.WORTH: "standing_by_worth",
    Column.REACH: "standing_by_reach",
    Column.LAST: "standing_by_last_contact",
    Column.NEXT: "standing_by_next_check_in",
}
# Few different values: each is a stretch of its own, in which people always stand from A to Z.
_GROUPED = {
    Column.TIER: "tier_key",
    Column.STEP: "step",
    Column.TRUST: "trust",
    Column.WORTH: "worth_currency",
    Column.REACH: "reach",
}
# Many different values: those who have any, then those who have none.
_PARTED = {
    Column.ACCOUNT: ("account_key", "account_key > ''", "account_key = ''"),
    Column.LAST: ("last_contact_on", "last_contact_on is not null", "last_contact_on is null"),
    Column.NEXT: ("next_check_in_on", "next_check_in_on is not null", "next_check_in_on is null"),
}
_REACHES = [str(each) for each in Reach]


def these(ids: Iterable[int]) -> Sieve:
    """Only these contacts."""
    values = (json.dumps(list(ids)),)
    return Sieve("contact_id in (select value from json_each(?))", values, has_index=True)


def stretches(
    rows: Rows, column: Column, sieve: Sieve, counted_in: str, *, is_reversed: bool
) -> list[Stretch]:
    """The runs that make up the list, in their order; empty values come last either way.

    `counted_in`: which index they are counted in.
    """

    def count(where: str) -> int:
        if where == "1" and sieve == EVERYBODY:
            # Of all indexes SQLite takes the smallest.
            return int(rows("select count(*) from standing", ())[0][0])
        sql = f"select count(*) from standing {counted_in} where {where} and {sieve.sql}"
        return int(rows(sql, sieve.values)[0][0])

    is_down = column.begins_high != is_reversed
    if column in _PARTED:
        key, some, none = _PARTED[column]
        return [
            Stretch(some, (), (key, *_BY_NAME), is_down, count(some)),
            Stretch(none, (), _BY_NAME, False, count(none)),
        ]
    if column is Column.NAME:
        return [Stretch("1", (), _BY_NAME, is_down, count("1"))]
    name = _GROUPED[column]
    found = rows(
        f"select {name}, count(*) from standing {counted_in} where {sieve.sql} group by {name}",
        sieve.values,
    )
    # Amounts in different currencies never stand among each other; no amount is always 0.
    keys = ("worth_minor", *_BY_NAME) if column is Column.WORTH else _BY_NAME
    return [
        Stretch(f"{name} = ?", (value,), keys, is_down and keys != _BY_NAME and value != "", size)
        for value, size in _ranked(column, found, is_down=is_down)
    ]


def _ranked(
    column: Column, found: list[tuple[Any, ...]], *, is_down: bool
) -> list[tuple[Any, ...]]:
    """The values of a column as they follow each other; none at all comes last."""
    if column is Column.REACH:
        ranked = sorted(found, key=lambda row: _REACHES.index(row[0]), reverse=is_down)
    elif column is Column.WORTH:
        ranked = sorted(found)
    else:
        ranked = sorted(found, reverse=is_down)
    return sorted(ranked, key=lambda row: row[0] == "")


def _counting(column: Column, sieve: Sieve) -> str:
    """The index to count in: the one that holds all that is asked."""
    return _INDEXES[column] if sieve == EVERYBODY else _INDEXES[Column.NAME]


def few_passing(rows: Rows, sieve: Sieve) -> list[ContactId] | None:
    """Everybody who passes a sieve, by name, if they are few. None: they are many."""
    if sieve == EVERYBODY:
        return None
    hint = "" if sieve.has_index else f"indexed by {_INDEXES[Column.NAME]}"
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
        self._index = "not indexed" if few is not None else f"indexed by {_INDEXES[column]}"
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
