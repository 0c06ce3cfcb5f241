"""Writes contacts as one CSV file, or every table as a file of its own in a folder.

For spreadsheets: UTF-8 with a byte order mark, without which Excel takes it for another charset;
headers and names to read rather than numbers alone; no cell that would be run as a formula.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO

from loyaltytui.book.book import Book
from loyaltytui.book.choosing import Choice
from loyaltytui.exchange.spreadsheet_cells import guarded
from loyaltytui.exchange.whole_book_format import TABLES, WORDS
from loyaltytui.exchange.wish import Counts, Wish
from loyaltytui.money.say import bare_amount

_KINDS = ("email", "phone", "link")
_OWN = ("job", "tier", "cadence", "birthday", "address", "about", "owner", "added_on")
_NAMED = {
    "contact_id": ("contact", "Contact"),
    "account_id": ("account", "Account"),
    "referred_id": ("contact", "Referred"),
    "promise_id": ("promise", "Promise"),
    "announcement_id": ("announcement", "Announcement"),
}
"""Columns beside which stands what they lead to."""
Names = dict[str, dict[int, str]]


def write_contacts(book: Book, wish: Wish, file: BinaryIO) -> Counts:
    """One row for each contact, with as many columns of each way to reach them as somebody has."""
    choice = wish.choice
    accounts = dict(book.stored("account", ("id", "name"), choice))
    ways: defaultdict[int, dict[str, list[str]]] = defaultdict(
        lambda: {kind: [] for kind in _KINDS}
    )
    for contact_id, kind, value in book.stored("channel", ("contact_id", "kind", "value"), choice):
        ways[contact_id][kind].append(value)
    tags: defaultdict[int, list[str]] = defaultdict(list)
    for contact_id, word in book.stored("tag", ("contact_id", "word"), choice):
        tags[contact_id].append(word)
    most = {kind: max((len(each[kind]) for each in ways.values()), default=0) for kind in _KINDS}
    header = ["Name", "Account", "Job"]
    header += [_numbered(kind, number) for kind in _KINDS for number in range(max(most[kind], 1))]
    header += ["Tags", *(_title(name) for name in _OWN[1:])]
    phones = {at for at, title in enumerate(header) if title.startswith("Phone")}

    def rows() -> Iterator[list[str]]:
        for row_id, name, account_id, job, *own in book.stored(
            "contact", ("id", "name", "account_id", *_OWN), choice
        ):
            reached = ways[row_id] if row_id in ways else {kind: [] for kind in _KINDS}
            cells = [name, accounts.get(account_id, ""), job]
            for kind in _KINDS:
                room = max(most[kind], 1)
                cells += [*reached[kind], *[""] * (room - len(reached[kind]))]
            yield [*cells, ", ".join(tags.get(row_id, ())), *own]

    return {WORDS["contact"]: _write(file, header, rows(), phones)}


def write_tables(book: Book, wish: Wish, folder: Path) -> Counts:
    """A file for each table, with the names of what its rows belong to."""
    counts: Counts = {}
    names: Names = {
        "contact": dict(book.stored("contact", ("id", "name"), wish.choice)),
        "account": dict(book.stored("account", ("id", "name"), wish.choice)),
        "promise": dict(book.stored("promise", ("id", "text"), wish.choice)),
        "announcement": dict(book.stored("announcement", ("id", "text"), wish.choice)),
    }
    for table in TABLES:
        path = folder / f"{WORDS[table].replace(' ', '-')}.csv"
        with path.open("wb") as file:
            counts[WORDS[table]] = _write_table(book, table, wish.choice, names, file)
        path.chmod(0o600)
    return counts


def _write_table(book: Book, table: str, choice: Choice, names: Names, file: BinaryIO) -> int:
    columns = TABLES[table]
    header: list[str] = []
    for column in columns:
        header.append("Amount" if column.name == "amount_minor" else _title(column.name))
        if column.name in _NAMED:
            header.append(_NAMED[column.name][1])
    at = {column.name: place for place, column in enumerate(columns)}

    def rows() -> Iterator[list[str]]:
        for values in book.stored(table, [column.name for column in columns], choice):
            cells: list[str] = []
            for column, value in zip(columns, values, strict=True):
                if column.name == "amount_minor":
                    cells.append(bare_amount(value, values[at["currency"]]))
                elif column.is_flag:
                    cells.append("yes" if value else "no")
                else:
                    cells.append("" if value is None else str(value))
                if column.name in _NAMED:
                    cells.append(names[_NAMED[column.name][0]].get(value, ""))
            yield cells

    phones = {header.index("Value")} if table == "channel" else set()
    return _write(file, header, rows(), phones)


def _write(
    file: BinaryIO, header: Sequence[str], rows: Iterable[Sequence[Any]], phones: set[int]
) -> int:
    """Writes the table; returns how many rows it has beneath its header."""
    text = TextIOWrapper(file, "utf-8-sig", newline="")
    table = csv.writer(text)
    table.writerow(header)
    count = 0
    for row in rows:
        table.writerow([guarded(cell, is_phone=at in phones) for at, cell in enumerate(row)])
        count += 1
    text.flush()
    # Whoever opened the file closes it.
    text.detach()
    return count


def _title(name: str) -> str:
    return name.removeprefix("is_").removeprefix("was_").replace("_", " ").capitalize()


def _numbered(kind: str, number: int) -> str:
    return kind.capitalize() if not number else f"{kind.capitalize()} {number + 1}"
