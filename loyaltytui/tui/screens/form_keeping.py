"""Keeps what is typed on a form beside the book until it is saved."""

from __future__ import annotations

import uuid as uuids
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from loyaltytui.book.unsaved import Unsaved, UnsavedForm
from loyaltytui.tui.keeper import Put, keep_beside, keep_now


class FormInHand:
    """A form from the first key to the book: what its box is handed."""

    def __init__(self, book_path: Path, key: str) -> None:
        """`key`: which form, about what: `contact 12`, `new contact`."""
        self.unsaved = Unsaved(book_path)
        self.key = key
        found = self.unsaved.form(key)
        self.lines: Mapping[str, str] = found.lines if found else {}
        self.uuid = (found.uuid if found else "") or str(uuids.uuid4())
        """The action that saving it will become."""

    def keep(self, heading: str, lines: Mapping[str, str]) -> str:
        """Puts the lines on disk, none forgets; says why that can't be done, else nothing."""
        return keep_now(self._putting(heading, lines))

    async def keep_beside(self, heading: str, lines: Mapping[str, str]) -> str:
        """The same, while the keys are listened to."""
        return await keep_beside(self._putting(heading, lines))

    def _putting(self, heading: str, lines: Mapping[str, str]) -> Put:
        return partial(self.unsaved.keep_form, self.key, UnsavedForm(heading, lines, self.uuid))
