"""Says how far bringing a book up to date has come, to whoever waits for it.

What is done is `migrations`' work; where the sentences are shown is for whoever opens the book.
"""

from __future__ import annotations

from collections.abc import Callable

from loyaltytui.book.database import Database

Say = Callable[[str], None] | None
"""Shows a sentence while the book is being opened. None: nobody waits for it."""

COPY, TABLES, WORDS, FIGURES = range(4)
_PARTS = (
    "a copy of it as it was is made and proved",
    "its tables are changed",
    "its words are made findable again",
    "its figures are reckoned anew",
)
_LARGE = 8 << 20
"""Bytes; a smaller book is done before anybody could read that."""


class Narration:
    """The parts of bringing one book up to date, each told as it begins."""

    def __init__(self, db: Database, say: Say, parts: int) -> None:
        """A small book, or one that nobody waits for, is told nothing of."""
        size = int(db.pragma("page_count")) * int(db.pragma("page_size"))
        self._say = say if size >= _LARGE else None
        self._parts = parts

    def begin(self, part: int) -> None:
        """Tells of a part."""
        if self._say is not None:
            self._say(
                f"The book is being brought up to date, once. {part + 1} of {self._parts}: "
                f"{_PARTS[part]}."
            )
