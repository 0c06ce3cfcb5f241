"""What an import would do, as the rows of a list of any length.

What would be done is worked out in `exchange`; what is changed about it, by the box around it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any

from msgspec import Struct

from loyaltytui.exchange.columns import FIELDS, Column, TableMapping
from loyaltytui.exchange.conflicts import Conflict
from loyaltytui.exchange.import_plan import ImportPlan, Merge, Newcomer
from loyaltytui.exchange.mine import counted
from loyaltytui.exchange.reading import Unreadable
from loyaltytui.exchange.whole_book_reading import Contents
from loyaltytui.tui.widgets.ink import fit
from loyaltytui.tui.widgets.rows import Piece, column

_FEWEST = 8


class FoundBook(Struct, frozen=True):
    """A whole book that was found where contacts are expected."""

    source: str
    contents: Contents

    @property
    def changes_nothing(self) -> bool:
        """Is there nothing in it?"""
        return not any(self.contents.counts.values())

    def summary(self) -> str:
        """What it is, and what is not in it."""
        said = "A whole book, for your empty one."
        if self.contents.is_only_mine:
            return f"{said} What is the company's was left out of it."
        if not self.contents.is_with_confidential:
            return f"{said} What was told in confidence was left out of it."
        return said


class FoundColumns(Struct, frozen=True):
    """A table of which nothing is known yet but what its columns are called."""

    mapping: TableMapping

    @property
    def changes_nothing(self) -> bool:
        """Nobody knows that yet."""
        return False

    def summary(self) -> str:
        """What has to be said of it."""
        return "No column here is known. Say which is the name, the email or the phone."


Preview = ImportPlan | FoundBook | FoundColumns
"""What can be imported."""


class Part(Struct, frozen=True):
    """Rows of one kind under a heading that counts them."""

    heading: str
    entries: Sequence[Any]
    pieces: Callable[[Any, int], Iterable[Piece]]


class PreviewRows:
    """The parts one below the other; a row is made when it comes into sight."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = parts
        self.begins = [0, *accumulate(1 + len(part.entries) for part in parts)]

    def __len__(self) -> int:
        return self.begins[-1]

    def _at(self, index: int) -> tuple[Part, int]:
        """The part of a row, and the row's place in it; -1 is its heading."""
        number = bisect_right(self.begins, index) - 1
        return self.parts[number], index - self.begins[number] - 1

    def is_heading(self, index: int) -> bool:
        """The first row of each part."""
        return self._at(index)[1] < 0

    def prepare(self, start: int, stop: int) -> None:
        """The plan holds everything."""

    def pieces(self, index: int, width: int) -> Iterable[Piece]:
        """A heading with its count, or a row."""
        part, place = self._at(index)
        if place < 0:
            return (Piece(fit(f"{part.heading} {len(part.entries):,}", width), "heading"),)
        return part.pieces(part.entries[place], width)

    def entry(self, index: int) -> object:
        """What a row is about. None: there is no such row, or it is a heading."""
        if not 0 <= index < len(self):
            return None
        part, place = self._at(index)
        return None if place < 0 else part.entries[place]

    def next_part(self, index: int, direction: int) -> int:
        """The first row of the part behind, or before, the one that a row is in."""
        number = bisect_right(self.begins, index) - 1 + direction
        return self.begins[max(0, min(number, len(self.parts) - 1))] + 1

    def place_of(self, conflict_key: str) -> int | None:
        """Where a difference stands now."""
        for part, begin in zip(self.parts, self.begins, strict=False):
            for place, entry in enumerate(part.entries):
                if not isinstance(entry, Conflict):
                    break
                if entry.key == conflict_key:
                    return begin + 1 + place
        return None


def rows_of(preview: Preview, decided: Mapping[str, bool]) -> PreviewRows:
    """A preview as rows. What was decided since it was made is shown as decided already."""
    if isinstance(preview, FoundBook):
        counts = [(words, count) for words, count in preview.contents.counts.items() if count]
        return PreviewRows(_filled([Part("Tables", counts, _counted)]))
    mappings = (preview.mapping,) if isinstance(preview, FoundColumns) else preview.tables
    tables = [
        Part(f"Columns of {table.where}, {table.said}:", _told(table.columns), _mapped)
        for table in mappings
    ]
    if isinstance(preview, FoundColumns):
        return PreviewRows(_filled(tables))
    is_guessed = any(table.kind == "csv" for table in preview.tables)
    people = [
        Part(
            "Differs from the book:",
            preview.conflicts,
            lambda one, width: _conflict(one, decided.get(one.key, one.is_taken), width),
        ),
        Part("Could not be read:", preview.unreadable, _unreadable),
        Part("New:", preview.new, _newcomer),
        Part("Added to somebody in the book:", preview.merges, _merge),
        Part("Left out:", preview.dropped, _dropped),
    ]
    return PreviewRows(_filled([*tables, *people] if is_guessed else [*people, *tables]))


def said_of(entry: object, decided: Mapping[str, bool]) -> str:
    """A row in all its words, and what can be done about it."""
    match entry:
        case Conflict(key=key, field="who", by=by, ours=ours, theirs=theirs):
            said = f"{theirs} has the same {by} as {ours}. "
            is_one = decided.get(key, entry.is_taken)
            return said + ("They become one contact." if is_one else "They stay two contacts.")
        case Conflict(key=key, field=field, ours=ours, theirs=theirs, name=name):
            if decided.get(key, entry.is_taken):
                return f"{name}: {field} becomes “{theirs}”; it was “{ours}”."
            return f"{name}: {field} stays “{ours}”; “{theirs}” is kept beside it."
        case Column(header=header, target=target, example=example):
            means = FIELDS.get(target.word, target.word)
            shown = f" For instance: {example}" if example else ""
            return f"{header or '(no name)'} → {target.said}: {means}.{shown}"
        case Newcomer():
            return f"{entry.said} {entry.remark}" if entry.remark else entry.said
        case Merge():
            return f"{entry.said}: {entry.adds}"
        case Unreadable():
            lost = "" if entry.loses_contact else " The rest of the contact comes in."
            return f"{entry.where}, line {entry.line:,}: {entry.why}.{lost}"
    return ""


def _filled(parts: Iterable[Part]) -> list[Part]:
    return [part for part in parts if part.entries]


def _told(columns: Sequence[Column]) -> list[Column]:
    """Columns that hold something: the others need no decision."""
    return [each for each in columns if each.example]


def _shared_out(width: int, *shares: int) -> list[int]:
    """The width in such shares, a gap behind each."""
    room = width - len(shares)
    return [max(room * share // sum(shares), _FEWEST) for share in shares]


def _conflict(one: Conflict, is_taken: bool, width: int) -> Iterable[Piece]:
    """Whom and what it is about, and both words, the one that counts with a dot."""
    name, field, ours, theirs = _shared_out(width, 24, 10, 21, 21)
    stays, comes = ("two people", "one person") if one.field == "who" else (one.ours, one.theirs)
    said = one.by if one.field == "who" else one.field
    who = f"{one.theirs} = {one.ours}?" if one.field == "who" else one.name
    yield column(who, name)
    yield column(said, field, "dim")
    yield column(f"{'○' if is_taken else '●'} {stays}", ours, "dim" if is_taken else "strong")
    yield column(f"{'●' if is_taken else '○'} {comes}", theirs, "strong" if is_taken else "dim")


def _mapped(one: Column, width: int) -> Iterable[Piece]:
    header, target, example = _shared_out(width, 22, 16, 38)
    yield column(one.header or "(no name)", header)
    is_kept = one.target.word in ("keep", "skip")
    yield column(f"→ {one.target.said}", target, "dim" if is_kept else "strong")
    yield column(one.example, example, "dim")


def _newcomer(one: Newcomer, width: int) -> Iterable[Piece]:
    draft = one.arrival.draft
    name, account, rest = _shared_out(width, 28, 22, 26)
    reached = next((each.value for each in draft.channels), "")
    yield column(draft.name, name)
    yield column(draft.account, account, "dim")
    yield column(one.remark or reached, rest, "late" if one.remark else "dim")


def _merge(one: Merge, width: int) -> Iterable[Piece]:
    name, adds = _shared_out(width, 28, 48)
    yield column(one.said, name)
    yield column(f"+ {one.adds}", adds, "good")


def _unreadable(one: Unreadable, width: int) -> Iterable[Piece]:
    where, why = _shared_out(width, 26, 50)
    yield column(f"{one.where}:{one.line}", where)
    yield column(one.why, why, "late" if one.loses_contact else "dim")


def _dropped(one: tuple[str, int], width: int) -> Iterable[Piece]:
    what, count = one
    yield Piece(fit(f"{what}: {count:,}", width), "dim")


def _counted(one: tuple[str, int], width: int) -> Iterable[Piece]:
    words, count = one
    yield Piece(fit(counted(count, words), width))
