"""Holds the entries against what the history last said of them, and mends one by the other.

The undo journal is the book's second copy: damage that no proof of SQLite's sees, as a flipped
bit in a name, shows as a difference between the two.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from loyaltytui.book.database import Database
from loyaltytui.book.faults import raw_errors
from loyaltytui.book.journal import TABLES

Image = dict[str, Any]

_NEWEST = "loyaltytui_newest"


class Difference(Struct, frozen=True):
    """One entry that is not what the history says."""

    table: str
    row_id: int
    told: Image | None
    """None: by the history, there is no such entry."""
    is_there: bool
    columns: tuple[str, ...] = ()
    """What differs, in an entry that is there and should be."""
    is_history_damaged: bool = False

    @property
    def name(self) -> str:
        """How it is called: by its number, for its words may be told in confidence."""
        return f"{self.table.replace('_', '-')} {self.row_id}"

    @property
    def sentence(self) -> str:
        """What is wrong with it."""
        if self.is_history_damaged:
            return f"What the history says of {self.name} is damaged."
        if not self.is_there:
            return f"{self.name} is gone, and the history does not say why."
        if self.told is None:
            return f"{self.name} is there, and the history does not know of it."
        columns = ", ".join(name.replace("_", " ") for name in self.columns)
        return f"{self.name} is not what the history says of it: {columns}."


def differences(db: Database) -> Iterator[Difference]:
    """The entries that the history tells otherwise, by table and number.

    The newest image of every row is found in one pass over the journal, into a table of this
    connection's own: with no index by table, a pass for each would take twenty times as long.
    """
    db.execute_sql(f"drop table if exists temp.{_NEWEST}")
    db.execute_sql(
        f"create temp table {_NEWEST} as select table_name, row_id, max(id) as id "
        "from change group by table_name, row_id"
    )
    db.execute_sql(f"create index temp.{_NEWEST}_by_row on {_NEWEST} (table_name, row_id, id)")
    try:
        for table in TABLES:
            yield from _of(db, table)
    finally:
        db.execute_sql(f"drop table if exists temp.{_NEWEST}")


def _of(db: Database, table: str) -> Iterator[Difference]:
    columns = [row[1] for row in db.execute_sql(f"pragma table_info({table})").fetchall()]
    if not columns:
        # The table itself is gone, which another proof tells.
        return
    now = ", ".join(f"now.{column}" for column in columns)
    told = db.execute_sql(
        f"select newest.row_id, change.after, {now} from temp.{_NEWEST} as newest "
        f"join change on change.id = newest.id left join {table} as now "
        "on now.id = newest.row_id where newest.table_name = ?",
        (table,),
    )
    for row_id, after, *values in told:
        is_there = values[columns.index("id")] is not None
        try:
            image = _read(after)
        except ValueError:
            yield Difference(table, row_id, None, is_there, is_history_damaged=True)
            continue
        if image is None or not is_there:
            if is_there or image is not None:
                yield Difference(table, row_id, image, is_there)
            continue
        row = dict(zip(columns, values, strict=True))
        wrong = tuple(name for name, value in image.items() if name in row and row[name] != value)
        if wrong:
            yield Difference(table, row_id, image, is_there, wrong)
    unknown = db.execute_sql(
        f"select id from {table} where id not in "
        f"(select row_id from temp.{_NEWEST} where table_name = ?)",
        (table,),
    )
    for (row_id,) in unknown:
        yield Difference(table, row_id, None, True)


def _read(text: str | None) -> Image | None:
    """A row as the history tells it. None: it was deleted. Raises `ValueError` for damage."""
    if text is None:
        return None
    image = json.loads(text)
    if not isinstance(image, dict):
        raise ValueError
    return image


def mend(db: Database, wrong: Difference) -> str:
    """Makes an entry what the history says; the sentence about it, or none if it was left.

    An entry that the history does not know of stays: nothing is thrown away.
    """
    if wrong.told is None:
        return ""
    image = {name: value for name, value in wrong.told.items() if name != "id"}
    try:
        with db.atomic():
            if wrong.is_there:
                changed = {name: image[name] for name in wrong.columns if name in image}
                names = ", ".join(f"{name} = ?" for name in changed)
                db.execute_sql(
                    f"update {wrong.table} set {names} where id = ?",
                    (*changed.values(), wrong.row_id),
                )
            else:
                names = ", ".join(image)
                marks = ", ".join("?" * len(image))
                db.execute_sql(
                    f"insert into {wrong.table} (id, {names}) values (?, {marks})",
                    (wrong.row_id, *image.values()),
                )
    except raw_errors(name="IntegrityError"):
        return f"{wrong.name} could not be mended: another entry is in its place."
    if not wrong.is_there:
        return f"{wrong.name} is there again."
    columns = ", ".join(name.replace("_", " ") for name in wrong.columns)
    return f"{wrong.name} is what the history says again: {columns}."
