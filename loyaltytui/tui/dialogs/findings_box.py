"""What is wrong with a book, and what can be done about it. Finding it is the book's own work."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from loyaltytui import commands
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.widgets.ink import ink, ink_lines

_WAYS_OUT = (
    "Backups, in the palette, puts a copy back. On the command line, “loyaltytui check --repair” "
    "stores figures and search anew, and “--from-history” mends entries."
)


class FindingsBox(ModalScreen[None]):
    """Shows the findings, one beneath the other."""

    BINDINGS = bindings((commands.LEAVE,))
    DEFAULT_CSS = """
    FindingsBox VerticalScroll { height: auto; max-height: 14; }
    FindingsBox Static { height: auto; }
    FindingsBox #ways-out { margin: 1 0 0 0; }
    """

    def __init__(self, found: Sequence[str]) -> None:
        super().__init__()
        self.found = found

    def compose(self) -> ComposeResult:
        """What was found, and the ways out of it."""
        with Vertical(classes="box", id="findings-box") as box:
            box.border_title = ink("Not all is sound")
            box.border_subtitle = ink("esc closes")
            with VerticalScroll():
                yield Static(ink_lines("\n".join(self.found)))
            yield Static(ink(_WAYS_OUT, "$text-muted"), id="ways-out")

    def action_leave(self) -> None:
        """Closes the box."""
        self.dismiss()
