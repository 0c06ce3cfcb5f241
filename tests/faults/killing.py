"""Ended without a warning, at random moments. The power cut stands in `power`."""

from __future__ import annotations

import itertools
import json
import random
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from loyaltytui.book import cipher, cipher_drafts
from tests.builders import a_book, a_contact
from tests.faults.children import Child, start
from tests.faults.ledger import Fault, Tried, damage_of, doubles_in, missing_of, opened

_LINES = itertools.cycle((0, 25, 1, 10, 2, 12))
"""What a child may say before it is ended: in turn, so that a few lives prove something too."""
LIVES_OF_A_BOOK = 40
"""Then a new one, or looking at all of it would take longer and longer."""


@dataclass
class Told:
    """What a child said until its end."""

    acks: list[str] = field(default_factory=list)
    drafts: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    """All of it, in its order."""


def sort_out(lines: str) -> Told:
    """Only whole lines count: the last may have been cut."""
    told = Told(lines=lines[: lines.rfind("\n") + 1].splitlines())
    kinds = {"ack": told.acks, "draft": told.drafts, "no": told.refusals}
    for line in told.lines:
        word, _, rest = line.partition(" ")
        kinds.get(word, told.others).append(rest or word)
    return told


def begun(child: Child) -> None:
    """Waits until a child is at work."""
    first = child.line()
    assert first == "ready", (first, child.rest())


def work_a_while(child: Child) -> str:
    """Lets a child work up to a random point; returns what it said until then."""
    begun(child)
    lines = [child.line() for _ in range(next(_LINES))]
    assert all(lines), f"it ended by itself: {child.rest()[1]}"
    time.sleep(random.random() * random.choice((0.001, 0.01, 0.05)))
    return "".join(f"{line}\n" for line in lines)


def end_at_random(child: Child) -> Told:
    """Kills a child at a random point; it must not have ended by itself."""
    lines = work_a_while(child)
    child.send_signal(signal.SIGKILL)
    rest, trouble = child.rest()
    assert child.returncode == -signal.SIGKILL, trouble
    return sort_out(lines + rest)


def draft_on_disk(path: Path) -> str:
    """The text of the drafts' file; empty when there is none. Half a file is an error."""
    place = Path(f"{path}.unsaved")
    if not place.exists():
        return ""
    is_locked = cipher.salt_of(place) is not None
    kept = json.loads(cipher_drafts.read(place) if is_locked else place.read_text("utf-8"))
    return str(kept["1"]["text"]).removeprefix("typed ")


def is_older(found: str, acknowledged: str) -> bool:
    """Is the draft found on disk from before the acknowledged one? Their last word counts up."""
    life, number = acknowledged.rsplit(" ", 1)
    if not found.startswith(f"{life} "):
        return True
    return int(found.rsplit(" ", 1)[1]) < int(number)


def as_it_is(_: Path) -> tuple[str, ...]:
    """A new book that nothing is done to."""
    return ()


def killed(
    folder: Path, times: int, made_ready: Callable[[Path], tuple[str, ...]] = as_it_is
) -> Tried:
    """`made_ready`: what is done to a new book, and what a child is told before its program."""
    tried = Tried()
    for life in range(times):
        if life % LIVES_OF_A_BOOK == 0:
            book = a_book(folder, a_contact("Ann"), name=f"book {life}.db")
            book.close()
            before = made_ready(book.path)
        child = start(*before, "write", book.path, f"life {life}", random.random(), 1_000_000)
        told = end_at_random(child)
        again = opened(book.path)
        lost = missing_of(again, told.acks)
        tried.acknowledged += len(told.acks) + len(told.drafts)
        tried.lost += len(lost)
        if told.drafts and is_older(draft_on_disk(book.path), told.drafts[-1]):
            tried.lost += 1
        logged = {text for (text,) in again.rows("select text from interaction")}
        extra = [one for one in logged if one.startswith(f"life {life} ") and one not in told.acks]
        tried.saw("killed between commit and word" if extra else "killed elsewhere")
        assert len(extra) <= 1, "only the line in hand may be there without a word"
        if life % 10 == 9 or life == times - 1:
            assert damage_of(again) == []
            assert doubles_in(again) == []
        again.close()
    assert tried.acknowledged > times, "hardly anything was acknowledged: nothing is proved"
    tried.said["(nothing: it was killed)"] += times
    return tried


def drafts_killed(folder: Path, times: int) -> Tried:
    tried = Tried()
    path = folder / "book.db"
    for life in range(times):
        child = start("draft", path, f"life {life}", 1_000_000)
        told = end_at_random(child)
        tried.saw("draft whole")
        tried.acknowledged += len(told.drafts)
        if told.drafts and is_older(draft_on_disk(path), told.drafts[-1]):
            tried.lost += 1
    assert tried.acknowledged > times
    litter = [one for one in folder.iterdir() if one.name.startswith(".unsaved-")]
    assert len(litter) <= times
    return tried


FAULTS = (
    Fault("killed at random points", killed, short=12, long=1000),
    Fault("killed while typing", drafts_killed, short=4, long=100),
)
