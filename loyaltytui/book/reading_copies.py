"""Looks into copies of a book without changing a byte of them.

What is made of it lives in `backups` and `restoring`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from loyaltytui.book.faults import DRIVER
from loyaltytui.book.files import has_log


@contextmanager
def looking(path: Path) -> Iterator[Any]:
    """A connection that can't write.

    A file with no log beside it is taken as it lies; with one, only SQLite's own way of reading
    sees all that was written.
    """
    options = "" if has_log(path) else "&immutable=1"
    connection = DRIVER.connect(f"file:{quote(str(path))}?mode=ro{options}", uri=True, timeout=1.5)
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
    except (DRIVER.Error, OSError, UnicodeDecodeError):
        return None
