"""Whole files written anew with another key, or without one: proved first, then put in place.

Who is asked for a passphrase lives above; what becomes of the other files beside a book, in
`cipher_change`.
"""

from __future__ import annotations

from contextlib import closing, nullcontext
from pathlib import Path
from typing import Any

from loyaltytui.book import cipher
from loyaltytui.book.backup import prove
from loyaltytui.book.cipher import Key
from loyaltytui.book.cipher_wipe import written_over
from loyaltytui.book.connection import raw
from loyaltytui.book.errors import BookBusy, BookUnreadable
from loyaltytui.book.files import put_in_place

_BUSY = "Another program has the book open. Close it and try again; nothing was changed."


def recast(path: Path, key: Key | None) -> None:
    """Writes the file at a path anew, with that key or without one; it is the old or the new.

    Nobody else may have it open: it is held against them until the new one is in its place.
    """
    before = cipher.key_of(path)
    with (
        written_over(path) if before is None else nullcontext(),
        closing(raw(path, before, driver=cipher.driver())) as source,
    ):
        # Refused while anybody else has it open; what was in the log enters the file.
        source.execute("pragma journal_mode = delete")
        source.execute("pragma temp_store = 2")
        # So the lock stays when the transaction ends, until the new file is in its place.
        source.execute("pragma main.locking_mode = exclusive")
        source.execute("begin exclusive")
        if source.execute("pragma main.journal_mode").fetchone() != ("delete",):
            raise BookBusy(_BUSY)
        with put_in_place(path, may_replace=True) as written:
            _write(source, written, key)
            with closing(raw(written, key, driver=cipher.driver())) as made:
                prove(made, f"The new copy of {path} did not verify; nothing was changed.")


def _write(source: Any, target: Path, key: Key | None) -> None:  # noqa: ANN401  a connection
    """Fills an empty file with all there is, and proves that it holds the same."""
    source.execute("attach ? as other key ?", (str(target), key.spec if key else ""))
    source.execute("select sqlcipher_export('other')").fetchall()
    for name in ("user_version", "application_id"):
        (value,) = source.execute(f"pragma main.{name}").fetchone()
        source.execute(f"pragma other.{name} = {int(value)}")
    if not _is_same(source):
        raise BookUnreadable("The new copy is not the same; nothing was changed.")
    # Written to the new file alone: the old one has only been read.
    source.execute("commit")
    source.execute("detach other")


def _is_same(both: Any) -> bool:  # noqa: ANN401  a connection
    listed = "select type, name, sql from {}.sqlite_master where name not like 'sqlite_stat%'"
    if _differ(both, listed.format("main"), listed.format("other")):
        return False
    tables = both.execute(
        "select name from main.sqlite_master where type = 'table' and rootpage > 0 "
        "and name not like 'sqlite_stat%'"
    ).fetchall()
    return not any(
        _differ(both, f'select * from main."{name}"', f'select * from other."{name}"')
        for (name,) in tables
    )


def _differ(both: Any, first: str, second: str) -> bool:  # noqa: ANN401  a connection
    counts = [both.execute(f"select count(*) from ({each})").fetchone() for each in (first, second)]
    odd = both.execute(f"select 1 from ({first} except {second}) limit 1").fetchone()
    return counts[0] != counts[1] or odd is not None
