"""Opens the Log box over whatever is on screen, and writes down what it gives."""

from __future__ import annotations

import uuid as uuids
from collections.abc import Mapping, Sequence
from functools import partial

from loyaltytui.book.book import Book
from loyaltytui.book.unsaved import NOBODY, Unsaved, UnsavedText
from loyaltytui.capture.chips import Reading
from loyaltytui.capture.completing import completion
from loyaltytui.capture.directory import Candidate
from loyaltytui.capture.reading import Usual, read_line
from loyaltytui.drafts import LogDraft
from loyaltytui.entries import Contact, ContactId
from loyaltytui.plain import safe
from loyaltytui.tui.dialogs.log_box import LogBox
from loyaltytui.tui.keeper import Put, keep_beside, keep_now
from loyaltytui.tui.pen import Pen
from loyaltytui.tui.screens.known_names import KnownNames
from loyaltytui.tui.screens.page import Page

_LONGEST_QUOTE = 50


class LineInHand:
    """A log line from the first key to the book: what the Log box is handed."""

    def __init__(self, book: Book, pen: Pen, unsaved: Unsaved, contact: Contact | None) -> None:
        self.book = book
        self.names = KnownNames(book)
        self.pen = pen
        self.unsaved = unsaved
        self.key = contact.id if contact else NOBODY
        self.about: Sequence[Candidate] = (
            (Candidate(contact.id, contact.name, contact.account),) if contact else ()
        )
        kept = unsaved.of(self.key)
        self.text = kept.text
        self.uuid = kept.uuid
        self.tried: str | None = None

    def read(self, text: str, picks: Mapping[str, ContactId | None]) -> Reading:
        """What the line means so far."""
        now = self.book.now()
        return read_line(
            text,
            today=now.date(),
            now=now.strftime("%H:%M"),
            directory=self.names,
            rules=self.book.rules.days,
            usual=Usual(self.book.rules.currency, self.book.rules.checklist),
            about=self.about,
            picks=picks,
        )

    def complete(self, before: str) -> str:
        """How the line may go on."""
        return completion(before, self.names, is_about=bool(self.about))

    def keep(self, text: str) -> str:
        """Puts what is typed on disk; says why when that can't be done, else nothing."""
        return keep_now(self._putting(text))

    async def keep_beside(self, text: str) -> str:
        """The same, while the keys are listened to."""
        return await keep_beside(self._putting(text))

    def _putting(self, text: str) -> Put:
        self.text = text
        return partial(self.unsaved.keep, self.key, UnsavedText(text, self.uuid))

    async def save(self, draft: LogDraft) -> None:
        """Writes it down once, however often it is tried; raises a `BookError`.

        A line that was changed after a failed try is another line: under the uuid of the
        first it could be taken for written already, and its new words be lost.
        """
        if self.tried is not None and self.tried != self.text:
            self.begin_again()
            self.keep(self.text)
        self.tried = self.text
        await self.pen.write(self._write_down, draft)

    def begin_again(self) -> None:
        """From now on it is another line, with a uuid of its own."""
        self.uuid = str(uuids.uuid4())
        self.tried = None

    def _write_down(self, draft: LogDraft) -> None:
        """In the pen's thread as one, so that no closed box comes between the two."""
        self.book.log(draft, self.uuid)
        try:
            self.unsaved.forget(self.key)
        except OSError:
            # It is offered again then; its uuid keeps it from being entered again.
            return


async def log_line(page: Page, unsaved: Unsaved, who: ContactId | None) -> None:
    """Opens the box about a contact, or about nobody yet, with what was left unsaved there."""
    contact = page.contact(who) if who is not None else None
    line = LineInHand(page.book, page.pen, unsaved, contact)
    whom = f"{contact.name} · {contact.account}".strip(" ·") if contact else ""
    box = LogBox(whom, line, said_unsaved(page.book, unsaved.others(line.key)))
    saved = await page.app.push_screen_wait(box)
    if saved is not None:
        page.notify(safe(saved), markup=False)
        page.reread()


def said_unsaved(book: Book, texts: Mapping[int, str]) -> str:
    """Which texts wait unsaved, and whom they are about. Empty: none."""
    names = {one.id: one.name for one in book.contacts([ContactId(key) for key in texts])}
    said = [
        f"{names.get(ContactId(key), 'nobody in particular')}: “{text[:_LONGEST_QUOTE]}”"
        for key, text in texts.items()
    ]
    return f"Not saved yet, about {'; '.join(said)}" if said else ""
