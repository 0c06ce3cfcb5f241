"""What holds other widgets that cover all of it: nothing of its own is ever seen, nor painted."""

from __future__ import annotations

from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Covered(Widget):
    """Its own lines are plain ground, one and the same.

    Named last among a widget's classes: Textual takes its styles from the first.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        """The ground, for a moment in which something does not cover it yet."""
        ground = Style(bgcolor=self.background_colors[1].rich_color)
        return [Strip.blank(crop.width, ground)] * crop.height
