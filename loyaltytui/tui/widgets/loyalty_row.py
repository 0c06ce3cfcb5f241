"""One line of the Loyalty page: cells and bars. What they say is `loyalty_sections`' work."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from loyaltytui.tui.widgets.cells import Piece, cells, column

BAR = 24
_LEAST_SHARE, _LEAST_WIDTH = 12, 14
_FILLED, _EMPTY = "█", "░"


class Cell(Struct, frozen=True):
    """One cell of a line: so many cells wide, or for 0 whatever is left."""

    text: str
    width: int = 0
    look: str = "plain"
    is_right: bool = False
    """Numbers stand at the right."""
    bar: tuple[int, int] | None = None
    """A part of a whole, drawn in place of the text as wide as there is room for."""


class LoyaltyRow(Struct, frozen=True):
    """One line of a section, and whom or what it is about."""

    cells: tuple[Cell, ...]
    entry: object | None = None

    def pieces(self, width: int) -> Iterable[Piece]:
        """The line in so many cells; those without a width share what is left.

        In narrow terminals wide columns give way, so that a share is never only an ellipsis.
        """
        wanted = [cell.width for cell in self.cells]
        loose = wanted.count(0)
        spare = width - sum(wanted) - len(wanted)
        # A number is never cut.
        words = [at for at, cell in enumerate(self.cells) if not cell.is_right]
        while words and spare < loose * _LEAST_SHARE:
            widest = max(words, key=wanted.__getitem__)
            if wanted[widest] <= _LEAST_WIDTH:
                break
            wanted[widest] -= 1
            spare += 1
        share = max(spare // loose, 1) if loose else 0
        rooms = [size or share for size in wanted]
        # The words before a number at the edge give way to it, line by line.
        if self.cells[-1].is_right and not wanted[-2]:
            lacks = cells(self.cells[-1].text) - rooms[-1]
            more = max(min(lacks, rooms[-2] - _LEAST_SHARE), 0)
            rooms[-2:] = rooms[-2] - more, rooms[-1] + more
        for cell, room in zip(self.cells, rooms, strict=True):
            text = bar(*cell.bar, room) if cell.bar else cell.text
            yield column(text.rjust(room) if cell.is_right else text, room, cell.look)


def bar(part: int, whole: int, room: int = BAR) -> str:
    """A bar that is as full as the part is of the whole; empty for nothing at all."""
    if not whole:
        return ""
    size = min(BAR, room)
    filled = round(size * part / whole)
    # Whoever is there is seen, however many the others are.
    filled = max(filled, 1) if part else 0
    return _FILLED * filled + _EMPTY * (size - filled)
