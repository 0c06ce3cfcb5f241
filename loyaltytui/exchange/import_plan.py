"""What an import would do, before it does it: the preview, in counts and in sentences.

How it is worked out lives in `importing`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain, islice

from msgspec import Struct

from loyaltytui.book.arrivals import Arrival, Arrivals
from loyaltytui.exchange.columns import TableMapping
from loyaltytui.exchange.conflicts import Conflict
from loyaltytui.exchange.reading import Unreadable

LISTED = 20
"""So many of each are named; the others are counted."""


class Newcomer(Struct, frozen=True):
    """Somebody who is not in the book yet."""

    arrival: Arrival
    remark: str = ""
    """What they share with somebody of another name; usually empty."""

    @property
    def said(self) -> str:
        """Name and account."""
        return _named(self.arrival.draft.name, self.arrival.draft.account)


class Merge(Struct, frozen=True):
    """Somebody in the book about whom the source says more."""

    arrival: Arrival
    account: str

    @property
    def said(self) -> str:
        """Name and account, as the book has them."""
        return _named(self.arrival.draft.name, self.account)

    @property
    def adds(self) -> str:
        """What is added, in a few words."""
        draft = self.arrival.draft
        words = [f"kept: {_short(each.text)}" for each in self.arrival.kept]
        words += [draft.account] if draft.account else []
        for field in ("job", "tier", "cadence", "birthday", "address", "about"):
            text = getattr(draft, field)
            words += [f"{field} {_short(text)}"] if text else []
        words += [f"{each.kind} {_short(each.value)}" for each in draft.channels]
        words += [f"#{word}" for word in draft.tags]
        words += [f"{name}: {_short(value)}" for name, value in draft.extras]
        words += [_count(len(draft.past), "line") + " of history"] if draft.past else []
        return ", ".join(words) or "its identity in the source"


class Counts(Struct, frozen=True):
    """An import in figures."""

    new: int
    merged: int
    unchanged: int
    doubles: int
    unreadable: int
    """Contacts that could not be read; parts of contacts are not counted."""
    left_out: int
    conflicts: int = 0
    past: int = 0
    """Calls, notes, promises and check-ins."""
    kept: int = 0
    """Promises that were open and are done."""


class Section(Struct, frozen=True):
    """Some of what an import would do, under a heading."""

    heading: str
    lines: tuple[str, ...]


class _Arriving(Collection[Arrival]):
    """All that arrives, unpacked one after the other."""

    def __init__(self, new: Sequence[Newcomer], merges: Sequence[Merge]) -> None:
        self._new = new
        self._merges = merges

    def __len__(self) -> int:
        return len(self._new) + len(self._merges)

    def __iter__(self) -> Iterator[Arrival]:
        return (each.arrival for each in chain[Newcomer | Merge](self._new, self._merges))

    def __contains__(self, arrival: object) -> bool:
        return any(each == arrival for each in self)


class ImportPlan(Struct, frozen=True):
    """Everything that one import would do."""

    new: Sequence[Newcomer]
    merges: Sequence[Merge]
    unchanged: int
    """Contacts of whom the book has everything already."""
    doubles: int
    """Cards about somebody of whom the same source has another card."""
    unreadable: tuple[Unreadable, ...]
    dropped: tuple[tuple[str, int], ...]
    source: str
    """What is imported, as the rep would call it: a file's name."""
    as_of: str
    """The moment of the book that it was planned with."""
    conflicts: tuple[Conflict, ...] = ()
    """Where source and book differ, each with how it is decided now."""
    tables: tuple[TableMapping, ...] = ()
    """What the columns of each table were taken for."""
    alike: int = 0
    """So many of the new share something with somebody of another name."""
    past: int = 0
    """Lines of history that it brings."""
    kept: int = 0
    """Promises that it ends."""

    @property
    def changes_nothing(self) -> bool:
        """Is everything in the book already?"""
        return not self.new and not self.merges

    @property
    def arrivals(self) -> Arrivals:
        """What the book has to write."""
        return Arrivals(_Arriving(self.new, self.merges), self.as_of)

    @property
    def sentence(self) -> str:
        """What the journal calls it."""
        count = len(self.new) + len(self.merges)
        return f"import {_count(count, 'contact')} from {_short(self.source)}"

    def counts(self) -> Counts:
        """The import in figures."""
        return Counts(
            new=len(self.new),
            merged=len(self.merges),
            unchanged=self.unchanged,
            doubles=self.doubles,
            unreadable=sum(problem.loses_contact for problem in self.unreadable),
            left_out=sum(how_many for _, how_many in self.dropped),
            conflicts=len(self.conflicts),
            past=self.past,
            kept=self.kept,
        )

    def summary(self) -> str:
        """The counts as one sentence."""
        counts = self.counts()
        said = [f"{counts.new:,} new"]
        if counts.merged:
            verb = "matches" if counts.merged == 1 else "match"
            adds = "adds" if counts.merged == 1 else "add"
            said.append(f"{counts.merged:,} {verb} a contact you have and {adds} something")
        if counts.unchanged:
            verb = "is" if counts.unchanged == 1 else "are"
            said.append(f"{counts.unchanged:,} {verb} in the book already")
        if counts.doubles:
            verb = "is a second card" if counts.doubles == 1 else "are second cards"
            said.append(f"{counts.doubles:,} {verb} of somebody")
        if counts.unreadable:
            said.append(f"{counts.unreadable:,} could not be read")
        if counts.past:
            said.append(f"{_count(counts.past, 'line')} of history")
        if counts.kept:
            said.append(f"{_count(counts.kept, 'promise')} kept")
        return f"{', '.join(said)}."

    def sections(self, most: int = LISTED, *, with_columns: bool = True) -> list[Section]:
        """Who is new, who gains what, and what could not be taken, so many of each by name.

        And of each table what its columns were taken for, all of them.
        """
        shared = (f"{each.said} {each.remark}" for each in self.new if each.remark)
        differing = [each.said for each in self.conflicts if each.field != "who"]
        problems = (f"{each.where} line {each.line}: {each.why}" for each in self.unreadable)
        added = (f"{each.said}: {each.adds}" for each in self.merges)
        left_out = (_count(how_many, what) for what, how_many in self.dropped)
        alike = "New, though somebody else is reached the same way"
        found = (
            ("New", (each.said for each in self.new), len(self.new)),
            ("Added to", added, len(self.merges)),
            (alike, shared, self.alike),
            ("Differs from the book", iter(differing), len(differing)),
            ("Could not be read", problems, len(self.unreadable)),
            ("Left out", left_out, len(self.dropped)),
        )
        told = [
            Section(heading, _first(lines, count, most)) for heading, lines, count in found if count
        ]
        return [*told, *(map(_mapped, self.tables) if with_columns else ())]

    def sentences(self, most: int = LISTED, *, with_columns: bool = True) -> list[str]:
        """The whole preview as lines of text."""
        lines = [self.summary()]
        for section in self.sections(most, with_columns=with_columns):
            lines += [f"{section.heading}:", *(f"  {line}" for line in section.lines)]
        return lines


def _mapped(table: TableMapping) -> Section:
    """What the columns were taken for, all of them: whoever maps them by hand needs their names."""
    return Section(f"Columns of {table.where}, {table.said}", tuple(table.sentences()))


def _first(lines: Iterator[str], count: int, most: int) -> tuple[str, ...]:
    more = count - most
    return (*islice(lines, most), *([f"and {more:,} more"] if more > 0 else []))


def _named(name: str, account: str) -> str:
    return f"{name} · {account}" if account else name


def _short(text: str) -> str:
    """A text in a list: one line, and not all of it when it is long."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"


def _count(how_many: int, what: str) -> str:
    """`1 photo`, `12 photos`, `3 problems not listed`."""
    if how_many != 1:
        word, _, rest = what.partition(" not ")
        what = f"{word}s not {rest}" if rest else f"{word}s"
    return f"{how_many:,} {what}"
