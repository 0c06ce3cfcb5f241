"""Reads beside the interface what may take longer than a frame; a page says what is read."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import TYPE_CHECKING, Generic, TypeVar

from loyaltytui.book.faults import told

if TYPE_CHECKING:
    from loyaltytui.book.book import Book

Found = TypeVar("Found")
_STEPS = 20_000
"""Of SQLite's own, between one look whether it is still wanted and the next: some milliseconds."""


class SlowReading(Generic[Found]):
    """One reading at a time: whoever asks anew, or leaves, ends the one before."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._thread: ThreadPoolExecutor | None = None
        self._unwanted = Event()

    def begin(self, read: Callable[[], Found]) -> Future[Found]:
        """Starts reading, in a thread and on a connection of its own."""
        self.give_up()
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="overview")
        self._unwanted = Event()
        return self._thread.submit(self._read, read, self._unwanted)

    def give_up(self) -> None:
        """Nobody waits for it any more."""
        self._unwanted.set()

    def close(self) -> None:
        """Ends it, and waits until its connection is closed."""
        self.give_up()
        if self._thread is not None:
            self._thread.shutdown()
            self._thread = None

    def _read(self, read: Callable[[], Found], unwanted: Event) -> Found:
        book = self._book
        try:
            with told(book.path):
                book.db.connection().set_progress_handler(unwanted.is_set, _STEPS)
            return read()
        finally:
            # The last to close leaves one whole file behind: it must not be this one, later on.
            book.close()
