"""The verb that brings a whole exported book into an empty one: all of it, or nothing.

Reading the export and what may stand in it is `exchange`'s work; contacts from other programs are
brought by `importing`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from loyaltytui.book import journal, search
from loyaltytui.book.channels import channel_key
from loyaltytui.book.errors import Refused
from loyaltytui.book.faults import raw_errors
from loyaltytui.book.late_search import found_afterwards
from loyaltytui.book.storage import Storage
from loyaltytui.entries import ChannelKind
from loyaltytui.plain import fold

Rows = Iterable[tuple[str, Sequence[str], Iterator[tuple[Any, ...]]]]
"""Tables with their columns and their rows, the rows of each read before the next is asked for."""

_NOT_EMPTY = (
    "{path} holds entries already, and a whole book comes only into an empty one. "
    "Name a new one: loyaltytui --book NEW.db import ..."
)


class Bringing(Storage):
    """The verb that takes up where an exported book left off."""

    def expect_empty(self) -> None:
        """`Refused` when anything is written in the book."""
        for table in journal.TABLES:
            if self.rows(f"select 1 from {table} limit 1"):
                raise Refused(_NOT_EMPTY.format(path=self.path))

    def bring_book(self, tables: Rows, sentence: str, where: Callable[[], str]) -> int:
        """Writes all rows with the ids they had; returns how many there were.

        `where` says which place of the export is being read, for the sentence about a row that
        no book can hold. Keys to sort and find by are made anew, and so are the figures.
        """
        count = 0
        with self.act(sentence):
            self.expect_empty()
            self.db.execute_sql("pragma defer_foreign_keys = on")
            with found_afterwards(self.db, journal.TABLES, 0):
                for table, columns, rows in tables:
                    count += self._bring_table(table, columns, rows, where)
            # A purchase whose contact has gone is found on its account, and is nobody's.
            self.db.execute_sql(
                f"insert into search ({search.COLUMNS}) "
                f"select * from ({search.expected()}) where contact_id is null"
            )
            self._expect_parents()
        return count

    def _bring_table(
        self,
        table: str,
        columns: Sequence[str],
        rows: Iterator[tuple[Any, ...]],
        where: Callable[[], str],
    ) -> int:
        made = _keys(table, columns)
        names = [*columns, *(name for name, _ in made)]
        count = 0

        def complete() -> Iterator[tuple[Any, ...]]:
            nonlocal count
            for row in rows:
                count += 1
                yield (*row, *(key(row) for _, key in made))

        marks = ", ".join("?" * len(names))
        sql = f"insert into {table} ({', '.join(names)}) values ({marks})"
        try:
            # One row after the other is asked for: the last one read is the one refused.
            self.db.connection().executemany(sql, complete())
        except raw_errors(name="IntegrityError") as error:
            raise Refused(f"{where()}: {_reason(error)}. Nothing was written.") from error
        return count

    def _expect_parents(self) -> None:
        found = self.db.execute_sql("pragma foreign_key_check").fetchone()
        if found is not None:
            table, row_id, parent, _ = found
            raise Refused(
                f"{table} {row_id} belongs to a row of {parent} that is not there. "
                "Nothing was written."
            )


def _keys(table: str, columns: Sequence[str]) -> list[tuple[str, Callable[[tuple[Any, ...]], str]]]:
    """The columns of a table that follow from others, and how."""
    at = {name: place for place, name in enumerate(columns)}
    match table:
        case "account":
            return [("name_key", lambda row: fold(row[at["name"]]))]
        case "contact":
            return [("sort_key", lambda row: fold(row[at["name"]]))]
        case "channel":
            return [
                (
                    "value_key",
                    lambda row: channel_key(ChannelKind(row[at["kind"]]), row[at["value"]]),
                )
            ]
    return []


def _reason(error: Exception) -> str:
    """What SQLite says, in other words: `UNIQUE constraint failed: tag.contact_id, tag.word`."""
    what, _, columns = str(error).partition(" constraint failed: ")
    if what == "UNIQUE":
        return f"the same {columns.replace('.', ' ').replace(',', ' and')} stands there twice"
    return f"{what.lower()}: {columns}"


def made_whole_first(path: Path, make: Callable[[Path], None]) -> None:
    """A new book, made elsewhere in the same folder and given its name when it is whole."""
    from loyaltytui.book.files import make_private_folder, put_in_place

    make_private_folder(path.parent)
    import tempfile

    with tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as folder:
        scratch = Path(folder) / path.name
        make(scratch)
        with put_in_place(path) as written:
            os.replace(scratch, written)
