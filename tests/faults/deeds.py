"""Verbs that change much at once, ended at random points: afterwards it is the old or the new.

Half of them by the clock, half at one call of the system, so that every step is met: also those
that take no time.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from loyaltytui.book import cipher
from loyaltytui.book.errors import Refused
from loyaltytui.book.files import backup_folder
from loyaltytui.book.unsaved import Unsaved, UnsavedText
from tests.builders import (
    TODAY,
    YESTERDAY,
    a_book,
    a_call,
    a_contact,
    days,
    dump,
    email,
    mine,
    phone,
    put,
    theirs,
    who,
)
from tests.faults.children import ANN, Child, start
from tests.faults.held import verb
from tests.faults.killing import begun
from tests.faults.ledger import Fault, NotHere, Tried, damage_of, opened

CALLS = "pwrite64,write,fsync,fdatasync,ftruncate,rename,link,unlink,unlinkat,rmdir"
SECRET = "Annabel"
"""In every text about Ann, and in nobody else's."""
DRAFT = "never saved"
PASSPHRASE = "correct horse"
DONE = "ack 0\n"

Facts = dict[str, list[tuple[object, ...]]]
Judge = Callable[[Path, "Deed"], str]
"""Looks at what a deed that was ended has left; says which of the two it is."""


@dataclass
class Deed:
    """A verb, the book it is done to, and what it makes of it."""

    words: tuple[str, ...]
    judge: Judge
    template: Path
    """The folder with the book and all that lies beside it."""
    old: Facts = field(default_factory=dict)
    new: Facts = field(default_factory=dict)
    seconds: float = 0.0
    calls: Counter[str] = field(default_factory=Counter)

    def book_in(self, folder: Path) -> Path:
        """A book as it is before, in a folder of its own."""
        shutil.copytree(self.template, folder)
        return folder / "book.db"

    def begin(self, path: Path, before: tuple[str, ...] = ()) -> Child:
        child = start("deed", path, *self.words, before=before)
        begun(child)
        return child


def facts(path: Path) -> Facts:
    """Every row of a book, which must be sound."""
    book = opened(path)
    try:
        found = damage_of(book)
        assert not found, found[0]
        return dump(book)
    finally:
        book.close()


def a_rich_book(folder: Path) -> Path:
    """Two who may be one, with something of everything, and many others."""
    book = a_book(folder, a_contact("Ann"))
    put(
        book,
        a_contact(
            f"{SECRET} Lee",
            "Acme",
            job=f"{SECRET} buyer",
            about=f"{SECRET} sails",
            channels=(email(f"{SECRET}@acme.example"), phone("+34 600 111 222")),
            tags=("sailing",),
            met=YESTERDAY,
            due=TODAY,
            promised=(mine(f"send {SECRET} prices", TODAY), theirs("her list", TODAY)),
        ),
    )
    put(
        book,
        a_contact(
            "Bea Lee",
            "Bolt",
            job="head of buying",
            about="has a dog",
            channels=(email("bea@bolt.example"), phone("+34 600 333 444")),
            tags=("dogs", "lisbon"),
            due=TODAY + days(3),
            promised=(mine("send brochure", TODAY + days(2)),),
        ),
    )
    both = who(book, f"{SECRET} Lee"), who(book, "Bea Lee")
    for number in range(40):
        put(book, a_contact(f"Other {number}", f"Account {number % 7}", due=TODAY + days(number)))
        book.log(a_call(both[number % 2], text=f"call {number} of both " + "word " * 20))
    book.log(a_call(who(book, f"{SECRET} Lee"), text=f"{SECRET} spoke of {SECRET}"))
    book.close()
    return book.path


def _rehearse(deed: Deed, folder: Path) -> None:
    """Done once to its end: what it makes of the book, how long it takes and which calls."""
    path = deed.book_in(folder / "rehearsal")
    deed.old = facts(path)
    child = deed.begin(path)
    began = time.monotonic()
    said, trouble = child.rest(120)
    deed.seconds = time.monotonic() - began
    assert DONE in said, (said, trouble)
    _unlock(path)
    deed.new = facts(path)
    seen = folder / "calls.txt"
    if shutil.which("strace"):
        watched = ("strace", "-f", "-o", str(seen), "-e", f"trace={CALLS}")
        child = deed.begin(deed.book_in(folder / "watched"), watched)
        child.rest(120)
        deed.calls.update(re.findall(rf"({CALLS.replace(',', '|')})\(", seen.read_text()))


def _end_somewhere(deed: Deed, path: Path, number: int, seen: Path) -> bool:
    """Ends the deed in its midst; was it told to be done before that?"""
    if number % 2 and deed.calls:
        call = random.choice(sorted(deed.calls))
        nth = random.randint(1, deed.calls[call])
        inject = ("-e", f"trace={CALLS}", "-e", f"inject={call}:signal=SIGKILL:when={nth}")
        child = start("deed", path, *deed.words, before=("strace", "-f", "-o", str(seen), *inject))
    else:
        child = deed.begin(path)
        # Every other time about when it is done: what counts is changed at the very end.
        span = (0.8, 1.2) if number % 4 == 0 else (0.0, 1.0)
        time.sleep(deed.seconds * random.uniform(*span))
        child.send_signal(signal.SIGKILL)
    return DONE in child.rest(120)[0]


def _tried(deed: Deed, folder: Path, times: int) -> Tried:
    tried = Tried()
    _rehearse(deed, folder)
    for number in range(times):
        place = folder / str(number)
        path = deed.book_in(place)
        is_told = _end_somewhere(deed, path, number, folder / "calls.txt")
        outcome = deed.judge(path, deed)
        tried.saw(outcome)
        if is_told:
            tried.acknowledged += 1
            tried.lost += outcome != "new"
        shutil.rmtree(place)
    if times >= 20:
        tried.must_have_seen("old", "new")
    return tried


def _unlock(path: Path) -> None:
    """As a process that has just begun, which knows of no lock but what lies there."""
    cipher._AT.pop(str(path), None)
    assert cipher.unlock(path, PASSPHRASE)


def _old_or_new(path: Path, deed: Deed) -> str:
    found = facts(path)
    assert found in (deed.old, deed.new), "it is neither the old book nor the new one"
    for copy in backup_folder(path).glob("*.db"):
        assert facts(copy) in (deed.old, deed.new, *_OTHERS), "a copy with a name is whole"
    return "old" if found == deed.old else "new"


_OTHERS: list[Facts] = []
"""What the backups of a template hold."""


def merged_and_killed(folder: Path, times: int) -> Tried:
    path = a_rich_book(folder / "template")
    deed = Deed(("merge", "bea", "into", SECRET), _old_or_new, path.parent)
    tried = _tried(deed, folder, times)
    kept = " ".join(_texts(deed.new)).casefold()
    for text in _texts(deed.old):
        assert text.casefold() in kept, f"{text} is gone"
    tried.outcomes["values of both found in the one"] += len(_texts(deed.old))
    return tried


def _texts(known: Facts) -> set[str]:
    rows = (row for table, rows in known.items() if table != "standing" for row in rows)
    return {value for row in rows for value in row if isinstance(value, str)}


def restored_and_killed(folder: Path, times: int) -> Tried:
    path = a_rich_book(folder / "template")
    book = opened(path)
    copy = book.back_up("by-hand")
    for number in range(60):
        book.log(a_call(who(book, "Bea Lee"), text=f"later {number} " + "word " * 50))
    book.close()
    _OTHERS[:] = [facts(copy)]

    def judge(path: Path, deed: Deed) -> str:
        outcome = _old_or_new(path, deed)
        if outcome == "old":
            done = verb(path, "restore", "1")
            assert done.returncode == 0, done.stderr
            assert facts(path) == deed.new, "done again, it is done"
        left = [one.name for one in backup_folder(path).iterdir() if one.is_dir()]
        assert outcome == "new" or left == [], "what was left half done goes the next time"
        return outcome

    return _tried(Deed(("restore", "1"), judge, path.parent), folder, times)


def forgotten_and_killed(folder: Path, times: int) -> Tried:
    path = a_rich_book(folder / "template")
    book = opened(path)
    number = who(book, f"{SECRET} Lee").id
    book.close()
    Unsaved(path).keep(number, UnsavedText(f"{SECRET} said", "uuid"))
    Unsaved(path).keep(ANN, UnsavedText(DRAFT, "other"))

    def judge(path: Path, deed: Deed) -> str:
        done = verb(path, "forget", "--finish")
        assert done.returncode == 0, done.stderr
        outcome = _old_or_new(path, deed)
        assert Unsaved(path).of(ANN).text == DRAFT
        if outcome == "old":
            assert Unsaved(path).of(number).text == f"{SECRET} said"
            return outcome
        for file in path.parent.rglob("*"):
            words = file.read_bytes().lower() if file.is_file() else b""
            assert SECRET.lower().encode() not in words, f"{file.name} still tells of them"
        return outcome

    return _tried(Deed(("forget", SECRET, "--yes"), judge, path.parent), folder, times)


def _with_a_passphrase(folder: Path) -> Path:
    try:
        cipher.driver()
    except Refused as why:
        raise NotHere("SQLCipher is not installed") from why
    file = folder / "passphrase"
    file.write_text(PASSPHRASE)
    return file


def locked_and_killed(folder: Path, times: int) -> Tried:
    """Nothing plain is left where the locked one is, not even where no name leads any more."""
    file = _with_a_passphrase(folder)
    path = a_rich_book(folder / "template")
    Unsaved(path).keep(ANN, UnsavedText(DRAFT, "uuid"))
    deed = _Locking(("encrypt", "--new-passphrase-file", str(file)), _by_its_lock, path.parent)
    return _tried(deed, folder, times)


def unlocked_and_killed(folder: Path, times: int) -> Tried:
    file = _with_a_passphrase(folder)
    path = a_rich_book(folder / "template")
    Unsaved(path).keep(ANN, UnsavedText(DRAFT, "uuid"))
    done = verb(path, "encrypt", "--new-passphrase-file", str(file))
    assert done.returncode == 0, done.stderr
    _unlock(path)
    deed = _Locking(("--passphrase-file", str(file), "decrypt"), _by_its_lock, path.parent)
    return _tried(deed, folder, times)


class _Locking(Deed):
    """A deed that changes no row. Another way to the first file's bytes is kept open."""

    def book_in(self, folder: Path) -> Path:
        path = super().book_in(folder)
        os.link(path, folder.with_name(f"{folder.name}-first"))
        return path


def _by_its_lock(path: Path, deed: Deed) -> str:
    first = path.parent.with_name(f"{path.parent.name}-first")
    cipher._AT.pop(str(path), None)
    was_locked = "decrypt" in deed.words
    is_locked = cipher.is_locked(path)
    _unlock(path)
    assert facts(path) == deed.old, "no row is another"
    assert Unsaved(path).of(ANN).text == DRAFT
    if is_locked:
        for file in (first, *path.parent.rglob("*")):
            words = file.read_bytes() if file.is_file() else b""
            assert SECRET.encode() not in words, f"{file.name} is plain"
    first.unlink()
    return "new" if is_locked != was_locked else "old"


def _fault(name: str, run: Callable[[Path, int], Tried], needs: Sequence[str] = ()) -> Fault:
    return Fault(name, run, short=4, long=100, needs=needs)


FAULTS = (
    _fault("killed in a merge", merged_and_killed),
    _fault("killed in a restore", restored_and_killed),
    _fault("killed in a forgetting", forgotten_and_killed),
    _fault("killed while locking", locked_and_killed),
    _fault("killed while unlocking", unlocked_and_killed),
)
