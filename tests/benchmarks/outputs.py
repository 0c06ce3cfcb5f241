"""Bringing contacts in and writing the whole book out."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

from tests.benchmarks.books import Books
from tests.benchmarks.measuring import Cost, Report, by_turns, called, cpu_of, process, wall_of

_COUNT = 10_000
_LEAST_A_SECOND = 2_000
_MOST_OVER_DUMPS = 4.0


def bringing(report: Report, books: Books) -> None:
    """Ten thousand new contacts from a file into a new book, the start of the program included."""
    folder = books.folder("import")
    table, cards = write_sources(folder)
    taken: dict[str, list[Cost]] = {"CSV": [], "vCard": []}
    for turn in range(min(report.times, 5)):
        for name, source in (("CSV", table), ("vCard", cards)):
            book = folder / f"{name}-{turn}.db"
            words = (sys.executable, "-m", "loyaltytui", "--book", str(book))
            process((*words, "add", "First Of All"))
            taken[name].append(process((*words, "import", str(source))))
    for name, costs in taken.items():
        for kind, seconds in (("cpu", cpu_of(costs)), ("wall", wall_of(costs))):
            rate = _COUNT / seconds
            bound = f">= {_LEAST_A_SECOND:,}"
            met = rate >= _LEAST_A_SECOND
            report.line(
                f"import {name}, contacts a second, {kind}", f"{rate:,.0f}", "", "", bound, met
            )


def write_sources(folder: Path) -> tuple[Path, Path]:
    """Ten thousand contacts as a table, and the same as cards."""
    table, cards = folder / "contacts.csv", folder / "contacts.vcf"
    table.write_text(
        "Name,Company,Email,Phone,Tags,Notes\n"
        + "".join(
            f"Ana Berg{one},Gold Pump {one // 5},p{one}@mail.example,+49 30 {one:07},fair,met\n"
            for one in range(_COUNT)
        )
    )
    cards.write_text(
        "".join(
            f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Berg{one}\r\nN:Berg{one};Ana;;;\r\n"
            f"ORG:Gold Pump {one // 5}\r\nEMAIL;TYPE=WORK:p{one}@mail.example\r\n"
            f"TEL;TYPE=CELL:+49 30 {one:07}\r\nEND:VCARD\r\n"
            for one in range(_COUNT)
        ),
        newline="",
    )
    return table, cards


def export(report: Report, books: Books) -> None:
    """The whole book as JSON, against `json.dumps` of the same data."""
    letter = books.largest
    target = books.folder("export") / "book.json"
    words = books.app(letter, "export", "--force", str(target))
    process(words)
    data = json.loads(target.read_bytes())
    taken = by_turns(
        min(report.times, 3),
        {"ours": lambda: process(words), "floor": lambda: called(lambda: _dumped(data))},
    )
    report.both(f"{letter} JSON export", taken["ours"], taken["floor"], _MOST_OVER_DUMPS)


def _dumped(data: object) -> None:
    io.StringIO().write(json.dumps(data, ensure_ascii=False))
