"""What was said of a contact, glanced at before the index of words is asked about them.

Where words stand in a text lives in `snippets`; whom the index finds, in `streams`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from loyaltytui.book.contact_stretches import Rows
from loyaltytui.book.search import CONTACT_BITS
from loyaltytui.book.snippets import begins_a_word

TOLD_COLUMNS = "rowid, name || ' ' || text"
_MOST_TEXTS = 40
_MOST_KEPT = 200
"""Contacts: as many as a search finds."""


class Glance:
    """The first texts about one contact after another, kept for whoever tells what was found.

    Among rare ones most are found so: to ask the index of each word about one contact takes ten
    times as long.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._seen: dict[int, Sequence[tuple[Any, ...]]] = {}
        self._contact_id = 0
        self._texts = ""

    def shows(self, word: str, contact_id: int) -> bool:
        """Does a word surely begin so? What is not plain, the index reads its own way."""
        if not (word.isascii() and word.isalnum()):
            return False
        if contact_id != self._contact_id:
            self._contact_id = contact_id
            told = (text for _, text in self._look(contact_id))
            self._texts = " ".join(text for text in told if text.isascii()).lower()
        return begins_a_word(self._texts, word)

    def all_about(self, contact_id: int) -> Sequence[tuple[Any, ...]]:
        """`TOLD_COLUMNS` of all texts about them; empty where nobody looked, or there are more."""
        found = self._seen.get(contact_id, ())
        return found if len(found) < _MOST_TEXTS else ()

    def _look(self, contact_id: int) -> Sequence[tuple[Any, ...]]:
        if len(self._seen) == _MOST_KEPT:
            del self._seen[next(iter(self._seen))]
        first = contact_id << CONTACT_BITS
        found = self._seen[contact_id] = self._rows(
            f"select {TOLD_COLUMNS} from search where rowid between ? and ? order by rowid limit ?",
            (first, first + (1 << CONTACT_BITS) - 1, _MOST_TEXTS),
        )
        return found
