"""The program in a real terminal of its own, to be typed into, resized, hung up and read."""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.builders import TODAY, a_book, a_contact
from tests.faults import wrong
from tests.faults.children import ROOT
from tests.faults.killing import draft_on_disk

PATIENCE_SECONDS = 45
"""How long a busy machine may take for anything."""
SETTLE_SECONDS = 2
"""Where the terminal is too small to read that something has opened."""
CODES = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|P[^\x1b]*\x1b\\|[()][A-Z0-9]|[=>])"
)
LEFT = "\x1b[?1049l"
"""Back from the alternate screen."""
CUSTOMER = "Ana Ruiz"


class Glass:
    """The terminal, and the program in it."""

    def __init__(
        self,
        words: Sequence[str],
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        surroundings = {**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
        # Of the terminal the tests run in; they would go before the size of this one.
        for theirs in ("COLUMNS", "LINES"):
            surroundings.pop(theirs, None)
        surroundings |= environment or {}
        # The slave is held open, so that its state can still be read when the program has gone.
        self.master, self.slave = os.openpty()
        self.before = termios.tcgetattr(self.slave)
        self.process = os.fork()
        if not self.process:
            os.close(self.master)
            os.login_tty(self.slave)
            os.chdir(ROOT)
            os.execve(sys.executable, [sys.executable, *words], surroundings)
        self.resize(*size)
        self.painted = ""
        self.code: int | None = None

    def resize(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def type(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def wait(self, holds: Callable[[], bool], what: str) -> None:
        """Reads what is painted until something holds."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not holds():
            assert time.monotonic() < deadline, f"{what} never came: {self.words[-1500:]!r}"
            self.read(0.05)

    def until(self, said: str) -> None:
        self.wait(lambda: said in self.words, repr(said))

    def settle(self) -> None:
        """Gives it time to open what a key opens. A cursor blinks, so it never falls quiet."""
        deadline = time.monotonic() + SETTLE_SECONDS
        while time.monotonic() < deadline:
            self.read(0.1)

    def until_ended(self) -> int:
        """Waits for its end; returns the exit code, or minus the signal."""
        self.wait(self.has_ended, "the end")
        assert self.code is not None
        while self.read(0.05):
            pass
        return self.code

    def has_ended(self) -> bool:
        if self.code is None:
            process, status = os.waitpid(self.process, os.WNOHANG)
            if process:
                self.code = os.waitstatus_to_exitcode(status)
        return self.code is not None

    def read(self, seconds: float) -> bool:
        """Takes what was painted meanwhile; was there anything?"""
        watched = [self.master] if self.master >= 0 else []
        if not select.select(watched, [], [], seconds)[0]:
            return False
        try:
            self.painted += os.read(self.master, 65536).decode("utf-8", "replace")
        except OSError:
            return False
        return True

    def forget(self) -> None:
        self.painted = ""

    def save_and_leave(self) -> None:
        """Saves what stands in the Log box, reads that it is saved, and leaves."""
        self.forget()
        self.type("\r")
        self.until("Saved: ")
        self.type("q")
        assert self.until_ended() == 0

    @property
    def words(self) -> str:
        return CODES.sub("", self.painted)

    @property
    def last_words(self) -> str:
        """What stands on the terminal after the program has left it."""
        return CODES.sub("", self.painted.rpartition(LEFT)[2])

    @property
    def is_restored(self) -> bool:
        return LEFT in self.painted and termios.tcgetattr(self.slave) == self.before

    def close_window(self) -> None:
        if self.master >= 0:
            os.close(self.slave)
            os.close(self.master)
            self.master = self.slave = -1

    def close(self) -> None:
        if not self.has_ended():
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        self.close_window()


@contextmanager
def a_glass(
    words: Sequence[str],
    size: tuple[int, int] = (80, 24),
    environment: Mapping[str, str] | None = None,
) -> Iterator[Glass]:
    glass = Glass(words, size, environment)
    try:
        yield glass
    finally:
        glass.close()


def app_on(path: Path, *more: str) -> list[str]:
    """The words that open the app on a book."""
    return [*wrong.program(), "--book", str(path), "--today", TODAY.isoformat(), *more]


def a_shown_book(folder: Path, name: str = "book.db") -> Path:
    """A closed book whose agenda shows the customer."""
    book = a_book(folder, a_contact(CUSTOMER, due=TODAY), name=name)
    book.close()
    return book.path


def type_a_line(glass: Glass, text: str) -> None:
    """Opens the Log box about the customer and types."""
    glass.until(CUSTOMER)
    glass.type("l")
    glass.until("Log ·")
    glass.type(text)


def until_kept(glass: Glass, path: Path, text: str) -> None:
    """Waits until what is typed is on the disk."""
    glass.wait(lambda: text in draft_on_disk(path), "the text on disk")
