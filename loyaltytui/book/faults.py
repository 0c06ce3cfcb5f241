"""Turns what the driver raised into a sentence. The sentences' classes live in `errors`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import peewee

from loyaltytui.book.errors import (
    BookBusy,
    BookError,
    BookMissing,
    BookReadOnly,
    BookUnreadable,
    NotSaved,
)

_BUSY, _LOCKED, _NOMEM, _READONLY, _IOERR, _CORRUPT = 5, 6, 7, 8, 10, 11
_FULL, _CANTOPEN, _TOOBIG, _NOTADB = 13, 14, 18, 26


def sqlite_code(error: BaseException | None) -> int:
    """The primary SQLite result code behind an error; 0 when there is none.

    peewee may raise "cannot rollback - no transaction is active" after a full disk: the
    true reason is then further down the chain, so the whole chain is walked and the
    deepest code wins.
    """
    code = 0
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        found = getattr(error, "sqlite_errorcode", None)
        if isinstance(found, int):
            code = found & 0xFF
        error = error.__cause__ or error.__context__
    return code


def sentence_for(error: BaseException, path: Path) -> BookError:
    """The typed error, with its sentence, for whatever the driver raised."""
    code = sqlite_code(error)
    if isinstance(error, MemoryError) or code == _NOMEM:
        return NotSaved("Not saved: the machine is out of memory. Close something and try again.")
    if isinstance(error, UnicodeDecodeError) or code in (_CORRUPT, _NOTADB):
        return BookUnreadable(
            f"{path} is damaged or is no loyaltytui book. Nothing was changed; "
            "restore a copy from the backups folder beside it."
        )
    if code in (_BUSY, _LOCKED):
        return BookBusy("Not saved: another program is using the book. Try again in a moment.")
    if code == _READONLY:
        return BookReadOnly(f"Not saved: {path} is read-only. Make it writable and try again.")
    if code == _FULL:
        return NotSaved("Not saved: the disk is full. Make room and try again.")
    if code == _IOERR:
        return NotSaved("Not saved: the disk reported an error. Check it and try again.")
    if code == _CANTOPEN:
        return BookMissing(f"{path} can't be opened. Check that it is there and may be read.")
    if code == _TOOBIG:
        return NotSaved("Not saved: that text is too long for a book.")
    return NotSaved(f"Not saved: {error}")


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Raises a `BookError` with a sentence in place of anything the driver raises."""
    try:
        yield
    except (peewee.PeeweeException, MemoryError, UnicodeDecodeError, OSError) as error:
        raise sentence_for(error, path) from error
