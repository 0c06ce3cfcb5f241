"""The copy that is made when the app is left: where it takes long, the terminal says what it is."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from loyaltytui.book.errors import BookError

if TYPE_CHECKING:
    from types import FrameType

    from loyaltytui.book.book import Book
    from loyaltytui.settings import KeepBackups

LONG_SECONDS = 1.0
SAID = "Copying the book to its backups. ctrl+c leaves without the copy; the book itself is safe."


def copy_at_last(book: Book, keep: KeepBackups, say: Callable[[str], None]) -> None:
    """Makes the copy, if one is due. ctrl+c ends it, and nothing of it is left."""
    copy = LastCopy(say)
    # Raised in the middle of SQLite's work the interrupt would be lost, and taken for damage.
    before = signal.signal(signal.SIGINT, copy.end)
    try:
        book.keep_safe(keep, follower=copy)
    except BookError:
        if not copy.is_ended:
            raise
    finally:
        signal.signal(signal.SIGINT, before)


class LastCopy:
    """Follows the copy, and speaks once when it takes longer than anybody waits without a word."""

    def __init__(
        self, say: Callable[[str], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._say = say
        self._clock = clock
        self._since = clock()
        self._has_said = False
        self.is_ended = False
        """Did the rep not want to wait?"""

    def end(self, number: int, frame: FrameType | None) -> None:
        """The rep does not want to wait."""
        self.is_ended = True

    def begin(self, said: str) -> None:
        """Whichever part of it: the sentence is about all of them."""

    def tell(self, done: int, total: int = 0) -> None:
        """Says so at the first look after a while."""
        if self.is_ended:
            raise LeftWithoutCopy("No copy was made.")
        if not self._has_said and self._clock() - self._since >= LONG_SECONDS:
            self._has_said = True
            self._say(SAID)

    def asks(self) -> bool:
        """Is it to end?"""
        return self.is_ended

    def ending(self, interrupt: Callable[[], None]) -> AbstractContextManager[None]:
        """It is asked often enough."""
        return nullcontext()


class LeftWithoutCopy(BookError):
    """The rep ended the copy."""
