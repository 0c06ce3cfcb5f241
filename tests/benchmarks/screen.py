"""What a terminal would show: enough of one to tell whether the glass is true."""

from __future__ import annotations

import codecs
import re
import time

from tests.benchmarks.measuring import NotHere
from tests.benchmarks.terminal import PATIENCE_SECONDS, SIZE, Terminal

_CODE = re.compile(
    r"\x1b\[([0-?]*)[ -/]*([@-~])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1bP[^\x1b]*\x1b\\"
    r"|\x1b[()][A-Z0-9]|\x1b[=>78]"
)


class Screen:
    """Follows the codes Textual paints with: places, clearing, and letters of one column."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._rest = ""
        # A letter may be cut in two as well.
        self._letters = codecs.getincrementaldecoder("utf-8")("ignore")
        self._clear()

    def until(self, word: str) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not any(word in line for line in self.lines()):
            if time.monotonic() > deadline:
                raise NotHere(f"{word!r} was never painted")
            self._read(0.5)

    def rest(self) -> None:
        """A caret blinks every half second: painting that goes on and on ends the wait too."""
        deadline = time.monotonic() + 30
        while self._read(0.45) and time.monotonic() < deadline:
            pass

    def paint_anew(self) -> None:
        """One column less and back: whatever is stale or torn is painted over.

        As many lines as before, or the lists would stand elsewhere.
        """
        self._terminal.resize(119, 40)
        self.rest()
        self._clear()
        self._terminal.resize(120, 40)
        self.rest()

    def lines(self) -> list[str]:
        """As far as the glass goes: what was meant for a wider one, nobody sees."""
        return ["".join(line[: SIZE[0]]).rstrip() for line in self._lines]

    def _clear(self) -> None:
        self._lines = [[" "] * 200 for _ in range(60)]
        self._x = self._y = 0

    def _read(self, seconds: float) -> bool:
        taken = self._terminal.take(seconds)
        if not taken:
            return False
        self.follow(taken)
        return True

    def follow(self, taken: bytes) -> None:
        """Obeys what was painted."""
        text = self._rest + self._letters.decode(taken)
        # A code may be cut in two: its beginning waits for the rest.
        cut = text.rfind("\x1b")
        if cut >= 0 and not _CODE.match(text, cut):
            text, self._rest = text[:cut], text[cut:]
        else:
            self._rest = ""
        self._take(text)

    def _take(self, text: str) -> None:
        at = 0
        for code in _CODE.finditer(text):
            self._put(text[at : code.start()])
            at = code.end()
            if code[2]:
                self._obey(code[1], code[2])
        self._put(text[at:])

    def _put(self, text: str) -> None:
        for letter in text:
            if letter == "\n":
                self._y += 1
            elif letter == "\r":
                self._x = 0
            elif letter >= " " and self._y < len(self._lines) and self._x < 200:
                self._lines[self._y][self._x] = letter
                self._x += 1

    def _obey(self, numbers: str, letter: str) -> None:
        if letter == "H":
            row, _, column = numbers.partition(";")
            self._y, self._x = int(row or 1) - 1, int(column or 1) - 1
        elif letter == "J":
            self._clear()
        elif letter == "K" and self._y < len(self._lines):
            self._lines[self._y][self._x :] = [" "] * (200 - self._x)
