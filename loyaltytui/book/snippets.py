"""Where in a text the words stand that were looked for, and the text around them.

Which texts are searched is the work of `finding`; the index that finds their contacts, `search`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loyaltytui.book.search import is_unspaced
from loyaltytui.plain import fold

_WORD = re.compile(r"[^\W_]+")
_BEFORE, _AFTER = 3, 4
"""Words shown around the first that was found."""
_LONGEST = 80


class Wanted:
    """The words of one search, ready to be compared with many texts."""

    def __init__(self, words: Sequence[str]) -> None:
        self._phrases = [
            (_WORD.findall(fold(word)), word[-1].isalnum())
            for word in words
            if not is_unspaced(word)
        ]
        self._unspaced = [word.lower() for word in words if is_unspaced(word)]

    def count_in(self, text: str) -> int:
        """How many of the words stand in a text."""
        folded = fold(text)
        spots = sum(1 for phrase in self._phrases if _spot(folded, *phrase) is not None)
        lowered = text.lower()
        return spots + sum(1 for word in self._unspaced if word in lowered)

    def around(self, text: str) -> str:
        """Some words of the text around the first that was looked for; else its beginning."""
        text = " ".join(text.split())
        found = list(_WORD.finditer(text))
        folded = [fold(word[0]) for word in found]
        for at in range(len(folded)):
            if any(_begins(folded, at, *phrase) for phrase in self._phrases):
                first, last = max(at - _BEFORE, 0), min(at + _AFTER, len(found)) - 1
                start = 0 if first == 0 else found[first].start()
                end = len(text) if last == len(found) - 1 else found[last].end()
                return _cut(text, start, end)
        lowered = text.lower()
        places = [at for word in self._unspaced if (at := lowered.find(word)) >= 0]
        start = max(min(places) - _LONGEST // 2, 0) if places else 0
        return _cut(text, start, min(start + _LONGEST, len(text)))


def _spot(folded: str, phrase: Sequence[str], is_beginning: bool) -> int | None:
    """Where a phrase stands in a folded text. None: nowhere."""
    if not all(part in folded for part in phrase):
        return None
    words = _WORD.findall(folded)
    return next(
        (at for at in _places(words, phrase) if _begins(words, at, phrase, is_beginning)), None
    )


def _places(words: Sequence[str], phrase: Sequence[str]) -> Iterator[int]:
    return iter(range(len(words) - len(phrase) + 1))


def _begins(words: Sequence[str], at: int, phrase: Sequence[str], is_beginning: bool) -> bool:
    """Does the phrase stand here? Its last word may go on, if it is the beginning of one."""
    if not phrase or at + len(phrase) > len(words):
        return False
    *whole, last = phrase
    word = words[at + len(whole)]
    is_last = word.startswith(last) if is_beginning else word == last
    return is_last and list(words[at : at + len(whole)]) == whole


def _cut(text: str, start: int, end: int) -> str:
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
