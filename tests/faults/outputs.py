"""The power goes while backups and exports are written: each file is the old one or the new."""

from __future__ import annotations

import json
import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from loyaltytui.book.backups import BY_ITSELF
from loyaltytui.book.files import backup_folder
from loyaltytui.exchange.vdir_record import NAME as RECORD
from tests.builders import a_book, a_contact
from tests.faults.children import Child, start
from tests.faults.killing import Told, end_at_random
from tests.faults.ledger import Fault, Tried, damage_of, opened
from tests.faults.power import NEEDS, a_disk, cut
from tests.faults.writers import PLACES, export_all, files_in

OLD, NEW, EACH = "cut short: old", "cut short: new", "cut short: some files old, some new"
CUT, FINISHED = "cut in one, which is not there", "cut between one and its word"
LIVES_OF_A_BOOK = 4
"""Then its copies go, or they would fill the disk."""


@dataclass
class Standing:
    """What is known of the exports on a disk."""

    files: dict[str, dict[str, str]] = field(default_factory=lambda: {one: {} for one in PLACES})
    tried: Tried = field(default_factory=Tried)

    def judge(self, top: Path, lines: list[str]) -> None:
        """Each file is what it was, or what was being written; never anything else."""
        doing: dict[str, dict[str, str]] = {}
        for line in lines:
            word, _, rest = line.partition(" ")
            kind, _, told = rest.partition(" ")
            if word == "doing":
                doing = {kind: json.loads(told)}
            elif word == "done":
                self.files[kind] = json.loads(told)
                doing = {}
                self.tried.acknowledged += 1
        self.tried.times += 1
        for kind, known in self.files.items():
            found = files_in(top / PLACES[kind])
            self._compare(kind, known, doing.get(kind, {}), found)
            self.files[kind] = found
        record = top / PLACES["vdir"] / RECORD
        assert not record.exists() or json.loads(record.read_text()), "the record is whole"

    def _compare(
        self, kind: str, known: dict[str, str], coming: dict[str, str], found: dict[str, str]
    ) -> None:
        for name in known.keys() | coming.keys() | found.keys():
            old, new, now = known.get(name), coming.get(name), found.get(name)
            assert now in ({old, new} if coming else {old}), (
                f"{kind} {name} is neither what it was nor what was being written"
            )
        if coming and coming != known:
            self.tried.outcomes[OLD if found == known else NEW if found == coming else EACH] += 1


def _lives(top: Path, folder: Path, times: int, end: Callable[[Child], Told]) -> Tried:
    """The book itself lies elsewhere: what it brings to its disk must not bring the exports too."""
    standing = Standing()
    beside = folder / "beside"
    beside.mkdir()
    book = a_book(folder, a_contact("Ann"), a_contact("Ben", "Acme", emails=("ben@there.example",)))
    book.close()
    for life in range(times):
        seed = f"life{life}x{random.randrange(1000)}"
        told = end(start("export", book.path, top, beside, seed, 1_000_000))
        standing.judge(top, told.lines)
    export_all(book.path, top)
    left = [one.name for one in top.rglob(".*") if one.name.endswith((".new", ".tmp"))]
    assert not left, f"what was cut short stays for ever: {left}"
    tried = standing.tried
    tried.must_have_acknowledged(times, OLD)
    return tried


def exports_cut(folder: Path, times: int) -> Tried:
    with a_disk(folder) as disk:
        tried = _lives(disk.top, folder, times, lambda child: cut(disk, child))
    tried.said["(nothing: the machine was off)"] += times
    return tried


def exports_killed(folder: Path, times: int) -> Tried:
    top = folder / "top"
    top.mkdir()
    tried = _lives(top, folder, times, end_at_random)
    tried.said["(nothing: it was killed)"] += times
    return tried


@dataclass
class Copies:
    """What is known of the copies of a book."""

    acknowledged: dict[Path, str] = field(default_factory=dict)
    """The newest line that each was told to hold."""
    tried: Tried = field(default_factory=Tried)

    def judge(self, path: Path, told: Told) -> None:
        """A copy that was told of is there and holds its line; any other is whole as well."""
        is_at_it = False
        for line in told.lines:
            word, _, rest = line.partition(" ")
            is_at_it = word == "doing"
            if word == "done":
                name, text = json.loads(rest.partition(" ")[2])
                self.acknowledged[Path(name)] = text
                self.tried.acknowledged += 1
        found = {*backup_folder(path).glob("*.db"), *path.parent.glob("stick *.db")}
        for copy in found:
            lines = _lines_in(copy)
            wanted = self.acknowledged.get(copy)
            self.tried.lost += wanted is not None and wanted not in lines
        # A newer one, told of or not, lets those before it go.
        by_itself = [one for one in self.acknowledged.keys() | found if BY_ITSELF in one.name]
        missing = self.acknowledged.keys() - found - set(sorted(by_itself)[:-1])
        self.tried.lost += len(missing)
        extra = found - self.acknowledged.keys()
        self.tried.saw(FINISHED if extra else CUT if is_at_it else "cut between two")
        # What is there stays, told of or not.
        for copy in extra:
            self.acknowledged[copy] = _lines_in(copy)[-1]


def _lines_in(copy: Path) -> list[str]:
    """Every line of a copy, which must be whole."""
    with closing(sqlite3.connect(f"file:{quote(str(copy))}?mode=ro&immutable=1", uri=True)) as read:
        try:
            assert read.execute("pragma integrity_check").fetchall() == [("ok",)], copy.name
            return [uuid for (uuid,) in read.execute("select uuid from action order by id")]
        except sqlite3.Error as error:
            raise AssertionError(f"{copy.name} is no whole book: {error}") from error


def _backups(top: Path, times: int, end: Callable[[Child], Told]) -> Tried:
    tried = Tried()
    for life in range(times):
        if life % LIVES_OF_A_BOOK == 0:
            book = a_book(top, a_contact("Ann"), name=f"book {life}.db")
            book.close()
            os.sync()
            copies = Copies(tried=tried)
        seed = f"life{life}x{random.randrange(1000)}"
        told = end(start("back_up", book.path, seed, 1_000_000))
        copies.judge(book.path, told)
        if life % LIVES_OF_A_BOOK == LIVES_OF_A_BOOK - 1 or life == times - 1:
            again = opened(book.path)
            assert damage_of(again) == []
            again.close()
            for copy in (*copies.acknowledged, *top.glob(".stick*"), book.path):
                copy.unlink(missing_ok=True)
    tried.must_have_acknowledged(times, CUT)
    return tried


def backups_cut(folder: Path, times: int) -> Tried:
    with a_disk(folder) as disk:
        tried = _backups(disk.top, times, lambda child: cut(disk, child))
    tried.said["(nothing: the machine was off)"] += times
    return tried


def backups_killed(folder: Path, times: int) -> Tried:
    top = folder / "top"
    top.mkdir()
    tried = _backups(top, times, end_at_random)
    tried.said["(nothing: it was killed)"] += times
    return tried


FAULTS = (
    Fault("power cut in an export", exports_cut, short=3, long=150, needs=NEEDS),
    Fault("killed in an export", exports_killed, short=3, long=150),
    Fault("power cut in a backup", backups_cut, short=3, long=150, needs=NEEDS),
    Fault("killed in a backup", backups_killed, short=3, long=150),
)
