"""Puts a backup back: the source is proved first, and what it replaces is kept.

Which backups there are lives in `backups`; what can be read of a damaged book, in `salvage`.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from msgspec import Struct

from loyaltytui.book import cipher, migrations
from loyaltytui.book.backup import back_up, backup_folder, next_name, pour, prove, turns
from loyaltytui.book.backups import SALVAGED, Backup, backups
from loyaltytui.book.cipher_copy import recast
from loyaltytui.book.connection import WRITE_WAIT_SECONDS, raw
from loyaltytui.book.errors import BookError, BookMissing, BookUnreadable, NotFound, Refused
from loyaltytui.book.faults import raw_errors, told, told_of_files
from loyaltytui.book.files import make_private_folder, put_in_place, sync
from loyaltytui.book.lock import writer_lock
from loyaltytui.book.reading_copies import looking
from loyaltytui.book.salvage import Salvaged, salvage
from loyaltytui.book.storage import Clock, Storage, connect
from loyaltytui.loyalty.checkins import CheckInRules

_COMPANIONS = ("-wal", "-shm")
_ROOM = ".restore-"


class Restored(Struct, frozen=True):
    """What was put back, and where that which it replaced is kept."""

    source: Path
    kept: Path | None
    """None: there was no book any more."""
    salvaged: Salvaged | None = None
    """What could be read of a damaged book that was replaced."""


def restore(path: Path, source: Path, now: Clock, rules: CheckInRules) -> Restored:
    """Makes the book at `path` what it was in `source`, whole or not at all.

    Where the book is sound, the other's pages are written into it in one transaction: programs
    that have it open read on. A damaged one is put aside as it is.
    """
    if source.exists() and path.exists() and source.samefile(path):
        raise Refused(f"{source} is the book itself. Name a backup of it.")
    with _one_at_a_time(path), _made_ready(source, backup_folder(path)) as ready:
        try:
            book = Storage(path, now, rules, origin="restore")
        except BookMissing:
            _put_at(path, ready)
            return Restored(source, None)
        except BookUnreadable:
            _refuse_foreign(path)
            return _replace_damaged(path, source, ready, now)
        try:
            book.refuse_read_only()
            try:
                kept = back_up(book.db, path, "before-restore", now())
            except BookUnreadable:
                book.close()
                return _replace_damaged(path, source, ready, now)
            _pour_into(path, ready)
            book.follow_the_day()
            with suppress(BookError):
                book.checkpoint()
        finally:
            book.close()
    return Restored(source, kept)


def chosen(path: Path, words: str) -> Path:
    """The file that is meant: a backup by its number, `newest` for the newest sound one."""
    if words == "newest":
        return newest_sound(path).path
    if words.isascii() and words.isdecimal():
        for one in backups(path):
            if one.number == int(words):
                return one.path
        if not Path(words).exists():
            raise NotFound(f"There is no backup {words}. loyaltytui backup --list shows them all.")
    return Path(words).expanduser()


def newest_sound(path: Path) -> Backup:
    """The newest backup that proves to be whole; what was salvaged is never meant by that."""
    for one in backups(path):
        if one.why == SALVAGED:
            continue
        with suppress(BookError):
            prove_copy(one.path)
            return one
    raise NotFound(f"There is no sound backup in {backup_folder(path)}.")


def prove_copy(source: Path) -> None:
    """Raises a `BookError` unless the file is a whole book of a version this program knows."""
    if not source.is_file():
        raise NotFound(f"There is no file at {source}. loyaltytui backup --list shows the backups.")
    otherwise = f"{source} is damaged or is no loyaltytui book. Nothing was restored."
    with told(source), looking(source) as look:
        try:
            kind = look.execute("pragma application_id").fetchone()[0]
            version = look.execute("pragma user_version").fetchone()[0]
        except raw_errors(UnicodeDecodeError, name="DatabaseError") as damage:
            raise BookUnreadable(otherwise) from damage
        if kind != migrations.APPLICATION_ID or not version:
            raise BookUnreadable(otherwise)
        migrations.refuse_newer(version, source)
        prove(look, otherwise)


@contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    """Two programs can't restore at once; what one that was ended left behind is cleared."""
    folder = backup_folder(path)
    with told_of_files(folder):
        make_private_folder(folder)
    with writer_lock(folder / "restore", WRITE_WAIT_SECONDS):
        for left in folder.glob(f"{_ROOM}*"):
            shutil.rmtree(left, ignore_errors=True)
        yield


@contextmanager
def _made_ready(source: Path, folder: Path) -> Iterator[Path]:
    """A proved copy of the source in today's schema, gone afterwards. The source stays as it is."""
    prove_copy(source)
    with told_of_files(folder):
        room = Path(tempfile.mkdtemp(prefix=_ROOM, dir=folder))
    try:
        ready = room / "book.db"
        with told_of_files(ready):
            ready.touch(0o600)
        with told(ready), looking(source) as look, _raw(ready, source) as copy:
            pour(look, copy)
            copy.execute("pragma journal_mode = delete")
        _bring_up_to_date(ready)
        yield ready
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _bring_up_to_date(ready: Path) -> None:
    """An older schema becomes today's before it enters the book: the book never has another."""
    db = connect(ready)
    try:
        with told(ready):
            db.connect()
            if migrations.version_of(db) < migrations.NEWEST:
                migrations.migrate(db, ready)
            db.execute_sql("pragma journal_mode = delete")
            prove(db.connection(), f"The copy in {ready.parent} did not verify.")
    finally:
        db.close()


def _pour_into(path: Path, ready: Path) -> None:
    """Locked if the book is, plain if it is: restoring an older copy changes nothing of that."""
    if cipher.key_of(path) != cipher.key_of(ready):
        with told(ready):
            recast(ready, cipher.key_of(path))
    with (
        told(path),
        writer_lock(path, WRITE_WAIT_SECONDS),
        looking(ready) as look,
        _raw(path) as live,
    ):
        for pragma in ("synchronous = 2", "fullfsync = 1", "checkpoint_fullfsync = 1"):
            live.execute(f"pragma {pragma}")
        pour(look, live)


@contextmanager
def _raw(path: Path, like: Path | None = None) -> Iterator[Any]:
    """A connection for SQLite's own copying; `like`: to an empty file, locked as that one is."""
    connection = raw(path, cipher.key_of(like or path))
    try:
        yield connection
    finally:
        connection.close()


def _put_at(path: Path, ready: Path) -> None:
    """Puts a copy where no book is. A log left behind by another would spoil it: it goes aside."""
    with told_of_files(path), put_in_place(path) as written:
        with looking(ready) as look, _raw(written, ready) as copy:
            pour(look, copy)
        _put_aside(path, None)


def _replace_damaged(path: Path, source: Path, ready: Path, now: Clock) -> Restored:
    """Salvages what can be read, puts the damaged file aside as it is, and the copy in place."""
    if cipher.is_locked(path):
        recast(ready, cipher.key_of(path))
    saved = salvage(path, now())
    with told_of_files(path), writer_lock(path, WRITE_WAIT_SECONDS), put_in_place(path) as written:
        with looking(ready) as look, _raw(written, ready) as copy:
            pour(look, copy)
        kept = _put_aside(path, now)
    return Restored(source, kept, saved)


def _put_aside(path: Path, now: Clock | None) -> Path | None:
    """Renames a book and its log into the backups folder: nothing of it is opened or lost.

    The log goes first: one that stayed behind alone would spoil whatever comes in its place.
    """
    names = [name for name in (*_COMPANIONS, "") if Path(f"{path}{name}").exists()]
    if not names:
        return None
    with turns(path) as folder:
        target = next_name(folder, "damaged", now() if now else None, "damaged")
        for name in names:
            Path(f"{path}{name}").rename(f"{target}{name}")
        sync(path.parent)
        sync(folder)
    return target


def _refuse_foreign(path: Path) -> None:
    """A sound database of another program is not a damaged book: it stays where it is."""
    with suppress(*raw_errors(UnicodeDecodeError)), looking(path) as look:
        tables = {name for (name,) in look.execute("select name from sqlite_master")}
        if tables and "action" not in tables:
            raise Refused(f"{path} is a database of another program. Nothing was restored.")
