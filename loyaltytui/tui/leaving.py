"""Leaving in a hurry: on a signal, on a fault. What is typed is kept, and nobody's data shown."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from loyaltytui.book.errors import BookError
from loyaltytui.unexpected import told_without_words

_SIGNALS = ("SIGHUP", "SIGTERM", "SIGQUIT", "SIGINT")
"""A closed window, a shutdown, ctrl+backslash, `kill -INT`. Windows has some of them only.

ctrl+c is a key like others while the app is on: it copies."""

EMERGENCY_SECONDS = 1.0
TERMINAL_SECONDS = 1.0
LAST_SECONDS = 10.0
"""After these the process ends whatever still holds it: a thread that reads from a terminal that
has gone would keep it alive, and a core busy, for ever."""


def leave_on_signals(leave: Callable[[], None]) -> None:
    """Has signals close the app in order; one that hangs meanwhile is ended after a second."""
    loop = asyncio.get_running_loop()

    def hurry() -> None:
        loop.call_later(EMERGENCY_SECONDS, os._exit, 1)
        _end_at_last()
        leave()

    for name in _SIGNALS:
        if hasattr(signal, name):
            try:
                loop.add_signal_handler(getattr(signal, name), hurry)
            except (NotImplementedError, RuntimeError, ValueError):
                # Windows has no such handlers, and only the main thread may set them.
                return


def _end_at_last() -> None:
    """Ends the process when it has not ended by itself, the loop gone or not."""
    timer = threading.Timer(LAST_SECONDS, os._exit, (1,))
    timer.daemon = True
    timer.start()


def watch_terminal(leave: Callable[[], None]) -> Callable[[], None]:
    """A check to be made now and then: it leaves when the terminal has gone.

    Not every terminal says good-bye with a signal, and Textual would go on reading from one
    that is gone as fast as it can.
    """
    if not sys.stdin.isatty():
        return lambda: None
    descriptor = sys.stdin.fileno()

    def look() -> None:
        try:
            os.tcgetpgrp(descriptor)
        except OSError:
            _end_at_last()
            leave()

    return look


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
