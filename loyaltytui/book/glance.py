"""What was said of a contact, glanced at before the index of words is asked about them.

Where words stand in a text lives in `snippets`; whom the index finds, in `streams`.
"""

from __future__ import annotations

from loyaltytui.book.contact_stretches import Rows
from loyaltytui.book.search import CONTACT_BITS
from loyaltytui.book.snippets import begins_a_word

_MOST_TEXTS = 40


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
            first = contact_id << CONTACT_BITS
            found = self._rows(
                "select name || ' ' || text from search where rowid between ? and ? limit ?",
                (first, first + (1 << CONTACT_BITS) - 1, _MOST_TEXTS),
            )
            self._contact_id = contact_id
            self._texts = " ".join(text for (text,) in found if text.isascii()).lower()
        return begins_a_word(self._texts, word)
