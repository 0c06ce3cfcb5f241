"""The keys that work on the page beneath, each with a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from loyaltytui import commands
from loyaltytui.commands import Command
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.widgets.ink import ink

_LOG_LINE = """\
The log line, after every call, in the box that l opens:

  renewing, price worry > send quote fri < she sends PO 5 dec ~3w

  > what you promised   < what they owe you   ~ the next check-in
  fri   3w   15 dec     a date stands at the end of its words
  ask:                  a question for next time
  kept: broke: released:   end a promise, by its words
  goal: rival: trend: ...  a note of that kind
  *                     at the end of any of these: in confidence
  priya, tom visit 2h yesterday: ...   who, how, how long, when
"""


class HelpBox(ModalScreen[None]):
    """Shows help; any of its keys closes it."""

    BINDINGS = bindings(commands.HELP_BOX)
    DEFAULT_CSS = """
    .help-line { height: auto; }
    .help-line .help-key { width: 20; }
    .help-line Static { height: auto; width: 1fr; }
    .help-log-line { margin: 1 0 0 0; height: auto; }
    """

    def __init__(self, page: str, live: Sequence[tuple[Command, bool, str]], why: str = "") -> None:
        """`live`: what answers now, whether it makes sense now, and its keys in force.

        `why` is said of what makes no sense now.
        """
        super().__init__()
        self.page = page
        self.live = live
        self.why = why

    def compose(self) -> ComposeResult:
        """A line for each key, then how the log line is written."""
        with VerticalScroll(classes="box", id="help-box") as box:
            box.border_title = ink(f"Keys on {self.page}")
            box.border_subtitle = ink("esc closes")
            for command, is_enabled, keys in self.live:
                look = "" if is_enabled else "$foreground-muted"
                said = command.help if is_enabled else f"{command.help} {self.why}".rstrip()
                with Horizontal(classes="help-line"):
                    yield Static(ink(keys, "bold $text-accent"), classes="help-key")
                    yield Static(ink(said, look))
            yield Static(Content(_LOG_LINE), classes="help-log-line")

    def action_leave(self) -> None:
        """Closes the box."""
        self.dismiss()
