"""The way along an order: so many who pass a sieve, from somebody on, run after run.

Which runs an order is made of lives in `contact_stretches`; whose place is which, in
`contact_order`.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import Any

from loyaltytui.book.contact_stretches import Rows, Sieve, Stretch, compared

FAR = 1_000
"""So many are looked at along an order, and then twice as many each time, for who passes."""

Place = tuple[int, tuple[Any, ...]]
"""In which stretch somebody stands, and what orders them in it, to their id."""


class Way:
    """Reads who follows whom, forward or backward."""

    def __init__(
        self, rows: Rows, stretches: Sequence[Stretch], sieve: Sieve, index: str, most: float
    ) -> None:
        """`index`: in SQL, that of the order. `most`: so many are looked at in one reading."""
        self._rows = rows
        self._stretches = stretches
        self._sieve = sieve
        self._index = index
        self._most = most

    def on(
        self,
        number: int,
        size: int,
        *,
        beyond: tuple[Any, ...] = (),
        offset: int = 0,
        is_backward: bool = False,
    ) -> list[Place] | None:
        """So many from a place on. None: more than the most were looked at in vain."""
        found: list[Place] = []
        passed, window = 0, FAR
        while len(found) < size and 0 <= number < len(self._stretches):
            stretch = self._stretches[number]
            along = _Along(stretch, beyond, is_backward=is_backward)
            end = () if offset else self._end(along, window)
            found += [(number, row) for row in self._page(along, size - len(found), offset, end)]
            size_of_all = stretch.size or window
            passed += size_of_all if offset else min(window, size_of_all)
            if passed > self._most and len(found) < size:
                return None
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
