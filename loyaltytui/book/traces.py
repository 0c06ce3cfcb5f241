"""What is left of somebody beside the rows: unsaved texts, free pages, the log, backups.

Which rows are theirs, and how they go, lives in `forgotten_rows` and `forgetting`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from loyaltytui.book.backups import Backup, backups
from loyaltytui.book.errors import BookError, BookLocked
from loyaltytui.book.faults import raw_errors, told
from loyaltytui.book.files import backup_folder
from loyaltytui.book.forgotten_rows import THEIRS, Gone
from loyaltytui.book.lock import writer_lock
from loyaltytui.book.reading_copies import looking
from loyaltytui.book.storage import WRITE_WAIT_SECONDS, Storage
from loyaltytui.book.unsaved import Unsaved
from loyaltytui.plain import fold

UNSWEPT = "unswept"
"""A fact of the book: somebody was forgotten, and its file not yet written anew.

With it, as JSON, the keys of the unsaved texts that go as well; they name nobody.
"""
_TABLES = {
    "check-in": "check_in",
    "answer": "question",
    "loss": "departure",
    "field": "extra_field",
}
"""Words that name a form whose table is called otherwise."""
_NAMED_BY_CONTACT = ("new", "qualifying", "qualify", "verdict")


def sweep(book: Storage) -> bool:
    """Writes the book's file anew without a trace of what was deleted, and empties its log.

    False: another program was reading meanwhile, and the log still holds what it had.
    """
    with told(book.path), writer_lock(book.path, WRITE_WAIT_SECONDS):
        for (noted,) in book.rows("select value from book_fact where name = ?", (UNSWEPT,)):
            keys = json.loads(noted)
            # An older program noted no keys, for it had dropped the texts by then.
            drop_unsaved(book, keys if isinstance(keys, list) else [])
        book.db.execute_sql("vacuum")
        is_busy = book.db.execute_sql("pragma wal_checkpoint(truncate)").fetchone()[0]
        if is_busy:
            return False
        book.db.execute_sql("delete from book_fact where name = ?", (UNSWEPT,))
        book.db.execute_sql("pragma wal_checkpoint(truncate)").fetchone()
        return True


def is_unswept(book: Storage) -> bool:
    """Was somebody forgotten whose traces may still be in the file?"""
    return bool(book.rows("select 1 from book_fact where name = ?", (UNSWEPT,)))


def unsaved_about(book: Storage, gone: Gone, names: Sequence[str]) -> list[str]:
    """The keys of unsaved texts and forms that are about them, or name them."""
    named = _naming(book, gone, names)
    kept = Unsaved(book.path).everything()
    return [
        key for key, one in kept.items() if _is_about(key, gone) or named.search(_folded_words(one))
    ]


def drop_unsaved(book: Storage, keys: Collection[str]) -> None:
    """Forgets these texts, what a crash left of others, and the report of a crash."""
    unsaved = Unsaved(book.path)
    for key in keys:
        unsaved.forget_form(key)
    for left in (*book.path.parent.glob(".unsaved-*"), Path(f"{book.path}.crash.txt")):
        with suppress(OSError):
            left.unlink()


def _is_about(key: str, gone: Gone) -> bool:
    """A key is a contact's number, or a kind of form and the number of what it is about."""
    if key.isdecimal():
        return int(key) in gone.persons
    words = key.split()
    kind, numbers = words[0], [int(word) for word in words if word.isdecimal()]
    if "account" in words or key.startswith(("new loss", "new verdict")):
        return not gone.of("account").isdisjoint(numbers)
    if kind in _NAMED_BY_CONTACT or len(numbers) > 1:
        return bool(numbers) and numbers[-1] in gone.persons
    return not gone.of(_TABLES.get(kind, kind)).isdisjoint(numbers)


def _naming(book: Storage, gone: Gone, names: Sequence[str]) -> re.Pattern[str]:
    """Their names, their channels, and those words of their names that are nobody else's."""
    keys = book.rows(
        f"select value, value_key from channel where contact_id {THEIRS}", (gone.as_json,)
    )
    wanted = {fold(name) for name in names} | {fold(one) for pair in keys for one in pair if one}
    for word in {word for name in names for word in fold(name).split() if len(word) > 1}:
        others = book.rows(
            "select 1 from contact where ' ' || sort_key || ' ' like '% ' || ?2 || ' %' "
            f"and id not {THEIRS} limit 1",
            (gone.as_json, word),
        )
        if not others:
            wanted.add(word)
    parts = [rf"(?<!\w){re.escape(one)}(?!\w)" for one in wanted if one]
    return re.compile("|".join(parts) or r"(?!)")


def _folded_words(stored: object) -> str:
    """Every text inside what was kept, as it is compared."""
    if isinstance(stored, Mapping):
        return " ".join(map(_folded_words, stored.values()))
    return fold(stored) if isinstance(stored, str) else ""


def backups_that_hold(path: Path, names: Sequence[str], channels: Sequence[str]) -> list[Backup]:
    """The backups in which they can be found, by name or by a channel, the newest first."""
    return [one for one in backups(path) if _holds(one.path, names, channels)]


def damaged_that_hold(path: Path, names: Sequence[str]) -> list[Path]:
    """Kept damaged books with their name somewhere in them."""
    folder = backup_folder(path)
    found = sorted(folder.glob("*.damaged*")) if folder.is_dir() else []
    return [one for one in found if _mentions(one, names)]


def _holds(file: Path, names: Sequence[str], channels: Sequence[str]) -> bool:
    keys = json.dumps([fold(name) for name in names])
    try:
        with looking(file) as copy:
            return _found_in(copy, keys, json.dumps(list(channels)))
    except BookLocked:
        return True  # nobody can say that they are not in it
    except raw_errors(BookError, OSError, UnicodeDecodeError):
        return _mentions(file, names)


def _found_in(copy: Any, names: str, channels: str) -> bool:  # noqa: ANN401  the driver has no types
    sql = (
        f"select exists (select 1 from contact where sort_key {THEIRS}) or exists (select 1 from "
        "channel where value_key in (select value from json_each(?2))) or exists (select 1 from "
        f"change where table_name = 'contact' and (json_extract(before, '$.sort_key') {THEIRS} "
        f"or json_extract(after, '$.sort_key') {THEIRS}))"
    )
    return bool(copy.execute(sql, (names, channels)).fetchone()[0])


def _mentions(file: Path, names: Sequence[str]) -> bool:
    """A file that is no book any more is searched as it lies."""
    try:
        lying = file.read_bytes()
    except OSError:
        return True
    return any(name.encode() in lying for name in names)


def delete_backups(path: Path, gone: Collection[Backup | Path]) -> None:
    """Throws copies away for good."""
    from loyaltytui.book.backup import turns
    from loyaltytui.book.faults import told_of_files

    if not gone:
        return
    with turns(path) as folder, told_of_files(folder):
        for one in gone:
            (one.path if isinstance(one, Backup) else one).unlink(missing_ok=True)
