"""The verb that brings contacts from other programs: a preview, then all of them or none.

How sources are read and people told apart lives in `exchange/`.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from loyaltytui.book.arrivals import Known
from loyaltytui.book.importing import Progress
from loyaltytui.cli.desk import Desk
from loyaltytui.cli.printing import narrate, say
from loyaltytui.entries import Owner
from loyaltytui.exchange.importing import ImportPlan, joined, plan_import
from loyaltytui.exchange.sources import SourceError, read_source
from loyaltytui.exchange.whole_book_reading import is_whole_book


def import_(arguments: Namespace, desk: Desk) -> int:
    """Brings the contacts of files and folders into the book."""
    paths = [Path(os.path.expanduser(typed)) for typed in arguments.paths]
    if not arguments.kind and any(is_whole_book(path) for path in paths):
        from loyaltytui.cli.verbs_import_book import import_book

        return import_book(paths, desk, is_dry_run=arguments.dry_run)
    try:
        reading = joined(read_source(path, arguments.kind) for path in paths)
    except SourceError as error:
        narrate(str(error))
        return 2
    owner, source = Owner(arguments.owner), _source(paths)
    if arguments.dry_run or not reading.contacts:
        _preview(plan_import(reading, _known(desk), owner, source))
        narrate(
            "Nothing was written: " + ("a dry run." if reading.contacts else "nobody to import.")
        )
        return 0 if reading.contacts else 1
    with desk.writing(may_begin=True) as book:
        plan = plan_import(reading, book.known_for_import(), owner, source)
        count = book.import_contacts(plan.arrivals, plan.sentence, _progress())
    # Only now: whoever reads along may stop reading, and that must not stop the import.
    _preview(plan)
    _say_done(count)
    return 0


def _known(desk: Desk) -> Known:
    """Whom the book knows; nobody where there has never been one, and none is begun."""
    if desk.is_new:
        return Known()
    with desk.reading() as book:
        return book.known_for_import()


def _source(paths: Sequence[Path]) -> str:
    """The files as the journal calls them."""
    first = paths[0].resolve().name or str(paths[0])
    more = len(paths) - 1
    return f"{first} and {more} more" if more else first


def _preview(plan: ImportPlan) -> None:
    for line in plan.sentences():
        say(line)


def _say_done(count: int) -> None:
    if not count:
        narrate("Nothing was written: everything is in the book already.")
        return
    narrate(f"Imported: {count:,} {'contact' if count == 1 else 'contacts'}. undo takes it back.")


def _progress() -> Progress | None:
    """A line that counts up, for somebody at a terminal."""
    if sys.stderr is None or not sys.stderr.isatty():
        return None

    def tell(written: int, total: int) -> None:
        end = "\n" if written == total else ""
        print(f"\r{written:,} of {total:,}", end=end, file=sys.stderr, flush=True)

    return tell
