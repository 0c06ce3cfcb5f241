"""The book is read-only, or held by another program, while somebody types."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.builders import TODAY
from tests.faults import wrong
from tests.faults.children import ROOT
from tests.faults.ending import SENTENCE
from tests.faults.glass import (
    CUSTOMER,
    a_glass,
    a_shown_book,
    app_on,
    type_a_line,
    until_kept,
)
from tests.faults.ledger import Fault, NotHere, Tried, damage_of, opened, plain_words

HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute(sys.argv[2])
print("held", flush=True)
sys.stdin.read()
"""
WAYS = {
    "file": (["chattr", "+i", "{book}"], ["chattr", "-i", "{book}"]),
    "folder": (["chattr", "-R", "+i", "{folder}"], ["chattr", "-R", "-i", "{folder}"]),
    "medium": (
        ["sh", "-c", "mount --bind '{folder}' '{folder}' && mount -o remount,ro,bind '{folder}'"],
        ["umount", "-l", "{folder}"],
    ),
}


def verb(path: Path, *words: str, **surroundings: str) -> subprocess.CompletedProcess[str]:
    """A verb of the command line in a process of its own."""
    start = (sys.executable, *wrong.program(), "--book", str(path))
    return subprocess.run(
        [*start, "--today", TODAY.isoformat(), *words],
        cwd=ROOT,
        env={**os.environ, **surroundings},
        capture_output=True,
        text=True,
        check=False,
    )


@contextmanager
def unwritable(path: Path, way: str) -> Iterator[None]:
    """The file, the folder or the medium refuses writes: root's too."""
    begin, end = (
        [word.format(book=path, folder=path.parent) for word in words] for words in WAYS[way]
    )
    try:
        made = subprocess.run(begin, check=False, capture_output=True)
    except FileNotFoundError as error:
        raise NotHere(f"there is no {begin[0]} on this machine") from error
    if made.returncode:
        subprocess.run(end, check=False, capture_output=True)
        raise NotHere(f"a read-only {way} can't be made here")
    try:
        yield
    finally:
        subprocess.run(end, check=True)


@contextmanager
def held_by_another(path: Path, sql: str = "begin immediate") -> Iterator[None]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path), sql], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        yield
    finally:
        holder.communicate()


def read_only(folder: Path, times: int) -> Tried:
    tried = Tried()
    for number in range(times):
        way = list(WAYS)[number % len(WAYS)]
        place = folder / f"medium {number}"
        place.mkdir()
        path = a_shown_book(place)
        before = path.read_bytes()
        with unwritable(path, way):
            due = verb(path, "due")
            assert (due.returncode, CUSTOMER in due.stdout) == (0, True), due.stderr
            refused = verb(path, "log", "ana: spoke")
            assert refused.returncode == 3
            assert "ana: spoke" in refused.stderr, "the line is handed back"
            tried.said[plain_words(refused.stderr.splitlines()[0], path)] += 1
            with a_glass(app_on(path)) as glass:
                glass.until("READ-ONLY")
                type_a_line(glass, SENTENCE)
                glass.until(SENTENCE)
                glass.type("\r")
                glass.until("NOT SAVED")
                glass.type("!")
                glass.until("!")
            assert path.read_bytes() == before
        tried.saw(f"read-only {way}")
        late = verb(path, "log", "ana: spoke")
        assert late.returncode == 0, late.stderr
        tried.acknowledged += 1
        book = opened(path)
        tried.lost += book.rows("select count(*) from interaction") != [(1,)]
        assert damage_of(book) == []
        book.close()
    return tried


def held(folder: Path, times: int) -> Tried:
    tried = Tried()
    for number in range(times):
        path = a_shown_book(folder, f"book {number}.db")
        with a_glass(app_on(path)) as glass:
            type_a_line(glass, SENTENCE)
            until_kept(glass, path, SENTENCE)
            with held_by_another(path):
                glass.type("\r")
                glass.until("another program is using the book")
                glass.type("ce")
                glass.until(f"{SENTENCE}ce")
                refused = verb(path, "log", "ana: spoke")
                assert refused.returncode == 3
                tried.said[refused.stderr.splitlines()[0]] += 1
                assert CUSTOMER in verb(path, "due").stdout, "reading goes on"
            glass.save_and_leave()
            tried.acknowledged += 1
        book = opened(path)
        rows = book.rows("select text from interaction")
        tried.lost += len(rows) != 1 or not rows[0][0].startswith(f"{SENTENCE}ce")
        assert damage_of(book) == []
        book.close()
        tried.saw("told, kept, saved once")
    return tried


FAULTS = (
    Fault("read-only", read_only, short=1, long=6, needs=("root", "chattr")),
    Fault("held by another program", held, short=1, long=10),
)
