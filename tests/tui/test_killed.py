"""A real terminal, ended in mid-sentence: started again, the program offers the sentence back."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from loyaltytui.book.book import Book
from tests.builders import TODAY, a_book, a_contact, reopened, who

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 60
"""How long a busy machine may take for anything before the test gives up."""
CODES = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|P[^\x1b]*\x1b\\|[()][A-Z0-9]|[=>])"
)
SENTENCE = "renewing, worried about the pri"


class Terminal:
    """The program in a terminal of its own, 80 by 24."""

    def __init__(self, book: Path) -> None:
        words = [sys.executable, "-m", "loyaltytui", "--book", str(book)]
        words += ["--today", TODAY.isoformat()]
        environment = {**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
        self.process, self.glass = pty.fork()
        if not self.process:
            os.chdir(ROOT)
            os.execve(sys.executable, words, environment)
        fcntl.ioctl(self.glass, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.painted = ""
        self.code: int | None = None

    def type(self, keys: str) -> None:
        os.write(self.glass, keys.encode())

    def wait(self, holds: Callable[[], bool], what: str) -> None:
        """Reads what is painted until something holds."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not holds():
            if time.monotonic() > deadline:
                raise AssertionError(f"{what} never came. Painted last: {self.words[-2000:]!r}")
            self._read(0.05)

    def until_painted(self, said: str) -> None:
        self.wait(lambda: said in self.words, repr(said))

    def until_ended(self) -> int:
        """Waits for its end; returns the exit code, or minus the signal."""
        self.wait(self._has_ended, "the end")
        assert self.code is not None
        return self.code

    def forget_painted(self) -> None:
        self.painted = ""

    def close(self) -> None:
        if not self._has_ended():
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        self.close_window()

    def close_window(self) -> None:
        if self.glass >= 0:
            os.close(self.glass)
            self.glass = -1

    @property
    def words(self) -> str:
        return CODES.sub("", self.painted)

    def _read(self, seconds: float) -> None:
        watched = [self.glass] if self.glass >= 0 else []
        if select.select(watched, [], [], seconds)[0]:
            try:
                self.painted += os.read(self.glass, 65536).decode("utf-8", "replace")
            except OSError:
                self.close_window()  # the program has gone and taken its end along

    def _has_ended(self) -> bool:
        if self.code is None:
            process, status = os.waitpid(self.process, os.WNOHANG)
            if process:
                self.code = os.waitstatus_to_exitcode(status)
        return self.code is not None


@contextmanager
def a_terminal(book: Path) -> Iterator[Terminal]:
    terminal = Terminal(book)
    try:
        terminal.until_painted("Ana Ruiz")
        yield terminal
    finally:
        terminal.close()


def a_closed_book(folder: Path) -> Book:
    book = a_book(folder, a_contact("Ana Ruiz", due=TODAY))
    book.close()
    return book


def kept(book: Book) -> str:
    path = Path(f"{book.path}.unsaved")
    return path.read_text("utf-8") if path.exists() else ""


def kill(terminal: Terminal, book: Book) -> None:
    """Without a warning: all that was typed a moment ago must be on disk by then."""
    terminal.wait(lambda: SENTENCE in kept(book), "the sentence on disk")
    terminal.type("ce of")
    os.kill(terminal.process, signal.SIGKILL)
    assert terminal.until_ended() == -signal.SIGKILL


def hang_up(terminal: Terminal, book: Book) -> None:
    os.kill(terminal.process, signal.SIGHUP)
    terminal.until_ended()


def terminate(terminal: Terminal, book: Book) -> None:
    os.kill(terminal.process, signal.SIGTERM)
    terminal.until_ended()


def close_the_window(terminal: Terminal, book: Book) -> None:
    terminal.close_window()
    terminal.until_ended()


@pytest.mark.parametrize("end", [kill, hang_up, terminate, close_the_window])
def test_the_log_box_offers_the_sentence_back(
    tmp_path: Path, end: Callable[[Terminal, Book], None]
) -> None:
    book = a_closed_book(tmp_path)
    with a_terminal(book.path) as terminal:
        terminal.type("l")
        terminal.until_painted("Log ·")
        terminal.type(SENTENCE)
        terminal.until_painted(SENTENCE)
        end(terminal, book)
    with a_terminal(book.path) as terminal:
        terminal.until_painted("Not saved yet, about Ana Ruiz")
        terminal.forget_painted()
        terminal.type("l")
        terminal.until_painted("Log ·")
        terminal.until_painted(SENTENCE)
        terminal.type("\r")
        terminal.until_painted("Saved: ")
        terminal.type("q")
        assert terminal.until_ended() == 0
    book = reopened(book)
    (call,) = book.timeline(who(book, "Ana Ruiz").id)
    assert call.text.startswith(SENTENCE)
    assert kept(book) == ""
    assert book.check() == []


@pytest.mark.parametrize("end", [kill, hang_up])
def test_a_form_offers_its_lines_back(
    tmp_path: Path, end: Callable[[Terminal, Book], None]
) -> None:
    book = a_closed_book(tmp_path)
    with a_terminal(book.path) as terminal:
        terminal.type("a")
        terminal.until_painted("New contact")
        terminal.type(SENTENCE)
        terminal.until_painted(SENTENCE)
        end(terminal, book)
    with a_terminal(book.path) as terminal:
        terminal.until_painted("Not saved yet, in a form")
        terminal.forget_painted()
        terminal.type("a")
        terminal.until_painted(SENTENCE)
        assert reopened(book).contact_count() == 1


def test_after_a_hang_up_the_terminal_is_left_as_it_was(tmp_path: Path) -> None:
    book = a_closed_book(tmp_path)
    with a_terminal(book.path) as terminal:
        terminal.forget_painted()
        hang_up(terminal, book)
        terminal._read(1)
        assert "\x1b[?1049l" in terminal.painted, "back from the alternate screen"
        assert "Traceback" not in terminal.words
