"""What opens in the app's place where the book is damaged or gone: the sentence, and the backups.

Nothing is put back unasked: a disk that can't be read for a moment looks like damage too.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual import work

from loyaltytui.book.book import was_here
from loyaltytui.book.errors import BookError, BookMissing, BookUnreadable
from loyaltytui.book.storage import Clock
from loyaltytui.loyalty.checkins import CheckInRules
from loyaltytui.tui.dialogs.backups_box import BackupsBox
from loyaltytui.tui.leaving import leave_on_signals
from loyaltytui.tui.themes import ThemedApp


class RescueApp(ThemedApp[bool]):
    """Ends with True when a backup was put back, and the book can be opened again."""

    TITLE = "loyaltytui"
    CSS_PATH = "style.tcss"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, trouble: str, path: Path, now: Clock, rules: CheckInRules) -> None:
        super().__init__()
        # The box below is what the command line would have to be asked for.
        self.trouble = trouble.partition(" See its backups")[0]
        self.path = path
        self.now = now
        self.rules = rules

    def on_mount(self) -> None:
        """The box is all there is."""
        leave_on_signals(self.exit)
        self._offer()

    @work
    async def _offer(self) -> None:
        from loyaltytui.book.backups import Backup
        from loyaltytui.book.restoring import restore
        from loyaltytui.tui.screens.backing_up import held, newest_sound_or_none

        async def put_back(one: Backup) -> str:
            await asyncio.to_thread(restore, self.path, one.path, self.now, self.rules)
            return "Restored."

        box = BackupsBox(
            lambda: held(self.path),
            put_back,
            self.now().date(),
            self.trouble,
            lambda: newest_sound_or_none(self.path),
        )
        self.exit(await self.push_screen_wait(box) is not None)


def may_be_rescued(error: BookError, path: Path) -> bool:
    """Is it a book that a backup could stand in for?"""
    is_gone = isinstance(error, BookMissing) and was_here(path)
    return is_gone or (isinstance(error, BookUnreadable) and path.is_file())
