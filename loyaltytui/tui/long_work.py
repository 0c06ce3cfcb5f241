"""Long work beside the screen: how far it is, and how it is stopped.

What the work is, and in which thread it runs, is said by whoever begins it.
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Lock
from typing import TYPE_CHECKING, BinaryIO, cast

from loyaltytui.book.faults import told
from loyaltytui.book.stopping import followed
from loyaltytui.exchange.reading import Stopped

if TYPE_CHECKING:
    from loyaltytui.book.book import Book

_USUAL_SWITCH = sys.getswitchinterval()
_QUICK_SWITCH = 0.00005
"""Seconds that a thread reckons on before the screen gets its turn. A key asks for one a hundred
times, after each row that is read for it and each line that is written."""
_USUAL_GARBAGE = gc.get_threshold()
_NEVER = 1_000_000_000
"""So much garbage of the second generation there never is."""
_WORK_SECONDS = 0.005
"""So long may be worked between two looks whether the screen has something to do."""
_QUICK_ANSWER = 0.0005
"""Seconds in which a screen at rest answers."""
_LONGEST_ASIDE = 0.1
LOOK_AGAIN_SECONDS = 0.1
"""Between two paintings of how far it is."""
_beside: list[float] = []
"""One for each piece of work that goes on."""


class Work:
    """One long piece of work, told of by the thread that does it and read by the screen."""

    def __init__(self) -> None:
        self.said = ""
        """What is being done, in words."""
        self.done = 0
        self.total = 0
        """Nothing: nobody knows how much there is."""
        self.is_stopped = False
        self._interrupts: list[Callable[[], None]] = []
        self._interrupting = Lock()
        self._screen = _loop_of_the_screen()
        self._worked_since = time.perf_counter()

    def begin(self, said: str) -> None:
        """Another part of it begins; it is not known yet how much that is."""
        self.tell(0, 0)
        self.said = said

    def tell(self, done: int, total: int = 0) -> None:
        """So much is done. Raises `Stopped` where the work is to end here."""
        if self.is_stopped:
            raise Stopped
        self.done, self.total = done, total
        self._stand_aside()

    def _stand_aside(self) -> None:
        """Lets the screen do what it has to: answer a key, paint what follows from it.

        Two threads that reckon at once would each take twice as long, and the key is waited for.
        """
        began = asked = time.perf_counter()
        if self._screen is None or began - self._worked_since < _WORK_SECONDS:
            return
        while asked - began < _LONGEST_ASIDE:
            answered = Event()
            try:
                self._screen.call_soon_threadsafe(answered.set)
            except RuntimeError:
                # The app has been left.
                break
            answered.wait(_LONGEST_ASIDE)
            before, asked = asked, time.perf_counter()
            if asked - before < _QUICK_ANSWER:
                break
        self._worked_since = asked

    def asks(self) -> bool:
        """Is it to end? Asked within long statements, where the screen gets its turn as well."""
        self._stand_aside()
        return self.is_stopped

    @contextmanager
    def ending(self, interrupt: Callable[[], None]) -> Iterator[None]:
        """Meanwhile stopping it calls this too."""
        self._interrupts.append(interrupt)
        try:
            yield
        finally:
            # Not while it is being called: what it interrupts is closed next.
            with self._interrupting:
                self._interrupts.remove(interrupt)

    def stop(self) -> None:
        """Ends the work at its next word, and the statement that it waits for."""
        self.is_stopped = True
        with self._interrupting:
            for interrupt in self._interrupts:
                interrupt()


@contextmanager
def asked_of(book: Book, work: Work) -> Iterator[None]:
    """Meanwhile the work may be ended in all that this thread asks of a book.

    The thread may only now be opening it, and its file may be gone: that is told as any trouble is.
    """
    with told(book.path):
        connection = book.db.connection()
    with followed(connection, work):
        yield


def _loop_of_the_screen() -> asyncio.AbstractEventLoop | None:
    """Where keys are answered. None: there is no screen to stand aside for."""
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


@contextmanager
def beside_the_screen() -> Iterator[None]:
    """Meanwhile threads take short turns, so that the screen stays quick.

    Used on the screen's own thread alone, where one may begin before another has ended.
    """
    _beside.append(_QUICK_SWITCH)
    sys.setswitchinterval(_QUICK_SWITCH)
    # Looking for garbage among so many new entries, none of it, would hold up every key. The young
    # are looked through: keys make garbage too, and all of it at the end would hold up one of them.
    gc.set_threshold(*_USUAL_GARBAGE[:2], _NEVER)
    try:
        yield
    finally:
        _beside.pop()
        if not _beside:
            sys.setswitchinterval(_USUAL_SWITCH)
            gc.set_threshold(*_USUAL_GARBAGE)


class _Watched:
    """A file whose bytes are counted while they pass."""

    def __init__(self, file: BinaryIO, work: Work, total: int) -> None:
        self._file = file
        self._work = work
        self._passed = 0
        self._total = total

    def read(self, size: int = -1) -> bytes:
        """Reads, and tells how much has been read."""
        piece = self._file.read(size)
        self._count(len(piece))
        return piece

    def write(self, piece: bytes) -> int:
        """Writes, and tells how much has been written."""
        self._count(len(piece))
        return self._file.write(piece)

    def _count(self, size: int) -> None:
        self._passed += size
        self._work.tell(min(self._passed, self._total) if self._total else 0, self._total)

    def __getattr__(self, name: str) -> object:
        return getattr(self._file, name)


def watched_reading(file: BinaryIO, work: Work) -> BinaryIO:
    """The file, telling how much of it has been read."""
    # Whoever is handed it only reads; all the rest is the file's own.
    return cast(BinaryIO, _Watched(file, work, os.fstat(file.fileno()).st_size))


def watched_writing(file: BinaryIO, work: Work) -> BinaryIO:
    """The file; writing it ends where the work is stopped."""
    return cast(BinaryIO, _Watched(file, work, 0))
