"""The keys that work on the page beneath, each with a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from rich.style import Style
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget
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


_KEY_ROOM = 20


class HelpLines(Widget):
    """Keys, and behind each what it does. A widget for each of them took four times as long."""

    DEFAULT_CSS = """
    HelpLines { height: auto; }
    """
    ALLOW_SELECT = False

    def __init__(self, lines: Sequence[tuple[Content, Content]]) -> None:
        """`lines`: the keys of each, and what is said of it."""
        super().__init__()
        self.lines = lines

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """As many lines as they are broken into."""
        return len(self._painted(width))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Keys stand out; the words after them go on beneath each other."""
        lines = self._painted(self.size.width)[crop.y : crop.bottom]
        return [line.crop(crop.x, crop.right) for line in lines]

    def _painted(self, width: int) -> list[Strip]:
        ground = Style(bgcolor=self.background_colors[1].rich_color)
        painted = []
        for line in self.lines:
            sizes = _KEY_ROOM, max(width - _KEY_ROOM, 1)
            cells = [
                Visual.to_strips(self, text, size, None, self.visual_style)
                for text, size in zip(line, sizes, strict=True)
            ]
            for both in zip_longest(*cells, fillvalue=Strip([])):
                padded = (
                    cell.extend_cell_length(size, ground)
                    for cell, size in zip(both, sizes, strict=True)
                )
                painted.append(Strip.join(padded))
        return painted


class HelpBox(ModalScreen[None]):
    """Shows help; any of its keys closes it."""

    BINDINGS = bindings(commands.HELP_BOX)
    DEFAULT_CSS = """
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
            yield HelpLines([self._line(*one) for one in self.live])
            yield Static(Content(_LOG_LINE), classes="help-log-line")

    def _line(self, command: Command, is_enabled: bool, keys: str) -> tuple[Content, Content]:
        look = "" if is_enabled else "$foreground-muted"
        said = command.help if is_enabled else f"{command.help} {self.why}".rstrip()
        return ink(keys, "bold $text-accent"), ink(said, look)

    def action_leave(self) -> None:
        """Closes the box."""
        self.dismiss()
