"""A book's file, open: a connection for each thread, and transactions over it.

How a connection is made lives in `connection`; what is read and written through it, in the pages
and verbs.
"""

from __future__ import annotations

# What `threading.local` is, without the rest of `threading`.
from _thread import _local as local
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import peewee

    from loyaltytui.book.cipher import Key


class Transaction:
    """All of what is written meanwhile, or nothing; one inside another is part of it."""

    def __init__(self, database: Database, kind: str) -> None:
        self._database = database
        self._kind = kind
        self._mark = ""
        """What it is called inside another; empty for the one around all."""
        self._is_over = False

    def __enter__(self) -> Transaction:
        depth = self._database.depth
        self._mark = f"within_{depth}" if depth else ""
        self._run(f"savepoint {self._mark}" if self._mark else f"begin {self._kind}")
        self._database.depth = depth + 1
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._database.depth -= 1
        if error is not None:
            self.rollback()
        elif not self._is_over:
            try:
                self._run(f"release {self._mark}" if self._mark else "commit")
                self._is_over = True
            finally:
                self.rollback()

    def rollback(self) -> None:
        """Takes back what was written; once it is over there is nothing to take back.

        Nor where a full disk, or memory, took it back already.
        """
        if self._is_over or not self._database.connection().in_transaction:
            return
        self._is_over = True
        if self._mark:
            self._run(f"rollback to {self._mark}")
            self._run(f"release {self._mark}")
        else:
            self._run("rollback")

    def _run(self, sql: str) -> None:
        self._database.execute_sql(sql)


class Database:
    """One file of SQLite. Each thread has its own connection, opened when it first asks."""

    def __init__(self, opened: Callable[[], Any], key: Key | None) -> None:
        self.key = key
        """What it is opened with. None: it is not locked."""
        self._opened = opened
        self._mine = local()

    def connect(self) -> None:
        """Opens this thread's connection, if it is not."""
        self.connection()

    def connection(self) -> Any:  # noqa: ANN401  of either driver
        """This thread's connection."""
        found = getattr(self._mine, "connection", None)
        if found is None:
            found = self._mine.connection = self._opened()
            self.depth = 0
        return found

    @property
    def depth(self) -> int:
        """In how many transactions, one inside another, this thread is."""
        return getattr(self._mine, "depth", 0)

    @depth.setter
    def depth(self, depth: int) -> None:
        self._mine.depth = depth

    def is_closed(self) -> bool:
        """Has this thread no connection?"""
        return getattr(self._mine, "connection", None) is None

    def close(self) -> None:
        """Closes this thread's connection, if it has one."""
        found = getattr(self._mine, "connection", None)
        self._mine.connection = None
        if "built" in vars(self):
            self.built.close()
        if found is not None:
            found.close()

    def execute_sql(self, sql: str, values: Sequence[object] = ()) -> Any:  # noqa: ANN401  a cursor
        """What one statement gives."""
        return self.connection().execute(sql, values)

    def pragma(self, name: str) -> Any:  # noqa: ANN401  a number or a word
        """What SQLite says of the file or of the connection."""
        return self.execute_sql(f"pragma {name}").fetchone()[0]

    @contextmanager
    def without_waiting(self) -> Iterator[None]:
        """Whatever another program holds just now is not waited for."""
        waits = self.pragma("busy_timeout")
        self.execute_sql("pragma busy_timeout = 0")
        try:
            yield
        finally:
            self.execute_sql(f"pragma busy_timeout = {waits}")

    @contextmanager
    def one_reading(self) -> Iterator[None]:
        """Whatever others write meanwhile is not seen: all that is read is of one moment."""
        if self.depth:
            yield
            return
        self.execute_sql("begin")
        self.depth = 1
        try:
            yield
        finally:
            self.depth = 0
            # A read error, or an interrupt, may have ended it already.
            if self.connection().in_transaction:
                self.execute_sql("rollback")

    def atomic(self, kind: str = "deferred") -> Transaction:
        """A transaction, or a part of the one that this thread is in already."""
        return Transaction(self, kind)

    @cached_property
    def built(self) -> peewee.SqliteDatabase:
        """The same connections, for queries that peewee builds.

        Loaded only where there are any: that takes longer than most verbs.
        """
        from loyaltytui.book.built import Built

        return Built(self.connection)
