"""The backups of a book: which there are, when another is due, which may go.

How one is made lives in `backup`; putting one back, in `restoring`.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec import Struct

from loyaltytui.book.backup import back_up, backup_folder, copy_to, told_by_name, turns
from loyaltytui.book.database import Database
from loyaltytui.book.faults import told, told_of_files
from loyaltytui.book.reading_copies import a_copy
from loyaltytui.book.stopping import Follower
from loyaltytui.book.storage import Storage
from loyaltytui.settings import KeepBackups

BY_HAND = "by-hand"
"""Asked for by the rep, and theirs to throw away."""
BY_ITSELF = "by-itself"
SALVAGED = "salvaged"
_NEVER_GO = (BY_HAND, SALVAGED)
_LATEST = 5
"""So many of the newest stay, whatever their days: an import of an hour ago may be regretted."""


class Backup(Struct, frozen=True):
    """One copy of the book, as its name tells of it."""

    number: int
    at: dt.datetime
    """Local time, for people to read: no rule goes by it alone."""
    why: str
    path: Path
    size: int
    """Bytes."""

    @property
    def reason(self) -> str:
        """Why it was made, in words."""
        return _REASONS.get(self.why, self.why.replace("-", " "))


class Holding(Struct, frozen=True):
    """How much a backup holds."""

    contacts: int
    interactions: int


_REASONS = {SALVAGED: "salvaged from a damaged book"}


class Backups(Storage):
    """The verbs that make copies of the open book."""

    def back_up(self, why: str, follower: Follower | None = None) -> Path:
        """A copy in the backups folder, before something that can't be undone step by step."""
        return back_up(self.db, self.path, why, self.now(), follower)

    def copy_to(self, target: Path) -> None:
        """A copy wherever the rep wants one. A file that is there already is `Refused`."""
        copy_to(self.db, target)

    def keep_safe(
        self,
        keep: KeepBackups,
        after: dt.timedelta = dt.timedelta(),
        follower: Follower | None = None,
    ) -> Path | None:
        """Makes a copy if the book has changed since the newest and that is as old as `after`.

        A clock that went backwards makes one copy more, never one less. Called in a thread that
        has no other use for the book: its connection is closed behind it.
        """
        try:
            if self.is_read_only or not self._is_due(after):
                return None
            made = self.back_up(BY_ITSELF, follower)
            thin(self.path, keep)
            return made
        finally:
            self.close()

    def _is_due(self, after: dt.timedelta) -> bool:
        with told(self.path):
            state = last_action(self.db)
        newest = next(iter(backups(self.path)), None)
        if state is None or newest is None:
            return state is not None
        return abs(self.now() - newest.at) >= after and state != _state_of(newest)


def last_action(db: Database) -> tuple[Any, ...] | None:
    """The newest line of the book's journal: two books that agree on it hold the same."""
    found: tuple[Any, ...] | None = db.execute_sql(
        "select id, uuid from action order by id desc limit 1"
    ).fetchone()
    return found


def backups(path: Path) -> list[Backup]:
    """Every backup of the book at a path, the newest first: the highest number."""
    folder = backup_folder(path)
    if not folder.is_dir():
        return []
    found = []
    with told_of_files(folder), os.scandir(folder) as entries:
        for entry in entries:
            name = told_by_name(entry.name)
            if name is None or not entry.name.endswith(".db"):
                continue
            stat = entry.stat()
            made = dt.datetime.fromtimestamp(stat.st_mtime, dt.UTC).astimezone()
            at = made.replace(tzinfo=None, microsecond=0)
            with suppress(ValueError):
                at = dt.datetime.strptime(f"{name[2]} {name[3]}", "%Y-%m-%d %H%M")  # noqa: DTZ007  local, as in the book
            found.append(Backup(int(name[1]), at, name[4], Path(entry.path), stat.st_size))
    return sorted(found, key=lambda one: one.number, reverse=True)


def holding(backup: Backup) -> Holding | None:
    """How much a backup holds. None: it can't be read."""
    found = a_copy(
        backup.path,
        "select (select count(*) from contact), (select count(*) from interaction)",
    )
    return None if found is None else Holding(*found)


def _state_of(backup: Backup) -> tuple[Any, ...] | None:
    return a_copy(backup.path, "select id, uuid from action order by id desc limit 1")


def thin(path: Path, keep: KeepBackups) -> list[Backup]:
    """Throws away what the settings don't keep; returns what went."""
    with turns(path) as folder, told_of_files(folder):
        every = backups(path)
        stay = kept(every, keep)
        gone = [one for one in every if one.number not in stay]
        for one in gone:
            one.path.unlink(missing_ok=True)
    return gone


def kept(newest_first: Sequence[Backup], keep: KeepBackups) -> Collection[int]:
    """The numbers that stay: the last of each of so many days, weeks and months, and the latest.

    Counted from the newest number on. The days in the names only tell backups of the same day
    from others; none is thrown away because a clock says that it is old.
    """
    stay = {one.number for one in newest_first if one.why in _NEVER_GO}
    stay |= {one.number for one in newest_first[:_LATEST]}
    for count, label in ((keep.daily, _day), (keep.weekly, _week), (keep.monthly, _month)):
        labels: dict[object, int] = {}
        for one in newest_first:
            if one.why not in _NEVER_GO:
                labels.setdefault(label(one), one.number)
        stay |= set(list(labels.values())[:count])
    return stay


def _day(one: Backup) -> object:
    return one.at.date()


def _week(one: Backup) -> object:
    return one.at.isocalendar()[:2]


def _month(one: Backup) -> object:
    return one.at.year, one.at.month
