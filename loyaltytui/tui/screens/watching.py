"""Sees what moves the book while it is on show: other programs that write in it, and midnight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.getters import query_one

from loyaltytui.book.errors import BookError
from loyaltytui.plain import safe
from loyaltytui.tui.pen import Pen
from loyaltytui.tui.screens.everywhere import Everywhere
from loyaltytui.tui.widgets.masthead import Masthead

if TYPE_CHECKING:
    from loyaltytui.book.book import Book

WATCH_SECONDS = 1.0


class Watching(Everywhere):
    """Reads the page on show again when the book or the day is another."""

    masthead = query_one(Masthead)

    def __init__(self, book: Book, pen: Pen) -> None:
        super().__init__(book, pen)
        self.seen_version = book.data_version
        self.seen_day = book.today

    def begin_watching(self) -> None:
        """From now on."""
        self.set_interval(WATCH_SECONDS, self._watch_book)

    def _watch_book(self) -> None:
        """Sees what another program wrote, and that midnight has passed."""
        try:
            version = self.book.data_version
        except BookError as error:
            self.notify(safe(str(error)), severity="error", markup=False)
            return
        if (version, self.book.today) == (self.seen_version, self.seen_day):
            return
        if self.book.today != self.seen_day and not self.book.is_read_only:
            self._follow_the_day()
        self.seen_version, self.seen_day = version, self.book.today
        self.masthead.today = self.seen_day
        if self.app.screen is self:
            self.page.reread()

    @work
    async def _follow_the_day(self) -> None:
        """Midnight has passed: the stored figures follow, and so does what is on show."""
        try:
            await self.pen.write(self.book.follow_the_day)
        except BookError as error:
            self.notify(safe(str(error)), severity="error", markup=False)
            return
        if self.app.screen is self:
            self.page.reread()
