"""Saving a log line, against the same rows written by raw SQLite with the same pragmas."""

from __future__ import annotations

import json
import shutil
import sqlite3
import uuid
from collections.abc import Iterable
from contextlib import closing
from itertools import count
from pathlib import Path

from loyaltytui.book import search
from loyaltytui.book.book import Book
from loyaltytui.capture.reading import read_line
from loyaltytui.drafts import LogDraft
from tests.benchmarks.big_books import TODAY, open_big
from tests.benchmarks.books import Books
from tests.benchmarks.measuring import Report, by_turns, called

_MOST = 5.0
_LINES = 40
"""So many at a time, each about somebody else: one alone is over too soon to be timed."""
_NUMBERS = count(1)
Statement = tuple[str, tuple[object, ...]]


def saving(report: Report, books: Books) -> None:
    """From Enter to COMMIT: the line read once more, its rows, its journal, its figures."""
    path = books.copy("M")
    bare = books.folder("saving") / "bare.db"
    book = open_big(path)
    try:
        names = _names(book)
        # A first line for each, so that all that follow change the same.
        for name in names:
            book.log(_draft(book, name))
        book.checkpoint()
        shutil.copyfile(path, bare)
        lines, drafts = (
            [_written(book, name) for name in names],
            [_draft(book, name) for name in names],
        )
        with closing(_raw(bare)) as connection:
            taken = by_turns(
                report.times,
                {
                    "read and saved": lambda: called(
                        lambda: [book.log(_draft(book, name)) for name in names]
                    ),
                    "ours": lambda: called(lambda: [book.log(draft) for draft in drafts]),
                    "floor": lambda: called(
                        lambda: [_write(connection, statements) for statements in lines]
                    ),
                },
            )
    finally:
        book.close()
    floor = taken["floor"]
    report.both(f"M save {_LINES} log lines, read", taken["ours"], floor, _MOST)
    report.both(f"M read and save {_LINES} log lines", taken["read and saved"], floor, _MOST)


def _names(book: Book) -> list[str]:
    """Whose names lead to one contact alone, spread over the book."""
    found = book.rows(
        "select min(name) from contact group by sort_key having count(*) = 1 "
        f"order by min(id) * 7919 % 10007 limit {_LINES}"
    )
    return [row[0] for row in found]


def _draft(book: Book, name: str) -> LogDraft:
    line = f"{name} call: asked about the pump > send the quote fri ~3w"
    draft = read_line(line, today=TODAY, now="09:00", directory=book).draft
    assert draft is not None
    return draft


def _written(book: Book, name: str) -> list[Statement]:
    """What one log line leaves behind, as plain statements, rows of the index included."""
    before = _standings(book)
    book.log(_draft(book, name))
    ((last,),) = book.rows("select max(id) from action")
    changes = book.rows(
        "select table_name, row_id, op, before, after from change where action_id = ? order by id",
        (last,),
    )
    found: list[Statement] = []
    indexed: list[tuple[int, Statement]] = []
    for table, row_id, op, old, new in changes:
        image = json.loads(new)
        found += [_row(table, row_id, op, json.loads(old or "{}"), image)]
        indexed += _indexed(book, table, row_id, op)
    # In the order the index likes best: a step back makes it write a segment of its own.
    found += [statement for _, statement in sorted(indexed)]
    images = ("insert into change (action_id, table_name, row_id, op, before, after) "
              "values ((select max(id) from action), ?, ?, ?, ?, ?)")  # fmt: skip
    found += [(images, row) for row in changes]
    after = _standings(book)
    for contact_id, row in after.items():
        changed = {key: value for key, value in row.items() if value != before[contact_id][key]}
        if changed:
            sets = ", ".join(f"{name} = ?" for name in changed)
            values = (*changed.values(), contact_id)
            found.append((f"update standing set {sets} where contact_id = ?", values))
    return found


def _row(
    table: str, row_id: int, op: str, old: dict[str, object], new: dict[str, object]
) -> Statement:
    """The row itself. A new one gets a number of its own each time, as any new row does."""
    if op == "U":
        changed = {name: value for name, value in new.items() if value != old[name]}
        sets = ", ".join(f"{name} = ?" for name in changed)
        return f"update {table} set {sets} where id = ?", (*changed.values(), row_id)
    columns = {name: value for name, value in new.items() if name != "id"}
    own = "(select max(id) from interaction)"
    marks = (own if name == "interaction_id" else "?" for name in columns)
    values = tuple(value for name, value in columns.items() if name != "interaction_id")
    return f"insert into {table} ({', '.join(columns)}) values ({', '.join(marks)})", values


def _indexed(book: Book, table: str, row_id: int, op: str) -> Iterable[tuple[int, Statement]]:
    """The row of the full-text index, at the place of its contact."""
    if op == "U":
        return
    source = next((each for each in search.SOURCES if each.table == table), None)
    if source is None:
        return
    rows = book.rows(
        "select rowid, name, text, contact_id, source, is_confidential from search "
        f"where rowid = (select (contact_id << {search.CONTACT_BITS}) + id * {search.CODES} "
        f"+ {source.code} from {table} where id = ?)",
        (row_id,),
    )
    for number, *words in rows:
        sql = (
            f"insert into search ({search.COLUMNS}) values (? + {search.CODES} * ((select seq "
            f"from sqlite_sequence where name = '{table}') - ?), ?, ?, ?, ?, ?)"
        )
        yield number, (sql, (number, row_id, *words))


def _standings(book: Book) -> dict[int, dict[str, object]]:
    columns = [row[1] for row in book.rows("pragma table_info(standing)")]
    return {
        row[0]: dict(zip(columns, row, strict=True)) for row in book.rows("select * from standing")
    }


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
    connection.execute("create index one_per_reason on check_in (contact_id, reason) where is_open")
    return connection


def _write(connection: sqlite3.Connection, statements: list[Statement]) -> int:
    connection.execute("begin immediate")
    connection.execute(
        "insert into action (uuid, done_at, sentence, origin) values (?, ?, ?, ?)",
        (uuid.uuid4().hex, "2026-11-21T09:00:00", f"log {next(_NUMBERS)}", "test"),
    )
    for sql, values in statements:
        connection.execute(sql, values)
    connection.execute("commit")
    return len(statements)
