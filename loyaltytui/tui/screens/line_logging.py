"""Opens the Log box over whatever is on screen, and writes down what it gives."""

from __future__ import annotations

from collections.abc import Mapping

from loyaltytui.book.unsaved import NOBODY, Unsaved, UnsavedText
from loyaltytui.capture.chips import Reading
from loyaltytui.capture.directory import Candidate
from loyaltytui.capture.reading import read_line
from loyaltytui.drafts import LogDraft
from loyaltytui.entries import ContactId
from loyaltytui.plain import safe
from loyaltytui.tui.dialogs.log_box import LogBox
from loyaltytui.tui.screens.page import Page

_LONGEST_QUOTE = 50


async def log_line(page: Page, unsaved: Unsaved, who: ContactId | None) -> None:
    """Opens the box about a contact, or about nobody yet, with what was left unsaved there."""
    contact = page.contact(who) if who is not None else None
    key = contact.id if contact else NOBODY
    about = (Candidate(contact.id, contact.name, contact.account),) if contact else ()
    kept = unsaved.of(key)

    def read(text: str, picks: Mapping[str, ContactId | None]) -> Reading:
        now = page.book.now()
        return read_line(
            text,
            today=now.date(),
            now=now.strftime("%H:%M"),
            directory=page.book,
            rules=page.book.rules.days,
            about=about,
            picks=picks,
        )

    async def save(draft: LogDraft) -> None:
        await page.pen.write(page.book.log, draft, kept.uuid)
        unsaved.forget(key)

    def keep(text: str) -> None:
        unsaved.keep(key, UnsavedText(text, kept.uuid))

    whom = f"{contact.name} · {contact.account}".strip(" ·") if contact else ""
    others = said_unsaved(page, unsaved.others(key))
    box = LogBox(whom, kept.text, read, save, keep, others)
    saved = await page.app.push_screen_wait(box)
    if saved is not None:
        page.notify(safe(saved), markup=False)
        page.reread()


def said_unsaved(page: Page, texts: Mapping[int, str]) -> str:
    """Which texts wait unsaved, and whom they are about. Empty: none."""
    names = {one.id: one.name for one in page.book.contacts([ContactId(key) for key in texts])}
    said = [
        f"{names.get(ContactId(key), 'nobody in particular')}: “{text[:_LONGEST_QUOTE]}”"
        for key, text in texts.items()
    ]
    return f"Not saved yet, about {'; '.join(said)}" if said else ""
