"""A line as it was painted, that goes when nobody shows it any more. What it says is not known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.strip import Strip


class LineStrip(Strip):
    """A strip that holds no way back to itself.

    Textual remembers of each strip how it was cut, and one that was left whole so holds itself:
    only a search for garbage finds it then, and a screen of such lines makes a key wait for that.
    """

    __slots__ = ()

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """The line in pieces; cut at its end alone it is whole."""
        places = list(cuts)
        return [self] if places == [self.cell_length] else super().divide(places)
