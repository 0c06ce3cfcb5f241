"""The power goes: what was not yet on the disk is gone. A file system of our own, cut off.

Only root may mount one. Nothing else of the machine is touched.
"""

from __future__ import annotations

import fcntl
import os
import random
import signal
import struct
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.builders import a_book, a_contact
from tests.faults.children import Child, start
from tests.faults.killing import Told, as_it_is, draft_on_disk, is_older, sort_out, work_a_while
from tests.faults.ledger import Fault, NotHere, Tried, damage_of, doubles_in, missing_of, opened

SHUT_DOWN = 0x8004587D
"""ext4's own: from now on nothing reaches the disk."""
WITHOUT_THE_LOG = 2
LIVES_OF_A_BOOK = 25


def _run(*words: str) -> None:
    ran = subprocess.run(words, check=False, capture_output=True, text=True)
    if ran.returncode:
        raise NotHere(f"{words[0]} is not allowed here: {ran.stderr.strip()}")


class Disk:
    """A small disk in a file, with a plug to pull."""

    def __init__(self, folder: Path) -> None:
        self.image, self.top = folder / "disk.img", folder / "disk"
        self.top.mkdir()
        with self.image.open("wb") as file:
            file.truncate(64 << 20)
        _run("mkfs.ext4", "-q", "-E", "lazy_itable_init=0", str(self.image))

    def mount(self) -> None:
        _run("mount", "-o", "loop,data=ordered", str(self.image), str(self.top))

    def pull_the_plug(self) -> None:
        descriptor = os.open(self.top, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, SHUT_DOWN, struct.pack("I", WITHOUT_THE_LOG))
        except OSError as error:
            raise NotHere(f"this file system can't be cut off: {error.strerror}") from error
        finally:
            os.close(descriptor)

    def unmount(self) -> None:
        for _ in range(100):
            if not subprocess.run(["umount", str(self.top)], capture_output=True).returncode:
                return
            time.sleep(0.02)
        raise AssertionError("the disk is still in use")


@contextmanager
def a_disk(folder: Path) -> Iterator[Disk]:
    disk = Disk(folder)
    disk.mount()
    try:
        yield disk
    finally:
        disk.unmount()
        disk.image.unlink()


def cut(disk: Disk, child: Child) -> Told:
    """Pulls the plug at a random moment and comes back as after a new start of the machine."""
    lines = work_a_while(child)
    # Stopped first, so that what it said and what the disk took belong to one moment.
    child.send_signal(signal.SIGSTOP)
    assert child.poll() is None, f"it ended by itself: {child.rest()[1]}"
    os.waitpid(child.pid, os.WUNTRACED)
    disk.pull_the_plug()
    child.send_signal(signal.SIGKILL)
    rest, _ = child.rest()
    disk.unmount()
    disk.mount()
    return sort_out(lines + rest)


def power_cut(
    folder: Path, times: int, made_ready: Callable[[Path], tuple[str, ...]] = as_it_is
) -> Tried:
    tried = Tried()
    with a_disk(folder) as disk:
        for life in range(times):
            if life % LIVES_OF_A_BOOK == 0:
                book = a_book(disk.top, a_contact("Ann"), name=f"book {life}.db")
                book.close()
                before = made_ready(book.path)
                os.sync()
            words = (f"life {life}", random.random(), 1_000_000)
            told = cut(disk, start(*before, "write", book.path, *words))
            again = opened(book.path)
            tried.acknowledged += len(told.acks) + len(told.drafts)
            tried.lost += len(missing_of(again, told.acks))
            tried.saw("cut at work" if told.acks else "cut before the first word")
            if told.drafts and is_older(draft_on_disk(book.path), told.drafts[-1]):
                tried.lost += 1
            if life % 5 == 4 or life == times - 1:
                assert damage_of(again) == []
                assert doubles_in(again) == []
            again.close()
    assert tried.acknowledged > times, "hardly anything was acknowledged: nothing is proved"
    tried.must_have_seen("cut at work")
    tried.said["(nothing: the machine was off)"] += times
    return tried


def power_cut_while_typing(folder: Path, times: int) -> Tried:
    """Without a verb beside it, whose waiting for the disk would bring the draft there too."""
    tried = Tried()
    with a_disk(folder) as disk:
        path = disk.top / "book.db"
        for life in range(times):
            told = cut(disk, start("draft", path, f"life {life}", 1_000_000))
            tried.acknowledged += len(told.drafts)
            tried.saw("draft whole" if told.drafts else "cut before the first word")
            if told.drafts and is_older(draft_on_disk(path), told.drafts[-1]):
                tried.lost += 1
    assert tried.acknowledged > times
    tried.must_have_seen("draft whole")
    return tried


NEEDS = ("root", "mkfs.ext4", "mount")
FAULTS = (
    Fault("power cut", power_cut, short=4, long=200, needs=NEEDS),
    Fault("power cut while typing", power_cut_while_typing, short=2, long=60, needs=NEEDS),
)
