"""Copies of the book, each made in one step, verified, and only then given its name.

Restoring one over the live book is done with SQLite, never by copying a file.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from typing import Any

import peewee

from loyaltytui.book.errors import BookUnreadable
from loyaltytui.book.faults import told

_NAME = re.compile(r"(\d{6})-[a-z-]+\.db")


def backup_folder(path: Path) -> Path:
    """Where a book's copies live: beside it."""
    return path.with_name(f"{path.name}.backups")


def back_up(db: peewee.SqliteDatabase, path: Path, why: str) -> Path:
    """A verified copy in the backups folder, named by sequence: clocks can jump, counts can't."""
    folder = backup_folder(path)
    folder.mkdir(mode=0o700, exist_ok=True)
    taken = (_NAME.fullmatch(entry.name) for entry in folder.iterdir())
    number = 1 + max((int(found[1]) for found in taken if found), default=0)
    target = folder / f"{number:06d}-{why}.db"
    copy_to(db, target)
    return target


def copy_to(db: peewee.SqliteDatabase, target: Path) -> None:
    """Writes a whole copy to `target`, or nothing: verified first, then renamed into place."""
    driver: Any = peewee.sqlite3  # type: ignore[attr-defined]  # missing in peewee's stubs
    with told(target):
        descriptor, name = tempfile.mkstemp(prefix=".copy-", dir=target.parent)
        os.close(descriptor)
        try:
            copy = driver.connect(name, isolation_level=None)
            try:
                db.connection().backup(copy, pages=-1)
                copy.execute("pragma journal_mode = delete")
                if copy.execute("pragma integrity_check").fetchone() != ("ok",):
                    raise BookUnreadable(f"The copy {target} did not verify; it was not kept.")
            finally:
                copy.close()
            _sync(Path(name))
            os.replace(name, target)
            _sync(target.parent)
        finally:
            Path(name).unlink(missing_ok=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
