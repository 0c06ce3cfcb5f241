"""What a file held before it was locked: written over before the last name of it goes.

A second name keeps it within reach until then, also of the next start, should this one be ended
in between. How a file is locked lives in `cipher_copy`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path

from loyaltytui.book import cipher
from loyaltytui.book.errors import BookError
from loyaltytui.book.files import backup_folder, identity, sync
from loyaltytui.book.lock import writer_lock

_ENDING = ".plain"
_WIPED_AT_ONCE = 1 << 20
"""Bytes."""


@contextmanager
def written_over(path: Path) -> Iterator[None]:
    """Whatever is put in the place of the file at a path meanwhile, the old one is written over."""
    second = path.with_name(f".{path.name}-{os.getpid()}{_ENDING}")
    before = identity(path)
    # A way to the bytes also where the disk gives no file two names.
    descriptor = os.open(path, os.O_RDWR)
    try:
        with suppress(OSError):
            os.link(path, second)
            sync(path.parent)
        yield
    finally:
        if identity(path) != before:
            _wipe(descriptor)
        os.close(descriptor)
        second.unlink(missing_ok=True)


def finish(path: Path) -> None:
    """Does what one that was ended in between could not: for a book that is locked by now.

    The book's own file is not opened. What is still the file itself, or was never replaced by a
    locked one, is left alone, and so is everything while somebody else is at it.
    """
    if not (left := _left_of(path)):
        return
    with suppress(BookError, OSError), writer_lock(path, 0):
        for each in left:
            _wipe_file(each)
            each.unlink()


def _left_of(path: Path) -> list[Path]:
    """Plain files of no more use: what was locked since, and copies that were to be unlocked."""
    found = list(path.parent.glob(f".{escape(path.name)}-*.new"))
    for folder, name in ((path.parent, escape(path.name)), (backup_folder(path), "*.db")):
        for second in folder.glob(f".{name}-*{_ENDING}"):
            own = folder / second.name[1:].rpartition("-")[0]
            if cipher.is_locked(own) and identity(own) != identity(second):
                found.append(second)
    return found


def clear(path: Path) -> None:
    """Takes away the second names that an earlier try has left on a book that is still plain."""
    for second in path.parent.glob(f".{escape(path.name)}-*{_ENDING}"):
        with suppress(OSError):
            if identity(second) != identity(path):
                _wipe_file(second)
            second.unlink()


def _wipe_file(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        _wipe(descriptor)
    finally:
        os.close(descriptor)


def _wipe(descriptor: int) -> None:
    """Best effort: a disk of today may keep older bytes of its own."""
    with suppress(OSError):
        left = os.lseek(descriptor, 0, os.SEEK_END)
        os.lseek(descriptor, 0, os.SEEK_SET)
        while left > 0:
            left -= os.write(descriptor, bytes(min(left, _WIPED_AT_ONCE)))
        os.fsync(descriptor)
