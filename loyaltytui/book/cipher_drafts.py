"""Unsaved text beside a locked book: the same few words, in a small locked file of their own.

Which texts there are, and how their file is put in place, lives in `unsaved`.
"""

from __future__ import annotations

import errno
from contextlib import closing
from pathlib import Path

from loyaltytui.book import cipher
from loyaltytui.book.connection import raw
from loyaltytui.book.errors import BookLocked


def read(path: Path) -> str:
    """The text of a locked file; a `ValueError` for one that can't be read."""
    try:
        key = cipher.key_of(path)
        with closing(raw(path, key, writable=False, at_rest=True)) as connection:
            (text,) = connection.execute("select text from unsaved").fetchone()
    except (BookLocked, TypeError, cipher.driver().Error) as error:
        raise ValueError("unsaved text that can't be read") from error
    return str(text)


def write(path: Path, key: cipher.Key, text: str) -> None:
    """Fills an empty file; whoever called sees to it that it reaches the disk."""
    try:
        with closing(raw(path, key)) as connection:
            # Nobody reads it before it is whole, and no journal beside it is left behind.
            connection.execute("pragma journal_mode = off").fetchall()
            connection.execute("create table unsaved(text text not null)")
            connection.execute("insert into unsaved values (?)", (text,))
    except cipher.driver().Error as error:
        raise OSError(errno.EIO, str(error), str(path)) from error
