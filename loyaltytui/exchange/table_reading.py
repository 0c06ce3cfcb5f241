"""The rows of a table as contacts, and what of them could not be taken.

Where the table begins and what its columns mean was found out in `table_finding`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from loyaltytui.drafts import ContactDraft
from loyaltytui.exchange.reading import Tally
from loyaltytui.exchange.row_contact import RowForm, contact_of, is_skipped
from loyaltytui.exchange.row_history import history_of
from loyaltytui.exchange.spreadsheet_cells import unguarded
from loyaltytui.exchange.table_finding import Table
from loyaltytui.exchange.table_rows import Row, rows

_TOTALS = re.compile(
    r"(?:grand |sub)?(?:totals?|sums?|summe|gesamt|totaux|total general|somme|totale)\b.{0,40}",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[\d.,' ]{1,20}")
_NOBODY = "a row without a name, a company, an email or a phone"
_NOBODYS = "something that happened, with nobody named"


def read_table(table: Table, tally: Tally) -> Iterator[ContactDraft]:
    """The contacts one after the other; rows that cannot be read go to the tally."""
    form = RowForm(
        table.headers,
        tuple(column.target for column in table.mapping.columns),
        table.tool.kind,
        table.order,
        table.tool.noise,
    )
    for line, cells in _whole_rows(table, tally):
        if what := is_skipped(cells, form):
            tally.drop(what)
        elif table.tool.is_history:
            found = list(history_of(cells, form, line))
            if not found:
                tally.lose(line, _NOBODYS)
            yield from found
        elif contact := contact_of(cells, form):
            yield contact
        else:
            tally.lose(line, _NOBODY)


def _whole_rows(table: Table, tally: Tally) -> Iterator[tuple[int, list[str]]]:
    """The rows with as many cells as the header; others are filled up or given up."""
    is_after_blank = False
    for row in chain(table.first, rows(table.lines, table.separator)):
        if row.why:
            tally.lose(row.line, row.why)
        elif not any(map(str.strip, row.cells)):
            is_after_blank = True
        else:
            if row.forbidden:
                tally.drop("control character", row.forbidden)
            cells = _fitted(row, table, tally, is_after_blank)
            if cells is not None:
                is_after_blank = False
                yield row.line, cells


def _fitted(row: Row, table: Table, tally: Tally, is_after_blank: bool) -> list[str] | None:
    """The row's cells, one a column; None when it is no row of the table."""
    cells = [unguarded(cell) if cell[:1] == "'" else cell for cell in row.cells]
    width = table.width
    if len(cells) == width and not _is_total(cells):
        return None if _is_header(cells, table) else cells
    if _is_total(cells):
        tally.drop("footer line")
        return None
    filled = sum(bool(cell.strip()) for cell in cells)
    if width > 2 and filled == 1 and (is_after_blank or _TOTALS.match(cells[0])):
        tally.drop("footer line")
        return None
    counted = f"{len(cells):,} {'column' if len(cells) == 1 else 'columns'}"
    said = f"{counted} where the header has {width:,}"
    if len(cells) < width and filled and (len(cells) > 1 or width < 3):
        tally.leave_out(row.line, f"{said}: the rest was taken as empty")
        return cells + [""] * (width - len(cells))
    if len(cells) > width and not any(map(str.strip, cells[width:])):
        return cells[:width]
    tally.lose(row.line, said)
    return None


def _is_total(cells: Sequence[str]) -> bool:
    """Is it a sum below a column of numbers? `Total` alone may be somebody's name."""
    first, *others = [cell.strip() for cell in cells if cell.strip()] or [""]
    is_sum = _TOTALS.fullmatch(first) is not None
    return is_sum and 0 < len(others) <= 2 and all(map(_NUMBER.fullmatch, others))


def _is_header(cells: list[str], table: Table) -> bool:
    """Tables put behind one another have their header again."""
    return cells[0] == table.headers[0] and tuple(map(str.strip, cells)) == table.headers
