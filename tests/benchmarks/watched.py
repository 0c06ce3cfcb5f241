"""A screen on which long work goes on: what its bar says, and how soon keys are answered meanwhile.

Which work that is, and how alive the interface has to be, lives in `alive`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.benchmarks.measuring import NotHere
from tests.benchmarks.screen import Screen
from tests.benchmarks.terminal import Terminal

_PATIENCE = 60.0
_LONGEST_KEY = 2.0
_BAR = ("━", "───")


@dataclass
class Seen:
    """What was seen while the work went on, in seconds."""

    ours: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)
    painted: list[float] = field(default_factory=list)
    """When the bar was, as it had not been before."""
    took: float = 0.0


class Watched(Screen):
    """A screen that notes when the bar was painted, and how it stood."""

    def __init__(self, terminal: Terminal, said: tuple[str, ...]) -> None:
        super().__init__(terminal)
        self.terminal = terminal
        self.said = said
        self.seen = Seen()
        self._last = ""

    def look(self, seconds: float) -> bytes:
        """What was painted within so many seconds."""
        taken = self.terminal.take(seconds)
        if taken:
            at = time.perf_counter()
            self.follow(taken)
            if (bar := self.bar) and bar != self._last:
                self._last = bar
                self.seen.painted.append(at)
        return taken

    @property
    def bar(self) -> str:
        """The line that says how far it is. Empty: nothing is in hand."""
        found = (line for line in self.lines() if any(one in line for one in _BAR))
        return next((line for line in found if any(word in line for word in self.said)), "")

    @property
    def _last_line(self) -> str:
        return [line for line in self.lines() if line][-1:][0]

    def has(self, word: str) -> bool:
        return any(word in line for line in self.lines())

    def until_there(self, word: str) -> float:
        """Waits for words; returns for how long."""
        began = time.perf_counter()
        self.until_so(lambda: self.has(word), repr(word))
        return time.perf_counter() - began

    def until_so(self, holds: Callable[[], bool], what: str) -> None:
        deadline = time.perf_counter() + _PATIENCE
        while not holds():
            if time.perf_counter() > deadline or self.terminal.has_ended():
                raise NotHere(f"{what} was never painted: {self._last_line}")
            self.look(0.02)

    def stroke(self, key: str, sign: bytes) -> float:
        """Seconds until a key is answered by a sign, or until nobody would wait for it."""
        began = time.perf_counter()
        self.terminal.type(key)
        tail = b""
        while sign not in tail and time.perf_counter() - began < _LONGEST_KEY:
            tail = tail[-64:] + self.look(0.02)
        return time.perf_counter() - began
