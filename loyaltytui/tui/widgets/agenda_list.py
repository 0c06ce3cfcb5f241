"""The agenda's list: it has its rows read a screen before they come into sight.

What the rows say is `agenda_rows`'; moving about in a list of any kind is `rows`'.
"""

from __future__ import annotations

import sys

from loyaltytui.tui.widgets.cells import RowSource
from loyaltytui.tui.widgets.rows import Rows


class AgendaList(Rows):
    """A list whose source may hold more than it has said until now."""

    def show(self, source: RowSource, cursor: int | None = None) -> None:
        """Shows other rows, as many as the cursor needs."""
        source.prepare(0, self._enough(self.cursor if cursor is None else cursor))
        super().show(source, cursor)

    def _go(self, index: int, direction: int) -> None:
        self._reach(index)
        super()._go(index, direction)

    def action_last(self) -> None:
        """To the last row there is."""
        self._reach(sys.maxsize)
        super().action_last()

    def watch_top(self) -> None:
        """What comes next is read before anybody gets there."""
        super().watch_top()
        self._reach(self.top)

    def on_resize(self) -> None:
        """A terminal that has grown shows more."""
        self._reach(self.top)
        super().on_resize()

    def _reach(self, index: int) -> None:
        before = len(self.source)
        self.source.prepare(0, self._enough(index))
        if len(self.source) != before:
            # The thumb is shorter now, and lines that were empty are not.
            self._painted.clear()
            self.refresh(self.size.region)

    def _enough(self, index: int) -> int:
        return index + 2 * self.size.height
