"""Leaving in a hurry: on a signal, on a fault. What is typed is kept, and nobody's data shown."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from types import FrameType
from typing import Protocol, runtime_checkable

from loyaltytui.book.errors import BookError
from loyaltytui.unexpected import told_without_words

_SIGNALS = ("SIGHUP", "SIGTERM", "SIGQUIT", "SIGINT")
"""A closed window, a shutdown, ctrl+backslash, `kill -INT`. Windows has some of them only.

ctrl+c is a key like others while the app is on: it copies."""

EMERGENCY_SECONDS = 1.0
"""So long the app may take to close."""
UNHEARD_SECONDS = 2.0
"""So long it may be at something else before it hears that it is to close."""
TERMINAL_SECONDS = 1.0
LAST_SECONDS = 10.0
"""After these the process ends whatever still holds it: a thread that reads from a terminal that
has gone would keep it alive, and a core busy, for ever."""


@runtime_checkable
class KeepsTyped(Protocol):
    """A box that words are typed on."""

    def keep_at_last(self) -> None:
        """Keeps on disk what is typed and not kept yet; called in a thread."""
        ...


@runtime_checkable
class GivesBack(Protocol):
    """A way to the terminal that can be ended at any moment."""

    def give_back(self) -> None:
        """Leaves the terminal as it was before; called in a thread."""
        ...


def leave_on_signals(
    leave: Callable[[], None], at_last: Callable[[], None] = lambda: None
) -> Lookout:
    """Has signals, and a terminal that has gone, close the app in order.

    One that hangs meanwhile is ended. `at_last`: what is still to be done then, in a thread.
    """
    lookout = Lookout(leave, at_last)
    for name in _SIGNALS:
        if hasattr(signal, name):
            try:
                signal.signal(getattr(signal, name), lookout.call)
            except ValueError:
                # Only the main thread may set them.
                break
    lookout.begin()
    return lookout


class Lookout:
    """Sees in a thread of its own that it is time to leave: the loop may be busy with anything."""

    def __init__(self, leave: Callable[[], None], at_last: Callable[[], None]) -> None:
        self._loop = asyncio.get_running_loop()
        self._leave = leave
        self._at_last = at_last
        self._calls: SimpleQueue[None] = SimpleQueue()
        self._is_heard = threading.Event()
        self._is_home = threading.Event()
        self._is_home.set()
        self._terminal = sys.stdin.fileno() if sys.stdin.isatty() else None

    def begin(self) -> None:
        """Looks out from now on."""
        threading.Thread(target=self._look, name="lookout", daemon=True).start()

    def call(self, number: int, frame: FrameType | None) -> None:
        """It is time. A signal may say so in the middle of anything."""
        if self._loop.is_closed():
            # The app has been left: from now on it is as if it had never been there.
            usual = signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL
            signal.signal(number, usual)
            os.kill(os.getpid(), number)
        self._calls.put(None)

    @contextmanager
    def away(self) -> Iterator[None]:
        """The terminal is lent to another program: what comes meanwhile is heard after it."""
        self._is_home.clear()
        try:
            yield
        finally:
            self._is_home.set()

    def _look(self) -> None:
        while not self._is_called() and not self._is_terminal_gone():
            if self._loop.is_closed():
                return
        self._is_home.wait()
        timer = threading.Timer(LAST_SECONDS, os._exit, (1,))
        timer.daemon = True
        timer.start()
        try:
            self._loop.call_soon_threadsafe(self._hurry)
        except RuntimeError:
            # It is closed: whatever is done now is what comes after the app.
            return
        if not self._is_heard.wait(UNHEARD_SECONDS):
            self._end()

    def _is_called(self) -> bool:
        """Is it time? Waits a while for it."""
        try:
            self._calls.get(timeout=TERMINAL_SECONDS)
        except Empty:
            return False
        return True

    def _is_terminal_gone(self) -> bool:
        """Not every terminal says good-bye with a signal."""
        if self._terminal is None:
            return False
        try:
            os.tcgetpgrp(self._terminal)
        except OSError:
            return True
        return False

    def _hurry(self) -> None:
        self._is_heard.set()
        self._loop.call_later(EMERGENCY_SECONDS, self._end)
        self._leave()

    def _end(self) -> None:
        try:
            self._at_last()
        finally:
            os._exit(1)


def last_words(error: BaseException | None, book_path: Path) -> str:
    """What the terminal says after a fault; the details go into a file for its owner alone."""
    if isinstance(error, BookError):
        return str(error)
    report = Path(f"{book_path}.crash.txt")
    said = "loyaltytui had to stop because of a fault of its own. All that was saved is safe."
    try:
        descriptor = os.open(report, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
            file.writelines(told_without_words(error))
    except OSError:
        return said
    return f"{said} The details are in {report}"
