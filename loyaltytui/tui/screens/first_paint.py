"""When the home screen is painted: first after what was typed at the first frame, and then soon."""

from __future__ import annotations

from textual import events
from textual.screen import Screen

from loyaltytui.tui.key_queue import KeyQueue

_SOON_SECONDS = 0.001


class FirstPaint(Screen[None]):
    """Holds its first painting while a key is about to change all of it, and hurries others."""

    keys: KeyQueue
    """Of the app: what was typed and has not done its work yet."""
    is_held = False
    """Is nothing to be painted until it has?"""
    is_begun = False
    """Has the screen been on the glass?"""

    async def begin(self, event: events.ScreenResume) -> None:
        """The first time that it is on top.

        Its page was read and every style reckoned while it was mounted. What Textual does besides
        laying out would reckon the styles and paint the screen a second time.
        """
        self.is_begun = True
        event.prevent_default()
        self.stack_updates += 1
        if self.keys.is_busy:
            self.is_held = True
            self.run_worker(self._let_go())
        else:
            await self.fill()

    async def fill(self) -> None:
        """Makes what a key typed at the first frame might have changed: once, before painting."""

    async def _let_go(self) -> None:
        await self.keys.settled()
        await self.fill()
        self.is_held = False
        self._on_timer_update()
        self._compositor_refresh()

    def paint_soon(self) -> None:
        """Paints what changes now without waiting for its turn, a sixtieth of a second away.

        By then what has changed has said so.
        """
        self.set_timer(_SOON_SECONDS, self._on_timer_update)

    def _compositor_refresh(self) -> None:
        """Paints, unless it is held back."""
        if not self.is_held:
            super()._compositor_refresh()
