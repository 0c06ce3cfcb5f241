"""What an export that was killed has left beside its place, told from what is being written.

Whoever writes holds what he writes by an advisory lock, which ends with its process: so what
nobody holds may go. How files get their names lives in `placing` and `file_writing`.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: nobody can tell whether the writer is alive, so nothing is taken
    fcntl = None  # type: ignore[assignment]  # the platform has no such module

_BY_CHANCE = "[a-z0-9_]{8}"
"""What `tempfile` puts into a name to make it a new one."""
_NO_OTHER = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""Opens what a name stands for itself, and never waits for the other end of a pipe."""


@contextmanager
def in_hand(make: Callable[[], str]) -> Iterator[Path]:
    """Makes a file or a folder under a name of chance, and holds it until all is done with it."""
    made, held = _made_and_held(make)
    try:
        yield made
    finally:
        if held is not None:
            os.close(held)


def clear(folder: Path, beginning: str, ending: str) -> None:
    """Takes away what was made there between such a beginning and ending, and nobody holds."""
    if fcntl is None:
        return
    named = re.compile(re.escape(beginning) + _BY_CHANCE + re.escape(ending))
    with suppress(OSError):
        for left in [one for one in folder.iterdir() if named.fullmatch(one.name)]:
            _take_away(left)


def _made_and_held(make: Callable[[], str]) -> tuple[Path, int | None]:
    while True:
        made = Path(make())
        if fcntl is None:
            return made, None
        with suppress(FileNotFoundError):
            held = os.open(made, _NO_OTHER)
            # Where a file system has no such locks nobody gets one, and nothing is taken away.
            with suppress(OSError):
                fcntl.flock(held, fcntl.LOCK_EX)
            if _is_at(made, held):
                return made, held
            os.close(held)
        # Another export has taken it for a dead one's, in the moment before it was held.


def _take_away(left: Path) -> None:
    """What can't be taken away is left: it must never be what an export fails of."""
    with suppress(OSError):
        found = left.lstat()
        is_folder = stat.S_ISDIR(found.st_mode)
        if found.st_uid != os.geteuid() or not (is_folder or stat.S_ISREG(found.st_mode)):
            return
        held = os.open(left, _NO_OTHER)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if not _is_at(left, held):
                return
            if is_folder:
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink()
        finally:
            os.close(held)


def _is_at(path: Path, held: int) -> bool:
    """Does the name still stand for what was opened?"""
    try:
        return os.path.samestat(path.lstat(), os.fstat(held))
    except FileNotFoundError:
        return False
