"""The keys that work on the page beneath, each with a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from loyaltytui import commands
from loyaltytui.commands import Command
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.widgets.ink import ink

_KEY_WIDTH = 20
_LOG_LINE = """\
The log line, after every call, in the box that l opens:

  renewing, price worry > send quote fri < she sends PO 5 dec ~3w

  > what you promised    < what they owe you    ~ the next check-in
  A date stands at the end: fri, 3w, 15 dec, end of month.
  ask: a question for next time    kept: broke: released: end a promise
  goal: rival: trend: point: ...   a note     * at the end: in confidence
  priya, tom visit 2h yesterday: ...     says who, how, how long and when
"""


class HelpBox(ModalScreen[None]):
    """Shows help; any of its keys closes it."""

    BINDINGS = bindings(commands.HELP_BOX)

    def __init__(self, page: str, live: Sequence[tuple[Command, bool, str]]) -> None:
        """`live`: what answers now, whether it makes sense now, and its keys in force."""
        super().__init__()
        self.page = page
        self.live = live

    def compose(self) -> ComposeResult:
        """A line for each key, then how the log line is written."""
        with VerticalScroll(classes="box", id="help-box") as box:
            box.border_title = ink(f"Keys on {self.page}")
            box.border_subtitle = ink("esc closes")
            lines = [
                Content.assemble(
                    ink(f"{keys:<{_KEY_WIDTH}}", "bold $text-accent"),
                    ink(command.help, "" if is_enabled else "$foreground-muted"),
                )
                for command, is_enabled, keys in self.live
            ]
            yield Static(Content("\n").join(lines))
            yield Static(Content("\n" + _LOG_LINE))

    def action_leave(self) -> None:
        """Closes the box."""
        self.dismiss()
