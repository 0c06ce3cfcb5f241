"""Looks into copies of a book without changing a byte of them.

What is made of it lives in `backups` and `restoring`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from loyaltytui.book import cipher
from loyaltytui.book.connection import raw
from loyaltytui.book.errors import BookError
from loyaltytui.book.faults import raw_errors
from loyaltytui.book.files import has_log


@contextmanager
def looking(path: Path) -> Iterator[Any]:
    """A connection that can't write.

    A file with no log beside it is taken as it lies; with one, only SQLite's own way of reading
    sees all that was written.
    """
    connection = raw(path, cipher.key_of(path), writable=False, at_rest=not has_log(path))
    try:
        yield connection
    finally:
        connection.close()


def a_copy(path: Path, sql: str) -> tuple[Any, ...] | None:
    """The first row of an answer. None: there is none, or the file can't be read."""
    try:
        with looking(path) as connection:
            found: tuple[Any, ...] | None = connection.execute(sql).fetchone()
            return found
    except raw_errors(BookError, OSError, UnicodeDecodeError):
        return None
