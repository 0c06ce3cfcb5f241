"""Copies of the book, each made in one step, verified, and only then given its name.

Restoring one over the live book is done with SQLite, never by copying a file.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import peewee

from loyaltytui.book.errors import BookUnreadable
from loyaltytui.book.faults import DRIVER, told_of_files
from loyaltytui.book.files import backup_folder, make_private_folder, put_in_place

__all__ = ["back_up", "backup_folder", "copy_to"]

_NAME = re.compile(r"(\d{6,})-[a-z-]+\.db")


def back_up(db: peewee.SqliteDatabase, path: Path, why: str) -> Path:
    """A verified copy in the backups folder, named by sequence: clocks can jump, counts can't."""
    folder = backup_folder(path)
    with told_of_files(folder):
        make_private_folder(folder)
        taken = (_NAME.fullmatch(entry.name) for entry in folder.iterdir())
        number = 1 + max((int(found[1]) for found in taken if found), default=0)
    target = folder / f"{number:06d}-{why}.db"
    copy_to(db, target)
    return target


def copy_to(db: peewee.SqliteDatabase, target: Path) -> None:
    """Writes a whole copy to `target`, or nothing: verified first, then given its name.

    A file that is at `target` already is `Refused`.
    """
    with told_of_files(target), put_in_place(target) as written:
        copy: Any = DRIVER.connect(str(written), isolation_level=None)
        try:
            db.connection().backup(copy, pages=-1)
            copy.execute("pragma journal_mode = delete")
            is_whole = copy.execute("pragma integrity_check").fetchone() == ("ok",)
            if not is_whole or copy.execute("pragma foreign_key_check").fetchone():
                raise BookUnreadable(f"The copy {target} did not verify; it was not kept.")
        finally:
            copy.close()
