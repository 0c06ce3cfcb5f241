"""Where in a file its table begins, whose export it is, and what its columns are taken for.

Reading the rows behind the header lives in `table_reading`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import BinaryIO

from msgspec import Struct

from loyaltytui.exchange.columns import KEEP, Column, TableMapping, Target, squeezed, targets_by
from loyaltytui.exchange.foreign_days import DayOrder
from loyaltytui.exchange.foreign_text import one_line
from loyaltytui.exchange.reading import SourceError, Unmapped
from loyaltytui.exchange.table_rows import LINE_LIMIT, Row, TableLines, row_at, rows
from loyaltytui.exchange.tools.any_table import channel_of, guess, is_value
from loyaltytui.exchange.tools.catalog import ANY, tool_of
from loyaltytui.exchange.tools.tool import Fields, Tool

MOST_COLUMNS = 2_000
"""No export has more; a table with a million of them is no list of contacts."""
_PREAMBLE_LINES = 60
_LONGEST_HEADER = 80
_EVEN_ROWS = 5
_NO_SEPARATOR = "\x1f"
"""Stands in no text: a list of one column has nothing that separates."""
_SEPARATORS = ",;\t|"
_SAMPLE_ROWS = 2_000
"""So many rows tell which order day and month have, and what an unknown column holds."""
_SAMPLE_SIZE = 4_000_000
_TELLING = frozenset({"name", "first", "last", "account", "email", "phone"})
"""Without one of these a table says of nobody who they are."""
_DAYS = frozenset({"day", "birthday", "when", "made", "marked"})


class Table(Struct):
    """A table that was found, ready to be read."""

    tool: Tool
    headers: tuple[str, ...]
    mapping: TableMapping
    order: DayOrder
    separator: str
    first: list[Row]
    """The rows read already."""
    lines: TableLines

    @property
    def width(self) -> int:
        """How many columns the header has."""
        return len(self.headers)


class _Header(Struct):
    tool: Tool
    fields: Fields
    cells: list[str]
    separator: str
    lines_above: int
    lines_taken: int


def find_table(
    file: BinaryIO, where: str, choices: Sequence[str] = (), day_first: bool = True, kind: str = ""
) -> Table | None:
    """Finds the table of a file; None when there is none. `choices` map columns by hand.

    Raises SourceError for a table that can't be one of contacts, with a sentence that says why, and
    Unmapped for one of which nobody can say what is in it.
    """
    lines = TableLines(file)
    wanted = {squeezed(choice.rpartition("=")[0]) for choice in choices}
    header = _known_header(lines) if kind != ANY.kind else None
    header = header or _any_header(lines, wanted) or _lone_column(lines) or _even_header(lines)
    if header is None:
        if any(len(raw) > LINE_LIMIT for _, raw in lines.seen()):
            raise SourceError(
                "Its first lines are longer than any table's: export your contacts again as CSV."
            )
        return None
    lines.drop(header.lines_above + header.lines_taken)
    first = _sample(lines, header.separator)
    headers = tuple(header.cells)
    targets = _targets(header, first)
    mapping = TableMapping(
        where, header.tool.kind, header.tool.said, _columns(headers, targets, first)
    )
    mapping = mapping.changed(choices)
    if header.tool is ANY and not _TELLING.intersection(
        each.target.word for each in mapping.columns
    ):
        raise Unmapped("Nothing in it is known", mapping)
    order = _order(mapping, first, day_first)
    mapping = TableMapping(where, mapping.kind, mapping.said, mapping.columns, _day_note(order))
    return Table(header.tool, headers, mapping, order, header.separator, first, lines)


def _sample(lines: TableLines, separator: str) -> list[Row]:
    """The first rows, fewer of them where they are monstrous: all of them wait in memory."""
    first: list[Row] = []
    size = 0
    for row in islice(rows(lines, separator), _SAMPLE_ROWS):
        first.append(row)
        size += sum(map(len, row.cells))
        if size > _SAMPLE_SIZE:
            break
    return first


def _candidates(lines: TableLines, place: int) -> list[tuple[str, list[str], int]]:
    """The rows that one line may be the beginning of, by what separates their cells."""
    found = []
    for separator in _SEPARATORS:
        read = row_at(lines, place, separator)
        if read is None:
            return []
        row, taken = read
        if len(row.cells) > MOST_COLUMNS:
            raise SourceError(
                f"It has {len(row.cells):,} columns: a list of contacts has no more than "
                f"{MOST_COLUMNS:,}."
            )
        if len(row.cells) > 1:
            found.append((separator, [one_line(cell) for cell in row.cells], taken))
    return found


def _known_header(lines: TableLines) -> _Header | None:
    for place in range(_PREAMBLE_LINES):
        if lines.at(place) is None:
            return None
        for separator, cells, taken in _candidates(lines, place):
            if found := tool_of([squeezed(cell) for cell in cells]):
                return _Header(*found, cells, separator, place, taken)
    return None


def _any_header(lines: TableLines, wanted: set[str]) -> _Header | None:
    """The first row that could be a header, or of a table without one its first row."""
    for place in range(_PREAMBLE_LINES):
        line = lines.at(place)
        if line is None or len(line[1]) > LINE_LIMIT:
            return None
        found = sorted(_candidates(lines, place), key=lambda each: -len(each[1]))
        for separator, cells, taken in found:
            if any(len(cell) > _LONGEST_HEADER for cell in cells):
                continue
            if any(map(is_value, cells)):
                named = [f"column {number}" for number in range(1, len(cells) + 1)]
                return _Header(ANY, {}, named, separator, place, 0)
            known = [
                squeezed(cell) in wanted or target != KEEP
                for cell, target in zip(cells, guess(cells, ()), strict=True)
            ]
            follows = row_at(lines, place + taken, separator)
            is_followed = follows is not None and len(follows[0].cells) > 1
            if any(known) or (is_followed and sum(map(bool, cells)) > 1 and _has_values(follows)):
                return _Header(ANY, {}, cells, separator, place, taken)
    return None


def _lone_column(lines: TableLines) -> _Header | None:
    """A list of emails, phones or names, one a line, with a header or without one."""
    found: list[str] = []
    while len(found) < _EVEN_ROWS and (row := row_at(lines, len(found), _NO_SEPARATOR)):
        found.append(one_line("".join(row[0].cells)))
    if not found or max(map(len, found)) > _LONGEST_HEADER:
        return None
    if all(map(is_value, filter(None, found))) and found[0]:
        return _Header(ANY, {}, ["column 1"], _NO_SEPARATOR, 0, 0)
    is_list = guess(found[:1], ())[0].word in _TELLING and len(found) > 1
    return _Header(ANY, {}, found[:1], _NO_SEPARATOR, 0, 1) if is_list else None


def _even_header(lines: TableLines) -> _Header | None:
    """The first row where nothing is known, if the rows behind it have as many cells as it has."""
    found = sorted(_candidates(lines, 0), key=lambda each: -len(each[1]))
    for separator, cells, taken in found:
        widths: list[int] = []
        place = taken
        while len(widths) < _EVEN_ROWS and (follows := row_at(lines, place, separator)):
            widths.append(len(follows[0].cells))
            place += follows[1]
        names = [cell for cell in cells if cell]
        is_header = len(set(names)) == len(cells) and max(map(len, cells)) <= _LONGEST_HEADER
        if is_header and widths and set(widths) == {len(cells)}:
            return _Header(ANY, {}, cells, separator, 0, taken)
    return None


def _has_values(follows: tuple[Row, int] | None) -> bool:
    return follows is not None and any(map(is_value, follows[0].cells))


def _targets(header: _Header, first: Sequence[Row]) -> list[Target]:
    if header.tool is ANY:
        found = guess(header.cells, [row.cells for row in first[:100]])
        if all(target.word != "name" and target.word != "first" for target in found):
            found = _with_name(found, header.cells, first)
        return found
    told = targets_by(header.cells, header.fields, header.tool.patterns)
    samples = [row.cells for row in first[:100]]
    return [
        target or channel_of(header.cells[place], _column(samples, place))
        for place, target in enumerate(told)
    ]


def _column(samples: Sequence[Sequence[str]], place: int) -> list[str]:
    return [cells[place] for cells in samples if place < len(cells)]


def _with_name(targets: list[Target], cells: Sequence[str], first: Sequence[Row]) -> list[Target]:
    """A table without a header: the first column of words is likely the name."""
    if cells[0] != "column 1" or "last" in [target.word for target in targets]:
        return targets
    for place, target in enumerate(targets):
        values = [row.cells[place] for row in first[:100] if place < len(row.cells)]
        if target == KEEP and any(value[:1].isalpha() for value in values):
            return [*targets[:place], Target("name"), *targets[place + 1 :]]
    return targets


def _columns(
    headers: Sequence[str], targets: Sequence[Target], first: Sequence[Row]
) -> tuple[Column, ...]:
    examples = [""] * len(headers)
    missing = set(range(len(headers)))
    for row in first:
        for place in [place for place in missing if place < len(row.cells)]:
            if text := row.cells[place].strip():
                examples[place] = text[:200]
                missing.discard(place)
        if not missing:
            break
    return tuple(map(Column, headers, targets, examples))


def _order(mapping: TableMapping, first: Sequence[Row], day_first: bool) -> DayOrder:
    order = DayOrder(day_first)
    places = [place for place, column in enumerate(mapping.columns) if column.target.word in _DAYS]
    for row in first if places else ():
        for place in places:
            if place < len(row.cells):
                order.see(row.cells[place])
    return order


def _day_note(order: DayOrder) -> str:
    if not order.is_needed:
        return ""
    first = "day" if order.day_first else "month"
    why = "as other days here show" if order.is_certain else "as the settings say"
    return f"days like 5/6 are read {first} first, {why}"
