"""The book as a morning begins with it: the agenda, and briefs of whoever stands in it.

What all of it can do is `book`'s, which takes longer to load than the first page to be read.
"""

from __future__ import annotations

from loyaltytui.book.brief import BriefPages
from loyaltytui.book.pages import AgendaPages


class MorningBook(AgendaPages, BriefPages):
    """Reads what the first page shows. Asked for anything else, it becomes the whole book."""

    def __getattr__(self, name: str) -> object:
        """Loads the rest of the book, once, and answers with what was asked for."""
        if name.startswith("__"):
            # Asked by Python itself of whatever there is, and had by no book.
            raise AttributeError(name)
        from loyaltytui.book.book import Book

        self.__class__ = Book  # type: ignore[assignment]  # it has all that this one has
        return getattr(self, name)
