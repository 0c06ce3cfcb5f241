"""A box that does long work beside the screen, says how far it is, and can be stopped.

What the work is lives in each box; what is typed on it is kept like that of any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Generic

from textual.widgets import Input, Static

from loyaltytui.tui.dialogs.kept_box import KeptBox
from loyaltytui.tui.dialogs.saving_box import Draft
from loyaltytui.tui.long_work import LOOK_AGAIN_SECONDS, Work, beside_the_screen
from loyaltytui.tui.widgets.ink import ink
from loyaltytui.tui.widgets.typing import TextLine
from loyaltytui.tui.widgets.work_line import WorkLine


class WorkingBox(KeptBox[Draft], Generic[Draft]):
    """One piece of work at a time; escape stops it, and then closes the box."""

    work_in_hand: Work | None = None
    """What is being done. None: the box waits for keys."""

    @contextmanager
    def working(self, said: str) -> Iterator[Work]:
        """Shows the work as long as it lasts; nothing can be typed meanwhile."""
        work = self.work_in_hand = Work()
        work.begin(said)
        self._set_busy(work)
        line = self.query_one(WorkLine)
        watching = self.set_interval(LOOK_AGAIN_SECONDS, line.step)
        try:
            with beside_the_screen():
                yield work
        finally:
            watching.stop()
            # Whoever did it may be at it still, where this was only given up.
            work.stop()
            if self.work_in_hand is work:
                self.work_in_hand = None
                # Closed from outside it has no lines any more.
                if self.is_attached:
                    self._set_busy(None)

    def line(self, name: str) -> TextLine:
        """Where a line is typed; boxes like these have no others."""
        return self.query_one(f"#field-{name}", TextLine)

    def _set_busy(self, work: Work | None) -> None:
        self.query_one(WorkLine).watch_work(work)
        for line in self.query(Input):
            line.disabled = work is not None
        self._tell()

    def forget_typed(self) -> None:
        """It is done: nothing is left to be offered again."""
        self._stop_keeping()
        if self.kept is not None:
            self.kept.keep(self.heading, {})
            self.kept = None

    def say(self, sentence: str, style: str = "$text-muted") -> None:
        """One sentence, above the keys."""
        self.query_one("#trouble", Static).update(ink(sentence, style))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Work in hand answers to escape alone."""
        if self.work_in_hand is not None and action in ("restore", "save"):
            return None
        return super().check_action(action, parameters)

    def action_leave(self) -> None:
        """Stops the work; where there is none, closes the box."""
        if self.work_in_hand is None:
            super().action_leave()
        else:
            self.work_in_hand.stop()
            self.say("Stopping…")

    def on_unmount(self) -> None:
        """Closed from outside: what is not whole by then is not done at all."""
        if self.work_in_hand is not None:
            self.work_in_hand.stop()
