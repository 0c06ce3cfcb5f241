"""Puts exported files and folders in place, whole or not at all, and never over the book.

What is in them is written by each format's own module.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeVar

from loyaltytui.book.errors import BookError, Refused
from loyaltytui.book.files import UNFINISHED, backup_folder, private_file, put_in_place, sync
from loyaltytui.exchange.leftovers import clear, in_hand

Counted = TypeVar("Counted")
_COMPANIONS = ("", "-wal", "-shm", "-journal", ".lock", ".unsaved", ".backups.lock")


class NotExported(BookError):
    """The disk refused the export; whatever was there before is as it was."""

    exit_code = 2


def put_file(
    target: Path, book: Path, write: Callable[[BinaryIO], Counted], *, may_replace: bool
) -> Counted:
    """Has a private file written and gives it its name when it is whole."""
    _refuse_the_book(target, book)
    if target.is_dir():
        raise Refused(f"{target} is a folder. Name a file in it.")
    _clear(target)
    if target.exists():
        _refuse_taken(target, may_replace=may_replace)
        if not target.is_file():
            raise Refused(f"{target} is no ordinary file. Name another, or - for standard output.")
    _expect_folder(target)
    with (
        _telling(target),
        in_hand(lambda: private_file(target)) as made,
        put_in_place(target, may_replace=may_replace, written=made) as written,
    ):
        with written.open("wb") as file:
            counted = write(file)
        return counted


def put_folder(
    target: Path, book: Path, write: Callable[[Path], Counted], *, may_replace: bool
) -> Counted:
    """Has the files of a folder written, and moves them to it when all of them are whole."""
    _refuse_the_book(target, book)
    if target.exists() and not target.is_dir():
        raise Refused(f"{target} is a file. Name a folder.")
    is_new = not target.exists()
    beside = target.parent if is_new else target
    _clear(target)
    if not is_new and any(target.iterdir()):
        _refuse_taken(target, may_replace=may_replace)
    _expect_folder(target)

    def make() -> str:
        return tempfile.mkdtemp(prefix=f".{target.name}-", suffix=UNFINISHED, dir=beside)

    with _telling(target), in_hand(make) as made:
        try:
            counted = write(made)
            for file in sorted(made.rglob("*")):
                sync(file)
            sync(made)
            if is_new:
                os.replace(made, target)
            else:
                # Somebody may stand in it: a folder that is there is never replaced itself.
                _move(made, target, book)
            sync(beside)
        finally:
            shutil.rmtree(made, ignore_errors=True)
        return counted


def update_folder(target: Path, book: Path, update: Callable[[Path], Counted]) -> Counted:
    """Has a folder brought up to date in which other programs may have files too."""
    _refuse_the_book(target, book)
    if target.exists() and not target.is_dir():
        raise Refused(f"{target} is a file. Name a folder.")
    _expect_folder(target)
    with _telling(target):
        return update(target)


def _clear(target: Path) -> None:
    """What exports to this place that were killed have left: it holds all that they wrote."""
    for folder in (target.parent, target):
        clear(folder, f".{target.name}-", UNFINISHED)


def _move(made: Path, target: Path, book: Path) -> None:
    files = [file for file in sorted(made.rglob("*")) if file.is_file()]
    for file in files:
        _refuse_the_book(target / file.relative_to(made), book)
    for file in files:
        place = target / file.relative_to(made)
        place.parent.mkdir(mode=0o700, exist_ok=True)
        os.replace(file, place)


def _refuse_the_book(target: Path, book: Path) -> None:
    """Not by another name, a link or a companion file either."""
    own = [Path(f"{book}{ending}") for ending in _COMPANIONS]
    backups = backup_folder(book)
    real = target.resolve()
    is_own = any(real == one.resolve() or _same(target, one) for one in own)
    if is_own or real == backups.resolve() or backups.resolve() in real.parents:
        raise Refused(f"{target} belongs to the book itself. Export to another place.")


def _same(one: Path, other: Path) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False


def _refuse_taken(target: Path, *, may_replace: bool) -> None:
    if not may_replace:
        what = "a folder with files in it" if target.is_dir() else "a file"
        raise Refused(
            f"There is {what} at {target} already. It was left as it is; --force replaces it."
        )


def _expect_folder(target: Path) -> None:
    if not target.parent.is_dir():
        raise Refused(f"The folder {target.parent} is not there. Make it first.")


@contextmanager
def _telling(target: Path) -> Iterator[None]:
    """Whatever the system refuses becomes a sentence; what was at the place stays."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise NotExported("Not exported: the disk is full. Make room and try again.") from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise NotExported(
                f"Not exported: {target.parent} can't be written to. Choose another place."
            ) from error
        raise NotExported(f"Not exported: {target}: {error.strerror or error}.") from error
