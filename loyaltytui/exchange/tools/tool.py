"""The form of a tool's table: by which headers its exports are known, and what each column means.

The tables themselves lie beside this; reading rows by them lives in `row_contact`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from loyaltytui.exchange.columns import Target

Fields = Mapping[str, Target]
Patterns = tuple[tuple[re.Pattern[str], Target], ...]


class Tool(Struct, frozen=True):
    """One export of one program. Headers are squeezed: letters and digits alone."""

    kind: str
    """How it is named in `--from`."""
    said: str
    marks: tuple[frozenset[str], ...]
    """Sets of headers; any one of them tells the export."""
    fields: Fields
    patterns: Patterns = ()
    """Headers with a number or a label in them; the label and group may take parts of it."""
    noise: frozenset[str] = frozenset()
    """Values that programs write where nothing was said, in capitals and small letters alike."""
    is_history: bool = False
    """Is a row something that happened, rather than a contact?"""

    def knows(self, headers: frozenset[str]) -> bool:
        """Is this a header of the export?"""
        return any(mark <= headers for mark in self.marks)


def fields(**by_word: str) -> dict[str, Target]:
    """A table of fields from one line a word: `job="jobtitle title"`."""
    return {key: Target(word) for word, keys in by_word.items() for key in keys.split()}


def labelled(word: str, **by_label: str) -> dict[str, Target]:
    """Fields of one word with labels: `labelled("phone", home="homephone")`."""
    return {
        key: Target(word, label.replace("_", " "))
        for label, keys in by_label.items()
        for key in keys.split()
    }


def address(label: str, before: str = "", after: str = "", **by_word: str) -> dict[str, Target]:
    """The parts of one address, whose headers begin or end alike."""
    return {
        f"{before}{key}{after}": Target(word, label, f"address {label}")
        for word, keys in by_word.items()
        for key in keys.split()
    }


def kept(keys: str) -> dict[str, Target]:
    """Fields that are kept under their own name."""
    return dict.fromkeys(keys.split(), Target("keep"))


def marks(*several: str) -> tuple[frozenset[str], ...]:
    """Sets of headers, each in one line."""
    return tuple(frozenset(each.split()) for each in several)


def merged(*tables: Fields, also: Iterable[tuple[str, Target]] = ()) -> dict[str, Target]:
    """Several tables as one."""
    found: dict[str, Target] = {}
    for table in tables:
        found.update(table)
    found.update(also)
    return found
