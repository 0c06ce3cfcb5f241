"""The book's directory while a log line is typed: asked once for the same words.

What the words of a line mean is `capture`'s work.
"""

from __future__ import annotations

from collections.abc import Sequence

from loyaltytui.book.book import Book
from loyaltytui.capture.directory import Candidate, OpenDealings
from loyaltytui.entries import ContactId, Promise


class KnownNames:
    """Remembers whom words may mean, for as long as nobody writes in the book.

    Each letter of a line asks several times for the names before it, and the next letter again.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        self._as_of: object = None
        self._candidates: dict[str, Sequence[Candidate]] = {}
        self._promises: dict[tuple[ContactId, ...], Sequence[Promise]] = {}
        self._dealings: dict[tuple[ContactId, ...], OpenDealings] = {}

    def _forget_what_is_old(self) -> None:
        as_of = self._book.as_of
        if as_of != self._as_of:
            self._as_of = as_of
            self._candidates, self._promises, self._dealings = {}, {}, {}

    def candidates(self, words: str) -> Sequence[Candidate]:
        """Whom these words may mean, nearest first."""
        self._forget_what_is_old()
        if words not in self._candidates:
            self._candidates[words] = self._book.candidates(words)
        return self._candidates[words]

    def open_promises(self, contact_ids: Sequence[ContactId]) -> Sequence[Promise]:
        """The open promises of both sides with these contacts."""
        self._forget_what_is_old()
        who = tuple(contact_ids)
        if who not in self._promises:
            self._promises[who] = self._book.open_promises(who)
        return self._promises[who]

    def open_dealings(self, contact_ids: Sequence[ContactId]) -> OpenDealings:
        """What is open with these contacts besides."""
        self._forget_what_is_old()
        who = tuple(contact_ids)
        if who not in self._dealings:
            self._dealings[who] = self._book.open_dealings(who)
        return self._dealings[who]
