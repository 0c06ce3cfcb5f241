"""From a path to what it says: which kind of source it is, told by its content, not by its name.

How each kind is read lives in its own module; what to do with a reading is the importer's matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from loyaltytui.drafts import ContactDraft
from loyaltytui.exchange.foreign_text import byte_lines
from loyaltytui.exchange.linkedin import is_linkedin, read_connections
from loyaltytui.exchange.reading import FILE_LIMIT, Reading, SourceError, Tally, Unreadable
from loyaltytui.exchange.vcard import read_cards

__all__ = ["KINDS", "Reading", "SourceError", "Unreadable", "read_source"]

_READERS: dict[str, Callable[[BinaryIO, Tally], Iterator[ContactDraft]]] = {
    "vcard": read_cards,
    "linkedin": read_connections,
}
KINDS = tuple(_READERS)
"""The words by which a kind of source can be named."""

_SNIFFED = 65_536
_BEGIN = re.compile(rb"^[ \t]*BEGIN[ \t]*:[ \t]*VCARD[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_KNOWN_BY_START = (
    (b"PK", "is a zip file: unpack it first, and import what is inside"),
    (b"\x1f\x8b", "is a compressed file: unpack it first, and import what is inside"),
    (b"\x89PNG", "is a picture: export your contacts as vCard or CSV, and import that file"),
    (b"\xff\xd8\xff", "is a picture: export your contacts as vCard or CSV, and import that file"),
    (b"GIF8", "is a picture: export your contacts as vCard or CSV, and import that file"),
    (b"%PDF", "is a PDF: export your contacts as vCard or CSV, and import that file"),
    (b"SQLite format 3", "is a database: export your contacts from its program as vCard or CSV"),
    (b"\xd0\xcf\x11\xe0", "is an old Office file: save its sheet as CSV, and import that file"),
)
_WORKBOOK = "is a spreadsheet: save its sheet as CSV, and import that file"
_WORKBOOK_MARKS = (b"[Content_Types].xml", b"xl/", b"opendocument.spreadsheet")


def read_source(path: Path, kind: str = "") -> Reading:
    """Read a file, or a folder of vCard files and its subfolders, of one kind or of the kind found.

    Raises SourceError when there is nothing to import, with a sentence that says what to do.
    """
    if kind and kind not in _READERS:
        raise SourceError(f"There is no import from {kind!r}: say {' or '.join(KINDS)}.")
    try:
        if path.is_dir():
            return _read_folder(path, kind)
        if not path.is_file():
            what = "is no ordinary file" if path.exists() else "is not there"
            raise SourceError(f"{path} {what}: give the path of a vCard or CSV file.")
        found = _kind_of(path, kind)
        tally = Tally(path.name)
        with path.open("rb") as file:
            contacts = tuple(_READERS[found](file, tally))
    except OSError as problem:
        why = problem.strerror or "it cannot be opened"
        raise SourceError(f"{path} cannot be read ({why}): check the file and try again.") from None
    return _reading(contacts, [tally], found)


def _read_folder(folder: Path, kind: str) -> Reading:
    """Read every file of the folder that is of one kind: cards if there are any, else a table."""
    tallies: list[Tally] = []
    by_kind: dict[str, list[tuple[Path, Tally]]] = {word: [] for word in KINDS}
    for path in _files(folder):
        tally = Tally(path.relative_to(folder).as_posix())
        tallies.append(tally)
        try:
            by_kind[_kind_of(path, kind)].append((path, tally))
        except (SourceError, OSError) as problem:
            if path.suffix.lower() in (".vcf", ".vcard"):
                tally.lose(1, _reason(problem))
            else:
                tally.drop("other file")
    found = next((word for word in KINDS if by_kind[word]), None)
    if found is None:
        raise SourceError(
            f"There are no contacts in {folder}: give a folder of vCard files, or one file."
        )
    for word in KINDS:
        for _, tally in by_kind[word] if word != found else ():
            tally.drop("other file")
    contacts: list[ContactDraft] = []
    for path, tally in by_kind[found]:
        try:
            with path.open("rb") as file:
                contacts.extend(_READERS[found](file, tally))
        except OSError as problem:
            tally.lose(1, _reason(problem))
    return _reading(tuple(contacts), tallies, found)


def _reason(problem: SourceError | OSError) -> str:
    """Say in a list of problems what would have been a sentence of its own."""
    if isinstance(problem, OSError):
        return f"the file cannot be read ({problem.strerror or 'no reason given'})"
    return "the file holds no contacts that can be read"


def _files(folder: Path) -> Iterator[Path]:
    """The files of a folder and of its direct subfolders, in a fixed order, hidden ones left out.

    A collection of many address books is one folder each, and no deeper.
    """
    entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    yield from (entry for entry in entries if entry.is_file())
    for entry in entries:
        if entry.is_dir():
            inner = sorted(file for file in entry.iterdir() if not file.name.startswith("."))
            yield from (file for file in inner if file.is_file())


def _kind_of(path: Path, wanted: str) -> str:
    """Tell the kind of a file by its content; raise when it is none, or not the one wanted."""
    size = path.stat().st_size
    if size == 0:
        raise SourceError(f"{path} is empty: export your contacts again, and import that file.")
    if size > FILE_LIMIT:
        limit = FILE_LIMIT // 1_000_000
        raise SourceError(f"{path} is larger than {limit} MB: export fewer contacts at a time.")
    with path.open("rb") as file:
        start = byte_lines(file).read(_SNIFFED)
        if _BEGIN.search(start):
            found = "vcard"
        else:
            _refuse_known(path, start)
            file.seek(0)
            found = "linkedin" if is_linkedin(file) else ""
    if not found:
        raise SourceError(
            f"{path} holds neither vCards nor LinkedIn's connections: "
            "export your contacts as vCard, and import that file."
        )
    if wanted and wanted != found:
        raise SourceError(f"{path} is not of the kind {wanted} but {found}: import it as {found}.")
    return found


def _refuse_known(path: Path, start: bytes) -> None:
    """Raise for a file of which it is known what else it is."""
    if start[:2] == b"PK" and any(mark in start for mark in _WORKBOOK_MARKS):
        raise SourceError(f"{path} {_WORKBOOK}.")
    for magic, what in _KNOWN_BY_START:
        if start.startswith(magic) and (magic != b"PK" or start[2:4] in (b"\3\4", b"\5\6")):
            raise SourceError(f"{path} {what}.")
    if b"\0" in start:
        raise SourceError(
            f"{path} is no text file: export your contacts as vCard or CSV, and import that file."
        )


def _reading(contacts: tuple[ContactDraft, ...], tallies: list[Tally], kind: str) -> Reading:
    dropped: dict[str, int] = {}
    for tally in tallies:
        for what, how_many in tally.dropped.items():
            dropped[what] = dropped.get(what, 0) + how_many
    unreadable = tuple(problem for tally in tallies for problem in tally.unreadable)
    return Reading(contacts, unreadable, tuple(sorted(dropped.items())), kind)
