"""What the Import box asks for: which sources, whose, and what was decided about them so far.

The box itself lives in `import_box`; who answers it, on the screens.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from loyaltytui.entries import Owner
from loyaltytui.tui.long_work import Work
from loyaltytui.tui.widgets.preview_rows import Preview


class Wanted(Struct, frozen=True):
    """What is to be looked at, and what has been said about it so far."""

    paths: tuple[Path, ...]
    owner: Owner
    choices: tuple[str, ...] = ()
    """Columns mapped by hand, each as `Column=field`."""
    decisions: Mapping[str, bool] = {}
    """Of differences, by their keys: does the source's word count?"""

    @property
    def is_chosen(self) -> bool:
        """Was anything said about it that the program would have taken otherwise?"""
        return bool(self.choices or self.decisions)

    def as_proposed(self) -> Wanted:
        """With nothing said about it."""
        return replace(self, choices=(), decisions={})

    def mapped(self, choice: str) -> Wanted:
        """With one more column mapped by hand."""
        return replace(self, choices=(*self.choices, choice))

    def decided(self, decided: Mapping[str, bool]) -> Wanted:
        """With some differences decided."""
        return replace(self, decisions={**self.decisions, **decided})

    def next_owner(self) -> Wanted:
        """The same list as somebody else's."""
        owners = list(Owner)
        return replace(self, owner=owners[(owners.index(self.owner) + 1) % len(owners)])


class Importer(Protocol):
    """What the box is handed: the sources' and the book's part."""

    def look(self, wanted: Wanted, work: Work) -> Preview:
        """Reads the sources and compares them with the book. Blocks; in a thread of its own."""
        ...

    async def write(self, preview: Preview, work: Work) -> None:
        """Writes all of it or nothing; raises a `BookError`, or `Stopped`."""
        ...
