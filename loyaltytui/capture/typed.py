"""The typed line and its quotes: inside "double quotes" nothing is understood.

What is understood outside them lives in `header` and `marks`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

# A quote behind a letter or digit opens nothing, or two pipes of 5" and 6" would hide the
# words between them. A pair never crosses a line, so that a stray quote does little harm.
_PAIR = re.compile(r'(?<![^\W_])"[^"\r\n]*"')
_STRAY = re.compile(r'(?<![^\W_])"')


class Typed(Struct, frozen=True):
    """A typed line, and the same line with its quoted words blotted out."""

    text: str
    bare: str
    """Of the same length; each character of a quoted pair is a quote here."""

    @classmethod
    def of(cls, text: str) -> Typed:
        """Blot out what is quoted."""
        return cls(text, _PAIR.sub(lambda pair: '"' * len(pair[0]), text))

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Leave out the white space around a stretch."""
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        return start, start + len(words.strip())

    def line_end(self, start: int, most: int) -> int:
        """Find where the line that holds `start` ends, at `most` there."""
        ends = (self.text.find(brk, start, most) for brk in "\r\n")
        return min((end for end in ends if end >= 0), default=most)


def unquoted(text: str, did_work: Callable[[str, bool], bool]) -> str:
    """Take off the quotes that kept words from being understood; speech keeps its own.

    `did_work` is asked with the quoted words and whether they end the text.
    """
    last = len(text.rstrip())

    def taken_off(pair: re.Match[str]) -> str:
        # Next to another quote the meaning of that one would change with this one gone.
        if '"' in (text[pair.start() - 1 : pair.start()], text[pair.end() : pair.end() + 1]):
            return pair[0]
        said = pair[0][1:-1]
        # White space at the edge of what was hidden could begin another mark.
        if said != said.strip():
            return pair[0]
        return said if did_work(said, pair.end() == last) else pair[0]

    return _PAIR.sub(taken_off, text) if '"' in text else text


def has_stray_quote(text: str) -> bool:
    """Is there a quote that would pair up with one typed after this text?"""
    return _STRAY.search(_PAIR.sub("", text)) is not None


def one_line(text: str) -> str:
    """Make every white space one space."""
    return " ".join(text.split())


def with_stop(sentence: str) -> str:
    """Put a full stop where the words have not ended themselves."""
    return sentence if sentence.endswith((".", "!", "?", "…")) else f"{sentence}."


def head(text: str, most: int) -> str:
    """Take the first whole words, so that a long line costs no more than a short one."""
    if len(text) <= most:
        return text
    cut = text[: most + 1]
    words = cut.rsplit(None, 1)
    return cut[:most] if cut[-1].isspace() else words[0] if len(words) > 1 else ""


def tail_start(text: str, start: int, end: int, most: int) -> int:
    """Find where the last whole words of a stretch begin."""
    if end - start <= most:
        return start
    start = end - most
    while start < end and not text[start - 1].isspace():
        start += 1
    return start
