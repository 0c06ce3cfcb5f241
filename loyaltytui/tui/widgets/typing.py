"""Where text is typed: what no keyboard types is neither taken in nor painted.

What is painted has one letter for each that is stored, or the cursor would stand elsewhere.
"""

from __future__ import annotations

from rich.text import Text
from textual import events
from textual.widgets import Input, TextArea

from loyaltytui.plain import clean, visible


class TextLine(Input):
    """One line to type on."""

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(value, placeholder=placeholder, id=id, compact=True, select_on_focus=False)

    @property
    def _value(self) -> Text:
        # Textual paints from here; there is no public place between the value and the glass.
        return Text(visible(self.value), no_wrap=True, overflow="ignore", end="")

    def _on_paste(self, event: events.Paste) -> None:
        # Textual goes on to its own handler with the same event.
        event.text = clean(event.text)


class TextLines(TextArea):
    """Several lines to type on."""

    def get_line(self, line_index: int) -> Text:
        """One line as it is painted."""
        return Text(visible(self.document.get_line(line_index)), end="", no_wrap=True)

    async def _on_paste(self, event: events.Paste) -> None:
        event.text = clean(event.text)
