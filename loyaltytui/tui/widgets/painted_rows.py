"""Rows as lines on the glass: each is painted once, and only the lines that change again.

Moving about in them is `rows`' work; what they say is their source's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar, NamedTuple, Self

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.reactive import reactive
from textual.selection import Selection
from textual.strip import Strip
from textual.widget import Widget

from loyaltytui.tui.widgets.cells import (
    BAR,
    LOOKS,
    MARK,
    THUMB,
    Piece,
    RowSource,
    has_thumb,
    laid_out,
)
from loyaltytui.tui.widgets.line_strip import LineStrip

_MOST_PAINTED = 4
"""So many screens of lines are kept as they were painted."""


class _Line(NamedTuple):
    """All that what is painted hangs on."""

    row: int
    width: int
    cursor: str
    """Which look is laid over it, of a cursor that is listened to or not. Empty: none."""
    is_thumb: bool


class NoRows:
    """A list before its page has been read."""

    def __len__(self) -> int:
        return 0

    def is_heading(self, index: int) -> bool:
        """Never asked."""
        return False

    def prepare(self, start: int, stop: int) -> None:
        """Nothing to fetch."""

    def pieces(self, index: int, width: int) -> Iterable[Piece]:
        """Nothing to show."""
        return ()


class PaintedRows(Widget):
    """A list as it is seen: from its top on, with a cursor on one of its rows."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"rows--{look}" for look in LOOKS} | {
        "rows--cursor",
        "rows--thumb",
    }
    cursor: reactive[int] = reactive(0, repaint=False)
    top: reactive[int] = reactive(0, repaint=False)
    source: reactive[RowSource] = reactive[RowSource](NoRows, repaint=False, always_update=True)
    is_marked: reactive[Callable[[int], bool] | None] = reactive(
        None, repaint=False, always_update=True
    )
    """Tells which rows are marked. None: none is, and no room is kept for the sign."""

    def __init__(self, *, id: str | None = None) -> None:
        # Told before the widget makes itself: that asks for painting.
        self._painted: dict[_Line, Strip] = {}
        self._looks: dict[str, Style] = {}
        self._has_looks = False
        super().__init__(id=id)

    @property
    def has_row(self) -> bool:
        """Is there a row beneath the cursor?"""
        return self.cursor < len(self.source) and not self.source.is_heading(self.cursor)

    def watch_cursor(self, before: int, now: int) -> None:
        """Of a move within the screen two lines change, and no more are painted."""
        self._paint_rows(before, now)

    def paint_cursor(self) -> None:
        """The cursor alone looks otherwise: keys are listened to here now, or not any more."""
        self._paint_rows(self.cursor)

    def _paint_rows(self, *rows: int) -> None:
        height = self.size.height
        lines = (at - self.top for at in rows)
        if changed := [Region(0, y, self.size.width, 1) for y in lines if 0 <= y < height]:
            self.refresh(*changed)

    def watch_top(self) -> None:
        """All lines move; what they say stays."""
        self.refresh(self.size.region)

    def watch_source(self) -> None:
        """Other rows, none of which has been painted; they look as those before."""
        self._painted.clear()
        self.refresh(self.size.region)

    def watch_is_marked(self) -> None:
        """The signs, and the room for them, are part of every line; its looks stay."""
        self._painted.clear()
        self.refresh(self.size.region)

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Paints again: some lines, or all that may look otherwise now."""
        if not regions:
            self._has_looks = False
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        """The theme may be another."""
        self._has_looks = False
        super().notify_style_update()

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        """The words of the rows on screen that were dragged over, as they are shown."""
        return selection.extract("\n".join(self._words(y) for y in range(self.size.height))), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Paints what is selected."""
        self.refresh()

    def _words(self, y: int) -> str:
        """One line of the screen as text."""
        index = self.top + y
        if index >= len(self.source):
            return ""
        mark = " " * len(MARK) if self.is_marked is not None else ""
        pieces = laid_out(self.source, index, self.size.width, mark=mark)
        return "".join(piece.text for piece in pieces).rstrip()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paints the rows on screen; nothing else exists."""
        height, width = self.size.height, self.size.width
        count = len(self.source)
        self._have_looks()
        focused = "here" if self.has_focus else "away"
        wanted = [
            _Line(
                min(self.top + y, count),
                width,
                focused if self.top + y == self.cursor else "",
                has_thumb(y, self.top, height, count),
            )
            for y in range(crop.y, crop.bottom)
        ]
        if any(line not in self._painted for line in wanted):
            self.source.prepare(self.top, min(self.top + height, count))
            if len(self._painted) > _MOST_PAINTED * height:
                self._painted.clear()
        strips = [self._line(line) for line in wanted]
        if self.text_selection is not None:
            strips = [self._selected(strip, crop.y + y) for y, strip in enumerate(strips)]
        if crop.x == 0 and crop.right >= width:
            return strips
        return [strip.crop(crop.x, crop.right) for strip in strips]

    def _line(self, line: _Line) -> Strip:
        found = self._painted.get(line)
        if found is None:
            found = self._painted[line] = self._strip(*line)
        return found

    def _have_looks(self) -> None:
        """The style of each look; where one has changed, no line is right any more."""
        if self._has_looks:
            return
        style = self.get_component_rich_style
        looks = {look: style(f"rows--{look}") for look in (*LOOKS, "thumb")}
        looks |= {"here": style("rows--cursor"), "away": style("rows--cursor", partial=True)}
        if looks != self._looks:
            self._painted.clear()
        self._looks, self._has_looks = looks, True

    def _strip(self, index: int, width: int, cursor: str, is_thumb: bool) -> Strip:
        looks = self._looks
        if index >= len(self.source):
            return LineStrip.blank(width, looks["plain"])
        over, bar = None, " "
        if cursor and self.has_row:
            over, bar = looks[cursor], BAR if cursor == "here" else "▏"
        mark = ""
        if self.is_marked is not None:
            is_marked = not self.source.is_heading(index) and self.is_marked(index)
            mark = MARK if is_marked else " " * len(MARK)
        segments = []
        for piece in laid_out(self.source, index, width, bar=bar, mark=mark):
            style = looks[piece.look]
            if piece.link:
                style += Style(link=piece.link)
            segments.append(Segment(piece.text, style if over is None else style + over))
        # The right edge: where in the list the screen is, when there is more than it holds.
        has_more = len(self.source) > self.size.height
        segments.append(
            Segment(THUMB if is_thumb else " ", looks["thumb" if has_more else "plain"])
        )
        return LineStrip(segments, width).crop(0, width)

    def render_line(self, y: int) -> Strip:
        """One line that knows its place: asked for beneath the mouse alone, to select text."""
        return self.render_lines(Region(0, y, self.size.width, 1))[0].apply_offsets(0, y)

    def _selected(self, strip: Strip, y: int) -> Strip:
        """The same line, with what is selected of it standing out."""
        span = self.text_selection.get_span(y) if self.text_selection is not None else None
        if span is None:
            return strip
        length = strip.cell_length
        start, end = span[0], length if span[1] == -1 else min(span[1], length)
        style = self.screen.get_component_rich_style("screen--selection")
        chosen = strip.crop(start, end).apply_style(style)
        return Strip.join([strip.crop(0, start), chosen, strip.crop(end, length)])
