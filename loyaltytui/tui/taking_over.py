"""The app's way to the terminal, also to one that is painted on already."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual import events
from textual.driver import Driver
from textual.geometry import Size

from loyaltytui.tui.terminal import ALTERNATE, Terminal, size_here

CaughtUp = Callable[[], Awaitable[None]]
"""Returns when all keys so far are answered."""


def listening(caught_up: CaughtUp) -> type[Driver]:
    """A driver that hands on no more keys than are answered."""
    # Windows lacks what it needs.
    from loyaltytui.tui.listening import Listening

    class Here(Listening):
        async def caught_up(self) -> None:
            await caught_up()

    return Here


def taking_over(terminal: Terminal, caught_up: CaughtUp) -> type[Driver]:
    """The same; it goes on where the first frame is, and leaves the terminal as that found it."""
    from loyaltytui.tui.listening import Listening

    class TakingOver(Listening):
        """Begins otherwise than Textual's own."""

        async def caught_up(self) -> None:
            await caught_up()

        def start_application_mode(self) -> None:
            """Takes over, and knows how the keyboard was set before the first frame."""
            before = terminal.before
            super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual gives it none
            if before:
                self.attrs_before = before
            terminal.hand_over()

        def write(self, data: str) -> None:
            """Stays on the screen it is on: many terminals clear it when it is asked for again."""
            if terminal.is_handed_over or data != ALTERNATE:
                super().write(data)

    return TakingOver


def as_it_is_now(resized: events.Resize) -> events.Resize:
    """The event with the size that the terminal has now.

    While a window is dragged, one signal interrupts the answer to another: Textual then hears of
    the newer size first and of the older one last, and would stay at that.
    """
    size = Size(*size_here())
    return resized if size == resized.size else events.Resize(size, size, None, resized.pixel_size)
