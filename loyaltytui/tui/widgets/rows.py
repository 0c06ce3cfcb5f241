"""A list of any length that holds only what is on screen.

It paints whole lines itself: a table widget takes seconds to fill with what this shows at once.
What the rows say is their source's work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.selection import Selection
from textual.strip import Strip
from textual.widget import Widget

from loyaltytui.commands import LIST
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.widgets.cells import BAR, LOOKS, THUMB, RowSource, has_thumb, laid_out
from loyaltytui.tui.widgets.cells import MARK as MARK
from loyaltytui.tui.widgets.cells import Piece as Piece
from loyaltytui.tui.widgets.cells import column as column


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


class Rows(Widget, can_focus=True):
    """A list with a cursor."""

    BINDINGS = bindings(LIST)
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"rows--{look}" for look in LOOKS} | {
        "rows--cursor",
        "rows--thumb",
    }
    DEFAULT_CSS = """
    Rows { height: 1fr; width: 1fr; }
    """

    cursor: reactive[int] = reactive(0)
    top: reactive[int] = reactive(0)
    source: reactive[RowSource] = reactive[RowSource](NoRows, always_update=True)
    is_marked: reactive[Callable[[int], bool] | None] = reactive(None, always_update=True)
    """Tells which rows are marked. None: none is, and no room is kept for the sign."""

    @dataclass
    class Moved(Message):
        """The cursor went to another row, or the row beneath it changed."""

        rows: Rows

        @property
        def control(self) -> Rows:
            """The list it went on in."""
            return self.rows

    @dataclass
    class Opened(Message):
        """Enter, or a double click, on the row beneath the cursor."""

        rows: Rows

        @property
        def control(self) -> Rows:
            """The list it happened in."""
            return self.rows

    @property
    def has_row(self) -> bool:
        """Is there a row beneath the cursor?"""
        return self.cursor < len(self.source) and not self.source.is_heading(self.cursor)

    def show(self, source: RowSource, cursor: int | None = None) -> None:
        """Shows other rows, with the cursor where it was or on the row given."""
        self.source = source
        wanted = self.cursor if cursor is None else cursor
        self.cursor = self._selectable(max(min(wanted, len(source) - 1), 0), 1)
        self._scroll_into_view()
        self.post_message(self.Moved(self))

    def _selectable(self, index: int, direction: int) -> int:
        """The nearest row from `index` on that is no heading, looking back at the ends."""
        for step in (direction, -direction):
            at = index
            while 0 <= at < len(self.source):
                if not self.source.is_heading(at):
                    return at
                at += step
        return 0

    def _go(self, index: int, direction: int) -> None:
        before = self.cursor
        self.cursor = self._selectable(max(min(index, len(self.source) - 1), 0), direction)
        self._scroll_into_view()
        if self.cursor != before:
            self.post_message(self.Moved(self))

    def _scroll_into_view(self) -> None:
        height = self.size.height
        if not height:
            # Not laid out yet: scrolled now, the first frame would not begin at the top.
            return
        first = self.cursor
        while first > 0 and self.source.is_heading(first - 1) and self.cursor - first < height - 1:
            first -= 1
        if first < self.top:
            self.top = first
        elif self.cursor >= self.top + height:
            self.top = self.cursor - height + 1
        self.top = max(0, min(self.top, len(self.source) - height))

    def on_resize(self) -> None:
        """Keeps the cursor on screen while the terminal changes its size."""
        self._scroll_into_view()

    def action_down(self) -> None:
        """To the next row."""
        self._go(self.cursor + 1, 1)

    def action_up(self) -> None:
        """To the row before."""
        self._go(self.cursor - 1, -1)

    def action_page_down(self) -> None:
        """A page down."""
        self._go(self.cursor + max(self.size.height - 1, 1), 1)

    def action_page_up(self) -> None:
        """A page up."""
        self._go(self.cursor - max(self.size.height - 1, 1), -1)

    def action_first(self) -> None:
        """To the first row."""
        self._go(0, 1)

    def action_last(self) -> None:
        """To the last row."""
        self._go(len(self.source) - 1, -1)

    def action_open(self) -> None:
        """Tells the page to open the row."""
        if self.has_row:
            self.post_message(self.Opened(self))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the cursor, as it moves the page."""
        event.stop()
        self._go(self.cursor + 3, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the cursor, as it moves the page."""
        event.stop()
        self._go(self.cursor - 3, -1)

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

    def on_click(self, event: events.Click) -> None:
        """A click chooses a row, a second one opens it."""
        index = self.top + event.y
        if index < len(self.source) and not self.source.is_heading(index):
            self._go(index, 1)
            if event.chain == 2:
                self.action_open()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paints the rows on screen; nothing else exists."""
        height, width = self.size.height, self.size.width
        last = min(self.top + height, len(self.source))
        self.source.prepare(self.top, last)
        looks = {look: self.get_component_rich_style(f"rows--{look}") for look in LOOKS}
        strips = [self._strip(self.top + y, width, looks) for y in range(crop.y, crop.bottom)]
        if self.text_selection is not None:
            strips = [self._selected(strip, crop.y + y) for y, strip in enumerate(strips)]
        if crop.x == 0 and crop.right >= width:
            return strips
        return [strip.crop(crop.x, crop.right) for strip in strips]

    def _strip(self, index: int, width: int, looks: dict[str, Style]) -> Strip:
        if index >= len(self.source):
            return Strip.blank(width, looks["plain"])
        over, bar = None, " "
        if index == self.cursor and self.has_row:
            over = self.get_component_rich_style("rows--cursor", partial=not self.has_focus)
            bar = BAR if self.has_focus else "▏"
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
        segments.append(self._thumb(index, looks))
        return Strip(segments, width).crop(0, width)

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

    def _thumb(self, index: int, looks: dict[str, Style]) -> Segment:
        """The right edge: where in the list the screen is, when there is more than it holds."""
        height, count = self.size.height, len(self.source)
        if count <= height:
            return Segment(" ", looks["plain"])
        is_thumb = has_thumb(index - self.top, self.top, height, count)
        style = self.get_component_rich_style("rows--thumb")
        return Segment(THUMB if is_thumb else " ", style)
