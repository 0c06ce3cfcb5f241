"""A table of text as its rows of cells: lines put together, quotation marks read, signs cleaned.

Which row is the header, and what a column means, is not decided here.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from loyaltytui.exchange.code_pages import code_page
from loyaltytui.exchange.foreign_text import byte_lines, clean, decode

LINE_LIMIT = 1_000_000
"""Bytes of one line; no program writes longer ones about a person."""
ROW_LIMIT = 4_000_000
LONGEST_ROW = 2_000
"""Lines of one row; with more, a quotation mark was left open and must not eat the file."""
_SAMPLE = 262_144


class Row(NamedTuple):
    """One row of a table, or the line on which none could be read."""

    line: int
    """The physical line it begins on, counted from 1."""
    cells: list[str]
    why: str = ""
    """Why it could not be read; empty when it could."""
    forbidden: int = 0
    """Characters that no text may hold, taken out of it."""


class TableLines:
    """The physical lines of a table with as much foresight as a row needs."""

    def __init__(self, file: BinaryIO) -> None:
        plain = byte_lines(file)
        if plain is file:
            start = file.tell()
            self.charset = code_page(file.read(_SAMPLE))
            file.seek(start)
        else:
            self.charset = ""
        self._file = plain
        self._number = 0
        self._waiting: deque[tuple[int, bytes]] = deque()

    def at(self, place: int) -> tuple[int, bytes] | None:
        """The line so many ahead, with its number; None behind the end of the file."""
        while len(self._waiting) <= place:
            line = self._file.readline(LINE_LIMIT + 1)
            if not line:
                return None
            self._number += 1
            self._waiting.append((self._number, line))
            # Of one far too long only the start is kept.
            while line and line[-1:] != b"\n":
                line = self._file.readline(LINE_LIMIT)
        return self._waiting[place]

    def seen(self) -> Iterator[tuple[int, bytes]]:
        """The lines that were looked at and are not done with."""
        yield from self._waiting

    def drop(self, count: int) -> None:
        """These lines are done with."""
        for _ in range(count):
            self._waiting.popleft()

    def text(self, raw: bytes) -> tuple[str, int]:
        """Clean text, and how many characters had to go."""
        if raw.isascii():
            return clean(raw.decode("ascii"))
        if not self.charset:
            return clean(decode(raw))
        try:
            return clean(raw.decode("utf-8"))
        except UnicodeError:
            return clean(decode(raw, self.charset))


def row_at(lines: TableLines, place: int, separator: str) -> tuple[Row, int] | None:
    """The row that begins so many lines ahead, and how many lines it takes; None at the end."""
    first = lines.at(place)
    if first is None:
        return None
    number, raw = first
    if len(raw) > LINE_LIMIT:
        return Row(number, [], f"a row of more than {LINE_LIMIT // 1_000_000} MB"), 1
    if b'"' not in raw:
        text, forbidden = lines.text(raw)
        return Row(number, text.removesuffix("\n").split(separator), "", forbidden), 1
    return _quoted_row(lines, place, separator, number)


def _quoted_row(lines: TableLines, place: int, separator: str, number: int) -> tuple[Row, int]:
    """A row with quotation marks, which may go on for many lines.

    Of what does not come out as a row only the first line is given up: a quotation mark left open
    seems to swallow the good rows behind it.
    """
    csv.field_size_limit(max(csv.field_size_limit(), 2 * ROW_LIMIT))
    taken = forbidden = size = 0

    def feed() -> Iterator[str]:
        nonlocal taken, forbidden, size
        while taken < LONGEST_ROW and size <= ROW_LIMIT:
            found = lines.at(place + taken)
            if found is None or len(found[1]) > LINE_LIMIT:
                return
            text, gone = lines.text(found[1])
            taken, forbidden, size = taken + 1, forbidden + gone, size + len(found[1])
            yield text.removesuffix("\n").replace("\n", " ") + "\n"

    try:
        cells = next(csv.reader(feed(), delimiter=separator, strict=True), [])
    except csv.Error as problem:
        is_open = "unexpected end" in str(problem)
        why = "a quotation mark that is never closed" if is_open else "quotation marks out of place"
        return Row(number, [], why), 1
    return Row(number, cells, "", forbidden), taken


def rows(lines: TableLines, separator: str) -> Iterator[Row]:
    """The rows from the next line on, one after the other."""
    while (found := row_at(lines, 0, separator)) is not None:
        row, taken = found
        lines.drop(taken)
        yield row
