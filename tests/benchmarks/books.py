"""The synthetic books: made once, kept between runs, and copied before anybody writes in one."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from loyaltytui.book.book import open_book
from loyaltytui.book.files import backup_folder
from loyaltytui.loyalty.checkins import CheckInRules
from tests.benchmarks.big_books import TODAY, make, now

SIZES = {"S": 1_000, "M": 5_000, "T": 10_000, "L": 100_000}


class Books:
    """A scratch copy of each book, by its letter."""

    def __init__(self, kept: Path, scratch: Path, *, is_quick: bool) -> None:
        self._kept = kept
        self._scratch = scratch
        self.is_quick = is_quick
        self._copies: dict[str, Path] = {}

    @property
    def to_measure(self) -> Sequence[str]:
        """M and L; in a hurry M alone."""
        return ("M",) if self.is_quick else ("M", "L")

    @property
    def largest(self) -> str:
        return "M" if self.is_quick else "L"

    def copy(self, letter: str) -> Path:
        """The scratch book, which may be written in."""
        if letter not in self._copies:
            path = self._scratch / letter / "book.db"
            path.parent.mkdir(mode=0o700)
            self._fill(letter, path)
            self._copies[letter] = path
        return self._copies[letter]

    def folder(self, name: str) -> Path:
        """An empty folder for whatever a measure makes."""
        path = self._scratch / name
        path.mkdir(exist_ok=True)
        return path

    @contextmanager
    def fresh(self, letter: str) -> Iterator[Path]:
        """A book of its own that was backed up today: no copy makes itself meanwhile."""
        with tempfile.TemporaryDirectory(dir=self._scratch) as name:
            path = Path(name) / "book.db"
            self._fill(letter, path)
            folder = backup_folder(path)
            folder.mkdir(mode=0o700)
            shutil.copyfile(path, folder / f"000001-{TODAY}-0900-by-itself.db")
            yield path

    def app(self, letter: str, *more: str) -> list[str]:
        """The words that run the program on a scratch book, on the day it was made for."""
        return self.app_on(self.copy(letter), *more)

    @staticmethod
    def app_on(path: Path, *more: str) -> list[str]:
        """The words that run the program on any of these books, on that day."""
        day = TODAY.isoformat()
        return [sys.executable, "-m", "loyaltytui", "--book", str(path), "--today", day, *more]

    def _fill(self, letter: str, path: Path) -> None:
        """A copy as the program of today writes it: the kept one may be of an older day."""
        shutil.copyfile(self._made(letter), path)
        open_book(path, now, CheckInRules(), origin="test").close()
        shutil.rmtree(backup_folder(path), ignore_errors=True)

    def _made(self, letter: str) -> Path:
        count = SIZES[letter]
        path = self._kept / f"{count}.db"
        if not path.exists():
            print(f"making a book of {count:,} contacts in {path}", flush=True)
            # In a folder of its own: where a book was once, none is made again.
            with tempfile.TemporaryDirectory(dir=path.parent) as folder:
                rough = Path(folder) / path.name
                make(count, rough)
                rough.rename(path)
        return path
