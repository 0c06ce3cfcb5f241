"""A paste is one paste, whatever stands in it. What it means is for whoever it is pasted on.

Textual's own parser takes an escape code within a paste for keys, up to 32 letters behind each of
them, and types those before what was pasted. Some terminals hand such codes on.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.message import Message

from loyaltytui.plain import clean

_LONGEST_START = len(BRACKETED_PASTE_START) - 1
_LONGEST_END = len(BRACKETED_PASTE_END) - 1
"""Of a sign that may go on in what is read next."""


class WholePastes(XTermParser):
    """Textual's own, but that between the two ends of a paste it meets no escape code."""

    def __init__(self, debug: bool = False) -> None:
        self.is_pasting = False
        self.pasted: list[str] = []
        self.last = ""
        """What was read last, and may be the beginning of a sign."""
        super().__init__(debug)

    def feed(self, data: str) -> Iterable[Message]:
        """Keys, pastes and what else comes, in its order. Nothing: there will be no more."""
        if not data:
            yield from super().feed(data)
        while data:
            if self.is_pasting:
                heard, data = self._until_end(data)
            else:
                heard, data = self._until_start(data)
            if heard:
                yield from super().feed(heard)

    def _until_start(self, data: str) -> tuple[str, str]:
        """What is no paste, and what follows."""
        known = self.last + data
        at = known.find(BRACKETED_PASTE_START)
        if at < 0:
            self.last = known[-_LONGEST_START:]
            return data, ""
        self.is_pasting, self.pasted = True, []
        end = at + len(BRACKETED_PASTE_START) - len(self.last)
        self.last = ""
        return data[:end], data[end:]

    def _until_end(self, data: str) -> tuple[str, str]:
        """The paste, once it is whole, and what follows."""
        known = self.last + data
        at = known.find(BRACKETED_PASTE_END)
        if at < 0:
            self.pasted.append(known[:-_LONGEST_END])
            self.last = known[-_LONGEST_END:]
            return "", ""
        self.pasted.append(known[:at])
        self.is_pasting, self.last = False, ""
        text = clean("".join(self.pasted))
        return text + BRACKETED_PASTE_END, known[at + len(BRACKETED_PASTE_END) :]
