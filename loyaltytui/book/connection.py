"""Connections to a book's file, with its key where it has one. What is done with them lives above.

Only one SQLite may touch a file in one process: two would break each other's locks. A plain
book is opened by the driver that `faults` names, a locked one by SQLCipher alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from loyaltytui.book import cipher
from loyaltytui.book.database import Database
from loyaltytui.book.faults import DRIVER, raw_errors
from loyaltytui.book.file_uri import file_uri

WRITE_WAIT_SECONDS = 1.5
_PRAGMAS = {
    "foreign_keys": 1,
    "cell_size_check": 1,
    "secure_delete": 1,
    "temp_store": 2,
    "fullfsync": 1,
    "checkpoint_fullfsync": 1,
}
_WRITER_PRAGMAS = {"journal_mode": "wal", "synchronous": 2}


def connect(
    path: Path, *, writable: bool = True, at_rest: bool = False, like: Path | None = None
) -> Database:
    """A database that never creates its file. `at_rest`: nobody writes, the medium may refuse.

    `like`: it is still empty, and is to be locked as that other file is.
    """
    key = cipher.key_of(like or path)
    pragmas = _PRAGMAS | (_WRITER_PRAGMAS if writable else {})

    def opened() -> Any:  # noqa: ANN401  of either driver
        connection = raw(path, key, writable=writable, at_rest=at_rest)
        try:
            for name, value in pragmas.items():
                connection.execute(f"pragma {name} = {value}")
        except raw_errors(MemoryError):
            connection.close()
            raise
        return connection

    return Database(opened, key)


def raw(
    path: Path,
    key: cipher.Key | None,
    *,
    writable: bool = True,
    at_rest: bool = False,
    timeout: float = WRITE_WAIT_SECONDS,
    driver: Any = None,  # noqa: ANN401  a module
) -> Any:  # noqa: ANN401  of either driver
    """A connection by itself, for SQLite's own copying. It never makes a file."""
    driver = driver or (DRIVER if key is None else cipher.driver())
    connection = driver.connect(
        file_uri(path, writable=writable, at_rest=at_rest),
        uri=True,
        isolation_level=None,
        timeout=timeout,
    )
    if key is not None:
        connection.execute(f'pragma key = "{key.spec}"')
    return connection
