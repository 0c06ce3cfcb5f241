"""Reads one JSON document piece by piece, so that no size of it fills the memory.

What the document means is not decided here; whatever is wrong with it is a sentence with its line.
"""

from __future__ import annotations

import codecs
import json
import re
from typing import Any, BinaryIO, NoReturn, cast

from loyaltytui.exchange.reading import SourceError

_CHUNK = 1 << 20
PIECE_LIMIT = 16_000_000
"""Characters of one value. No text that a person wrote is longer."""
_LONGEST_NUMBER = 20
_BLANK = re.compile(r"[ \t\n\r]*")


class _Strange(ValueError):
    """A value that is JSON to Python, and nothing a book could hold."""


def _number(digits: str) -> int:
    # Python takes seconds and more over a number of a million digits.
    if len(digits) > _LONGEST_NUMBER:
        raise _Strange("there is a number that is too large")
    return int(digits)


def _constant(word: str) -> NoReturn:
    raise _Strange(f"{word} is no number")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Strange("a name stands twice in one row")
    return found


class JsonStream:
    """A JSON document that is read from its beginning to its end, once."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file = file
        self._name = name
        self._text = ""
        self._at = 0
        self._lines = 1
        self._is_over = False
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._scan = json.JSONDecoder(
            object_pairs_hook=_object, parse_int=_number, parse_constant=_constant
        ).raw_decode

    @property
    def line(self) -> int:
        """The line that is being read, counted from 1."""
        return self._lines + self._text.count("\n", 0, self._at)

    def refuse(self, why: str, line: int | None = None) -> NoReturn:
        """Ends the reading with the place and the reason."""
        raise SourceError(f"{self._name}, line {line or self.line}: {why}. Nothing was written.")

    def peek(self) -> str:
        """The next letter that is no blank; empty at the end."""
        while True:
            found = _BLANK.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def take(self, sign: str) -> None:
        """Reads one sign that has to be next."""
        if self.peek() != sign:
            self.refuse(f"'{sign}' is missing" if self.peek() else "the file ends too early")
        self._at += 1

    def takes(self, sign: str) -> bool:
        """Reads the sign if it is next."""
        is_next = self.peek() == sign
        self._at += is_next
        return is_next

    def name(self) -> str:
        """Reads a text, whole."""
        return str(self._value('"', 'a name in " "'))

    def row(self) -> dict[str, Any]:
        """Reads an object, whole."""
        return cast(dict[str, Any], self._value("{", "a row in { }"))

    def _value(self, begins: str, what: str) -> object:
        if self.peek() != begins:
            self.refuse(f"{what} is missing" if self.peek() else "the file ends too early")
        while True:
            try:
                found, end = self._scan(self._text, self._at)
            except json.JSONDecodeError as error:
                is_too_long = len(self._text) - self._at > PIECE_LIMIT
                if is_too_long:
                    self.refuse("there is a row longer than any book holds")
                if not self._more():
                    line = self._lines + self._text.count("\n", 0, error.pos)
                    is_cut = error.pos >= len(self._text) or "Unterminated" in error.msg
                    self.refuse("the file ends too early" if is_cut else "this is no JSON", line)
            except _Strange as error:
                self.refuse(str(error))
            except RecursionError:
                self.refuse("there are too many brackets in each other")
            else:
                self._at = end
                return cast(object, found)

    def _more(self) -> bool:
        """Reads on. What was read over goes first, or the memory would fill."""
        if self._is_over:
            return False
        self._lines = self.line
        self._text = self._text[self._at :]
        self._at = 0
        # As much again each time: a long value must not be scanned once for each small piece.
        raw = self._file.read(max(_CHUNK, len(self._text)))
        self._is_over = not raw
        try:
            self._text += self._decoder.decode(raw, final=not raw)
        except UnicodeDecodeError:
            self.refuse("the file is no UTF-8 text")
        return True
