"""What was said of a contact, glanced at before the index of words is asked about them.

Where words stand in a text lives in `snippets`; whom the index finds, in `streams`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from loyaltytui.book.contact_stretches import Rows
from loyaltytui.book.search import CONTACT_BITS
from loyaltytui.book.snippets import begins_a_word

TEXT_COLUMNS = "source, name, text, is_confidential, rowid"
_MOST_TEXTS = 40
_MOST_KEPT = 200
"""Contacts: as many as a search finds."""


class Glance:
    """The first texts about one contact after another, kept for whoever searches on.

    Among rare ones most are found so: to ask the index of each word about one contact takes ten
    times as long.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._first_about = lru_cache(_MOST_KEPT)(self._read)
        self._contact_id = 0
        self._texts = ""

    def all_about(self, contact_id: int) -> Sequence[tuple[Any, ...]] | None:
        """Source, name, text, secrecy and number of all texts about them. None: they are more."""
        found = self._first_about(contact_id)
        return found if len(found) < _MOST_TEXTS else None

    def shows(self, word: str, contact_id: int) -> bool:
        """Does a word surely begin so? What is not plain, the index reads its own way."""
        if not (word.isascii() and word.isalnum()):
            return False
        if contact_id != self._contact_id:
            found = self._first_about(contact_id)
            self._contact_id = contact_id
            told = (f"{name} {text}" for _, name, text, *_ in found)
            self._texts = " ".join(each for each in told if each.isascii()).lower()
        return begins_a_word(self._texts, word)

    def _read(self, contact_id: int) -> Sequence[tuple[Any, ...]]:
        first = contact_id << CONTACT_BITS
        return self._rows(
            f"select {TEXT_COLUMNS} from search where rowid between ? and ? order by rowid limit ?",
            (first, first + (1 << CONTACT_BITS) - 1, _MOST_TEXTS),
        )
