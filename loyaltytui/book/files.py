"""Files that only their owner may read, each put in place whole or not at all.

What stands in them lives in `storage` and `backup`.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from loyaltytui.book.errors import Refused

_COMPANIONS = ("-wal", "-shm", ".lock", ".unsaved", ".crash.txt")
UNFINISHED = ".new"
"""How the name of a file ends until it is whole and has its own."""
_MOST_NAMED = 4
_OUR_FOLDER = "loyaltytui"
"""A folder of this name is the program's own; any other may be somebody's home or shared."""


def backup_folder(path: Path) -> Path:
    """Where a book's copies live: beside it."""
    return path.with_name(f"{path.name}.backups")


def was_here(path: Path) -> bool:
    """Has there been a book at this path that is gone now?"""
    return not path.exists() and (
        Path(f"{path}.lock").exists()
        or Path(f"{path}-wal").exists()
        or backup_folder(path).exists()
    )


def make_private_folder(folder: Path) -> None:
    """The folder and its parents, open to their owner alone."""
    previous = os.umask(0o077)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    finally:
        os.umask(previous)


def tighten(path: Path) -> tuple[Path, ...]:
    """Takes away what others may do with a book and its companions; returns what was open."""
    files = [path, *(Path(f"{path}{ending}") for ending in _COMPANIONS)]
    folders = [backup_folder(path)]
    if path.parent.name == _OUR_FOLDER:
        folders.append(path.parent)
    wanted = [(file, 0o600) for file in files] + [(folder, 0o700) for folder in folders]
    open_to_others = [place for place, mode in wanted if _tighten_one(place, mode)]
    if folders[0] in open_to_others:
        # Behind a folder that was closed nobody could read them, whatever their modes.
        copies = sorted(folders[0].iterdir())
        open_to_others += [copy for copy in copies if _tighten_one(copy, 0o600)]
    return tuple(open_to_others)


def said_of(tightened: Sequence[Path]) -> str:
    """What others could do until now; empty for nothing."""
    if not tightened:
        return ""
    names = ", ".join(place.name for place in tightened[:_MOST_NAMED])
    more = len(tightened) - _MOST_NAMED
    return (
        f"Others could read or change {names}{f' and {more} more' if more > 0 else ''}. "
        "Only you can now."
    )


def _tighten_one(place: Path, mode: int) -> bool:
    """A medium that refuses is left as it is: its modes are not the rep's to change."""
    with suppress(OSError):
        if stat.S_IMODE(place.stat().st_mode) & ~mode:
            place.chmod(mode)
            return True
    return False


def private_file(target: Path) -> str:
    """Makes an empty file beside `target` that only its owner may read; its name."""
    # Only here: most verbs put no file anywhere, and it brings `random` along.
    import tempfile

    descriptor, name = tempfile.mkstemp(
        prefix=f".{target.name}-", suffix=UNFINISHED, dir=target.parent
    )
    os.close(descriptor)
    return name


@contextmanager
def put_in_place(
    target: Path, *, may_replace: bool = False, written: Path | None = None
) -> Iterator[Path]:
    """A private file to write; it becomes `target` when all went well, else it goes.

    Whatever is at `target` already is never replaced, unless that was asked for. `written`: the
    private file, where the caller has made it.
    """
    written = written or Path(private_file(target))
    try:
        yield written
        sync(written)
        if may_replace:
            os.replace(written, target)
        else:
            _give_name(written, target)
        sync(target.parent)
    finally:
        for ending in ("", "-journal", "-wal", "-shm"):
            Path(f"{written}{ending}").unlink(missing_ok=True)


def _give_name(written: Path, target: Path) -> None:
    """A second link refuses a taken name in one step; not every file system has links."""
    taken = Refused(f"There is a file at {target} already. It was left as it is.")
    try:
        os.link(written, target)
    except FileExistsError:
        raise taken from None
    except OSError:
        if target.exists():
            raise taken from None
        written.rename(target)


def sync(path: Path) -> None:
    """Waits until a file, or a folder's list of names, is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def has_log(path: Path) -> bool:
    """Is there anything in the log beside a book's file?"""
    try:
        return os.stat(f"{path}-wal").st_size > 0
    except FileNotFoundError:
        return False


def identity(path: Path) -> tuple[int, int] | None:
    """Which file this is, whatever its name. None: there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
