"""Importing a whole book from its JSON: into an empty book, all of it or nothing.

Contacts from other programs are imported in `verbs_import`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from loyaltytui.book.book import Book, create_book
from loyaltytui.book.bringing import made_whole_first
from loyaltytui.book.faults import told_of_files
from loyaltytui.cli.desk import Desk
from loyaltytui.cli.printing import narrate, say
from loyaltytui.exchange.mine import counted
from loyaltytui.exchange.reading import SourceError
from loyaltytui.exchange.whole_book_reading import Contents, WholeBook, look_through


def import_book(paths: Sequence[Path], desk: Desk, *, is_dry_run: bool) -> int:
    """Brings an exported book back."""
    if len(paths) > 1:
        narrate("A whole book is imported alone: name that one file.")
        return 2
    if not desk.is_new:
        with desk.reading() as book:
            book.expect_empty()
    try:
        # Before anything is locked or made: most of what can be wrong is found in this.
        contents = look_through(paths[0])
        _write(paths[0], desk, is_dry_run=is_dry_run)
    except SourceError as error:
        narrate(str(error))
        return 2
    except OSError as error:
        narrate(f"{paths[0]} cannot be read ({error.strerror}): check the file and try again.")
        return 2
    _tell(contents, is_dry_run=is_dry_run)
    return 0


def _write(source: Path, desk: Desk, *, is_dry_run: bool) -> None:
    if is_dry_run:
        # A trial in a book that is thrown away finds what only a book can find.
        with tempfile.TemporaryDirectory() as folder:
            _begin(desk, source)(Path(folder) / "book.db")
    elif desk.is_new:
        with told_of_files(desk.path):
            made_whole_first(desk.path, _begin(desk, source))
    else:
        with desk.writing() as book:
            _bring(book, source)


def _begin(desk: Desk, source: Path) -> Callable[[Path], None]:
    """Makes a new book out of the source."""

    def make(path: Path) -> None:
        book = create_book(path, desk.now, desk.rules, origin="cli")
        try:
            _bring(book, source)
            book.checkpoint()
        finally:
            book.close()

    return make


def _bring(book: Book, source: Path) -> None:
    with source.open("rb") as file:
        document = WholeBook(file, source.name)
        book.bring_book(document.tables(), f"import the book {source.name}", document.where)


def _tell(contents: Contents, *, is_dry_run: bool) -> None:
    for words, count in contents.counts.items():
        if count:
            say(counted(count, words))
    if contents.removed:
        narrate(f"{contents.removed:,} characters that no book holds were taken out of texts.")
    if contents.is_only_mine:
        narrate("The file was made with --mine: what is the company's is not in it.")
    elif not contents.is_with_confidential:
        narrate("The file was made without what was told in confidence.")
    if is_dry_run:
        narrate("Nothing was written: a dry run.")
    else:
        narrate("Imported: the whole book. undo takes it back.")
