"""Where a log line is typed: enter saves, arrows choose, backspace takes a chip back.

What the words mean is `capture`'s work.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.widgets.text_area import Edit, EditResult

from loyaltytui.tui.widgets.typing_lines import TextLines


class LineArea(TextLines):
    """A text area for one log line, which may run over several."""

    DEFAULT_CSS = """
    LineArea { height: auto; min-height: 2; max-height: 8; border: none; padding: 0; }
    """

    @dataclass
    class Saved(Message):
        """Enter: what is typed is meant."""

    @dataclass
    class Chose(Message):
        """An arrow on the first or last line: another of several contacts."""

        step: int

    def __init__(self, text: str, example: str, followed: Callable[[], None]) -> None:
        """`followed`: told of each change at once, so that what it comes to is painted with it."""
        self.followed = followed
        super().__init__(text, compact=True, placeholder=example, highlight_cursor_line=False)
        self.takes_back = False
        """Would backspace now turn a chip's words back into text?"""

    @dataclass
    class TookBack(Message):
        """Backspace right behind a chip's words."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.prevent_default().stop()
            self.post_message(self.Saved())
        elif event.key == "backspace" and self.takes_back and self.selection.is_empty:
            event.prevent_default().stop()
            self.post_message(self.TookBack())
        elif event.key == "up" and self.cursor_location[0] == 0:
            event.prevent_default().stop()
            self.post_message(self.Chose(-1))
        elif event.key == "down" and self.cursor_location[0] == self.document.line_count - 1:
            event.prevent_default().stop()
            self.post_message(self.Chose(1))

    def edit(self, edit: Edit) -> EditResult:
        """Tells of it before it asks for painting: the message about it comes a frame later."""
        result = super().edit(edit)
        self.followed()
        return result

    @property
    def place(self) -> int:
        """Where the cursor is, as a place in the text."""
        row, at = self.cursor_location
        return sum(len(line) + 1 for line in self.text.split("\n")[:row]) + at
