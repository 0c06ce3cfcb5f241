"""Many rows of one table, written together. What they are is known to whoever brings them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from loyaltytui.book.database import Database

_TOGETHER = 25
"""Rows of a statement. SQLite looks up the next ids of a table and of its history once in each:
row by row that took as long as writing them."""


def insert_rows(
    db: Database, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Writes them in their order. Always so many together, or one: SQLite has to read but two
    statements, however many rows there are."""
    left = list(rows)
    one = f"({', '.join('?' * len(columns))})"
    into = f"insert into {table} ({', '.join(columns)}) values "
    whole = len(left) - len(left) % _TOGETHER
    parts = (left[start : start + _TOGETHER] for start in range(0, whole, _TOGETHER))
    connection = db.connection()
    if whole:
        together = into + ", ".join([one] * _TOGETHER)
        connection.executemany(together, (tuple(chain.from_iterable(part)) for part in parts))
    if whole < len(left):
        connection.executemany(into + one, left[whole:])
