"""Where in a text the words stand that were looked for, and the text around them.

Which texts are searched is the work of `finding`; the index that finds their contacts, `search`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from loyaltytui.book.search import is_unspaced
from loyaltytui.plain import fold

_WORD = re.compile(r"[^\W_]+")
_BEFORE, _AFTER = 3, 4
"""Words shown around the first that was found."""
_LONGEST = 80


class Wanted:
    """The words of one search, ready to be compared with many texts."""

    def __init__(self, words: Sequence[str]) -> None:
        phrases = [
            (_WORD.findall(fold(word)), word[-1].isalnum())
            for word in words
            if not is_unspaced(word)
        ]
        self._unspaced = [word.lower() for word in words if is_unspaced(word)]
        # Most words are looked for one by one; for these a text need not be taken apart.
        self._beginnings = tuple(
            phrase[0] for phrase, goes_on in phrases if goes_on and len(phrase) == 1
        )
        self._others = [each for each in phrases if not each[1] or len(each[0]) != 1]

    def count_in(self, text: str) -> int:
        """How many of the words stand in a text."""
        folded = text.lower() if text.isascii() else fold(text)
        count = 0
        for word in self._beginnings:
            if word in folded and begins_a_word(folded, word):
                count += 1
        if self._others:
            words = _WORD.findall(folded)
            count += sum(_stands_in(words, *phrase) for phrase in self._others)
        if self._unspaced:
            lowered = text.lower()
            count += sum(word in lowered for word in self._unspaced)
        return count

    def around(self, text: str) -> str:
        """Some words of the text around the first that was looked for; else its beginning."""
        text = " ".join(text.split())
        found = list(_WORD.finditer(text))
        folded = [fold(word[0]) for word in found]
        for at, word in enumerate(folded):
            if word.startswith(self._beginnings) or any(
                _begins(folded, at, *phrase) for phrase in self._others
            ):
                first, last = max(at - _BEFORE, 0), min(at + _AFTER, len(found)) - 1
                start = 0 if first == 0 else found[first].start()
                end = len(text) if last == len(found) - 1 else found[last].end()
                return _cut(text, start, end)
        lowered = text.lower()
        places = [at for word in self._unspaced if (at := lowered.find(word)) >= 0]
        start = max(min(places) - _LONGEST // 2, 0) if places else 0
        return _cut(text, start, min(start + _LONGEST, len(text)))


def begins_a_word(folded: str, word: str) -> bool:
    """Does any word of a text begin with this one?"""
    at = folded.find(word)
    while at > 0 and folded[at - 1].isalnum():
        at = folded.find(word, at + 1)
    return at >= 0


def _stands_in(words: Sequence[str], phrase: Sequence[str], is_beginning: bool) -> bool:
    """Does a phrase stand anywhere among the words of a text?"""
    return any(
        _begins(words, at, phrase, is_beginning) for at in range(len(words) - len(phrase) + 1)
    )


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
