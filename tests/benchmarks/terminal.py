"""A pseudo-terminal that a program runs in: its first frame, and what each key costs."""

from __future__ import annotations

import os
import select
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.measuring import NotHere
from tests.faults.glass import Glass

SIZE = (120, 40)
PATIENCE_SECONDS = 60.0
_QUIET_SECONDS = 0.05
"""Nothing painted for so long: the frame is whole."""
_MOST_PAINTING_SECONDS = 10.0


@dataclass(frozen=True)
class Painted:
    """From a key until its frame was whole, in seconds."""

    wall: float
    cpu: float
    first: float
    """Until the first of it: the cursor has moved, and what hangs on it may come after."""


class Terminal(Glass):
    """A glass that is timed."""

    def until_seen(self, word: str) -> float:
        """Seconds until a word has been painted. No other word may be told apart from its codes."""
        began, sought = time.perf_counter(), word.encode()
        seen = b""
        while time.perf_counter() - began < PATIENCE_SECONDS:
            seen = seen[-len(sought) :] + self.take(0.5)
            if sought in seen:
                return time.perf_counter() - began
        raise NotHere(f"{word!r} was never painted")

    def take(self, seconds: float) -> bytes:
        """What was painted, if anything was within so many seconds."""
        if not select.select([self.master], [], [], seconds)[0]:
            return b""
        try:
            return os.read(self.master, 1 << 20)
        except OSError as error:
            raise NotHere("the program has ended") from error

    def rest(self, seconds: float = 0.4) -> None:
        """Waits until nothing is painted any more; whatever blinks may go on for a while."""
        deadline = time.perf_counter() + _MOST_PAINTING_SECONDS
        while self.take(seconds) and time.perf_counter() < deadline:
            pass

    def stroke(self, key: str, patience: float = 1.0) -> Painted:
        """Presses one key and waits for the last of what it paints.

        `patience`: how long for the first of it; the app may still be loading.
        """
        cpu = self.cpu_seconds
        began = last = begun = time.perf_counter()
        os.write(self.master, key.encode())
        deadline = began + _MOST_PAINTING_SECONDS
        first = True
        while time.perf_counter() < deadline:
            if self.take(patience if first else _QUIET_SECONDS):
                last = time.perf_counter()
                begun, first = (last if first else begun), False
            elif not first or last == began:
                break
        if self.has_ended():
            raise NotHere("the program has ended")
        return Painted(last - began, self.cpu_seconds - cpu, begun - began)

    @property
    def cpu_seconds(self) -> float:
        """What all its threads have used, to the nanosecond."""
        tasks = Path(f"/proc/{self.process}/task")
        if not tasks.exists():
            raise NotHere("there is no /proc to read CPU time from")
        used = [(task / "schedstat").read_text().split()[0] for task in tasks.iterdir()]
        return sum(map(int, used)) / 1e9

    def memory(self, what: str = "VmHWM") -> int:
        """Bytes: `VmHWM` the most there ever was, `VmRSS` now."""
        status = Path(f"/proc/{self.process}/status")
        if not status.exists():
            raise NotHere("there is no /proc to read memory from")
        for line in status.read_text().splitlines():
            if line.startswith(f"{what}:"):
                return int(line.split()[1]) * 1024
        raise NotHere(f"{what} is not told here")


@contextmanager
def a_terminal(
    words: Sequence[str], size: tuple[int, int] = SIZE, home: str = ""
) -> Iterator[Terminal]:
    """A program in a terminal. `words` follow the name of Python itself.

    `home`: an empty folder, for a program that would write in the rep's own.
    """
    surroundings = {"COLORTERM": "truecolor", "TEXTUAL_ANIMATIONS": "none"}
    if home:
        names = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
        surroundings |= dict.fromkeys(names, home)
    terminal = Terminal(words, size, surroundings)
    try:
        yield terminal
    finally:
        terminal.close()
