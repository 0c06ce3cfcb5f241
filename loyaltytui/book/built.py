"""The book's own connections as peewee sees them, for queries that are built rather than told.

Whoever tells a query in SQL needs none of this: `database`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import peewee


class Built(peewee.SqliteDatabase):
    """Executes on connections that somebody else opens and closes."""

    def __init__(self, connection: Callable[[], Any]) -> None:
        super().__init__("a book that is open already")
        self._opened = connection

    def _connect(self) -> Any:  # noqa: ANN401  of either driver
        return self._opened()

    def _close(self, conn: object) -> None:
        """Nothing: the connection is the book's."""
