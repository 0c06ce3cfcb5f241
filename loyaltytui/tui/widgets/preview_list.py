"""The list that shows what an import would do. What is changed about it is its box's work."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message

from loyaltytui.exchange.conflicts import Conflict
from loyaltytui.tui.widgets.preview_rows import PreviewRows
from loyaltytui.tui.widgets.rows import Rows


class PreviewList(Rows):
    """Enter goes on with the import, wherever the cursor is; a double click changes the row."""

    @dataclass
    class Chosen(Message):
        """A double click on the row beneath the cursor."""

    def show_preview(self, rows: PreviewRows, *, is_first: bool) -> None:
        """Shows it with the cursor where it was, or of the first preview on its first row."""
        before = self.entry
        place = rows.place_of(before.key) if isinstance(before, Conflict) else None
        if is_first:
            self.top = 0
        self.show(rows, 1 if is_first else place)

    @property
    def entry(self) -> object:
        """What the row beneath the cursor is about. None: there is no such row."""
        return self.source.entry(self.cursor) if isinstance(self.source, PreviewRows) else None

    def turn(self, direction: int) -> None:
        """To the first row of another part."""
        if isinstance(self.source, PreviewRows) and len(self.source):
            self._go(self.source.next_part(self.cursor, direction), direction)

    def action_open(self) -> None:
        """Also where there are no rows."""
        self.post_message(self.Opened(self))

    def on_click(self, event: events.Click) -> None:
        """Twice on a row changes it: a click alone never writes anything."""
        event.prevent_default().stop()
        index = self.top + event.y
        if index < len(self.source) and not self.source.is_heading(index):
            self._go(index, 1)
            if event.chain == 2:
                self.post_message(self.Chosen())
