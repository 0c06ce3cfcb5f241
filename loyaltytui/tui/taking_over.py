"""Textual's way to the terminal, for one that is painted on already."""

from __future__ import annotations

from textual import events
from textual.driver import Driver
from textual.geometry import Size

from loyaltytui.tui.terminal import ALTERNATE, Terminal, size_here


def taking_over(terminal: Terminal) -> type[Driver]:
    """A driver that goes on where the first frame is, and leaves the terminal as that found it."""
    # Only where a terminal was painted on, and so not on Windows, which lacks what it needs.
    from textual.drivers.linux_driver import LinuxDriver

    class TakingOver(LinuxDriver):
        """Textual's own, but for how it begins."""

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
