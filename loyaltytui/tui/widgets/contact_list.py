"""The list of contacts: of those whom nobody has counted yet, it counts them when the keys rest.

What its rows say lives in `contact_rows`.
"""

from __future__ import annotations

from textual.message import Message
from textual.timer import Timer

from loyaltytui.tui.widgets.cells import RowSource
from loyaltytui.tui.widgets.contact_rows import ContactRows
from loyaltytui.tui.widgets.rows import Rows

_REST_SECONDS = 0.2


class ContactList(Rows):
    """A list that begins to be read before it is known how long it is."""

    class Counted(Message):
        """It is known now."""

    _resting: Timer | None = None
    """Runs until the keys rest. None: all are counted, or soon will be."""

    def show(self, source: RowSource, cursor: int | None = None) -> None:
        """Shows other rows, and counts them later where that takes a moment."""
        super().show(source, cursor)
        if self._resting is not None:
            self._resting.stop()
            self._resting = None
        if not self._is_counted:
            self._resting = self.set_timer(_REST_SECONDS, self._count)

    def action_last(self) -> None:
        """To the last row, wherever it is."""
        self._count()
        super().action_last()

    @property
    def _is_counted(self) -> bool:
        return not isinstance(self.source, ContactRows) or self.source.is_counted

    def _count(self) -> None:
        if isinstance(self.source, ContactRows) and not self.source.is_counted:
            self.source.count()
            self.refresh()
            self.post_message(self.Counted())
