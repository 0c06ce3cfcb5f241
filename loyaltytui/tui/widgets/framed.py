"""A frame that is drawn once for as long as it looks the same. What stands in it is its widget's.

Textual draws a frame anew, line by line, whenever its widget is shown again: most of what turning
a page would cost.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Region
from textual.selection import Selection
from textual.strip import Strip
from textual.widget import Widget

from loyaltytui.tui.widgets.line_strip import LineStrip
from loyaltytui.tui.widgets.one_line import strip_of


class Framed(Widget):
    """Has a frame around it and nothing of its own inside."""

    _drawn: tuple[object, list[Strip]] | None = None
    """The frame, and what it hangs on."""
    _titles: object = None
    """What stands in its edges as they were drawn."""
    _style: object = None
    """All that the style sheet says of it, but whether it is shown."""

    def notify_style_update(self) -> None:
        """Another theme, or another place in the style sheet; or only shown, or hidden."""
        rules = self.styles.get_render_rules()
        style = {name: value for name, value in rules.items() if name != "display"}
        if style != self._style:
            self._style = style
            self.draw_anew()
        super().notify_style_update()

    def draw_anew(self) -> None:
        """The frame looks otherwise from now on."""
        self._drawn = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """The frame as it was drawn; of another title only the edge that it stands in is drawn."""
        look = (crop, self.outer_size, self.background_colors, self.app.theme)
        titles = (self.border_title, self.border_subtitle)
        if self._drawn is None or self._drawn[0] != look:
            self._drawn = (look, super().render_lines(crop))
        elif self._titles != titles:
            strips = self._drawn[1]
            for at in {0, crop.height - 1}:
                edge = Region(crop.x, crop.y + at, crop.width, 1)
                strips[at : at + 1] = super().render_lines(edge)
        self._titles = titles
        return self._drawn[1]


class FramedLines(Framed):
    """Lines of text in a frame; each is as wide as there is room for, or shorter.

    Only what they say is put together anew when they change, and not the frame around them.
    """

    _is_drawing = False
    _written: tuple[object, list[Strip]] | None = None
    """All of it as it was last painted, and in what room. None: it may say something else now."""

    def rewrite(self) -> None:
        """It says something else from now on."""
        self._written = None
        self.refresh()

    def draw_anew(self) -> None:
        """Frame and lines look otherwise from now on."""
        self._written = None
        super().draw_anew()

    def selection_updated(self, selection: Selection | None) -> None:
        """Paints what is selected."""
        self.rewrite()

    def lines(self) -> Sequence[Content]:
        """What stands in the frame, from the top on."""
        raise NotImplementedError

    def render(self) -> Content:
        """The lines as one text: it can be selected."""
        return Content("\n").join(self.lines())

    def render_line(self, y: int) -> Strip:
        """One line; while the frame is drawn, an empty one."""
        if self._is_drawing:
            return Strip.blank(self.size.width, self.visual_style.rich_style)
        return super().render_line(y)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines, each between the two sides of the frame."""
        titles = (self.border_title, self.border_subtitle)
        look = (self.outer_size, self.background_colors, self.app.theme, titles)
        if self._written is None or self._written[0] != look:
            self._written = (look, self._framed())
        strips = self._written[1][crop.y : crop.bottom]
        if crop.column_span == (0, self.outer_size.width):
            return strips
        return [strip.crop(*crop.column_span) for strip in strips]

    def _framed(self) -> list[Strip]:
        self._is_drawing = True
        try:
            frame = super().render_lines(self.outer_size.region)
        finally:
            self._is_drawing = False
        left, top = self.content_offset
        right = left + self.size.width
        if self.text_selection is None:
            inside = self._inside()
        else:
            inside = [self.render_line(y) for y in range(self.size.height)]
        strips = list(frame)
        for y, line in enumerate(inside, top):
            before, after = frame[y].crop(0, left), frame[y].crop(right)
            strips[y] = LineStrip.join((before, line, after))
        return strips

    def _inside(self) -> list[Strip]:
        base, width = self.visual_style, self.size.width
        filters, behind = self.get_line_filters(), self.background_colors[1]
        strips = []
        for line in self.lines()[: self.size.height]:
            strip = strip_of(line, base, width)
            for each in filters:
                strip = strip.apply_filter(each, behind)
            strips.append(strip)
        return strips
