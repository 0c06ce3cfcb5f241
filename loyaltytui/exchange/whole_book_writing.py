"""Writes a whole book as one JSON document, a row a line, never more than a row in memory.

What stands in it is said by `whole_book_format`.
"""

from __future__ import annotations

from typing import BinaryIO

from msgspec.json import Encoder

from loyaltytui.book.book import Book
from loyaltytui.exchange.whole_book_format import FORMAT, NAME, TABLES, WORDS
from loyaltytui.exchange.wish import Counts, Wish

_SLICE = 1000
"""Rows that are handed to the file together."""
_encoded = Encoder().encode


def write_book(book: Book, wish: Wish, file: BinaryIO) -> Counts:
    """Writes the book; the same facts give the same bytes."""
    choice = wish.choice
    head = {"format": FORMAT, "confidential": choice.with_confidential, "mine": choice.only_mine}
    file.write(b"{" + _encoded(NAME) + b":" + _encoded(head))
    counts: Counts = {}
    for table, columns in TABLES.items():
        names = [column.name for column in columns]
        flags = [column.name for column in columns if column.is_flag]
        file.write(b",\n" + _encoded(table) + b":[")
        lines: list[bytes] = []
        between, count = b"\n", 0
        for values in book.stored(table, names, choice):
            row = dict(zip(names, values, strict=True))
            for name in flags:
                row[name] = row[name] != 0
            lines.append(_encoded(row))
            if len(lines) == _SLICE:
                file.write(between + b",\n".join(lines))
                between, count = b",\n", count + _SLICE
                lines.clear()
        if lines:
            file.write(between + b",\n".join(lines))
        counts[WORDS[table]] = count + len(lines)
        file.write(b"\n]" if count or lines else b"]")
    file.write(b"\n}\n")
    return counts
