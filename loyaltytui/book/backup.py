"""Copies of the book, each made in one step, verified, and only then given its name.

Which copies there are and which may go lives in `backups`; putting one back, in `restoring`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from loyaltytui.book.connection import raw
from loyaltytui.book.database import Database
from loyaltytui.book.errors import BookBusy, BookError, BookUnreadable
from loyaltytui.book.faults import raw_errors, told_of_files
from loyaltytui.book.files import backup_folder, make_private_folder, put_in_place
from loyaltytui.book.lock import writer_lock
from loyaltytui.book.stopping import Follower, followed

if TYPE_CHECKING:
    from sqlite3 import Connection

__all__ = ["back_up", "backup_folder", "copy_to", "pour", "prove", "told_by_name", "turns"]

_NAME = r"(\d{6,})(?:-(\d{4}-\d\d-\d\d)-(\d{4}))?-([a-z-]+)\.(?:db|damaged)"

TURN_SECONDS = 30.0
_SLICE = 1_000
"""Pages that are copied between two looks at whoever follows: some milliseconds."""
_MOST_REFUSALS = 6
"""So many times a quarter of a second is another program waited for."""


def back_up(
    db: Database,
    path: Path,
    why: str,
    at: dt.datetime | None = None,
    follower: Follower | None = None,
) -> Path:
    """A verified copy in the backups folder, named by sequence: clocks can jump, counts can't.

    `at` stands in the name for people to read. The caller's connection must not be in the middle
    of a verb.
    """
    with _said_of_backups(), turns(path, follower) as folder:
        target = next_name(folder, why, at)
        copy_to(db, target, follower)
    return target


@contextmanager
def turns(path: Path, follower: Follower | None = None) -> Iterator[Path]:
    """The backups folder, for one program at a time: what others left half done is cleared."""
    folder = backup_folder(path)
    with told_of_files(folder):
        make_private_folder(folder)
    waiting = None if follower is None else partial(follower.tell, 0)
    with writer_lock(folder, TURN_SECONDS, waiting):
        for left in folder.glob(".*.new*"):
            with suppress(OSError):
                left.unlink()
        yield folder


def told_by_name(name: str) -> re.Match[str] | None:
    """A number first, then day and time where there are any, then why."""
    return re.fullmatch(_NAME, name)


def next_name(folder: Path, why: str, at: dt.datetime | None, ending: str = "db") -> Path:
    """The name after the highest number there is. Only for whose turn it is."""
    with told_of_files(folder):
        taken = (told_by_name(entry.name) for entry in folder.iterdir())
        number = 1 + max((int(found[1]) for found in taken if found), default=0)
    when = "" if at is None else f"-{at:%Y-%m-%d-%H%M}"
    return folder / f"{number:06d}{when}-{why}.{ending}"


def copy_to(db: Database, target: Path, follower: Follower | None = None) -> None:
    """Writes a whole copy to `target`, or nothing: verified first, then given its name.

    A file that is at `target` already is `Refused`.
    """
    with told_of_files(target), put_in_place(target) as written:
        copy = raw(written, db.key)
        try:
            # Around both, so that nobody writes between copying and counting.
            with db.one_reading():
                counted = _counts(db.connection())
                _copy_pages(db.connection(), copy, follower)
            copy.execute("pragma journal_mode = delete")
            if follower is not None:
                follower.begin("Proving the copy")
            with followed(copy, follower):
                prove(copy, f"The copy {target} did not verify; it was not kept.")
            if follower is not None:
                follower.tell(0)
            if _counts(copy) != counted:
                raise BookUnreadable(f"The copy {target} is not whole; it was not kept.")
        finally:
            copy.close()


def _copy_pages(source: Connection, copy: Connection, follower: Follower | None) -> None:
    """All of them, or slice by slice for whoever follows.

    The caller is in the middle of a reading: what others write meanwhile is not seen by it, so
    that no slice begins the copy anew.
    """
    if follower is None:
        pour(source, copy)
        return

    def progress(status: int, remaining: int, total: int) -> None:
        follower.tell(total - remaining, total)
        if 0 < remaining <= _SLICE:
            # With the last slice all of it is put on the disk: nobody knows how long that takes.
            follower.begin("Copying the last of it")
        patience(status, 0, total)

    patience = _patience()
    follower.begin("Copying the book")
    source.backup(copy, pages=_SLICE, progress=progress)


def pour(source: Connection, target: Connection) -> None:
    """Copies every page in one step: in several, it would begin anew while somebody writes.

    The driver would wait for ever for a book that another program holds; this does not.
    """
    source.backup(target, pages=-1, progress=_patience())


def _patience() -> Callable[[int, int, int], None]:
    refusals = 0

    def progress(status: int, remaining: int, total: int) -> None:
        nonlocal refusals
        refusals += remaining > 0 or status in (5, 6)
        if refusals >= _MOST_REFUSALS:
            raise BookBusy("Another program is using the book. Try again in a moment.")

    return progress


def prove(connection: Connection, otherwise: str) -> None:
    """Raises `BookUnreadable` with that sentence unless every page and every link is sound."""
    try:
        is_whole = connection.execute("pragma integrity_check(1)").fetchone() == ("ok",)
        if is_whole and not connection.execute("pragma foreign_key_check").fetchone():
            return
    except raw_errors(UnicodeDecodeError, name="DatabaseError") as damage:
        raise BookUnreadable(otherwise) from damage
    raise BookUnreadable(otherwise)


def _counts(connection: Connection) -> dict[str, int]:
    """The rows of every table, the index's own left out: it has no rows of its own to lose."""
    tables = connection.execute(
        "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' "
        "and name not like 'search%'"
    ).fetchall()
    return {
        name: connection.execute(f'select count(*) from "{name}"').fetchone()[0]
        for (name,) in tables
    }


@contextmanager
def _said_of_backups() -> Iterator[None]:
    """A full disk spoils the copy, and nothing of the book: the sentence says so."""
    try:
        yield
    except BookError as error:
        said = str(error).removeprefix("Not saved: ")
        if said == str(error):
            raise
        raise type(error)(f"No backup was made: {said}") from error
