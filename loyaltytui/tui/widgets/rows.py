"""A list of any length that holds only what is on screen.

A table widget takes seconds to fill with what this shows at once. How its lines are painted lives
in `painted_rows`; what the rows say is their source's work.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from textual import events
from textual.message import Message

from loyaltytui.commands import LIST
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.widgets.cells import MARK as MARK
from loyaltytui.tui.widgets.cells import Piece as Piece
from loyaltytui.tui.widgets.cells import RowSource
from loyaltytui.tui.widgets.cells import column as column
from loyaltytui.tui.widgets.painted_rows import PaintedRows


class Rows(PaintedRows, can_focus=True):
    """A list with a cursor."""

    BINDINGS = bindings(LIST)
    DEFAULT_CSS = """
    Rows { height: 1fr; width: 1fr; }
    """

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

    def focus(self, scroll_visible: bool = True) -> Self:
        """At once: it is painted together with whatever else a key has changed."""
        if self.is_attached:
            self.screen.set_focus(self, scroll_visible)
        return self

    def on_hide(self, event: events.Hide) -> None:
        """Keeps the focus where nothing is left to show: the page's keys hang on it.

        A line beside it would have the focus instead, and take the next keys for letters.
        """
        event.prevent_default()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """No style is reckoned anew: the cursor alone looks otherwise, and is painted so."""

    def on_focus(self, event: events.Focus) -> None:
        """Of the list the cursor's line alone is painted, and nothing around it is told."""
        event.prevent_default()
        self.has_focus = True
        self.paint_cursor()

    def on_blur(self, event: events.Blur) -> None:
        """The same when the keys go elsewhere."""
        event.prevent_default()
        self.has_focus = False
        self.paint_cursor()

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

    def on_click(self, event: events.Click) -> None:
        """A click chooses a row, a second one opens it."""
        index = self.top + event.y
        if index < len(self.source) and not self.source.is_heading(index):
            self._go(index, 1)
            if event.chain == 2:
                self.action_open()
