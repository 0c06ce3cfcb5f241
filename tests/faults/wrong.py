"""The program made wrong on purpose, in a child process: the faults must notice each of these.

`python -m tests.faults --wrong` shows that they do.
"""

from __future__ import annotations

import json
import os
import time
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from loyaltytui.book import (
    backup,
    cipher_wipe,
    connection,
    files,
    migrations,
    new_book,
    restoring,
    storage,
    unsaved,
)
from loyaltytui.book import book as books
from loyaltytui.book.database import Database
from loyaltytui.book.errors import BookError
from loyaltytui.cli import desk
from loyaltytui.drafts import LogDraft
from loyaltytui.exchange import file_writing, placing, vdir_sync


def _sync_now_and_then() -> None:
    connection._WRITER_PRAGMAS["synchronous"] = 1


def _sync_never() -> None:
    connection._WRITER_PRAGMAS["synchronous"] = 0


def _drafts_are_not_synced() -> None:
    """Only in that module: SQLite syncs by itself."""
    lazy = types.SimpleNamespace(**vars(os))
    lazy.fsync = lambda descriptor: None
    _put(unsaved, "os", lazy)


def _drafts_are_written_in_place() -> None:
    def write(self: unsaved.Unsaved, kept: dict[str, object], key: object) -> None:
        self.path.write_text(json.dumps(kept), "utf-8")

    _put(unsaved.Unsaved, "_write", write)


def _say_saved_before_it_is() -> None:
    slow = books.Book.log

    def log(self: books.Book, draft: LogDraft, uuid: str = "") -> object:
        print("ack", uuid, flush=True)
        return slow(self, draft, uuid)

    _put(books.Book, "log", log)


def _commit_each_statement() -> None:
    """No transaction around a verb: what is cut short stays half."""

    def atomic(self: Database, *_: object) -> object:
        return nullcontext(types.SimpleNamespace(rollback=lambda: None))

    _put(Database, "atomic", atomic)


def _forget_the_uuid() -> None:
    """Each try is a new action."""
    slow = books.Book.log
    _put(books.Book, "log", lambda self, draft, uuid="": slow(self, draft))


def _say_saved_whatever_happens() -> None:
    """An error is swallowed, and the child goes on as if all were well."""
    slow = books.Book.log

    def log(self: books.Book, draft: LogDraft, uuid: str = "") -> object:
        try:
            return slow(self, draft, uuid)
        except BookError:
            return None

    _put(books.Book, "log", log)


def _version_first() -> None:
    """The schema's number is written by itself, before the steps."""
    slow = migrations.migrate

    def migrate(db: Database, path: Path) -> None:
        db.execute_sql(f"pragma user_version = {migrations.NEWEST}")
        _put(migrations, "version_of", lambda _: 1)
        slow(db, path)

    _put(migrations, "migrate", migrate)


def _exports_are_not_synced() -> None:
    lazy = types.SimpleNamespace(**vars(os))
    lazy.fsync = lambda descriptor: None
    _put(file_writing, "os", lazy)
    for room in (files, placing, vdir_sync):
        _put(room, "sync", lambda path: None)


def _exports_are_written_in_place() -> None:
    """Over what is there, so that what is cut short is neither old nor new."""

    @contextmanager
    def put_in_place(target: Path, *, may_replace: bool, written: Path) -> Iterator[Path]:
        written.unlink()
        yield target
        files.sync(target)

    _put(placing, "put_in_place", put_in_place)
    _put(file_writing, "write_whole", lambda path, content: path.write_bytes(content))
    _put(vdir_sync, "write_whole", file_writing.write_whole)


def _backups_are_not_synced() -> None:
    _put(files, "sync", lambda path: None)


def _backups_are_written_in_place() -> None:
    """Under the name itself, so that what is cut short looks like a backup."""

    @contextmanager
    def put_in_place(target: Path, *, may_replace: bool = False) -> Iterator[Path]:
        target.touch()
        yield target
        files.sync(target)

    _put(backup, "put_in_place", put_in_place)


def _restore_over_the_file() -> None:
    """Page by page over the book itself, past SQLite."""

    def pour_into(path: Path, ready: Path) -> None:
        content = ready.read_bytes()
        with path.open("r+b", buffering=0) as file:
            for place in range(0, len(content), 4096):
                file.write(content[place : place + 4096])
                time.sleep(0.002)

    _put(restoring, "_pour_into", pour_into)


def _nothing_keeps_the_plain_file() -> None:
    """Once its name has gone, nobody can write it over any more."""

    def link(*_: object) -> None:
        raise OSError

    lazy = types.SimpleNamespace(**vars(os))
    lazy.link = link
    _put(cipher_wipe, "os", lazy)


def _make_a_book_wherever_none_is() -> None:
    def expect_book(self: desk.Desk) -> None:
        if not self.path.exists():
            new_book.make_book(self.path)

    _put(desk.Desk, "expect_book", expect_book)


def _write_whenever_it_is_opened() -> None:
    slow = storage.Storage.follow_the_day

    def follow_the_day(self: storage.Storage) -> None:
        slow(self)
        with self.act("settle"):
            self.write("update account set name = name || '.'")

    _put(storage.Storage, "follow_the_day", follow_the_day)


def _put(place: object, name: str, stand_in: object) -> None:
    setattr(place, name, stand_in)


WAYS: dict[str, Callable[[], None]] = {
    "sync-now-and-then": _sync_now_and_then,
    "sync-never": _sync_never,
    "drafts-not-synced": _drafts_are_not_synced,
    "drafts-in-place": _drafts_are_written_in_place,
    "said-too-early": _say_saved_before_it_is,
    "no-transaction": _commit_each_statement,
    "said-whatever": _say_saved_whatever_happens,
    "no-uuid": _forget_the_uuid,
    "version-first": _version_first,
    "exports-not-synced": _exports_are_not_synced,
    "exports-in-place": _exports_are_written_in_place,
    "backups-not-synced": _backups_are_not_synced,
    "backups-in-place": _backups_are_written_in_place,
    "restored-in-place": _restore_over_the_file,
    "made-anywhere": _make_a_book_wherever_none_is,
    "written-on-opening": _write_whenever_it_is_opened,
    "plain-file-let-go": _nothing_keeps_the_plain_file,
}

PROGRAM = """
import sys
from tests.faults import wrong
wrong.WAYS[sys.argv.pop(1)]()
from loyaltytui.__main__ import main
sys.exit(main())
"""


def program() -> list[str]:
    """The words that start the program itself, made wrong if that is wanted."""
    return ["-c", PROGRAM, chosen] if chosen else ["-m", "loyaltytui"]


chosen = ""
"""The way in which the next children are made wrong; none in earnest."""
