"""One writer at a time among all processes: an advisory lock file beside the book.

SQLite's own locks stay in charge of correctness; this one keeps writes and checkpoints of
different processes apart, which also rules out SQLite's rare WAL-reset fault (before 3.51.3).
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from loyaltytui.book.errors import BookBusy
from loyaltytui.book.faults import told_of_files

try:
    import fcntl
except ImportError:  # Windows: SQLite's own locks alone have to do
    fcntl = None  # type: ignore[assignment]  # the platform has no such module

_STEP_SECONDS = 0.005


@contextmanager
def writer_lock(
    book_path: Path, wait_seconds: float, waiting: Callable[[], None] | None = None
) -> Iterator[None]:
    """Holds the book's lock file; raises `BookBusy` after `wait_seconds`.

    `waiting`: called again and again until then. What it raises ends the waiting.
    """
    if fcntl is None:
        yield
        return
    with told_of_files(book_path):
        descriptor = os.open(f"{book_path}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        give_up_at = time.monotonic() + wait_seconds
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= give_up_at:
                    raise BookBusy(
                        "Not saved: another program is using the book. Try again in a moment."
                    ) from None
                if waiting is not None:
                    waiting()
                time.sleep(_STEP_SECONDS)
        yield
    finally:
        os.close(descriptor)
