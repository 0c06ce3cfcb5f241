"""Brings in contacts from the terminal app: opens the Import box and hands it the book's part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.book.errors import BookError, Refused
from loyaltytui.commands import spoken_keys
from loyaltytui.exchange.import_plan import ImportPlan
from loyaltytui.exchange.importing import joined, plan_import
from loyaltytui.exchange.reading import Reading, SourceError, Stopped, Unmapped
from loyaltytui.exchange.sources import Asked, read_source
from loyaltytui.exchange.whole_book_reading import WholeBook, is_whole_book
from loyaltytui.tui.dialogs.import_box import ImportBox
from loyaltytui.tui.dialogs.import_wanted import Wanted
from loyaltytui.tui.long_work import Work, asked_of, watched_reading
from loyaltytui.tui.pen import Pen
from loyaltytui.tui.screens.page import Page
from loyaltytui.tui.widgets.preview_rows import FoundBook, FoundColumns, Preview

_FORM = "import"


class ImportInHand:
    """Sources from the first look to the book: what the Import box is handed."""

    def __init__(self, book: Book, pen: Pen) -> None:
        self.book = book
        self.pen = pen
        self.whole_book: Path | None = None
        self._read: tuple[object, Reading] | None = None
        """What was read last, and of what: a decision about it need not read it again."""

    def look(self, wanted: Wanted, work: Work) -> Preview:
        """Reads the sources and compares them with the book; changes nothing."""
        try:
            if any(map(is_whole_book, wanted.paths)):
                return self._look_at_book(wanted.paths, work)
            try:
                reading = self._reading(wanted, work)
            except Unmapped as unknown:
                return FoundColumns(unknown.mapping)
            work.begin("Comparing with the book")
            known = self.book.known_for_import(with_past=reading.brings_past)
            source = _called(wanted.paths)
            return plan_import(reading, known, wanted.owner, source, wanted.decisions, work.tell)
        finally:
            # This runs in a borrowed thread, whose connection nobody else would close.
            self.book.close()

    def _reading(self, wanted: Wanted, work: Work) -> Reading:
        key = (wanted.paths, wanted.choices)
        if self._read is None or self._read[0] != key:
            work.begin("Reading")
            asked = Asked(choices=wanted.choices, day_first=self.book.rules.days.day_first)
            reading = joined(
                read_source(path, asked=asked, watch=work.tell) for path in wanted.paths
            )
            self._read = (key, reading)
        return self._read[1]

    def _look_at_book(self, paths: tuple[Path, ...], work: Work) -> FoundBook:
        if len(paths) > 1:
            raise SourceError("A whole book is imported alone: name that one file.")
        self.book.expect_empty()
        (self.whole_book,) = paths
        work.begin("Looking through the book")
        try:
            with self.whole_book.open("rb") as file:
                document = WholeBook(watched_reading(file, work), self.whole_book.name)
                for _, _, rows in document.tables():
                    for _ in rows:
                        pass
        except OSError as error:
            raise SourceError(f"{self.whole_book} cannot be read ({error.strerror}).") from None
        return FoundBook(self.whole_book.name, document.contents)

    async def write(self, preview: Preview, work: Work) -> None:
        """Writes all of it or nothing."""
        if isinstance(preview, FoundBook):
            await self.pen.write(self._bring_book, work)
        elif isinstance(preview, ImportPlan):
            await self.pen.write(self._bring, preview, work)

    def _bring(self, plan: ImportPlan, work: Work) -> None:
        def tell(written: int, total: int) -> None:
            work.tell(written, total)
            if written == total:
                # Nobody knows how long the index and the figures of so many take.
                work.begin("Making them easy to find")

        bring = partial(self.book.import_contacts, plan.arrivals, plan.sentence, tell, work)
        _stoppable(self.book, work, bring)

    def _bring_book(self, work: Work) -> None:
        path = self.whole_book
        assert path is not None, "only a book that was looked at is written"

        def bring() -> None:
            try:
                with path.open("rb") as file:
                    document = WholeBook(watched_reading(file, work), path.name)
                    sentence = f"import the book {path.name}"
                    self.book.bring_book(document.tables(), sentence, document.where)
            except (SourceError, OSError) as error:
                raise Refused(f"{path} is not what it was any more: {error}") from error

        _stoppable(self.book, work, bring)


def _stoppable(book: Book, work: Work, bring: Callable[[], object]) -> None:
    """What was stopped in the middle of a statement has not gone wrong."""
    try:
        with asked_of(book, work):
            bring()
    except BookError:
        if work.is_stopped:
            raise Stopped from None
        raise


def _called(paths: Sequence[Path]) -> str:
    """The sources as the journal calls them."""
    more = len(paths) - 1
    first = paths[0].resolve().name or str(paths[0])
    return f"{first} and {more} more" if more else first


def said_imported(preview: Preview) -> str:
    """What came in, how it is taken back, and what may be there twice now."""
    undone = f"{spoken_keys(commands.UNDO)} takes it back."
    if isinstance(preview, FoundBook):
        return f"Imported: the whole book {preview.source}. {undone}"
    if isinstance(preview, FoundColumns):
        return ""
    counts = preview.counts()
    done = [f"{counts.new:,} new"] if counts.new or not counts.merged else []
    done += [f"{counts.merged:,} added to"] if counts.merged else []
    done += [f"{_promises(counts.kept)} kept"] if counts.kept else []
    said = f"Imported from {preview.source}: {', '.join(done)}. {undone}"
    if preview.alike:
        who = "One of them is" if preview.alike == 1 else f"{preview.alike:,} of them are"
        said += f" {who} reached like somebody else; Duplicates, in the palette, shows them."
    return said


def _promises(count: int) -> str:
    return f"{count:,} {'promise' if count == 1 else 'promises'}"


async def import_contacts(page: Page) -> None:
    """Asks for files or a folder, shows what would happen, and does it whole or not at all."""
    box = ImportBox(ImportInHand(page.book, page.pen))
    await page.ask(box, said_imported, page.in_hand(_FORM))
