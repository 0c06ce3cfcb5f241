"""Writes a whole book as one JSON document, a row a line, never more than a row in memory.

What stands in it is said by `whole_book_format`.
"""

from __future__ import annotations

import json
from typing import BinaryIO

from loyaltytui.book.book import Book
from loyaltytui.exchange.exporting import Counts, Wish
from loyaltytui.exchange.whole_book_format import FORMAT, NAME, TABLES, WORDS

_SLICE = 1000
"""Rows that are handed to the file together."""
_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def write_book(book: Book, wish: Wish, file: BinaryIO) -> Counts:
    """Writes the book; the same facts give the same bytes."""
    choice = wish.choice
    head = {"format": FORMAT, "confidential": choice.with_confidential, "mine": choice.only_mine}
    file.write(f"{{{_encoded(NAME)}:{_encoded(head)}".encode())
    counts: Counts = {}
    for table, columns in TABLES.items():
        names = [column.name for column in columns]
        flags = [column.name for column in columns if column.is_flag]
        file.write(f",\n{_encoded(table)}:[".encode())
        lines: list[str] = []
        between, count = "\n", 0
        for values in book.stored(table, names, choice):
            row = dict(zip(names, values, strict=True))
            for name in flags:
                row[name] = row[name] != 0
            lines.append(_encoded(row))
            if len(lines) == _SLICE:
                file.write((between + ",\n".join(lines)).encode())
                between, count = ",\n", count + _SLICE
                lines.clear()
        if lines:
            file.write((between + ",\n".join(lines)).encode())
        counts[WORDS[table]] = count + len(lines)
        file.write(b"\n]" if count or lines else b"]")
    file.write(b"\n}\n")
    return counts
