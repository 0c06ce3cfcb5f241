"""Turns what the driver raised into a sentence. The sentences' classes live in `errors`."""

from __future__ import annotations

import datetime as dt
import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from loyaltytui.book.errors import (
    BookBusy,
    BookError,
    BookMissing,
    BookReadOnly,
    BookUnreadable,
    Conflict,
    NotFound,
    NotSaved,
    Refused,
)


def _driver() -> Any:  # noqa: ANN401  a module
    """The newer of the two that may be installed: the one peewee would choose as well.

    No other may touch a book: two SQLites in one process break each other's locks.
    """
    import sqlite3

    try:
        from pysqlite3 import dbapi2 as newer
    except ImportError:
        return sqlite3
    return newer if newer.sqlite_version_info >= sqlite3.sqlite_version_info else sqlite3


DRIVER: Any = _driver()
DRIVER.register_adapter(dt.date, dt.date.isoformat)


def raw_errors(*others: type[Exception], name: str = "Error") -> tuple[type[Exception], ...]:
    """What the drivers raise where peewee is not between: SQLCipher's too, once it is loaded."""
    loaded = (DRIVER, sys.modules.get("sqlcipher3.dbapi2"))
    return (*(getattr(each, name) for each in loaded if each is not None), *others)


def _built_errors() -> tuple[type[Exception], ...]:
    """What queries raise that peewee built, once it is loaded."""
    peewee = sys.modules.get("peewee")
    return () if peewee is None else (peewee.PeeweeException,)


_ERROR, _BUSY, _LOCKED, _NOMEM, _READONLY, _IOERR, _CORRUPT = 1, 5, 6, 7, 8, 10, 11
_FULL, _CANTOPEN, _TOOBIG, _NOTADB = 13, 14, 18, 26
_FOREIGN_KEY, _UNIQUE = 787, 2067
_NO_MEMORY = (3082, 5386)
"""What SQLite calls an error of the disk: memory for a read, or for the log's index."""
_NO_ROOM = 1 << 16
"""Bytes."""
_DAMAGE_WITHOUT_CODE = ("Could not decode to UTF-8", "no such table", "no such column")


def sqlite_code(error: BaseException | None) -> int:
    """The primary SQLite result code behind an error; 0 when there is none."""
    return _extended_code(error) & 0xFF


def _extended_code(error: BaseException | None) -> int:
    """The first code down the chain that says something.

    peewee may raise "cannot rollback - no transaction is active" after a full disk: that is
    the generic code, and the true reason lies further down. A sentence already told ends the
    chain: what lies behind it is another story, such as the failure before this retry.
    """
    code = 0
    seen: set[int] = set()
    while error is not None and id(error) not in seen and not isinstance(error, BookError):
        seen.add(id(error))
        found = getattr(error, "sqlite_errorcode", None)
        if isinstance(found, int):
            code = found
        if code not in (0, _ERROR):
            break
        error = error.__cause__ or error.__context__
    return code


def sentence_for(error: BaseException, path: Path) -> BookError:
    """The typed error, with its sentence, for whatever the driver raised."""
    if str(error).startswith("cannot rollback") and (already := _told_before(error)):
        return already
    code = sqlite_code(error)
    if isinstance(error, OSError):
        return _sentence_of_system(error, path)
    if isinstance(error, MemoryError) or code == _NOMEM or _extended_code(error) in _NO_MEMORY:
        return NotSaved("Not saved: the machine is out of memory. Close something and try again.")
    if isinstance(error, OverflowError):
        return Refused("That number or day is too large for a book.")
    if isinstance(error, UnicodeEncodeError):
        return Refused("Not saved: that text holds characters that no book can store.")
    is_damage = isinstance(error, UnicodeDecodeError) or str(error).startswith(_DAMAGE_WITHOUT_CODE)
    if is_damage or code in (_CORRUPT, _NOTADB):
        return BookUnreadable(
            f"{path} is damaged or is no loyaltytui book. Nothing was changed. "
            "See its backups with: loyaltytui backup --list"
        )
    if str(error).startswith("no such index"):
        return BookUnreadable(
            f"{path} lacks an index that it is read by. Nothing was changed. "
            "It is made anew by: loyaltytui check --repair"
        )
    if code in (_BUSY, _LOCKED):
        return BookBusy("Not saved: another program is using the book. Try again in a moment.")
    if code == _READONLY:
        return BookReadOnly(f"Not saved: {path} is read-only. Make it writable and try again.")
    if code == _FULL or (code == _IOERR and _is_full(path)):
        return NotSaved("Not saved: the disk is full. Make room and try again.")
    if code == _IOERR:
        return NotSaved("Not saved: the disk reported an error. Check it and try again.")
    if code == _CANTOPEN:
        return BookMissing(f"{path} can't be opened. Check that it is there and may be read.")
    if code == _TOOBIG:
        return NotSaved("Not saved: that text is too long for a book.")
    return _sentence_of_constraint(error)


def _is_full(path: Path) -> bool:
    """Has the disk no room left? SQLite calls that an error of the disk for some of its files."""
    import shutil

    try:
        return shutil.disk_usage(path.parent).free < _NO_ROOM
    except OSError:
        return False


def _told_before(error: BaseException | None) -> BookError | None:
    """The sentence behind a rollback that found nothing to roll back.

    A full disk, or memory, takes the transaction with it: what took it has been told already,
    and that there is nothing left to take back is no news.
    """
    while error is not None and not isinstance(error, BookError):
        error = error.__cause__ or error.__context__
    return error


def _sentence_of_constraint(error: BaseException) -> BookError:
    code = _extended_code(error)
    if code == _FOREIGN_KEY:
        return NotFound("Not saved: what it belongs to is not in the book any more.")
    if code == _UNIQUE:
        return Conflict("Not saved: the same is in the book already. Look again.")
    return NotSaved(f"Not saved: {error}")


def _sentence_of_system(error: OSError, path: Path) -> BookError:
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return BookReadOnly(f"Not saved: {path} is read-only. Make it writable and try again.")
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return NotSaved("Not saved: the disk is full. Make room and try again.")
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return BookMissing(f"The folder {path.parent} is not there. Check the path.")
    return NotSaved(f"Not saved: {path}: {error.strerror or error}.")


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Raises a `BookError` with a sentence in place of anything the driver raises.

    Not for files that a verb itself touches: a missing one of those says nothing about the
    book, and would get the wrong sentence.
    """
    try:
        yield
    except raw_errors(*_built_errors(), MemoryError, OverflowError, UnicodeError) as error:
        raise sentence_for(error, path) from error


@contextmanager
def told_of_files(path: Path) -> Iterator[None]:
    """As `told`, and also when the system refuses the file at `path` itself."""
    try:
        with told(path):
            yield
    except OSError as error:
        raise sentence_for(error, path) from error
