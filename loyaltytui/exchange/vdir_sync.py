"""Brings a vdir up to date: writes what is new or changed, and leaves other programs' work alone.

A file that was changed since we wrote it is never overwritten while it says something that the
book does not. What the items hold is decided in `vdir`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from msgspec import Struct, field

from loyaltytui.book.errors import Refused
from loyaltytui.book.files import make_private_folder, sync
from loyaltytui.exchange.file_writing import clear_folder, write_whole
from loyaltytui.exchange.vcard_values import uid as uid_of
from loyaltytui.exchange.vdir_record import ABSENT, Entry, Record, digest, write_record

_FOLD = re.compile(rb"\r?\n[ \t]")
_UID = re.compile(rb"^(?:[\w-]+\.)?UID(?:;[^:\r\n]*)?:([^\r\n]*)", re.IGNORECASE | re.MULTILINE)
_LARGEST = 5_000_000
"""Bytes; no item of a vdir is larger."""
_WRITERS = 16
_TELL_EVERY = 100

Sense = Callable[[bytes], str]
"""What a file means, however it is laid out."""
Watch = Callable[[int, int], None]
"""Told how many files of how many are dealt with; what it raises ends the work between two."""
Knows = Callable[[str, bytes], bool]
"""Does the book say already, of what has this key, all that a file says?"""


class Collection(Struct, frozen=True):
    """One folder of a vdir: items of one kind."""

    folder: str
    ending: str
    sense: Sense
    knows: Knows


class Item(Struct, frozen=True):
    """One thing of the book as one file."""

    collection: Collection
    key: str
    """What it is in the book: `contact 12`."""
    uid: str
    name: str
    """The file's name, without its ending."""
    content: bytes
    said: str
    """How the rep would call it."""

    @property
    def place(self) -> str:
        """Where in the vdir it lies."""
        return f"{self.collection.folder}/{self.name}{self.collection.ending}"


class Outcome(Struct):
    """What became of a vdir, by what the rep would call the items."""

    written: int = 0
    unchanged: int = 0
    removed: int = 0
    changed_elsewhere: list[Item] = field(default_factory=list)
    """Kept as another program has changed them."""
    removed_elsewhere: list[Item] = field(default_factory=list)
    """Not written again, for another program took them out."""
    written_elsewhere: list[Item] = field(default_factory=list)
    """Left to a file of another program."""
    left: int = 0
    """No longer in the book, but changed by another program and therefore kept."""


def bring_up_to_date(
    root: Path,
    record: Record,
    collections: Iterable[Collection],
    items: Iterable[Item],
    watch: Watch | None = None,
) -> Outcome:
    """Writes a vdir's files and its record; raises OSError for what the system refuses.

    Ended by its watch it leaves whole files, and a record by which the next time goes on.
    """
    make_private_folder(root)
    clear_folder(root)
    plan = _Plan(root, record, list(collections), watch or _tell_nobody)
    for count, item in enumerate(items):
        if count % _TELL_EVERY == 0:
            plan.watch(0, 0)
        plan.place(item)
    plan.take_out_the_rest()
    plan.carry_out()
    return plan.outcome


class _Plan:
    """What is to be done with each file, decided before the first one is touched."""

    def __init__(
        self, root: Path, record: Record, collections: list[Collection], watch: Watch
    ) -> None:
        self.watch = watch
        self.root = root
        self.record = record
        self.collections = collections
        self.outcome = Outcome()
        self.entries: dict[str, Entry] = {}
        self.to_write: list[Item] = []
        self.to_remove: list[str] = []
        self.here = {each.folder for each in collections if (root / each.folder).is_dir()}
        for folder in self.here:
            clear_folder(root / folder)
        self.foreign_uids = {uid for each in collections for uid in self._foreign_uids(each)}

    def _foreign_uids(self, collection: Collection) -> Iterable[str]:
        """The identities in files that are not ours: one collection must not hold any twice."""
        folder = self.root / collection.folder
        if collection.folder not in self.here:
            return
        for path in sorted(folder.glob(f"*{collection.ending}")):
            if f"{collection.folder}/{path.name}" not in self.record.items:
                content = self._content(path) or b""
                for found in _UID.findall(_FOLD.sub(b"", content)):
                    yield uid_of(found.decode("utf-8", "replace").replace("\\\\", "\\"))

    def place(self, item: Item) -> None:
        """Decides about one item."""
        entry = self.record.items.get(item.place)
        content = self._content(self.root / item.place)
        if content == item.content:
            self._keep(item)
        elif entry is None:
            is_taken = content is not None or uid_of(item.uid) in self.foreign_uids
            if is_taken:
                self.outcome.written_elsewhere.append(item)
            else:
                self.to_write.append(item)
        elif (
            content is None and item.collection.folder in self.here and ABSENT not in entry.digests
        ):
            self.entries[item.place] = entry
            self.outcome.removed_elsewhere.append(item)
        elif content is None or digest(content) in entry.digests:
            self.to_write.append(item)
        else:
            self._meet_change(item, entry, content)

    def _meet_change(self, item: Item, entry: Entry, content: bytes) -> None:
        """Another program has changed the file: it is written only over what the book knows."""
        self.entries[item.place] = entry
        knows = _is_of_same_sense(item.collection, entry, content)
        knows = knows or item.collection.knows(item.key, content)
        if not knows:
            self.outcome.changed_elsewhere.append(item)
        elif digest(item.content) in entry.digests:
            # Only laid out anew, by a server perhaps, which would do so again each time.
            self.outcome.unchanged += 1
        else:
            self.to_write.append(item)

    def take_out_the_rest(self) -> None:
        """Decides about files of ours whose thing is no longer in the book, or goes no longer."""
        seen = {*self.entries, *(item.place for item in self.to_write)}
        by_folder = {each.folder: each for each in self.collections}
        for place, entry in self.record.items.items():
            collection = by_folder.get(place.partition("/")[0])
            if place in seen or collection is None or place != _plain(place):
                continue
            content = self._content(self.root / place)
            if content is None:
                continue
            if digest(content) in entry.digests or _is_of_same_sense(collection, entry, content):
                self.to_remove.append(place)
            else:
                self.outcome.left += 1

    def carry_out(self) -> None:
        """Does what was decided. The record says beforehand what the files may soon hold."""
        final = Record(self.record.book, dict(sorted(self.entries.items())))
        during = Record(self.record.book, dict(self.record.items) | self.entries)
        for item in self.to_write:
            old = self.record.items.get(item.place)
            final.items[item.place] = _entry(item)
            known = old.digests if old is not None else [ABSENT]
            during.items[item.place] = Entry(
                item.uid, item.key, [digest(item.content), *known], old.sense if old else ""
            )
        is_changed = final.items != self.record.items
        if self.to_write or self.to_remove:
            write_record(self.root, during)
        for folder in {item.collection.folder for item in self.to_write}:
            make_private_folder(self.root / folder)
        # Several at once: waiting until each is on the disk is what takes the time.
        total = len(self.to_write) + len(self.to_remove)
        pool = ThreadPoolExecutor(_WRITERS)
        try:
            for done, _ in enumerate(pool.map(self._write, self.to_write), 1):
                self.watch(done, total)
            for done, place in enumerate(self.to_remove, len(self.to_write)):
                self.watch(done, total)
                (self.root / place).unlink(missing_ok=True)
        finally:
            pool.shutdown(cancel_futures=True)
            for collection in self.collections:
                if (self.root / collection.folder).is_dir():
                    sync(self.root / collection.folder)
        if is_changed or self.to_write or self.to_remove:
            write_record(self.root, final)
            sync(self.root)
        self.outcome.written = len(self.to_write)
        self.outcome.removed = len(self.to_remove)

    def _write(self, item: Item) -> None:
        write_whole(self.root / item.place, item.content)

    def _keep(self, item: Item) -> None:
        self.outcome.unchanged += 1
        known = self.record.items.get(item.place)
        is_known = known is not None and known.digests == [digest(item.content)]
        self.entries[item.place] = known if known and is_known else _entry(item)

    def _content(self, path: Path) -> bytes | None:
        """What a file holds. None: there is none. A link or a folder is never one of ours."""
        try:
            if path.is_symlink() or path.is_dir():
                return b""
            if path.stat().st_size > _LARGEST:
                return b""
            return path.read_bytes()
        except FileNotFoundError:
            return None
        except NotADirectoryError:
            raise Refused(f"{path.parent} is a file. Name another folder.") from None


def _tell_nobody(done: int, total: int) -> None:
    """Nobody wants to know how far it is."""


def _entry(item: Item) -> Entry:
    return Entry(item.uid, item.key, [digest(item.content)], item.collection.sense(item.content))


def _is_of_same_sense(collection: Collection, entry: Entry, content: bytes) -> bool:
    return bool(entry.sense) and collection.sense(content) == entry.sense


def _plain(place: str) -> str:
    """The place if it names a file in a folder; a record that was tampered with leads nowhere."""
    folder, _, name = place.partition("/")
    return f"{folder}/{Path(name).name}"
