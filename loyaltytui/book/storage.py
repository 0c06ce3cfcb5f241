"""The open file beneath a book: connections, transactions, checkpoints.

What is written in it lives in the verbs; how its tables came to be, in `migrations`.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loyaltytui.book import cipher, migrations, staleness
from loyaltytui.book.connection import WRITE_WAIT_SECONDS, connect
from loyaltytui.book.errors import (
    BookBusy,
    BookError,
    BookMissing,
    BookReadOnly,
    BookUnreadable,
    NotSaved,
)
from loyaltytui.book.faults import raw_errors, sentence_for, told, told_of_files
from loyaltytui.book.files import has_log, identity, make_private_folder, tighten
from loyaltytui.book.lock import writer_lock
from loyaltytui.loyalty.checkins import CheckInRules

if TYPE_CHECKING:
    import peewee

    from loyaltytui.book.journal import Action
    from loyaltytui.book.narration import Say

__all__ = ["WRITE_WAIT_SECONDS", "Clock", "Storage", "connect", "make_private_folder"]

Clock = Callable[[], dt.datetime]
"""Answers with the local wall-clock time, without a zone."""

_FIRST_PART, _LARGEST_PART = 16, 4096


class Storage:
    """One book's file, open. A connection per thread; writes one at a time."""

    def __init__(
        self, path: Path, now: Clock, rules: CheckInRules, *, origin: str = "cli", say: Say = None
    ) -> None:
        self.path = path
        self.now = now
        self.rules = rules
        self.origin = origin
        self.is_read_only = False
        if not os.path.exists(path):
            raise BookMissing(
                f"There is no book at {path}. Check the path, or see: loyaltytui backup --list"
            )
        if os.path.isdir(path):
            raise BookUnreadable(f"{path} is a folder. Name the book's file in it.")
        self._refuse_strange()
        self.tightened = tighten(path)
        """What others could read or write until now, and can't any more."""
        self._file = identity(path)
        self.db = connect(path)
        cipher.hold(path, self.db.key)
        if self.db.key is not None:
            from loyaltytui.book import cipher_wipe

            cipher_wipe.finish(path)
        self._open(say)

    @property
    def today(self) -> dt.date:
        """The local day."""
        return self.now().date()

    @property
    def as_of(self) -> tuple[object, ...]:
        """What was read while this was the same is still true: nobody has written since."""
        return self.data_version, self.db.connection().total_changes, self.today

    def _refuse_strange(self) -> None:
        """Looks at the header alone, in a way that can't write: it may not be our file.

        With its log, where there is one: a checkpoint cut short leaves a file that is whole
        only together with it, and a newer program's version may stand in the log alone.
        """
        if has_log(self.path):
            # A medium may refuse the log's companions; then the file is taken as it lies.
            with suppress(BookMissing, BookReadOnly, NotSaved):
                self._look_at_header(at_rest=False)
                return
        self._look_at_header(at_rest=True)

    def _look_at_header(self, *, at_rest: bool) -> None:
        try:
            self._read_header(at_rest=at_rest)
        except BookUnreadable:
            if not cipher.look_again(self.path):
                raise
            self._read_header(at_rest=at_rest)

    def _read_header(self, *, at_rest: bool) -> None:
        with told(self.path):
            look = connect(self.path, writable=False, at_rest=at_rest)
            try:
                migrations.refuse_strange(look, self.path)
            finally:
                look.close()

    def _open(self, say: Say) -> None:
        try:
            with told(self.path):
                self.db.connect()
                self._expect_unmoved()
                if migrations.version_of(self.db) < migrations.NEWEST:
                    with writer_lock(self.path, WRITE_WAIT_SECONDS):
                        migrations.migrate(self.db, self.path, say)
                self._probe()
                self.follow_the_day()
        except (BookReadOnly, BookMissing):
            self.db.close()
            self._open_read_only()
        except BookError:
            self.db.close()
            raise

    def _open_read_only(self) -> None:
        """A medium that refuses writes refuses the log's companion files too.

        Without a log beside it the file is taken as it lies; with one, only SQLite's own way
        of reading sees all that was written.
        """
        self.is_read_only = True
        with told_of_files(self.path):
            self.db = connect(self.path, writable=False, at_rest=not has_log(self.path))
            self.db.connect()
            if migrations.version_of(self.db) < migrations.NEWEST:
                self.db.close()
                raise BookReadOnly(
                    f"{self.path} has to be brought up to date once and is read-only. "
                    "Make it writable and try again."
                )

    def _probe(self) -> None:
        """Finds out at once whether the book can be written, before anybody types anything.

        Somebody else writing just now says that it can. Beginning alone does not tell: with a
        log SQLite notices only at the first change that the file under it is read-only.
        """
        try:
            with self.db.without_waiting():
                self.db.execute_sql("begin immediate")
                try:
                    self.db.execute_sql(f"pragma user_version = {migrations.NEWEST}")
                finally:
                    self.db.execute_sql("rollback")
        except raw_errors(name="OperationalError") as error:
            if not isinstance(sentence_for(error, self.path), BookBusy):
                raise

    def follow_the_day(self) -> None:
        """Stores anew what the days that went by, or other settings, have made of the figures.

        Done when the book is opened; whoever stays open past midnight asks for it. While
        another program writes they stay as they are: old figures only rank what is shown.
        """
        turned = staleness.turned(self.db, self.today)
        is_moved = staleness.stored_window(self.db) != staleness.window_of(self._reckoned)
        if not turned and not is_moved and not staleness.is_stale(self.db, self.rules):
            return
        from loyaltytui.book import account_sums, standing

        try:
            with (
                told(self.path),
                writer_lock(self.path, WRITE_WAIT_SECONDS),
                self.db.atomic("IMMEDIATE"),
            ):
                self._expect_unmoved()
                if staleness.is_stale(self.db, self.rules):
                    standing.rebuild(self.db, self._reckoned)
                else:
                    standing.refresh(self.db, self._reckoned, turned)
                account_sums.turn(self.db, self._reckoned)
        except BookBusy:
            return

    @property
    def _reckoned(self) -> staleness.Reckoned:
        return staleness.Reckoned(self.rules, self.today)

    def close(self) -> None:
        """Closes this thread's connection. The last to close leaves one whole file behind."""
        if not self.db.is_closed():
            with told(self.path):
                self.db.close()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """All that is read is of one moment; whatever goes wrong becomes a sentence."""
        with told(self.path), self.db.one_reading():
            yield

    @contextmanager
    def act(self, sentence: str, *, uuid: str = "", kind: str = "do") -> Iterator[Action]:
        """One verb: one transaction, one undo record, the stored figures brought up to date.

        With a `uuid` that is in the journal already, nothing is written again: the action
        comes back with `is_repeat` set and the verb must leave at once.
        """
        # Only here: whoever but reads needs neither.
        from loyaltytui.book import journal, standing

        self.refuse_read_only()
        with told(self.path), writer_lock(self.path, WRITE_WAIT_SECONDS):
            self._refuse_replaced()
            with self.db.atomic("IMMEDIATE") as transaction:
                action = journal.begin(
                    self.db, sentence, uuid=uuid, origin=self.origin, at=self.now(), kind=kind
                )
                yield action
                if action.is_repeat:
                    return
                if not journal.end(self.db, action):
                    transaction.rollback()
                    return
                touched = journal.touched_contacts(self.db, action.id)
                standing.refresh(self.db, self._reckoned, touched)

    def refuse_read_only(self) -> None:
        """Nothing is begun that could not be written."""
        if self.is_read_only:
            raise BookReadOnly(
                f"Not saved: {self.path} is read-only. Make it writable and try again."
            )

    def _refuse_replaced(self) -> None:
        """A file deleted or replaced beneath us would take what is written with it."""
        if identity(self.path) != self._file:
            raise BookMissing(
                f"Not saved: the book at {self.path} was moved, deleted or replaced meanwhile. "
                "Put it back, or open the book again."
            )

    def _expect_unmoved(self) -> None:
        """Locked or unlocked while it was being opened: nothing may be laid beside the new file."""
        if identity(self.path) != self._file:
            raise BookBusy("The book was put in place anew just now. Try again.")

    def checkpoint(self) -> None:
        """Moves the log into the file, so that the book at rest is one whole file.

        It never waits: a reader in the way only means "later".
        """
        if self.is_read_only:
            return
        lock = writer_lock(self.path, 0)
        with suppress(BookBusy), told(self.path), lock, self.db.without_waiting():
            self.db.pragma("wal_checkpoint(truncate)")

    def run(self, query: peewee.BaseQuery) -> int:
        """Executes a query that peewee built: row id or row count for writes."""
        result: int = query.execute(self.db.built)
        return result

    def write(self, sql: str, values: Sequence[object] = ()) -> int:
        """Executes SQL; returns the row count."""
        with told(self.path):
            count: int = self.db.execute_sql(sql, tuple(values)).rowcount
            return count

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query that is told more plainly in SQL."""
        with told(self.path):
            return list(self.db.execute_sql(sql, tuple(values)).fetchall())

    def parts(
        self, sql: str, values: Sequence[object] = (), *, largest: int = _LARGEST_PART
    ) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of a query some at a time, more each time; whoever has enough reads no more."""
        size = _FIRST_PART
        with told(self.path):
            cursor = self.db.execute_sql(sql, tuple(values))
            try:
                while found := cursor.fetchmany(size):
                    yield found
                    size = min(2 * size, largest)
            finally:
                cursor.close()

    @property
    def data_version(self) -> int:
        """Changes whenever another connection has written to the book."""
        with told(self.path):
            return int(self.db.pragma("data_version"))
