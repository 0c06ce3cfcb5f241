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
        where, values = along.up_to()
        ends = self._rows(
            f"select {along.columns} from standing {self._index} where {where} "
            f"order by {along.order} limit 1 offset ?",
            (*values, window - 1),
        )
        return ends[0] if ends else ()

    def _page(
        self, along: _Along, size: int, offset: int, end: tuple[Any, ...]
    ) -> list[tuple[Any, ...]]:
        """So many who pass, from an offset on and up to an end."""
        where, values = along.up_to(end)
        return self._rows(
            f"select {along.columns} from standing {self._index} where {where} "
            f"and {self._sieve.sql} order by {along.order} limit ? offset ?",
            (*values, *self._sieve.values, size, offset),
        )


class _Along:
    """A way along a stretch: from its beginning, or beyond somebody; forward or backward."""

    def __init__(
        self, stretch: Stretch, beyond: tuple[Any, ...] = (), *, is_backward: bool = False
    ) -> None:
        self._is_down = stretch.is_down != is_backward
        self.stretch = stretch
        self._beyond = beyond
        self.columns = ", ".join(stretch.keys)
        direction = "desc" if self._is_down else "asc"
        self.order = ", ".join(f"{key} {direction}" for key in stretch.keys)

    def up_to(self, end: tuple[Any, ...] = ()) -> tuple[str, tuple[Any, ...]]:
        """SQL for all on the way, or for those up to an end, and its values."""
        stretch, beyond = self.stretch, self._beyond
        behind, ahead = ("<", ">=") if self._is_down else (">", "<=")
        parts = [compared(stretch.keys, behind)] if beyond else []
        parts += [compared(stretch.keys, ahead)] if end else []
        # Given two lower bounds, SQLite seeks by the stretch's own, and reads on to its beginning.
        is_said = stretch.is_open and bool(end if self._is_down else beyond)
        where = " and ".join(parts if is_said else [stretch.where, *parts])
        return where, (*stretch.values, *beyond, *end)
