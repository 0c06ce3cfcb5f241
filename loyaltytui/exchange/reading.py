"""What one import source said: its contacts, and what of it could not be taken.

Finding out which kind of source it is lives in `sources`; what becomes of a reading in the book
is not decided in this room's readers at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct, field

from loyaltytui.drafts import ContactDraft
from loyaltytui.exchange.columns import TableMapping
from loyaltytui.exchange.source_error import SourceError

__all__ = [
    "FILE_LIMIT",
    "LISTED_LIMIT",
    "Reading",
    "SourceError",
    "Stopped",
    "Tally",
    "Unmapped",
    "Unreadable",
]

FILE_LIMIT = 200_000_000
"""Bytes: no address book is larger, and a larger file would be somebody's mistake."""
LISTED_LIMIT = 10_000
"""Problems listed one by one; those beyond are only counted, for a hostile file has millions."""


class Stopped(Exception):
    """Raised by whoever watches a reading or an import, to end it with nothing written."""


class Unmapped(SourceError):
    """A table of which no column is known: whoever imports it has to say what they are."""

    def __init__(self, said: str, mapping: TableMapping) -> None:
        super().__init__(said)
        self.mapping = mapping


class Unreadable(Struct, frozen=True):
    """A card or row that could not be read, and why."""

    where: str
    """The file's name."""
    line: int
    """Counted from 1."""
    why: str
    loses_contact: bool = True
    """False: the contact was read, only this part of it was not."""


class Reading(Struct, frozen=True):
    """Everything one import source said."""

    contacts: Sequence[ContactDraft]
    unreadable: tuple[Unreadable, ...]
    dropped: tuple[tuple[str, int], ...]
    """What was left out on purpose, and how many of it: `("photo", 12)`."""
    kind: str
    """What it was: a word of `sources.KINDS`; empty for several."""
    tables: tuple[TableMapping, ...] = ()
    """What the columns of each table were taken for."""

    @property
    def brings_past(self) -> bool:
        """Does it tell what happened, beside whom there is?"""
        return any(contact.past for contact in self.contacts)


class Tally(Struct):
    """What could not be taken from a file, written down while it is being read."""

    where: str
    unreadable: list[Unreadable] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)

    def lose(self, line: int, why: str) -> None:
        """Write down a contact that could not be read."""
        self._list(Unreadable(self.where, line, why))

    def leave_out(self, line: int, why: str) -> None:
        """Write down a part that could not be read, of a contact that could."""
        self._list(Unreadable(self.where, line, why, loses_contact=False))

    def drop(self, what: str, how_many: int = 1) -> None:
        """Count something that is left out on purpose."""
        self.dropped[what] += how_many

    def _list(self, problem: Unreadable) -> None:
        if len(self.unreadable) < LISTED_LIMIT:
            self.unreadable.append(problem)
        else:
            self.drop("problem not listed")
