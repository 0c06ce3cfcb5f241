"""Saving a log line, against the same rows written by raw SQLite with the same pragmas."""

from __future__ import annotations

import shutil
import sqlite3
import uuid
from contextlib import closing
from itertools import count
from pathlib import Path

from loyaltytui.book.book import Book
from loyaltytui.capture.reading import read_line
from tests.benchmarks.big_books import TODAY, open_big
from tests.benchmarks.books import Books
from tests.benchmarks.measuring import Report, by_turns, called
from tests.benchmarks.verbs import rare_name

_MOST = 5.0
_LINES = 40
"""So many at a time: one alone is over too soon to be timed on a busy machine."""
_COPIED = ("interaction", "participant", "promise", "check_in", "search")


def saving(report: Report, books: Books) -> None:
    """From a line that is understood to COMMIT: the log's own rows, its journal, its figures."""
    path = books.copy("M")
    bare = books.folder("saving") / "bare.db"
    shutil.copyfile(path, bare)
    name = rare_name(books, "M")
    book = open_big(path)
    try:
        rows = _written(book, name)
        with closing(_raw(bare)) as connection:
            taken = by_turns(
                report.times,
                {
                    "ours": lambda: called(lambda: [_log(book, name) for _ in range(_LINES)]),
                    "floor": lambda: called(
                        lambda: [_write(connection, rows) for _ in range(_LINES)]
                    ),
                },
            )
    finally:
        book.close()
    report.both(f"M save {_LINES} log lines", taken["ours"], taken["floor"], _MOST)


def _log(book: Book, name: str) -> int:
    line = f"{name} call: asked about the pump > send the quote fri ~3w"
    draft = read_line(line, today=TODAY, now="09:00", directory=book).draft
    assert draft is not None
    return book.log(draft)


Statements = list[tuple[str, tuple[object, ...]]]


def _written(book: Book, name: str) -> Statements:
    """What one log line left behind, as plain statements."""
    before = {table: _last(book, table) for table in (*_COPIED, "change")}
    _log(book, name)
    found: Statements = []
    for table in (*_COPIED, "change"):
        columns = [row[1] for row in book.rows(f"pragma table_info({table})") if row[1] != "id"]
        listed = ", ".join(columns)
        sql = f"insert into {table} ({listed}) values ({', '.join('?' * len(columns))})"
        new = book.rows(f"select {listed} from {table} where rowid > ?", (before[table],))
        found += [(sql, row) for row in new if table != "participant"]
    figures = book.rows("select * from standing order by changes_on limit 1")[0]
    marks = ", ".join("?" * len(figures))
    found.append((f"insert or replace into standing values ({marks})", figures))
    return found


def _last(book: Book, table: str) -> int:
    return int(book.rows(f"select coalesce(max(rowid), 0) from {table}")[0][0])


def _raw(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for name in ("journal_mode = wal", "synchronous = 2", "foreign_keys = 1"):
        connection.execute(f"pragma {name}")
    for name in ("cell_size_check = 1", "secure_delete = 1", "temp_store = 2"):
        connection.execute(f"pragma {name}")
    for (trigger,) in connection.execute(
        "select name from sqlite_master where type = 'trigger'"
    ).fetchall():
        connection.execute(f'drop trigger "{trigger}"')
    # The same check-in again and again: what makes it one alone is lifted, the writing stays.
    connection.execute("drop index check_in_one_per_reason")
    return connection


_NUMBERS = count(1)


def _write(connection: sqlite3.Connection, rows: Statements) -> int:
    connection.execute("begin immediate")
    connection.execute(
        "insert into action (uuid, done_at, sentence, origin) values (?, ?, ?, ?)",
        (uuid.uuid4().hex, "2026-11-21T09:00:00", f"log {next(_NUMBERS)}", "test"),
    )
    for sql, values in rows:
        connection.execute(sql, values)
    connection.execute("commit")
    return len(rows)
