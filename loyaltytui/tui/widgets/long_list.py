"""A list whose end is known only when it has been read that far.

What the lines say is their source's work; moving about in a list of any kind is `rows`'.
"""

from __future__ import annotations

import sys

from textual.geometry import Region
from textual.strip import Strip

from loyaltytui.tui.widgets.rows import Rows


class LongList(Rows):
    """A list that is read as far as a key leads, before it is said where that is."""

    def _go(self, index: int, direction: int) -> None:
        self.source.prepare(0, index + 1)
        super()._go(index, direction)

    def action_last(self) -> None:
        """To the last row there is."""
        self.source.prepare(0, sys.maxsize)
        super().action_last()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paints the rows on screen: in a terminal that has grown there are more of them."""
        self.source.prepare(self.top, self.top + self.size.height)
        return super().render_lines(crop)
