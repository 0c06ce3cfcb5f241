"""What an export left out and why, in sentences for the rep.

Which rows stay behind is decided in the book's `choosing`; here it is only told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from loyaltytui.book.book import Book
from loyaltytui.book.choosing import Choice
from loyaltytui.book.cipher import is_locked
from loyaltytui.exchange.whole_book_format import TABLES, WORDS

NO_ADVICE = (
    "Whose a fact is was said in this book alone, and this is no legal advice: what you may take "
    "along is decided by your contract and the law."
)
OPEN_TO_ALL = (
    "Your book is locked, but what was written here is not: whoever gets hold of it can read it."
)
_TABLES_OF = {
    "vcard": ("contact", "channel"),
    "ics": ("promise", "check_in"),
    "vdir": ("contact", "channel", "promise", "check_in"),
}
_WHY_BENEATH = {
    "purchase": "at accounts that are the company's",
    "departure": "of accounts that are the company's",
    "verdict": "about accounts that are the company's",
    "interaction": "only with contacts who are the company's",
    "announcement": "news about the company's own service",
    "telling": "of such news",
    "referral": "where one of the two is the company's",
}
_OF_CONTACTS = "of contacts who are the company's"
_ONE_OF = {WORDS[table]: table.replace("_", " ") for table in TABLES} | {"check-ins": "check-in"}


def unlocked(book: Book) -> list[str]:
    """What is said of an export of a book that is locked; nothing of another book."""
    return [OPEN_TO_ALL] if is_locked(book.path) else []


def left_out(book: Book, choice: Choice, word: str, *, is_folder: bool) -> list[str]:
    """The sentences about what is not in an export of this format; none when all of it is."""
    tables = _tables(word, is_folder=is_folder)
    found = book.left_out(choice)
    lines: list[str] = []
    if choice.only_mine:
        lines.append("Only what is mine or public was written. Left out:")
        lines += list(_company(found, tables)) or ["  nothing"]
    secret = _listed(
        (table, found[table, "confidence"]) for table in tables if (table, "confidence") in found
    )
    if secret:
        lines.append(
            f"Left out, told in confidence: {secret}. --confidential writes them too."
            if not choice.only_mine
            else f"  {secret}, told in confidence; --confidential asks for those that are mine"
        )
    if choice.only_mine:
        by_name = book.accounts_by_name() if word != "ics" else 0
        if by_name:
            what = "account goes" if by_name == 1 else "accounts go"
            lines.append(f"{by_name:,} {what} along by name alone, as where your contacts are.")
        lines.append(NO_ADVICE)
    return lines


def counted(count: int, words: str) -> str:
    """So many of what several are called by these words: `1 check-in`, `40 contacts`."""
    return f"{count:,} {_ONE_OF.get(words, words) if count == 1 else words}"


def _tables(word: str, *, is_folder: bool) -> tuple[str, ...]:
    if word == "csv" and not is_folder:
        return ("contact", "channel", "tag")
    return _TABLES_OF.get(word, tuple(TABLES))


def _company(found: dict[tuple[str, str], int], tables: Iterable[str]) -> Iterator[str]:
    for table in tables:
        if count := found.get((table, "company")):
            yield f"  {counted(count, WORDS[table])} that {_is(count)} the company's"
        if count := found.get((table, "beneath")):
            yield f"  {counted(count, WORDS[table])} {_WHY_BENEATH.get(table, _OF_CONTACTS)}"


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _listed(counts: Iterable[tuple[str, int]]) -> str:
    return ", ".join(counted(count, WORDS[table]) for table, count in counts)
