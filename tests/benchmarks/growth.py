"""What each page reads, at S and at the largest: how it grows."""

from __future__ import annotations

from collections.abc import Callable

from loyaltytui.book.book import Book
from loyaltytui.book.contact_order import Column
from loyaltytui.book.sifting import sieve_of
from loyaltytui.capture.filters import read_sought
from loyaltytui.entries import AccountId, ContactId
from loyaltytui.tui.widgets.agenda_rows import AgendaRows
from tests.benchmarks.big_books import TODAY, open_big
from tests.benchmarks.books import Books
from tests.benchmarks.measuring import Report, called

_MOST_GROWTH = 1.5
_WARM = 3
"""So often a page is read before it counts: by then both books are as warm as they get."""
_LONG, _MOST_TURNS = 0.5, 301
"""Seconds that each page is measured for, where it is short: of few turns the median wavers."""
_SCREEN = 40
_AS_MANY = {"late": 17, "costly": 18, "lost": 25}
"""What these pages have in the smaller book: so many are read in both, that both read alike."""

Page = Callable[[Book], object]


def growth(report: Report, books: Books) -> None:
    """By CPU time, which a busy machine stretches least."""
    small, large = open_big(books.copy("S")), open_big(books.copy(books.largest))
    try:
        for name, page in PAGES.items():
            in_small, in_large = _by_turns(report.times, page, small, large)
            report.ratio(f"{name}, {books.largest} over S", in_large, in_small, _MOST_GROWTH)
    finally:
        small.close()
        large.close()


def _by_turns(times: int, page: Page, *books: Book) -> list[list[float]]:
    """What it takes in each book, so often at least; a page of a moment is read more often.

    Each is first as often as the other: whoever follows finds the memory as the first has left it.
    """
    once = sum(_read(book, page) for book in books for _ in range(_WARM)) / _WARM
    taken: list[list[float]] = [[] for _ in books]
    turns = list(zip(books, taken, strict=True))
    for _ in range(max(times, min(_MOST_TURNS, round(_LONG / once)))):
        for book, costs in turns:
            costs.append(_read(book, page))
        turns.reverse()
    return taken


def _ordinary(book: Book) -> ContactId:
    """A contact with about as much written about them in either book: not of the busy fifth."""
    return ContactId(_size(book) * 7 // 10)


def _size(book: Book) -> int:
    """How many contacts were written, without counting them."""
    size: int = book.rows("select max(id) from contact")[0][0]
    return size


def _account(book: Book) -> AccountId:
    """An account that bought about as often in either book."""
    return AccountId(_size(book) // 10)


def _read(book: Book, page: Page) -> float:
    return called(lambda: page(book)).cpu


def sorted_by(column: Column, typed: str = "") -> Page:
    def read(book: Book) -> object:
        sieve = sieve_of(read_sought(typed).conditions, book.today)
        ids = book.contact_order(column, sieve=sieve)[: _AS_MANY.get(typed, _SCREEN)]
        return book.contacts(ids), book.standings(ids)

    return read


def _found(typed: str, count: int = _SCREEN) -> Page:
    def read(book: Book) -> object:
        ids = book.found_contacts(typed)[:count]
        return book.contacts(ids), book.snippets_of(typed, ids)

    return read


PAGES: dict[str, Page] = {
    # As the page does: the screen, and what comes next.
    "agenda": lambda book: AgendaRows(book.agenda_sections(), TODAY).prepare(0, 2 * _SCREEN),
    "contacts by name": sorted_by(Column.NAME),
    "contacts by worth": sorted_by(Column.WORTH),
    "contacts by last contact": sorted_by(Column.LAST),
    "filter tier:A by name": sorted_by(Column.NAME, "tier:A"),
    "filter tag:pumps by name": sorted_by(Column.NAME, "tag:pumps"),
    "filter tag:pumps by worth": sorted_by(Column.WORTH, "tag:pumps"),
    "filter account:b by worth": sorted_by(Column.WORTH, "account:b"),
    **{
        f"filter {typed} by {column}": sorted_by(column, typed)
        for column, typed in (
            (Column.WORTH, "late"),
            (Column.LAST, "tag:pumps"),
            (Column.STEP, "tier:A"),
            (Column.TRUST, "account:b"),
            (Column.NEXT, "quiet:90"),
            (Column.WORTH, "tag:pumps quiet:90"),
        )
    },
    "a contact": lambda book: (
        book.brief(_ordinary(book)),
        book.timeline(_ordinary(book), count=_SCREEN),
    ),
    "figures of a contact": lambda book: book.figures(_ordinary(book)),
    "value of an account": lambda book: book.account_figures(_account(book)),
    "find one letter": _found("a"),
    # Words that fill the page in either book: of a rare one the smaller has nothing to show.
    "find one word": _found("pump"),
    "find two words": _found("pump valve"),
    "find a name and a word": _found("ana pump", 25),
    "find four words": _found("pump valve skid quote"),
    "loyalty: steps": lambda book: book.steps_count(),
    "loyalty: kept": lambda book: book.kept_by_month(),
    # As the page reads them: what the screen shows, and that there is more.
    "loyalty: worth": lambda book: book.largest_accounts(_SCREEN),
    "loyalty: costly": lambda book: book.first_costly(_AS_MANY["costly"]),
    "loyalty: reach": lambda book: book.reach_audit(_SCREEN),
    "loyalty: references": lambda book: book.first_at_desk(_SCREEN),
    "loyalty: referred": lambda book: book.first_referred(_SCREEN),
    "loyalty: lost": lambda book: book.first_lost(_AS_MANY["lost"]),
    "history": lambda book: book.history(),
}
