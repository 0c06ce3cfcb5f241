"""Reads what can still be read of a damaged book, and keeps it as one more backup.

Row by row; where a row can't be read any more, as the undo journal remembers it. The damaged
file is only read, and nothing is ever replaced here: a failing disk can look like damage.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from loyaltytui.book import migrations, search, staleness, tallies
from loyaltytui.book.backup import next_name, turns
from loyaltytui.book.backups import SALVAGED
from loyaltytui.book.database import Database
from loyaltytui.book.errors import NotFound
from loyaltytui.book.faults import raw_errors, told_of_files
from loyaltytui.book.files import put_in_place
from loyaltytui.book.journal import TABLES
from loyaltytui.book.reading_copies import looking
from loyaltytui.book.storage import connect
from loyaltytui.book.triggers import lay_triggers, lift_triggers

if TYPE_CHECKING:
    from sqlite3 import Connection

_JOURNAL = ("action", "change")
_MOST_PROBES = 200_000
"""Of a hole between two readable ends, so many ids are tried one by one."""

Image = dict[str, Any]


class Salvaged(Struct, frozen=True):
    """What came of it."""

    path: Path | None
    """The backup that holds it. None: nothing could be read."""
    read: int = 0
    """Entries read from their own rows."""
    remembered: int = 0
    """Entries that only the undo journal still had."""
    lost: int = 0
    """Entries left out because what they belong to could not be read."""


def salvage(path: Path, at: dt.datetime) -> Salvaged:
    """Keeps what can be read of the book at `path`; tells of it, whatever the damage."""
    with turns(path) as folder:
        target = next_name(folder, SALVAGED, at)
        with suppress(_Nothing), told_of_files(target), put_in_place(target) as written:
            read, remembered, lost = _copy_what_reads(path, written)
            if not read + remembered:
                raise _Nothing
            return Salvaged(target, read, remembered, lost)
    return Salvaged(None)


class _Nothing(NotFound):
    """There was nothing to keep: the new file goes."""


def _copy_what_reads(path: Path, written: Path) -> tuple[int, int, int]:
    db = connect(written, like=path)
    db.connect()
    try:
        migrations.migrate(db, written)
        copy = db.connection()
        copy.execute("pragma foreign_keys = 0")
        lift_triggers(db)
        copy.execute("begin")
        # Taken for what it says: a letter that a flipped bit has spoilt costs that letter alone.
        with looking(path) as look:
            look.text_factory = lambda raw: raw.decode("utf-8", "replace")
            read = sum(_copy_table(look, copy, table) for table in (*TABLES, *_JOURNAL))
        journal_rows = copy.execute("select count(*) from change").fetchone()[0]
        actions = copy.execute("select count(*) from action").fetchone()[0]
        remembered = _remember(copy)
        lost = _drop_orphans(copy)
        copy.execute("commit")
        _lay_anew(db)
        db.execute_sql("pragma journal_mode = delete")
    finally:
        db.close()
    return read - journal_rows - actions, remembered, lost


def _lay_anew(db: Database) -> None:
    with db.atomic("IMMEDIATE"):
        lay_triggers(db)
        search.rebuild(db)
        tallies.rebuild(db)
        staleness.outdate(db)


def _copy_table(look: Connection, copy: Connection, table: str) -> int:
    """So many rows of one table could be read and written."""
    known = {row[1] for row in copy.execute(f"pragma table_info({table})")}
    count = 0
    for image in _readable(look, table):
        count += _put(copy, table, {name: image[name] for name in image if name in known})
    return count


def _put(copy: Connection, table: str, image: Image) -> bool:
    """A row whose values no book could hold is as good as unreadable."""
    names, marks = ", ".join(image), ", ".join("?" * len(image))
    if not image:
        return False
    with suppress(*raw_errors(OverflowError, UnicodeError)):
        sql = f"insert or ignore into {table} ({names}) values ({marks})"
        return bool(copy.execute(sql, tuple(image.values())).rowcount)
    return False


def _readable(look: Connection, table: str) -> Iterator[Image]:
    """The rows from the first on, those from the last back, and in between one by one."""
    first = last = None
    try:
        for image in _rows(look, f"select * from {table} order by id"):
            first = image["id"]
            yield image
        return
    except _unreadable():
        pass
    with suppress(*_unreadable()):
        for image in _rows(look, f"select * from {table} order by id desc"):
            if first is not None and image["id"] <= first:
                return
            last = image["id"]
            yield image
    if not isinstance(last, int):
        last = _highest(look, table)
    start = first + 1 if isinstance(first, int) else 1
    for row_id in range(start, min(last, start + _MOST_PROBES)):
        with suppress(*_unreadable()):
            yield from _rows(look, f"select * from {table} where id = {row_id}")


def _unreadable() -> tuple[type[Exception], ...]:
    """What damage looks like: even the name of a column can be spoilt."""
    return raw_errors(KeyError, UnicodeDecodeError)


def _rows(look: Connection, sql: str) -> Iterator[Image]:
    cursor = look.execute(sql)
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield dict(zip(names, row, strict=True))


def _highest(look: Connection, table: str) -> int:
    """Where the ids of a table end, whatever its rows say."""
    with suppress(*_unreadable()):
        row = look.execute("select seq from sqlite_sequence where name = ?", (table,)).fetchone()
        if row is not None and isinstance(row[0], int):
            return row[0] + 1
    return 0


def _remember(copy: Connection) -> int:
    """Brings in, from their newest images, the rows that could not be read."""
    count = 0
    for table in TABLES:
        known = {row[1] for row in copy.execute(f"pragma table_info({table})")}
        found: Iterable[tuple[str]] = copy.execute(
            "select after from change where id in (select max(id) from change where "
            f"table_name = ? group by row_id) and after is not null and row_id not in "
            f"(select id from {table})",
            (table,),
        ).fetchall()
        for (after,) in found:
            with suppress(json.JSONDecodeError):
                image = json.loads(after)
                if isinstance(image, dict):
                    kept = {name: image[name] for name in image if name in known}
                    count += _put(copy, table, kept)
    return count


def _drop_orphans(copy: Connection) -> int:
    """Leaves out what belongs to something that is lost, or cuts the tie where it may be cut."""
    count = 0
    while orphans := copy.execute("pragma foreign_key_check").fetchall():
        for table, row_id, _, link in orphans:
            (column,) = [
                row[3]
                for row in copy.execute(f"pragma foreign_key_list({table})").fetchall()
                if row[0] == link
            ]
            needed = {row[1]: bool(row[3]) for row in copy.execute(f"pragma table_info({table})")}
            if needed[column]:
                count += copy.execute(
                    f"delete from {table} where rowid = ?", (row_id,)
                ).rowcount * (table in TABLES)
            else:
                copy.execute(f"update {table} set {column} = null where rowid = ?", (row_id,))
    return count
