"""The disk fails, is full, or memory is: nothing is acknowledged, and trying again works once."""

from __future__ import annotations

import errno
import os
import random
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from loyaltytui.book.book import Book
from loyaltytui.book.errors import BookError
from loyaltytui.book.unsaved import Unsaved, UnsavedText
from tests.builders import a_book, a_contact
from tests.faults.children import ANN, Child, a_line, start
from tests.faults.killing import Told, end_at_random, sort_out
from tests.faults.ledger import (
    Fault,
    NotHere,
    Tried,
    damage_of,
    doubles_in,
    missing_of,
    opened,
    plain_words,
)

CALLS = "pwrite64,fsync,fdatasync,ftruncate"
LINES = 4
MUCH_KIB = 32_000
STARVED = 6
"""Lines of a child that has too little memory."""
FULL = "Not saved: the disk is full. Make room and try again."
NO_MEMORY = "Not saved: the machine is out of memory. Close something and try again."


def _finished(child: Child) -> Told:
    lines, trouble = child.rest(120)
    assert child.returncode == 0, f"it ended with {child.returncode}: {trouble[-600:]}"
    return sort_out(lines)


def _traced(path: Path, name: str, seen: Path, *inject: str) -> Told:
    """Runs a child under strace, which sees only what touches the book itself."""
    files = (path, f"{path}-wal", f"{path}-shm")
    watched = [word for file in files for word in ("-P", str(file))]
    before = ("strace", "-f", "-o", str(seen), *watched, "-e", f"trace={CALLS}", *inject)
    return _finished(start("insist", path, name, LINES, 30, 3, before=before))


def _must_be_there_once(book: Book, told: Told, tried: Tried) -> None:
    tried.acknowledged += len(set(told.acks))
    tried.lost += len(missing_of(book, told.acks))
    tried.said.update(plain_words(sentence, book.path) for sentence in told.refusals)
    assert doubles_in(book) == []


def io_errors(folder: Path, times: int) -> Tried:
    tried = Tried()
    book = a_book(folder, a_contact("Ann"))
    book.close()
    seen = folder / "calls.txt"
    _traced(book.path, "rehearsal", seen)
    calls = Counter(re.findall(rf"({CALLS.replace(',', '|')})\(", seen.read_text()))
    if not calls:
        raise NotHere("strace may not watch a process here")
    fired = 0
    for number in range(times):
        call = random.choice(sorted(calls))
        error = random.choice(("EIO", "EIO", "ENOSPC")) if call == "pwrite64" else "EIO"
        nth = random.randint(1, calls[call])
        on = random.choice(("", "", "+"))
        inject = ("-e", f"inject={call}:error={error}:when={nth}{on}")
        told = _traced(book.path, f"try {number}", seen, *inject)
        fired += "(INJECTED)" in seen.read_text()
        if not on:
            assert len(told.acks) == LINES, "once only it failed, so trying again must work"
        again = opened(book.path)
        _must_be_there_once(again, told, tried)
        again.close()
        late = _finished(start("insist", book.path, f"try {number}", LINES, 30, 1))
        assert len(late.acks) == LINES, "with a good disk all of it can be saved"
        again = opened(book.path)
        _must_be_there_once(again, late, tried)
        if number % 10 == 9 or number == times - 1:
            assert damage_of(again) == []
        again.close()
        tried.saw(
            f"{call} {error}: {'refused first' if told.refusals else 'not noticed by a verb'}"
        )
    assert fired >= 0.8 * times, f"it fired {fired} times of {times}"
    assert any("refused first" in outcome for outcome in tried.outcomes)
    return tried


@contextmanager
def a_small_disk(folder: Path, size: str = "3m") -> Iterator[Path]:
    top = folder / "small"
    top.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(top)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        raise NotHere("mounting a small disk is not allowed here")
    try:
        yield top
    finally:
        subprocess.run(["umount", "-l", str(top)], check=True)


def fill(top: Path, spare: int) -> Path:
    """Leaves so many bytes free."""
    filler = top / "filler"
    state = os.statvfs(top)
    size = state.f_bavail * state.f_frsize - spare
    with filler.open("wb") as file:
        if size > 0:
            os.posix_fallocate(file.fileno(), 0, size)
    return filler


def full_disk(folder: Path, times: int) -> Tried:
    tried = Tried()
    with a_small_disk(folder) as top:
        for number in range(times):
            if number % 20 == 0:
                path = top / f"book {number}.db"
                for old in top.iterdir():
                    old.unlink()
                book = a_book(top, a_contact("Ann"), name=path.name)
                book.checkpoint()
                book.close()
            _one_full_disk(top, path, number, tried)
    assert set(tried.said) == {FULL}
    tried.must_have_seen("full while writing")
    return tried


def _one_full_disk(top: Path, path: Path, number: int, tried: Tried) -> None:
    book = opened(path) if number % 2 else None
    filler = fill(top, random.randrange(0, 60) * 4096)
    acks: list[str] = []
    waiting = ""
    try:
        book = book or opened(path)
        for line in range(60):
            waiting = f"point {number} {line}"
            book.log(a_line(waiting + " word" * 200), uuid=waiting)
            acks.append(waiting)
            waiting = ""
            book.checkpoint()
    except BookError as error:
        tried.said[plain_words(str(error), path)] += 1
        tried.saw("full while writing" if acks or waiting else "full while opening")
    else:
        tried.saw("it had room enough")
    try:
        Unsaved(path).keep(ANN, UnsavedText("typed", "uuid"))
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
    if book is not None:
        assert missing_of(book, acks) == [], "what is there can be read while the disk is full"
        book.close()
    filler.unlink()
    again = opened(path)
    if waiting:
        for _ in range(2):
            again.log(a_line(waiting), uuid=waiting)
        acks.append(waiting)
    Unsaved(path).forget(ANN)
    _must_be_there_once(again, Told(acks=acks), tried)
    assert damage_of(again) == []
    again.checkpoint()
    again.close()


def full_file(folder: Path, times: int) -> Tried:
    """The same for whoever is not root: no file may grow past a limit."""
    tried = Tried()
    book = a_book(folder, a_contact("Ann"))
    for number in range(times):
        book.checkpoint()
        most = book.path.stat().st_size + random.randrange(-8, 40) * 4096
        told = _finished(start("fenced", book.path, f"point {number}", most))
        tried.saw("refused" if told.refusals else "it had room enough")
        _must_be_there_once(book, told, tried)
    assert damage_of(book) == []
    tried.must_have_seen("refused")
    return tried


def full_book(folder: Path, times: int) -> Tried:
    """SQLite's own limit, which hits in the middle of a verb."""
    tried = Tried()
    book = a_book(folder, a_contact("Ann"))
    for number in range(times):
        ((pages,),) = book.rows("pragma page_count")
        book.rows(f"pragma max_page_count = {pages + random.randrange(3)}")
        acks: list[str] = []
        for line in range(40):
            text = f"point {number} {line}"
            try:
                book.log(a_line(text + " word" * 300), uuid=text)
            except BookError as error:
                tried.said[plain_words(str(error), book.path)] += 1
                tried.saw("full")
                break
            acks.append(text)
        book.rows("pragma max_page_count = 1000000")
        for _ in range(2):
            book.log(a_line(text + " word" * 300), uuid=text)
        _must_be_there_once(book, Told(acks=[*acks, text]), tried)
    assert damage_of(book) == []
    tried.must_have_seen("full")
    assert set(tried.said) == {FULL}
    return tried


def out_of_memory(folder: Path, times: int) -> Tried:
    """Too little and enough are brought nearer to each other: the edge is what is looked for."""
    tried = Tried()
    too_little, enough = 0, MUCH_KIB
    for number in range(times):
        if number % 10 == 0:
            book = a_book(folder, a_contact("Ann"), name=f"book {number}.db")
            book.close()
        spare = (too_little + enough) // 2 if number % 3 else random.randint(0, MUCH_KIB)
        told = _finished(start("starved", book.path, f"point {number}", spare))
        _must_be_there_once(book, told, tried)
        assert not any(one.startswith("escaped") for one in told.others), told.others
        assert len(set(told.acks)) == STARVED, "with memory enough all of it can be saved"
        if "enough" in told.others and not told.refusals:
            enough = max(spare, too_little + 500)
            tried.saw("it was enough")
        else:
            too_little = min(spare, enough - 500)
            tried.saw("refused in a sentence" if told.refusals else "ended before the book")
        if number % 10 == 9 or number == times - 1:
            assert damage_of(book) == []
    assert tried.acknowledged >= STARVED * times, "hardly anything was acknowledged"
    assert set(tried.said) <= {NO_MEMORY}
    tried.must_have_seen("it was enough", "refused in a sentence")
    return tried


def killed_and_tried_again(folder: Path, times: int) -> Tried:
    """Each life says the same lines again from the first: only new ones may come in."""
    tried = Tried()
    book = a_book(folder, a_contact("Ann"))
    for _ in range(times):
        told = end_at_random(start("insist", book.path, "line", 100_000, 0, 1))
        tried.saw("killed")
        _must_be_there_once(book, told, tried)
    assert tried.acknowledged > times
    assert damage_of(book) == []
    return tried


FAULTS = (
    Fault("killed, and all tried again", killed_and_tried_again, short=5, long=100),
    Fault("a write or sync fails", io_errors, short=5, long=200, needs=("strace",)),
    Fault("disk full, a real one", full_disk, short=20, long=200, needs=("root", "mount")),
    Fault("disk full, by a limit", full_file, short=4, long=60),
    Fault("disk full, inside a verb", full_book, short=10, long=200),
    Fault("out of memory", out_of_memory, short=7, long=100),
)
