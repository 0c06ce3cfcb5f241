"""The list of contacts: shown before it is counted how many there are, and where the cursor is.

What its rows say lives in `contact_rows`; who counts when the keys rest is its page's to say.
"""

from __future__ import annotations

from textual.message import Message
from textual.timer import Timer

from loyaltytui.book.placing import Counts
from loyaltytui.tui.widgets.cells import RowSource
from loyaltytui.tui.widgets.contact_rows import ContactRows
from loyaltytui.tui.widgets.rows import Rows

_REST_SECONDS = 0.2


class ContactList(Rows):
    """A list that begins to be read before it is known how long it is."""

    class Rested(Message):
        """Nobody types any more: what is not known of the rows may be counted now."""

    class Settled(Message):
        """It is known now."""

    _resting: Timer | None = None
    """Runs until the keys rest. None: all is known, or soon will be."""

    def show(self, source: RowSource, cursor: int | None = None) -> None:
        """Shows other rows, the one with the cursor in the line where the cursor was."""
        line = self.cursor - self.top
        super().show(source, cursor)
        self.top = max(0, min(self.cursor - line, len(source) - self.size.height))
        if self._resting is not None:
            self._resting.stop()
            self._resting = None
        if not (self._is_counted and self._is_placed):
            self._resting = self.set_timer(_REST_SECONDS, self._rest)

    def settle(self, counts: Counts | None = None) -> int:
        """Moves all rows to their true places, so that nothing moves on the glass; how far.

        Without the counts they are counted here and now.
        """
        if not isinstance(self.source, ContactRows) or (self._is_counted and self._is_placed):
            return 0
        shift = self.source.settle(counts)
        # Each was painted as the row that it is no more.
        self._painted.clear()
        self.cursor += shift
        self.top += shift
        self.refresh(self.size.region)
        self.post_message(self.Settled())
        return shift

    def _go(self, index: int, direction: int) -> None:
        source = self.source
        is_at_hand = not isinstance(source, ContactRows) or source.is_at_hand(index)
        super()._go(index if is_at_hand else index + self.settle(), direction)

    def action_first(self) -> None:
        """To the first row: its place is known, whoever counts."""
        if isinstance(self.source, ContactRows) and not self._is_placed:
            self.source.go_to_first()
            self._land(0)
        else:
            super().action_first()

    def action_last(self) -> None:
        """To the last row; its place is only known when all have been counted."""
        if not isinstance(self.source, ContactRows):
            return
        was_settled = self._is_counted and self._is_placed
        last = self.source.go_to_last(self.size.height)
        if was_settled:
            self._go(last, -1)
        else:
            self._land(last)

    def _land(self, row: int) -> None:
        """On a row that somebody else may stand in than before, as in all about it."""
        self._painted.clear()
        self.cursor = row
        self._scroll_into_view()
        self.refresh(self.size.region)
        self.post_message(self.Moved(self))
        if self._is_counted:
            self.post_message(self.Settled())

    def on_resize(self) -> None:
        """More may come into sight than was read."""
        if not self._is_placed:
            self.settle()
        super().on_resize()

    @property
    def _is_counted(self) -> bool:
        return not isinstance(self.source, ContactRows) or self.source.is_counted

    @property
    def _is_placed(self) -> bool:
        return not isinstance(self.source, ContactRows) or self.source.is_placed

    def _rest(self) -> None:
        self._resting = None
        self.post_message(self.Rested())
