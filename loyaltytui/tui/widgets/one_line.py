"""A line of text across the screen, painted as it was whenever it says the same again.

What such a line says is its own widget's work.
"""

from __future__ import annotations

from collections.abc import Hashable

from rich.segment import Segment
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

_MOST_PAINTED = 32
"""So many lines are kept as they were painted: one for each page and what its keys may be."""


def strip_of(line: Content, base: Style, width: int) -> Strip:
    """A line as it is painted, no longer than `width` cells. Nothing of it is broken into rows."""
    pieces = line.render(base, end="")
    strip = Strip([Segment(text, (base + style).rich_style) for text, style in pieces])
    return strip.adjust_cell_length(width, base.background_style.rich_style)


class OneLine(Widget):
    """Says one line at a time, and most often one that it has said before."""

    def __init__(self) -> None:
        # Told before the widget makes itself: that asks for painting.
        self._painted: dict[Hashable, Strip] = {}
        super().__init__()

    @property
    def said(self) -> Hashable:
        """All that the words of the line hang on, but for its width."""
        raise NotImplementedError

    def notify_style_update(self) -> None:
        """Another theme, or another place in the style sheet."""
        self._painted.clear()
        super().notify_style_update()

    def render(self) -> Content:
        """The words."""
        raise NotImplementedError

    def render_lines(self, crop: Region) -> list[Strip]:
        """The line as it was painted when it said the same."""
        if self.text_selection is not None:
            return super().render_lines(crop)
        key = (self.said, self.size, self.background_colors)
        strip = self._painted.get(key)
        if strip is None:
            if len(self._painted) >= _MOST_PAINTED:
                self._painted.clear()
            strip = strip_of(self.render(), self.visual_style, self.size.width)
            for each in self.get_line_filters():
                strip = strip.apply_filter(each, self.background_colors[1])
            # Each piece knows its place: dragged over, it can be selected.
            strip = self._painted[key] = strip.apply_offsets(0, 0)
        return [strip.crop(crop.x, crop.right)] if crop.height else []
