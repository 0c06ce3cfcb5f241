"""Locks a book, unlocks it, gives it another passphrase: the book and all that lies beside it.

How one file is written anew lives in `cipher_copy`; who asks for a passphrase, in `cli/`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from loyaltytui.book import cipher, cipher_wipe
from loyaltytui.book.backup import turns
from loyaltytui.book.backups import Backup, backups
from loyaltytui.book.cipher import Key
from loyaltytui.book.cipher_copy import recast
from loyaltytui.book.connection import WRITE_WAIT_SECONDS
from loyaltytui.book.errors import BookBusy, BookError, Refused
from loyaltytui.book.faults import told_of_files
from loyaltytui.book.files import backup_folder
from loyaltytui.book.lock import writer_lock
from loyaltytui.book.storage import Clock, Storage
from loyaltytui.book.unsaved import Unsaved
from loyaltytui.loyalty.checkins import CheckInRules


def change_lock(path: Path, key: Key | None, now: Clock, rules: CheckInRules) -> None:
    """Has the book opened with that key from now on, or without one.

    Whenever it is cut short, the old book or the new one is there, whole. What was being typed
    is plain only where the book is plain, or for the moment between the two.
    """
    cipher.driver()
    # Opened once as ever: brought up to date, and proved to be a book that may be written.
    book = Storage(path, now, rules, origin="lock")
    try:
        book.refuse_read_only()
    finally:
        book.close()
    unsaved = Unsaved(path)
    if key is not None and cipher.is_locked(path) and unsaved.everything():
        raise Refused(
            "Something that was typed in the app is not saved yet. Save it there, or drop it, "
            "and change the passphrase then."
        )
    try:
        with told_of_files(path), writer_lock(path, WRITE_WAIT_SECONDS):
            _clear(path)
            if key is None:
                unsaved.seal(None)
            recast(path, key)
            cipher.hold(path, key)
            if key is not None:
                unsaved.seal(key)
    except BookBusy:
        raise BookBusy(
            "Another program has the book open. Close it and try again; nothing was changed."
        ) from None


def _clear(path: Path) -> None:
    """What an earlier try that was ended left half done."""
    cipher_wipe.clear(path)
    for left in (*path.parent.glob(f".{path.name}-*.new*"), *path.parent.glob(".unsaved-*")):
        with suppress(OSError):
            left.unlink()


def backups_unlike(path: Path) -> list[Backup]:
    """The backups that open otherwise than the book does now: plain, or by another passphrase."""
    key = cipher.key_of(path)
    salt = None if key is None else key.salt
    return [one for one in backups(path) if cipher.salt_of(one.path) != salt]


def plain_remains(path: Path) -> list[Path]:
    """Other plain files beside a locked book that may tell of people, for the rep to see."""
    folder = backup_folder(path)
    found = [*folder.glob("*.damaged*"), Path(f"{path}.crash.txt")]
    return sorted(one for one in found if one.is_file() and not cipher.is_locked(one))


def change_backups(path: Path) -> Iterator[tuple[Backup, str]]:
    """Writes each such backup anew as the book is now; why not, where one could not be."""
    key = cipher.key_of(path)
    with turns(path):
        for one in backups_unlike(path):
            why = ""
            when = one.path.stat()
            try:
                with told_of_files(one.path):
                    recast(one.path, key)
                    os.utime(one.path, ns=(when.st_atime_ns, when.st_mtime_ns))
            except BookError as error:
                why = str(error)
            yield one, why
