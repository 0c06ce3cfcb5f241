"""Writes the book out from the terminal app: opens the Export box and hands it the book's part."""

from __future__ import annotations

from functools import partial

from loyaltytui.book.errors import BookError
from loyaltytui.exchange.reading import Stopped
from loyaltytui.exchange.writing_out import is_taken, write_out
from loyaltytui.tui.dialogs.export_box import ExportBox, ExportDraft, IsTaken
from loyaltytui.tui.long_work import Work, asked_of, watched_writing
from loyaltytui.tui.screens.page import Page

_FORM = "export"
_PARTLY = "Stopped. The files written so far are whole, and the next export goes on from there."


async def export_book(page: Page) -> None:
    """Asks where to and how, writes it whole or not at all, and says what was left out."""
    book = page.book

    def write(draft: ExportDraft, work: Work) -> list[str]:
        try:
            if not draft.may_replace and is_taken(draft.typed, draft.format):
                raise IsTaken
            with asked_of(book, work):
                return write_out(
                    book,
                    draft.wish,
                    draft.typed,
                    draft.format,
                    may_replace=draft.may_replace,
                    through=partial(watched_writing, work=work),
                    watch=work.tell,
                )
        except (BookError, Stopped):
            if work.is_stopped:
                # A vdir is brought up to date file by file.
                raise Stopped(*([_PARTLY] if draft.format == "vdir" else [])) from None
            raise
        finally:
            # A borrowed thread: nobody else would close its connection.
            book.close()

    box = ExportBox(write)
    box.keep_in(page.in_hand(_FORM))
    await page.app.push_screen_wait(box)
