"""Brings in contacts from the terminal app: opens the Import box and hands it the book's part."""

from __future__ import annotations

from pathlib import Path

from loyaltytui.entries import Owner
from loyaltytui.exchange.importing import ImportPlan, plan_import
from loyaltytui.exchange.sources import Asked, read_source
from loyaltytui.plain import safe
from loyaltytui.tui.dialogs.import_box import ImportBox, Progress
from loyaltytui.tui.screens.page import Page


async def import_contacts(page: Page) -> None:
    """Asks for a file or folder, shows what would happen, and does it whole or not at all."""
    book, pen = page.book, page.pen

    def read(path: Path, owner: Owner) -> ImportPlan:
        try:
            asked = Asked(day_first=book.rules.days.day_first)
            reading = read_source(path, asked=asked)
            known = book.known_for_import(with_past=reading.brings_past)
            return plan_import(reading, known, owner, path.name)
        finally:
            # This runs in a borrowed thread, whose connection nobody else would close.
            book.close()

    async def save(plan: ImportPlan, progress: Progress) -> int:
        return await pen.write(book.import_contacts, plan.arrivals, plan.sentence, progress)

    said = await page.app.push_screen_wait(ImportBox(read, save))
    if said is not None:
        page.notify(safe(said), markup=False)
        page.reread()
