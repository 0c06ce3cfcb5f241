"""What we have written into a vdir: so that only our own, untouched files are ever written again.

What becomes of a file is decided in `vdir_sync`.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from msgspec import DecodeError, Struct, ValidationError, field
from msgspec import json as shapes

from loyaltytui.book.errors import Refused
from loyaltytui.exchange.file_writing import write_whole

NAME = ".loyaltytui.json"
"""The record's name in the vdir, hidden as all that is no item is."""

ABSENT = ""
"""Among digests: there may be no file yet, for writing it was about to begin."""


class Entry(Struct):
    """One file of ours."""

    uid: str
    """The item's identity, the same from the first time it was written."""
    key: str
    """What it is in the book: `contact 12`."""
    digests: list[str]
    """Of what we wrote last; two while it is not certain which of them the file holds."""
    sense: str = ""
    """What it means, however it is laid out; empty where that is told otherwise."""


class Record(Struct):
    """Every file of ours in one vdir, by its place in it."""

    book: str
    """The book it was written from."""
    items: dict[str, Entry] = field(default_factory=dict)

    def uids(self) -> dict[str, str]:
        """The identity that each thing of the book was given, by its key."""
        return {entry.key: entry.uid for entry in self.items.values()}


def digest(content: bytes) -> str:
    """Tells one content from any other."""
    return hashlib.sha256(content).hexdigest()


def read_record(root: Path, book_id: str) -> Record:
    """The record of a vdir, an empty one where there is none; refused for another book's."""
    try:
        written = (root / NAME).read_bytes()
    except FileNotFoundError:
        return Record(book_id)
    try:
        record = shapes.decode(written, type=Record)
    except (DecodeError, ValidationError, UnicodeDecodeError):
        raise Refused(
            f"{root / NAME} can't be read, so nothing was written. Name another folder."
        ) from None
    if record.book != book_id:
        raise Refused(
            f"{root} was written from another book, so nothing was written. Name another folder."
        )
    return record


def write_record(root: Path, record: Record) -> None:
    """Puts the record in place."""
    whole = json.loads(shapes.encode(record))
    text = json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True)
    write_whole(root / NAME, f"{text}\n".encode())
