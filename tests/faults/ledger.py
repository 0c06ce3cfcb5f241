"""What a fault did to a book: how often it was tried, what was acknowledged, what was lost.

The faults themselves stand in the other files of this folder.
"""

from __future__ import annotations

import os
import shutil
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from loyaltytui.book.book import Book, open_book
from loyaltytui.book.errors import BookError
from tests.builders import RULES, Clock


class NotHere(Exception):
    """This machine lacks what a fault needs; the sentence says what."""


@dataclass
class Tried:
    """What came of one fault."""

    times: int = 0
    acknowledged: int = 0
    lost: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    """The sentences the user saw."""

    def saw(self, outcome: str) -> None:
        self.times += 1
        self.outcomes[outcome] += 1

    def must_have_seen(self, *outcomes: str) -> None:
        """A fault of which only one side was ever seen has proved nothing."""
        missing = [one for one in outcomes if not self.outcomes[one]]
        assert not missing, f"never seen: {', '.join(missing)}; seen were {dict(self.outcomes)}"

    def must_have_acknowledged(self, times: int, outcome: str) -> None:
        """Of few times chance may leave out `outcome`; of twenty it does not."""
        assert self.acknowledged > times, "hardly anything was acknowledged: nothing is proved"
        if times >= 20:
            self.must_have_seen(outcome)

    def must_have_said(self, words: str) -> None:
        assert any(words in said for said in self.said), f"{words!r} is not in {dict(self.said)}"


@dataclass(frozen=True)
class Fault:
    """One line of the table."""

    name: str
    run: Callable[[Path, int], Tried]
    short: int
    """How often in the tests."""
    long: int
    """How often by hand."""
    needs: Sequence[str] = ()
    """Programs, and `root`."""

    def attempt(self, folder: Path, times: int) -> Tried:
        """Raises `NotHere` where it can't be tried, `AssertionError` where something was lost."""
        for need in self.needs:
            if need == "root" and os.geteuid():
                raise NotHere("only root may do that")
            if need != "root" and shutil.which(need) is None:
                raise NotHere(f"there is no {need} on this machine")
        try:
            tried = self.run(folder, times)
        except (BookError, ValueError) as error:
            # A book that can't be opened any more, or half a draft.
            raise AssertionError("".join(traceback.format_exception(error))) from error
        assert tried.times >= 1, "it was never tried"
        assert tried.lost == 0, f"{tried.lost} of {tried.acknowledged} acknowledged were lost"
        return tried


def places(folder: Path, times: int) -> Iterator[Path]:
    """A new folder for each time that a fault is tried."""
    for number in range(times):
        place = folder / str(number)
        place.mkdir()
        yield place


def opened(path: Path) -> Book:
    return open_book(path, Clock(), RULES, origin="test")


def plain_words(sentence: str, path: Path) -> str:
    """A sentence without the path of this run, so that equal ones can be counted."""
    return " ".join(sentence.replace(str(path), "BOOK").replace(str(path.parent), "FOLDER").split())


def damage_of(book: Book) -> list[str]:
    """All that SQLite, the figures, the index and the journal find wrong."""
    found = [one for (one,) in book.rows("pragma integrity_check") if one != "ok"]
    return found + book.check()


def missing_of(book: Book, acknowledged: Iterable[str]) -> list[str]:
    """The acknowledged actions that are not in the book."""
    stored = {uuid for (uuid,) in book.rows("select uuid from action")}
    return [uuid for uuid in acknowledged if uuid not in stored]


def doubles_in(book: Book) -> list[str]:
    """Texts that were entered more than once; the children never write one twice."""
    rows = book.rows("select text from interaction group by text having count(*) > 1")
    return [text for (text,) in rows]
