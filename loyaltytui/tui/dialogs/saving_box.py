"""A box that stays open until what it holds is on disk. What it holds is each box's own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from textual import work
from textual.screen import ModalScreen
from textual.widgets import Static

from loyaltytui import commands
from loyaltytui.book.errors import BookError
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.widgets.ink import ink

Draft = TypeVar("Draft")


class SavingBox(ModalScreen[Draft | None], Generic[Draft]):
    """Gives back what was saved, or nothing. What could not be saved stays to be tried again."""

    BINDINGS = bindings(commands.BOX)

    def __init__(self, save: Callable[[Draft], Awaitable[object]]) -> None:
        """`save` returns once the draft is on disk, or raises a `BookError`."""
        super().__init__()
        self.save = save
        self.is_saving = False

    def action_save(self) -> None:
        """Makes a draft of what is typed and offers it."""
        raise NotImplementedError

    def offer(self, draft: Draft) -> None:
        """Saves the draft and closes; says why when that fails. One at a time."""
        if not self.is_saving:
            self.is_saving = True
            self._save(draft)

    @work
    async def _save(self, draft: Draft) -> None:
        try:
            await self.save(draft)
        except BookError as error:
            self.is_saving = False
            self.complain(f"NOT SAVED: {str(error).removeprefix('Not saved: ')}")
            return
        self.dismiss(draft)

    def complain(self, sentence: str) -> None:
        """Says what is wrong, where it can be seen however small the terminal."""
        trouble = self.query_one("#trouble", Static)
        trouble.update(ink(sentence, "$text-error"))
        trouble.scroll_visible(animate=False)

    def action_leave(self) -> None:
        """Closes the box; not while its words are on their way to the disk."""
        if not self.is_saving:
            self.dismiss(None)
