"""What every page under a tab shares: its book, its writing hand, and whom it highlights."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from loyaltytui.book.errors import BookError, NotFound
from loyaltytui.entries import Contact, ContactId
from loyaltytui.plain import safe
from loyaltytui.tui.pen import Pen
from loyaltytui.tui.widgets.framed import Framed
from loyaltytui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from loyaltytui.book.book import Book
    from loyaltytui.tui.dialogs.saving_box import SavingBox
    from loyaltytui.tui.screens.form_keeping import FormInHand

P = ParamSpec("P")
Subject = TypeVar("Subject")
Draft = TypeVar("Draft")
_NOTHING = Content("")


class Page(Framed, Vertical):
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
        self._entitled = (_NOTHING, _NOTHING)
        self.read_as_of: object = None
        """When the page was filled, as the book counts its writes. None: it is filled anew."""

    @on(Rows.Moved)
    @on(Rows.Opened)
    def keep_to_itself(self, event: Message) -> None:
        """What happens in its list is the page's to answer: nobody around it is told."""
        event.stop()

    def catch_up(self) -> None:
        """Fills the page when the book has moved on since; else all stands there as it was."""
        as_of = self.book.as_of
        if as_of != self.read_as_of:
            self.reread()
            self.read_as_of = as_of

    def entitle(self, title: Content, below: Content = _NOTHING) -> None:
        """What stands in the frame; the page is painted anew only when that is something else."""
        if (title, below) != self._entitled:
            self._entitled = (title, below)
            self.border_title, self.border_subtitle = title, below

    @property
    def highlighted_id(self) -> ContactId | None:
        """The contact that letters act on. None: nobody."""
        raise NotImplementedError

    def said_beside(self) -> tuple[str, str]:
        """A title and words, for the place where a brief stands, while nobody is highlighted."""
        return "Brief", "Whoever is highlighted stands here: last words, promises, what to know."

    def why_greyed(self) -> str:
        """Why a command that needs a row of some kind can't be used now, in a sentence."""
        if self.highlighted_id is None:
            return "Not now: nobody is highlighted."
        return "Not for the highlighted row."

    def reread(self) -> None:
        """Fills the page from the book."""
        raise NotImplementedError

    async def make_rest(self) -> None:
        """Makes what is needed only behind a key of its own: of most pages that is nothing."""

    def enter(self) -> None:
        """Puts the focus where the page is used."""
        raise NotImplementedError

    def take_back(self) -> str:
        """Undoes what the page alone knows of, and says what; empty: the book's last change."""
        return ""

    def contact(self, contact_id: ContactId) -> Contact | None:
        """The contact, or nothing and a word about it: another program may have been faster."""
        try:
            return self.book.contact(contact_id)
        except NotFound as error:
            self.notify(safe(str(error)), severity="warning", markup=False)
            self.reread()
            return None

    def saver(
        self, verb: Callable[[Subject, Draft], object], subject: Subject
    ) -> Callable[[Draft], Awaitable[object]]:
        """How a box saves what it holds: by this verb, about this subject."""
        return lambda draft: self.pen.write(verb, subject, draft)

    def in_hand(self, key: str) -> FormInHand:
        """What is kept of a form while it is typed on: which form, about what."""
        # Loaded when the first form opens: the first frame need not wait for it.
        from loyaltytui.tui.screens.form_keeping import FormInHand

        return FormInHand(self.book.path, key)

    async def ask(
        self,
        box: SavingBox[Draft],
        said: Callable[[Draft], str],
        kept: FormInHand | None = None,
    ) -> None:
        """Opens a box; when it has saved something, says so and reads the page again.

        With `kept`, what is typed on it and left is offered when it is opened again.
        """
        if kept is not None:
            # Whoever has a box to ask with has loaded the boxes; the first frame has none.
            from loyaltytui.tui.dialogs.kept_box import KeptBox

            if isinstance(box, KeptBox):
                box.keep_in(kept)
        saved = await self.app.push_screen_wait(box)
        if saved is not None:
            self.notify(safe(said(saved)), markup=False)
            self.reread()

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
