"""Verbs as whole processes, against a Python that does nothing."""

from __future__ import annotations

import sys

from tests.benchmarks.big_books import open_big
from tests.benchmarks.books import Books
from tests.benchmarks.measuring import Cost, Report, by_turns, cpu_of, process

FLOOR = (sys.executable, "-c", "pass")
_MOST = 8.0
_MOST_GROWTH = 1.3


def verbs(report: Report, books: Books) -> None:
    """`due`, `show`, `find`, `log`: each against the floor, and how they grow."""
    deeds = {"floor": lambda: process(FLOOR)}
    for letter in books.to_measure:
        for name, words in typed(books, letter).items():
            deeds[f"{letter} {name}"] = lambda words=words, letter=letter: process(  # type: ignore[misc]  # defaults bind the loop's values
                books.app(letter, *words)
            )
    taken = by_turns(report.times, deeds)
    for name, costs in taken.items():
        if name != "floor":
            report.both(name, costs, taken["floor"], _MOST)
    for name in typed(books, "M") if "L" in books.to_measure else ():
        _grown(report, f"{name}, L over M", taken[f"L {name}"], taken[f"M {name}"])


def typed(books: Books, letter: str) -> dict[str, list[str]]:
    """What is typed; somebody who can be meant alone."""
    name = rare_name(books, letter)
    return {
        "due": ["due"],
        "show": ["show", name],
        "find": ["find", "zeppelin pump"],
        "log": ["log", f"{name}: asked about the pump > send the quote fri"],
    }


def rare_name(books: Books, letter: str) -> str:
    """The first name that one contact alone has."""
    book = open_big(books.copy(letter))
    try:
        found = book.rows(
            "select name from contact group by sort_key having count(*) = 1 "
            "order by min(id) limit 1"
        )
    finally:
        book.close()
    return str(found[0][0]) if found else "pump"


def _grown(report: Report, what: str, large: list[Cost], small: list[Cost]) -> None:
    report.ratio(
        f"{what}, cpu", [each.cpu for each in large], [each.cpu for each in small], _MOST_GROWTH
    )
    assert cpu_of(small) > 0
