"""Words that change without all being laid out anew. What they say is their page's work."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from loyaltytui.tui.widgets.ink import ink


class Words(Static):
    """Some lines of text; all is laid out anew only when they need more room than before, or less.

    `Static.update` has it laid out each time: that takes as long as all else that a key does.
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(ink(""), id=id)
        self._said = ink("")

    def say(self, words: Content) -> None:
        """Says something else, or the same."""
        if words == self._said and words.spans == self._said.spans:
            return
        self._said = words
        self.update(words, layout=False)
        width, height = self.content_size
        if not width or self.visual.get_height(self.styles.get_rules(), width) != height:
            self.refresh(layout=True)
