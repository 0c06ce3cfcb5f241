"""Forgetting somebody from the terminal app: told, asked, done beside the typing.

What is erased, and how, lives in `book/forgetting`.
"""

from __future__ import annotations

from pathlib import Path

from loyaltytui.book.backups import Backup
from loyaltytui.book.errors import BookError
from loyaltytui.book.forgetting import Foretold, foretell, forget, in_words
from loyaltytui.book.traces import backups_that_hold, damaged_that_hold, delete_backups
from loyaltytui.entries import ContactId
from loyaltytui.plain import safe
from loyaltytui.tui.dialogs.forget_box import ForgetBox, ForgetDraft
from loyaltytui.tui.screens.page import Page

Copies = list[Backup | Path]


async def forget_highlighted(page: Page) -> None:
    """Erases the highlighted contact once their name was typed."""
    who = page.highlighted_id
    if who is None:
        page.notify("Highlight whom to forget first.", markup=False)
        return
    try:
        told, copies = await page.pen.write(_looked_up, page, who)
    except BookError as error:
        page.notify(safe(str(error)), severity="error", markup=False)
        return
    swept: list[bool] = []

    def erase(draft: ForgetDraft) -> None:
        swept.append(forget(page.book, who))
        if draft.with_backups:
            delete_backups(page.book.path, copies)

    box = ForgetBox(
        lambda draft: page.pen.write(erase, draft), told.name, in_words(told), len(copies)
    )
    await page.ask(box, lambda draft: f"Forgotten: {draft.name}")
    if swept and not all(swept):
        said = (
            "Another program reads the book, so traces may be left in its file. "
            "Close it and say: loyaltytui forget --finish"
        )
        page.notify(said, severity="warning", markup=False)


def _looked_up(page: Page, who: ContactId) -> tuple[Foretold, Copies]:
    path = page.book.path
    told = foretell(page.book, who)
    held = backups_that_hold(path, told.names, told.channels)
    return told, [*held, *damaged_that_hold(path, told.names)]
