"""What every page under a tab shares: its book, its writing hand, and whom it highlights."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ParamSpec

from textual.containers import Vertical
from textual.message import Message

from loyaltytui.book.book import Book
from loyaltytui.book.errors import BookError, NotFound
from loyaltytui.entries import Contact, ContactId
from loyaltytui.plain import safe
from loyaltytui.tui.pen import Pen

P = ParamSpec("P")


class Page(Vertical):
    """One page under a tab. It reads the book itself and writes with the pen."""

    DEFAULT_CSS = """
    Page { width: 3fr; height: 1fr; }
    """

    @dataclass
    class Highlighted(Message):
        """Another contact, or none, is highlighted now."""

        contact_id: ContactId | None

    @dataclass
    class Asked(Message):
        """Somebody wants to see all there is about a contact."""

        contact_id: ContactId

    def __init__(self, book: Book, pen: Pen, *, id: str) -> None:
        super().__init__(id=id)
        self.book = book
        self.pen = pen

    @property
    def highlighted_id(self) -> ContactId | None:
        """The contact that letters act on. None: nobody."""
        raise NotImplementedError

    def reread(self) -> None:
        """Fills the page from the book."""
        raise NotImplementedError

    def enter(self) -> None:
        """Puts the focus where the page is used."""
        raise NotImplementedError

    def contact(self, contact_id: ContactId) -> Contact | None:
        """The contact, or nothing and a word about it: another program may have been faster."""
        try:
            return self.book.contact(contact_id)
        except NotFound as error:
            self.notify(safe(str(error)), severity="warning", markup=False)
            self.reread()
            return None

    async def write(
        self, said: str, verb: Callable[P, object], *args: P.args, **options: P.kwargs
    ) -> bool:
        """Runs a verb, says what it did or why not, and reads the page again."""
        try:
            await self.pen.write(verb, *args, **options)
        except BookError as error:
            self.notify(safe(str(error)), severity="error", markup=False)
            return False
        self.notify(safe(said), markup=False)
        self.reread()
        return True
