"""What every book is made of: its tables, indexes and triggers.

How they came to be is `migrations`' to say; what stands in them is proved in `checking`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from msgspec import Struct

from loyaltytui.book import migrations
from loyaltytui.book.database import Database
from loyaltytui.book.faults import DRIVER
from loyaltytui.book.triggers import lay_triggers

_DERIVED = re.compile("tally|standing|search(_name)?|account_(met|part|sum|worth|window|year)")
"""Tables that are filled from the entries: laid anew, nothing of them is lost."""


class Part(Struct, frozen=True):
    """A table, an index or a trigger."""

    kind: str
    name: str
    sql: str | None
    """None: it comes with its table."""


def missing(db: Database) -> Iterator[Part]:
    """What a book of this schema has, and this one has not."""
    there = {(each.kind, each.name) for each in _parts(db)}
    for each in _parts_of_a_new_one():
        if (each.kind, each.name) not in there:
            yield each


def complete(db: Database) -> None:
    """Makes what is missing, but for tables of entries: an empty one would only hide the loss."""
    for each in missing(db):
        is_lost = each.kind == "table" and not _DERIVED.fullmatch(each.name)
        if each.kind != "trigger" and each.sql and not is_lost:
            db.execute_sql(each.sql)
    lay_triggers(db)


def _parts_of_a_new_one() -> list[Part]:
    db = Database(lambda: DRIVER.connect(":memory:", isolation_level=None), None)
    db.connect()
    with closing(db):
        migrations.migrate(db, Path("a new book"))
        return _parts(db)


def _parts(db: Database) -> list[Part]:
    """In the order that they were made in: an index after its table."""
    rows = db.execute_sql(
        "select type, name, sql from sqlite_master where name not like 'sqlite/_stat%' escape '/' "
        "order by rowid"
    )
    return [Part(*row) for row in rows.fetchall()]
