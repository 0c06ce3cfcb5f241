"""A section of the Loyalty page that is read as far as it is looked at. What it says is not known.

Each reading begins at its beginning: no section is longer than a few screens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from loyaltytui.tui.widgets.cells import Piece
from loyaltytui.tui.widgets.loyalty_row import LoyaltyRow
from loyaltytui.tui.widgets.section_rows import SectionRows

Line = LoyaltyRow | str


class Part(Struct, frozen=True):
    """The lines that a section begins with."""

    lines: list[Line]
    more: int = 0
    """How many follow at least. 0: none."""


class LongSection(SectionRows):
    """Has so many lines at least from the start, and reads them when the list comes to them."""

    def __init__(self, read: Callable[[int], Part], first: Part) -> None:
        """`read`: reads so many lines at least, from the first on, or all there are."""
        super().__init__(first.lines)
        self._read = read
        self._more = first.more

    def __len__(self) -> int:
        return len(self.rows) + self._more

    def is_heading(self, index: int) -> bool:
        """As it is read; a line that has gone meanwhile is nothing to stand on."""
        self.prepare(index, index + 1)
        return index >= len(self.rows) or super().is_heading(index)

    def entry(self, index: int) -> object | None:
        """The entry behind a row. None: a heading, or nothing that can be changed."""
        self.prepare(index, index + 1)
        return super().entry(index)

    def prepare(self, start: int, stop: int) -> None:
        """Reads on when they are not there yet: twice as many each time."""
        if self._more and stop > len(self.rows):
            part = self._read(max(stop, 2 * len(self.rows)))
            self.rows, self._more = part.lines, part.more

    def pieces(self, index: int, width: int) -> Iterable[Piece]:
        """A heading, or the columns of a line; nothing of what has gone meanwhile."""
        return super().pieces(index, width) if index < len(self.rows) else ()
