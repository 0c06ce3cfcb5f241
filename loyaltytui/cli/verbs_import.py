"""The verb that brings contacts from other programs: a preview, then all of them or none.

How sources are read and people told apart lives in `exchange/`.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from glob import glob
from pathlib import Path
from tempfile import TemporaryFile

from loyaltytui.book.arrivals import Known
from loyaltytui.book.importing import Progress
from loyaltytui.cli.desk import Desk
from loyaltytui.cli.printing import narrate, say
from loyaltytui.entries import Owner
from loyaltytui.exchange.columns import squeezed
from loyaltytui.exchange.importing import ImportPlan, joined, plan_import
from loyaltytui.exchange.reading import FILE_LIMIT, Unmapped
from loyaltytui.exchange.sources import Asked, Reading, SourceError, read_source, read_stream
from loyaltytui.exchange.whole_book_reading import is_whole_book

STDIN = Path("-")


def import_(arguments: Namespace, desk: Desk) -> int:
    """Brings the contacts of files and folders into the book."""
    paths = [path for typed in arguments.paths for path in _paths(typed)]
    if not arguments.kind and any(is_whole_book(path) for path in paths if path != STDIN):
        from loyaltytui.cli.verbs_import_book import import_book

        return import_book(paths, desk, is_dry_run=arguments.dry_run)
    asked = Asked(arguments.kind, tuple(arguments.maps), desk.days.day_first)
    try:
        reading = joined(_read(path, asked) for path in paths)
        _refuse_unknown_columns(reading, asked)
    except SourceError as error:
        narrate(str(error))
        if isinstance(error, Unmapped):
            for line in error.mapping.sentences():
                say(line)
        return 2
    owner, source = Owner(arguments.owner), _source(paths)
    if arguments.dry_run or not reading.contacts:
        known = _known(desk, with_past=reading.brings_past)
        _preview(plan_import(reading, known, owner, source))
        narrate(
            "Nothing was written: " + ("a dry run." if reading.contacts else "nobody to import.")
        )
        return 0 if reading.contacts else 1
    with desk.writing(may_begin=True) as book:
        known = book.known_for_import(with_past=reading.brings_past)
        plan = plan_import(reading, known, owner, source)
        count = book.import_contacts(plan.arrivals, plan.sentence, _progress())
    # Only now: whoever reads along may stop reading, and that must not stop the import.
    _preview(plan, with_columns=any(table.kind == "csv" for table in plan.tables))
    _say_done(count, plan.alike)
    return 0


def _paths(typed: str) -> list[Path]:
    """The files that a word means; `*` is read here too, where a shell has left it alone."""
    path = os.path.expanduser(typed)
    if not os.path.lexists(path) and any(sign in path for sign in "*?["):
        return [Path(found) for found in sorted(glob(path))] or [Path(path)]
    return [Path(path)]


def _read(path: Path, asked: Asked) -> Reading:
    """One source; `-` is standard input, put away first, for it may have to be read twice."""
    if path != STDIN:
        return read_source(path, asked=asked)
    with TemporaryFile() as file:
        taken = 0
        while piece := sys.stdin.buffer.read(1 << 20):
            taken += len(piece)
            if taken > FILE_LIMIT + 1:
                break
            file.write(piece)
        return read_stream(file, asked)


def _refuse_unknown_columns(reading: Reading, asked: Asked) -> None:
    """A column that no file has was mistyped: nothing is imported by half a mapping."""
    headers = {squeezed(column.header) for table in reading.tables for column in table.columns}
    for choice in asked.choices:
        header = choice.rpartition("=")[0]
        if squeezed(header) not in headers:
            raise SourceError(f"There is no column '{header}': --dry-run shows which there are.")


def _known(desk: Desk, *, with_past: bool) -> Known:
    """Whom the book knows; nobody where there has never been one, and none is begun."""
    if desk.is_new:
        return Known()
    with desk.reading() as book:
        return book.known_for_import(with_past=with_past)


def _source(paths: Sequence[Path]) -> str:
    """The files as the journal calls them."""
    first = "standard input" if paths[0] == STDIN else paths[0].resolve().name or str(paths[0])
    more = len(paths) - 1
    return f"{first} and {more} more" if more else first


def _preview(plan: ImportPlan, *, with_columns: bool = True) -> None:
    """Before it is written all is shown; behind it, columns only where they were guessed."""
    for line in plan.sentences(with_columns=with_columns):
        say(line)


def _say_done(count: int, alike: int) -> None:
    if not count:
        narrate("Nothing was written: everything is in the book already.")
        return
    narrate(f"Imported: {count:,} {'contact' if count == 1 else 'contacts'}. undo takes it back.")
    if alike:
        who = "1 of them is" if alike == 1 else f"{alike:,} of them are"
        narrate(f"{who} reached like somebody else. To see who is one: loyaltytui duplicates")


def _progress() -> Progress | None:
    """A line that counts up, for somebody at a terminal."""
    if sys.stderr is None or not sys.stderr.isatty():
        return None

    def tell(written: int, total: int) -> None:
        end = "\n" if written == total else ""
        print(f"\r{written:,} of {total:,}", end=end, file=sys.stderr, flush=True)

    return tell
