"""Long work that leaves the screen to whoever types: one line says how far it is, escape stops it.

What the work is lives with whoever begins it; work that a box shows, in the box.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from textual.screen import Screen

from loyaltytui.book.errors import BookError
from loyaltytui.commands import spoken_keys
from loyaltytui.commands.program import STOP_WORK
from loyaltytui.plain import safe
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from loyaltytui.book.book import Book
    from loyaltytui.tui.long_work import Work

Made = TypeVar("Made")


class WorkingBeside(Screen[None]):
    """Does one piece of long work beside whatever else is done on it."""

    BINDINGS = bindings((STOP_WORK,))

    def __init__(self, book: Book) -> None:
        super().__init__()
        self.book = book
        self.work_in_hand: Work | None = None
        """What is being done. None: nothing."""

    async def work_beside(self, do: Callable[[Work], Made], stopped: str) -> Made | None:
        """Does it in a thread that has no other use for the book; nothing when it was not done.

        Why it was not is said: `stopped` where the rep ended it.
        """
        # Loaded only here: the first frame need not wait for it.
        from loyaltytui.exchange.reading import Stopped
        from loyaltytui.tui.long_work import Work

        if self.work_in_hand is not None:
            keys = spoken_keys(STOP_WORK)
            said = f"Something else is being done; {keys} stops it."
            self.notify(safe(said), markup=False)
            return None
        work = self.work_in_hand = Work()
        try:
            return await self._shown(work, do)
        except (BookError, Stopped) as error:
            if work.is_stopped:
                self.notify(safe(stopped), markup=False)
            else:
                self.notify(safe(str(error)), severity="error", markup=False)
            return None
        finally:
            # Where the app was left the thread is at it still.
            work.stop()
            self.work_in_hand = None

    async def _shown(self, work: Work, do: Callable[[Work], Made]) -> Made:
        from loyaltytui.tui.long_work import LOOK_AGAIN_SECONDS, beside_the_screen
        from loyaltytui.tui.widgets.work_line import WorkLine

        def done() -> Made:
            try:
                return do(work)
            finally:
                # A borrowed thread: nobody else would close its connection.
                self.book.close()

        line = WorkLine(f"{spoken_keys(STOP_WORK)} stops")
        await self.mount(line, before=self.query_one(KeyLine))
        line.watch_work(work)
        watching = self.set_interval(LOOK_AGAIN_SECONDS, line.step)
        try:
            with beside_the_screen():
                return await asyncio.to_thread(done)
        finally:
            watching.stop()
            if line.is_attached:
                await line.remove()

    def action_stop_work(self) -> None:
        """Ends what is being done."""
        if self.work_in_hand is not None:
            self.work_in_hand.stop()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is stopped where nothing is done."""
        if action == "stop_work":
            return self.work_in_hand is not None
        return super().check_action(action, parameters)
