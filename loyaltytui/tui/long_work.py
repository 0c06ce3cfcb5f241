"""Long work beside the screen: how far it is, and how it is stopped.

What the work is, and in which thread it runs, is said by whoever begins it.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from loyaltytui.exchange.reading import Stopped

_USUAL_SWITCH = sys.getswitchinterval()
_QUICK_SWITCH = 0.0005
"""Seconds that a thread reckons on before the screen gets its turn: a key never waits longer."""
_STAND_ASIDE_SECONDS = 0.001
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

    def begin(self, said: str) -> None:
        """Another part of it begins; it is not known yet how much that is."""
        self.tell(0, 0)
        self.said = said

    def tell(self, done: int, total: int = 0) -> None:
        """So much is done. Raises `Stopped` where the work is to end here."""
        if self.is_stopped:
            raise Stopped
        self.done, self.total = done, total
        # Nothing else makes room for the screen so surely as to stand aside for a moment.
        time.sleep(_STAND_ASIDE_SECONDS)

    def stop(self) -> None:
        """Ends the work at its next word."""
        self.is_stopped = True


@contextmanager
def beside_the_screen() -> Iterator[None]:
    """Meanwhile threads take short turns, so that the screen stays quick.

    Used on the screen's own thread alone, where one may begin before another has ended.
    """
    _beside.append(_QUICK_SWITCH)
    sys.setswitchinterval(_QUICK_SWITCH)
    # Looking for garbage among so many new entries, none of it, would hold up every key.
    gc.disable()
    try:
        yield
    finally:
        _beside.pop()
        if not _beside:
            sys.setswitchinterval(_USUAL_SWITCH)
            gc.enable()


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
