"""Reads a whole book from its JSON document, table by table, and believes nothing of it unseen.

What may stand in it is said by `whole_book_format`; the book's verb writes what was read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from msgspec import Struct

from loyaltytui.entries import Owner
from loyaltytui.exchange.json_stream import JsonStream
from loyaltytui.exchange.reading import SourceError
from loyaltytui.exchange.whole_book_format import (
    FORMAT,
    NAME,
    OWNED_SINCE_2,
    RULES,
    TABLES,
    WORDS,
    Column,
)
from loyaltytui.plain import clean

_START = re.compile(rb'(?:\xef\xbb\xbf)?[ \t\r\n]*\{[ \t\r\n]*"loyaltytui"[ \t\r\n]*:')
_SNIFFED = 4096
_SURROGATE = re.compile("[\ud800-\udfff]")


class Contents(Struct):
    """What a document said once it has been read."""

    is_with_confidential: bool = True
    is_only_mine: bool = False
    counts: dict[str, int] = {}
    """Rows, by what several of them are called."""
    removed: int = 0
    """Control characters that no book holds, taken out of texts."""


def begins_a_book(start: bytes) -> bool:
    """Does a file that begins so claim to be one of our documents?"""
    return _START.match(start) is not None


def is_whole_book(path: Path) -> bool:
    """Is that a file which begins as our documents do?"""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return begins_a_book(file.read(_SNIFFED))
    except OSError:
        return False


class WholeBook:
    """One reading of a document. Its tables have to be read in turn and to their end."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self.contents = Contents()
        self._stream = JsonStream(file, name)
        self._name = name
        self._table = ""
        self._format = FORMAT
        self._owners: dict[tuple[str, int], str] = {}
        """Whose accounts and contacts are, in a document that does not say it of all the rest."""

    def where(self) -> str:
        """The place that is being read."""
        return f"{self._name}, line {self._stream.line}, {self._table}"

    def tables(self) -> Iterator[tuple[str, Sequence[str], Iterator[tuple[Any, ...]]]]:
        """Each table with the names of its columns and its rows, as the book stores them."""
        stream = self._stream
        stream.take("{")
        if stream.name() != NAME:
            stream.refuse(f"the document does not begin with {NAME}")
        stream.take(":")
        self._read_head(stream.row())
        while stream.takes(","):
            table = stream.name()
            if table not in TABLES:
                stream.refuse("there is a table that no book has")
            if WORDS[table] in self.contents.counts:
                stream.refuse(f"the table {table} stands there twice")
            stream.take(":")
            self._table = table
            yield table, [column.name for column in TABLES[table]], self._rows(table)
        stream.take("}")
        if stream.peek():
            stream.refuse("there is more behind the end of the book")
        missing = [table for table in TABLES if WORDS[table] not in self.contents.counts]
        if missing:
            stream.refuse(f"the table {missing[0]} is missing")

    def _read_head(self, head: dict[str, Any]) -> None:
        found = head.get("format")
        if type(found) is int and found > FORMAT:
            raise SourceError(
                f"{self._name} was written by a newer loyaltytui (format {found}, this one knows "
                f"{FORMAT}). Nothing was written; update the program."
            )
        flags = (head.get("confidential"), head.get("mine"))
        if type(found) is not int or found < 1 or {type(one) for one in flags} != {bool}:
            self._stream.refuse(f"what stands under {NAME} is not what loyaltytui writes there")
        self._format = found
        self.contents.is_with_confidential, self.contents.is_only_mine = map(bool, flags)

    def _rows(self, table: str) -> Iterator[tuple[Any, ...]]:
        stream, columns, rule = self._stream, TABLES[table], RULES.get(table)
        count = 0
        stream.take("[")
        if not stream.takes("]"):
            while True:
                yield self._row(table, columns, rule, self._completed(table, stream.row()))
                count += 1
                if not stream.takes(","):
                    break
            stream.take("]")
        self.contents.counts[WORDS[table]] = count

    def _completed(self, table: str, row: dict[str, Any]) -> dict[str, Any]:
        """A row of an older document, with what it did not say yet."""
        if self._format == FORMAT:
            return row
        if table in ("account", "contact"):
            self._owners[table, row.get("id", 0)] = row.get("owner", "")
        if table not in OWNED_SINCE_2:
            return row
        parent, column = OWNED_SINCE_2[table]
        if "owner" in row or "is_confidential" in row:
            self._stream.refuse(f"{_one(table)} with more than its columns")
        owner = self._owners.get((parent, row.get(column, 0)), str(Owner.COMPANY))
        return row | {"owner": owner, "is_confidential": False}

    def _row(
        self,
        table: str,
        columns: Sequence[Column],
        rule: tuple[str, Callable[[dict[str, Any]], bool]] | None,
        row: dict[str, Any],
    ) -> tuple[Any, ...]:
        values: list[Any] = []
        for column in columns:
            if column.name not in row:
                self._stream.refuse(f"{_one(table)} without {column.name}")
            value = row[column.name]
            if type(value) is str and not (value.isascii() and value.isprintable()):
                value = self._cleaned(table, column, value)
            if not column.fits(value):
                self._stream.refuse(f"{column.name} of {_one(table)} has to be {column.says}")
            values.append(int(value) if column.is_flag else value)
        if len(row) != len(columns):
            self._stream.refuse(f"{_one(table)} with more than its columns")
        if rule is not None and not rule[1](row):
            self._stream.refuse(f"{_one(table)} {rule[0]}")
        return tuple(values)

    def _cleaned(self, table: str, column: Column, value: str) -> str:
        if _SURROGATE.search(value):
            self._stream.refuse(f"{column.name} of {_one(table)} holds half a character")
        found = clean(value)
        self.contents.removed += len(value) - len(found)
        return found


def look_through(path: Path) -> Contents:
    """Reads a document to its end and says what is in it; a `SourceError` for a bad one."""
    with path.open("rb") as file:
        document = WholeBook(file, path.name)
        for _, _, rows in document.tables():
            for _ in rows:
                pass
    return document.contents


def _one(table: str) -> str:
    """A row of it with its article: `an account`, `a note`."""
    return f"{'an' if table[0] in 'aeiou' else 'a'} {table}"
