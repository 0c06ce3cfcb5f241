"""Ends what a thread is asking of the book, however long one statement of it takes.

Who wants that and why is not known here; what was begun is rolled back by the verb that began it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from loyaltytui.book.storage import Storage

_STEPS = 20_000
"""Of SQLite's between two looks: a look takes less than a hundredth of the time they take."""


@contextmanager
def stoppable(book: Storage, is_stopped: Callable[[], bool]) -> Iterator[None]:
    """Once that is true, what this thread is doing ends with a `BookError`."""
    connection = book.db.connection()
    connection.set_progress_handler(is_stopped, _STEPS)
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)
