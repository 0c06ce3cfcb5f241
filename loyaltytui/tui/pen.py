"""The hand that writes: one thread for every verb, so that no lock ever freezes the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from loyaltytui.book.book import Book


P = ParamSpec("P")
R = TypeVar("R")


class Pen:
    """Writes in the book, one verb at a time, in a thread of its own."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="pen")

    async def write(self, verb: Callable[P, R], *args: P.args, **options: P.kwargs) -> R:
        """Runs a verb; returns when it is on disk, raises its `BookError` when it is not.

        The log is moved into the book's file behind the answer: nobody waits for that.
        """
        loop = asyncio.get_running_loop()
        result = await loop.run_in_executor(self._thread, lambda: verb(*args, **options))
        self._thread.submit(self._book.checkpoint)
        return result

    def close(self) -> None:
        """Waits for what is being written and closes the writing connection."""
        self._thread.submit(self._book.close).result()
        self._thread.shutdown()
