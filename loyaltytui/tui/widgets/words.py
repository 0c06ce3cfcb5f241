"""Words that change without all being laid out anew. What they say is their page's work."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget


class Words(Widget):
    """Some lines of text; all is laid out anew only when they need more room than before, or less.

    Textual's own widget for text has it laid out each time: that takes as long as all else that a
    key does.
    """

    DEFAULT_CSS = """
    Words { height: auto; }
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._words = Content("")

    def inscribe(self, words: Content) -> None:
        """Says something else, or the same."""
        if words == self._words and words.spans == self._words.spans:
            return
        self._words = words
        width, height = self.content_size
        needs = words.get_height(self.styles.get_rules(), width) if width else -1
        # What is not shown is laid out when it comes to be.
        self.refresh(layout=self.display and needs != height)

    def render(self) -> Content:
        """The words."""
        return self._words
