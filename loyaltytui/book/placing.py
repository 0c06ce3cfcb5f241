"""Who stands where in an order: counted, which in a long one takes a moment.

Reading along it lives in `walking`; which places have been looked at, in `contact_order`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct

from loyaltytui.book.contact_stretches import Column, Rows, Sieve, Stretch, sizes
from loyaltytui.book.walking import Place
from loyaltytui.entries import ContactId


class Counts(Struct, frozen=True):
    """What nobody knows of an order that was only read here and there."""

    count: int
    """How many there are."""
    place: int
    """Where the one stands who was gone to; the first place where nobody was."""


class Placing:
    """Counts those who pass a sieve, as they stand in an order. May be asked in any thread."""

    def __init__(
        self, rows: Rows, column: Column, stretches: Sequence[Stretch], sieve: Sieve, index: str
    ) -> None:
        """`index`: in SQL, that of the order."""
        self._rows = rows
        self._column = column
        self._stretches = stretches
        self._sieve = sieve
        self._index = index

    def count(self) -> int:
        """How many there are."""
        found, values = self._sieve.passing
        count: int = self._rows(f"select count(*) from {found}", values)[0][0]
        return count

    @cached_property
    def sizes(self) -> list[int]:
        """How many stand in each stretch."""
        return sizes(self._rows, self._column, self._sieve, self._stretches)

    def sought(self, contact_id: ContactId) -> Place:
        """What orders a contact; raises `ValueError` when they are not in the list."""
        for number, stretch in enumerate(self._stretches):
            own = self._rows(
                f"select {', '.join(stretch.keys)} from standing "
                f"where {stretch.where} and {self._sieve.sql} and contact_id = ?",
                (*stretch.values, *self._sieve.values, contact_id),
            )
            if own:
                return number, own[0]
        raise ValueError(contact_id)

    def before(self, one: Place) -> int:
        """How many stand before somebody."""
        number, key = one
        stretch = self._stretches[number]
        within: int = self._rows(
            f"select count(*) from standing {self._index} "
            f"where {stretch.beyond('>' if stretch.is_down else '<')} and {self._sieve.sql}",
            (*stretch.values, *key, *self._sieve.values),
        )[0][0]
        return (sum(self.sizes[:number]) if number else 0) + within

    def at(self, place: int) -> tuple[int, int]:
        """In which stretch a place is, and how far in it."""
        for number, size in enumerate(self.sizes):
            if place < size:
                return number, place
            place -= size
        return len(self.sizes) - 1, self.sizes[-1] - 1
