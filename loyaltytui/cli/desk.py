"""The desk: what lies ready when a verb is called, and the opening of the book.

The only place of the command line that reads the clock and the environment.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from loyaltytui.book.errors import BookError, BookMissing, Refused
from loyaltytui.dates import DayRules, read_due, read_when
from loyaltytui.loyalty.checkins import USUAL_CADENCES, CheckInRules
from loyaltytui.loyalty.settled import rules_of, settled_in
from loyaltytui.settings import Settings, book_path, settings_path

if TYPE_CHECKING:
    from loyaltytui.book.book import Book
    from loyaltytui.book.storage import Storage
    from loyaltytui.capture.clauses import Usual

Pages = TypeVar("Pages", bound="Storage")

Clock = Callable[[], dt.datetime]
"""Answers with the local wall-clock time, without a zone."""

OpenApp = Callable[[Path, Settings, Clock, bool, bool], int]
"""Opens the terminal app on a book; is that a sample, and is it to begin with the review?"""

_NOON = dt.time(12)


class Desk(Struct, frozen=True):
    """What every verb may need, and nothing of it fetched before it is."""

    path: Path
    settings: Settings
    now: Clock
    open_app: OpenApp

    @property
    def today(self) -> dt.date:
        """The local day, or the one travelled to."""
        return self.now().date()

    @property
    def days(self) -> DayRules:
        """What the settings say about days."""
        return self.settings.days

    @property
    def rules(self) -> CheckInRules:
        """What the settings come to."""
        return rules_of(self.settings)

    @property
    def usual(self) -> Usual:
        """What the settings say about log lines."""
        from loyaltytui.capture.clauses import Usual

        return Usual(self.rules.currency, self.rules.checklist)

    def due_day(self, words: str) -> dt.date:
        """The day that somebody typed, the future assumed."""
        day = read_due(words, self.today, self.days)
        if day is None:
            raise Refused(f"'{words}' is no day I understand. Say fri, 3w, 15 dec or 2026-12-15.")
        return day

    def reading(self) -> AbstractContextManager[Book]:
        """The whole book, for a verb that asks it something."""
        from loyaltytui.book.book import Book

        return self.reading_in(Book)

    @contextmanager
    def reading_in(self, pages: type[Pages]) -> Iterator[Pages]:
        """As much of the book as these pages are: to load all of it takes a verb as long again."""
        self.expect_book()
        book = self._opened(pages)
        try:
            yield book
        finally:
            book.close()

    def writing(self, *, may_begin: bool = False) -> AbstractContextManager[Book]:
        """The whole book, for a verb that writes it; `may_begin` makes one where none ever was."""
        from loyaltytui.book.book import Book

        return self.writing_in(Book, may_begin=may_begin)

    @contextmanager
    def writing_in(self, verbs: type[Pages], *, may_begin: bool = False) -> Iterator[Pages]:
        """As much of the book as these verbs are."""
        if may_begin and not self.path.exists():
            from loyaltytui.book.new_book import make_book

            make_book(self.path)
        else:
            self.expect_book()
        book = self._opened(verbs)
        try:
            yield book
        finally:
            # What was committed is safe in the book's log: putting it in its place may wait,
            # and to say "not saved" here would be false.
            with suppress(BookError):
                book.checkpoint()
            with suppress(BookError):
                book.close()

    def _opened(self, pages: type[Pages]) -> Pages:
        book = pages(self.path, self.now, self.rules, origin="cli", say=_narrate)
        if book.tightened:
            from loyaltytui.book.files import said_of
            from loyaltytui.cli.printing import narrate

            # Whoever left files open to others is told that they were, once.
            narrate(said_of(book.tightened))
        return book

    @property
    def is_new(self) -> bool:
        """Has there never been a book here?"""
        from loyaltytui.book.files import was_here

        return not self.path.exists() and not was_here(self.path)

    def expect_book(self) -> None:
        """Says how to begin, where there has never been a book."""
        if self.is_new:
            raise BookMissing(
                f"There is no book yet at {self.path}. Begin one with loyaltytui add 'Ann Lee', "
                "or look around in a sample with loyaltytui demo."
            )


def _narrate(sentence: str) -> None:
    """Told at once, while the book is being opened."""
    from loyaltytui.cli.printing import narrate

    narrate(sentence)
    sys.stderr.flush()


def lay_out(arguments: Namespace, open_app: OpenApp) -> Desk:
    """Lays the desk for what was typed: the book, the settings, the clock.

    Tiers that the settings leave open get their usual cadence here, once for verbs and app:
    two that differed would make the book store its figures anew each time.
    """
    path = settings_path(os.environ)
    settings = settled_in(path, os.environ)
    settings = replace(settings, cadences={**USUAL_CADENCES, **settings.cadences})
    now = wall_clock if arguments.today is None else travel_to(arguments.today, settings.days)
    return Desk(book_path(arguments.book, os.environ), settings, now, open_app)


def wall_clock() -> dt.datetime:
    """The local time, without its zone: a rep's days are those of the clock on the wall."""
    return dt.datetime.now(dt.UTC).astimezone().replace(tzinfo=None)


def travel_to(words: str, days: DayRules) -> Clock:
    """A clock that stands at noon of another day."""
    today = wall_clock().date()
    day = read_due(words, today, days)
    if day is None:
        when = read_when(words, today, rules=days)
        if when is None:
            raise Refused(f"'{words}' is no day I understand. Say --today 2026-12-15.")
        day = when.on
    noon = dt.datetime.combine(day, _NOON)
    return lambda: noon
