"""Where several lines are typed; the same holds of them as of one line, in `typing`.

By itself, for Textual's own editor takes as long to load as a page, and only boxes need it.
"""

from __future__ import annotations

from functools import lru_cache

from rich.text import Text
from textual import events
from textual.widgets import TextArea

from loyaltytui.plain import clean, visible


class TextLines(TextArea):
    """Several lines to type on. Boxes that hold some may open them in an editor."""

    takes_many = True
    """Letters that came together are taken as they are pasted: all at once."""

    def on_mount(self) -> None:
        """Leaves the editor's key to the box; `end` goes to the end of a line as well.

        Textual has no public way to drop one key of a widget's own.
        """
        self._bindings.key_to_bindings.pop("ctrl+e", None)

    def get_line(self, line_index: int) -> Text:
        """One line as it is painted."""
        return Text(_seen(self.document.get_line(line_index)), end="", no_wrap=True)

    async def _on_paste(self, event: events.Paste) -> None:
        event.text = clean(event.text)


@lru_cache(maxsize=8)
def _seen(line: str) -> str:
    """Asked for by each row on the glass that a long line is wrapped into."""
    return visible(line)
