"""Which kind of source a file is, told by what is in it, and files that are no source at all.

Folders, and what is made of a reading, live in `sources`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO, NamedTuple

from loyaltytui.drafts import ContactDraft
from loyaltytui.exchange.columns import TableMapping
from loyaltytui.exchange.foreign_text import byte_lines
from loyaltytui.exchange.monica import is_monica, read_monica
from loyaltytui.exchange.reading import FILE_LIMIT, SourceError, Tally, Unmapped
from loyaltytui.exchange.table_finding import Table, find_table
from loyaltytui.exchange.table_reading import read_table
from loyaltytui.exchange.vcard import read_cards
from loyaltytui.exchange.whole_book_reading import begins_a_book

KINDS = (
    "vcard",
    "linkedin",
    "google",
    "outlook",
    "hubspot",
    "salesforce",
    "pipedrive",
    "thunderbird",
    "monica",
    "csv",
)
"""The words by which a kind of source can be named; `csv` is a table of any other program."""

_SNIFFED = 65_536
_BEGIN = re.compile(rb"^[ \t]*BEGIN[ \t]*:[ \t]*VCARD[ \t]*\r*$", re.IGNORECASE | re.MULTILINE)
_PICTURE = "is a picture: export your contacts as vCard or CSV, and import that file"
_KNOWN_BY_START = (
    (b"PK", "is a zip file: unpack it first, and import what is inside"),
    (b"\x1f\x8b", "is a compressed file: unpack it first, and import what is inside"),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"<", "is a web page or XML: export your contacts as vCard or CSV, and import that file"),
    (b"%PDF", "is a PDF: export your contacts as vCard or CSV, and import that file"),
    (b"SQLite format 3", "is a database: export your contacts from its program as vCard or CSV"),
    (b"\xd0\xcf\x11\xe0", "is an old Office file: save its sheet as CSV, and import that file"),
)
_WHOLE_BOOK = (
    "is a whole book: it comes into an empty one, with loyaltytui --book NEW.db import and its name"
)
_WORKBOOK = "is a spreadsheet: save its sheet as CSV, and import that file"
_WORKBOOK_MARKS = (b"[Content_Types].xml", b"xl/", b"opendocument.spreadsheet")
_NO_CONTACTS = (
    "holds neither vCards nor a table with a column of names, emails or phones: export your "
    "contacts as vCard or CSV, or say what its columns are with --map"
)
_MOST_NAMED = 12
_FEW_NULS = 8
_MOST_NULS = 0.02
"""A few of them are damage and taken out; more, and it is no text."""


class Opened(NamedTuple):
    """A file whose kind is known, ready to be read."""

    file: BinaryIO
    kind: str
    table: Table | None

    @property
    def mapping(self) -> TableMapping | None:
        """What its columns are taken for; None where there are none."""
        return self.table.mapping if self.table else None

    def contacts(self, tally: Tally) -> Iterator[ContactDraft]:
        """Its contacts one after the other; what is wrong goes to the tally."""
        if self.table is not None:
            return read_table(self.table, tally)
        return (read_monica if self.kind == "monica" else read_cards)(self.file, tally)


def refuse_size(said: str, size: int) -> None:
    """Raise for a file that is empty, or too large to be a list of contacts."""
    if size == 0:
        raise SourceError(f"{said} is empty: export your contacts again, and import that file.")
    if size > FILE_LIMIT:
        limit = FILE_LIMIT // 1_000_000
        raise SourceError(f"{said} is larger than {limit} MB: export fewer contacts at a time.")


def opened(
    file: BinaryIO,
    said: str,
    where: str,
    wanted: str = "",
    choices: Sequence[str] = (),
    day_first: bool = True,
) -> Opened:
    """Tell the kind of a file by its content; raise when it is none, or not the one wanted."""
    start = byte_lines(file).read(_SNIFFED)
    file.seek(0)
    table = None
    if _BEGIN.search(start):
        found = "vcard"
    elif is_monica(start):
        found = "monica"
    else:
        _refuse_known(said, start)
        try:
            table = find_table(file, where, choices, day_first, wanted)
        except Unmapped as unknown:
            headers = ", ".join(column.header for column in unknown.mapping.columns[:_MOST_NAMED])
            raise Unmapped(f"{said} {_NO_CONTACTS}: {headers}.", unknown.mapping) from None
        except SourceError as problem:
            raise SourceError(f"{said} cannot be read. {problem}") from None
        found = table.tool.kind if table else ""
    if not found:
        raise SourceError(f"{said} {_NO_CONTACTS}.")
    if wanted and wanted != found:
        raise SourceError(f"{said} is not of the kind {wanted} but {found}: import it as {found}.")
    return Opened(file, found, table)


def _refuse_known(said: str, start: bytes) -> None:
    """Raise for a file of which it is known what else it is."""
    if start[:2] == b"PK" and any(mark in start for mark in _WORKBOOK_MARKS):
        raise SourceError(f"{said} {_WORKBOOK}.")
    if begins_a_book(start):
        raise SourceError(f"{said} {_WHOLE_BOOK}.")
    for magic, what in _KNOWN_BY_START:
        if start.lstrip(b"\xef\xbb\xbf \r\n").startswith(magic) and (
            magic != b"PK" or start[2:4] in (b"\3\4", b"\5\6")
        ):
            raise SourceError(f"{said} {what}.")
    if start.count(b"\0") > _FEW_NULS + len(start) * _MOST_NULS:
        raise SourceError(
            f"{said} is no text file: export your contacts as vCard or CSV, and import that file."
        )
