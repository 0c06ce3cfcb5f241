"""What was said of a contact, glanced at before the index of words is asked about them.

Where words stand in a text lives in `snippets`; whom the index finds, in `streams`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from loyaltytui.book.contact_stretches import Rows
from loyaltytui.book.search import CONTACT_BITS
from loyaltytui.book.snippets import begins_a_word

TEXT_COLUMNS = "source, name, text, is_confidential, rowid"
_MOST_TEXTS = 40
_MOST_KEPT = 200
"""Contacts: as many as a search finds."""
_FIRST_TEXTS = f"from search where rowid between ? and ? order by rowid limit {_MOST_TEXTS}"


class Glance:
    """The first texts about one contact after another.

    Among rare ones most are found so: to ask the index of each word about one contact takes ten
    times as long.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._contact_id = 0
        self._texts = ""

    def shows(self, word: str, contact_id: int) -> bool:
        """Does a word surely begin so? What is not plain, the index reads its own way."""
        if not (word.isascii() and word.isalnum()):
            return False
        if contact_id != self._contact_id:
            self._contact_id = contact_id
            told = self._told(contact_id)
            self._texts = " ".join(text for text in told if text.isascii()).lower()
        return begins_a_word(self._texts, word)

    def _told(self, contact_id: int) -> Iterable[str]:
        found = self._first_about("name || ' ' || text", contact_id)
        return (text for (text,) in found)

    def _first_about(self, columns: str, contact_id: int) -> Sequence[tuple[Any, ...]]:
        first = contact_id << CONTACT_BITS
        return self._rows(
            f"select {columns} {_FIRST_TEXTS}", (first, first + (1 << CONTACT_BITS) - 1)
        )


class Look(Glance):
    """A glance that remembers: for whoever tells the texts of all who are found."""

    def __init__(self, rows: Rows) -> None:
        super().__init__(rows)
        self._seen: dict[int, Sequence[tuple[Any, ...]]] = {}

    def all_about(self, contact_id: int) -> Sequence[tuple[Any, ...]]:
        """`TEXT_COLUMNS` of all texts about them; empty where nobody looked, or there are more."""
        found = self._seen.get(contact_id, ())
        return found if len(found) < _MOST_TEXTS else ()

    def _told(self, contact_id: int) -> Iterable[str]:
        if len(self._seen) == _MOST_KEPT:
            del self._seen[next(iter(self._seen))]
        found = self._seen[contact_id] = self._first_about(TEXT_COLUMNS, contact_id)
        return (f"{name} {text}" for _, name, text, *_ in found)
