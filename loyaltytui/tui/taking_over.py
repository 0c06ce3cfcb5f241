"""Textual's way to the terminal, for one that is painted on already."""

from __future__ import annotations

from textual.driver import Driver

from loyaltytui.tui.terminal import ALTERNATE, Terminal


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
