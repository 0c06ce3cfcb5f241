"""From paths to what they say: which kind of source each is, told by its content, not by its name.

How each kind is read lives in its own module; what to do with a reading is the importer's matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from loyaltytui.book.packed import Packed
from loyaltytui.drafts import ContactDraft
from loyaltytui.exchange.columns import TableMapping, read_choice
from loyaltytui.exchange.reading import Reading, SourceError, Tally, Unreadable
from loyaltytui.exchange.source_kinds import KINDS, Opened, opened, refuse_size

__all__ = ["KINDS", "Asked", "Reading", "SourceError", "Unreadable", "read_source", "read_stream"]

Watch = Callable[[int], None]
"""Told how many contacts have been read so far. What it raises ends the reading."""
_TELL_EVERY = 10


class Asked(Struct, frozen=True):
    """How a source is to be read."""

    kind: str = ""
    """A word of `KINDS`; empty: it is found out."""
    choices: tuple[str, ...] = ()
    """Columns mapped by hand, each as `Column=field`."""
    day_first: bool = True
    """Is `5/6` the fifth of June, where a table does not show it?"""


def read_source(
    path: Path, kind: str = "", asked: Asked | None = None, watch: Watch | None = None
) -> Reading:
    """Read a file, or a folder of files and its subfolders, of one kind or of those found.

    Raises SourceError when there is nothing to import, with a sentence that says what to do.
    """
    asked = _checked(asked or Asked(kind))
    try:
        if path.is_dir():
            return _read_folder(path, asked, watch)
        if not path.is_file():
            what = "is no ordinary file" if path.exists() else "is not there"
            raise SourceError(f"{path} {what}: give the path of a vCard or CSV file.")
        refuse_size(str(path), path.stat().st_size)
        with path.open("rb") as file:
            return _read_one(file, str(path), path.name, asked, watch)
    except OSError as problem:
        why = problem.strerror or "it cannot be opened"
        raise SourceError(f"{path} cannot be read ({why}): check the file and try again.") from None


def read_stream(file: BinaryIO, asked: Asked, watch: Watch | None = None) -> Reading:
    """Read what came in by standard input, put away where one can go back in it."""
    asked = _checked(asked)
    refuse_size("standard input", file.seek(0, 2))
    file.seek(0)
    return _read_one(file, "standard input", "standard input", asked, watch)


def _checked(asked: Asked) -> Asked:
    if asked.kind and asked.kind not in KINDS:
        raise SourceError(f"There is no import from {asked.kind!r}: say {', '.join(KINDS)}.")
    for choice in asked.choices:
        read_choice(choice)
    return asked


def _read_one(file: BinaryIO, said: str, name: str, asked: Asked, watch: Watch | None) -> Reading:
    tally = Tally(name)
    found = opened(file, said, name, asked.kind, asked.choices, asked.day_first)
    contacts = Packed(ContactDraft, _told(found.contacts(tally), watch, 0))
    return _reading(contacts, [tally], found.kind, _tables([found]))


def _told(
    contacts: Iterator[ContactDraft], watch: Watch | None, before: int
) -> Iterator[ContactDraft]:
    for count, contact in enumerate(contacts, before + 1):
        if watch is not None and count % _TELL_EVERY == 0:
            watch(count)
        yield contact


def _read_folder(folder: Path, asked: Asked, watch: Watch | None) -> Reading:
    """Read every file of the folder that holds contacts, whichever kinds there are.

    A table of no known program may be about anything: it is read where there is nothing else.
    """
    tallies: list[Tally] = []
    files: list[tuple[Path, str, Tally]] = []
    for path in _files(folder):
        tally = Tally(path.relative_to(folder).as_posix())
        tallies.append(tally)
        try:
            refuse_size(str(path), path.stat().st_size)
            with path.open("rb") as file:
                found = opened(file, str(path), tally.where, asked.kind, asked.choices)
            files.append((path, found.kind, tally))
        except (SourceError, OSError) as problem:
            if path.suffix.lower() in (".vcf", ".vcard"):
                tally.lose(1, _reason(problem))
            else:
                tally.drop("other file")
    if not files:
        raise SourceError(
            f"There are no contacts in {folder}: give a folder of vCard files, or one file."
        )
    kinds = {kind for _, kind, _ in files}
    contacts = Packed(ContactDraft)
    several: list[Opened] = []
    # Cards first: they say most about somebody whom a table knows too.
    for path, kind, tally in sorted(files, key=lambda each: KINDS.index(each[1])):
        if kind == "csv" and len(kinds) > 1:
            tally.drop("other file")
            continue
        try:
            with path.open("rb") as file:
                found = opened(file, str(path), tally.where, kind, asked.choices, asked.day_first)
                several.append(found)
                contacts.extend(_told(found.contacts(tally), watch, len(contacts)))
        except OSError as problem:
            tally.lose(1, _reason(problem))
        except SourceError as problem:
            tally.lose(1, str(problem))
    kind = "" if len(kinds - {"csv"}) > 1 else min(kinds, key=KINDS.index)
    return _reading(contacts, tallies, kind, _tables(several))


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


def _tables(several: Sequence[Opened]) -> tuple[TableMapping, ...]:
    return tuple(found.mapping for found in several if found.mapping is not None)


def _reading(
    contacts: Sequence[ContactDraft],
    tallies: list[Tally],
    kind: str,
    tables: tuple[TableMapping, ...],
) -> Reading:
    dropped: dict[str, int] = {}
    for tally in tallies:
        for what, how_many in tally.dropped.items():
            dropped[what] = dropped.get(what, 0) + how_many
    unreadable = tuple(problem for tally in tallies for problem in tally.unreadable)
    return Reading(contacts, unreadable, tuple(sorted(dropped.items())), kind, tables)
