"""The disk is full while somebody types in the app: it says so, and the text stays in its box."""

from __future__ import annotations

import random
import resource
from collections.abc import Callable
from pathlib import Path

from loyaltytui.drafts import CheckInDraft
from tests.builders import TODAY, a_call, who
from tests.faults.disk import a_small_disk, fill
from tests.faults.ending import SENTENCE
from tests.faults.glass import CUSTOMER, Glass, a_glass, a_shown_book, app_on, type_a_line
from tests.faults.held import verb
from tests.faults.killing import draft_on_disk
from tests.faults.ledger import Fault, Tried, damage_of, opened, places

OLD = "said before"
MORE = "ce of the new ones"
ENDLESS = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
PAGE = 4096
DISKS = ("root", "mount")

Full = Callable[[Glass, Path], Callable[[], object]]
"""Takes all room away; what it returns gives it back."""


def _by_filling(glass: Glass, path: Path) -> Callable[[], object]:
    return fill(path.parent, random.randrange(4) * PAGE).unlink


def _by_a_limit(glass: Glass, path: Path) -> Callable[[], object]:
    """No file may grow: of this program alone, so that nobody has to be root."""
    resource.prlimit(glass.process, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    return lambda: resource.prlimit(glass.process, resource.RLIMIT_FSIZE, ENDLESS)


def _saved_once(path: Path, full: Full, said: str, tried: Tried) -> None:
    """Refused, told, typed on, and saved once when there is room again."""
    with a_glass(app_on(path)) as glass:
        type_a_line(glass, SENTENCE)
        glass.until(SENTENCE)
        give_back = full(glass, path)
        glass.type("\r")
        glass.until(f"NOT SAVED: {said}")
        tried.said[f"NOT SAVED: {said}"] += 1
        glass.forget()
        glass.type(MORE)
        glass.until(MORE[-4:])
        is_kept = draft_on_disk(path).endswith(MORE)
        tried.saw("on disk as a draft too" if is_kept else "in its box alone")
        book = opened(path)
        assert book.rows("select text from interaction") == [(OLD,)], "old rows can be read"
        book.close()
        give_back()
        glass.save_and_leave()
        tried.acknowledged += 1
        assert glass.is_restored
    book = opened(path)
    tried.lost += book.rows("select text from interaction") != [(OLD,), (SENTENCE + MORE,)]
    assert damage_of(book) == []
    book.close()
    assert not Path(f"{path}.unsaved").exists(), "the draft went with it"


def _a_told_book(folder: Path, name: str) -> Path:
    path = a_shown_book(folder, name)
    book = opened(path)
    book.log(a_call(who(book, CUSTOMER), text=OLD, check_in=CheckInDraft(TODAY)))
    book.checkpoint()
    book.close()
    return path


def full_in_the_app(folder: Path, times: int) -> Tried:
    tried = Tried()
    for place in places(folder, times):
        with a_small_disk(place, "2m") as top:
            path = _a_told_book(top, "book.db")
            _saved_once(path, _by_filling, "the disk is full", tried)
    tried.must_have_said("the disk is full")
    return tried


def limited_in_the_app(folder: Path, times: int) -> Tried:
    tried = Tried()
    for number in range(times):
        path = _a_told_book(folder, f"book {number}.db")
        _saved_once(path, _by_a_limit, "the disk reported an error", tried)
    tried.must_have_seen("in its box alone")
    return tried


def full_while_made(folder: Path, times: int) -> Tried:
    """A new book comes whole or not at all, and nothing is left in its place."""
    tried = Tried()
    for place in places(folder, times):
        room = random.choice((random.randint(100, 1000), random.randint(1000, 1500)))
        with a_small_disk(place, f"{room}k") as top:
            path = top / "book.db"
            made = verb(path, "add", "Ann Lee")
            if made.returncode:
                tried.said[made.stderr.strip()] += 1
                if not path.exists():
                    tried.saw("none, and a sentence")
                    continue
            # Half a book could not be opened.
            book = opened(path)
            tried.acknowledged += made.returncode == 0
            tried.lost += book.contact_count() != (made.returncode == 0)
            assert damage_of(book) == []
            book.close()
            tried.saw("made")
    if times >= 10:
        tried.must_have_seen("made", "none, and a sentence")
    return tried


FAULTS = (
    Fault("disk full while a book is made", full_while_made, short=4, long=60, needs=DISKS),
    Fault("disk full in the app", full_in_the_app, short=1, long=20, needs=DISKS),
    Fault("disk full in the app, by a limit", limited_in_the_app, short=1, long=10),
)
