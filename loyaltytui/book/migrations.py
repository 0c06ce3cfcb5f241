"""How a book made by any earlier version becomes one of today. Verbs and pages live elsewhere.

Each `schema/NNNN.sql` is one step and never changes once it has landed. Triggers are not part
of the history: they are laid anew over whatever tables the newest step leaves.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from loyaltytui.book.database import Database
from loyaltytui.book.errors import BookTooNew, BookUnreadable

if TYPE_CHECKING:
    from loyaltytui.book.narration import Say

NEWEST = 7
"""The schema this program writes."""

APPLICATION_ID = 0x4C4F5941
"""`LOYA`: tells our books from other people's SQLite files."""

_CHANGES_NOTHING_SAID = (
    r"(create|drop) (unique )?index ",
    r"alter table (?!standing )\w+ add column ",
    r"update (?!(contact|account|standing) )\w+ "
    r"set owner = \(select owner from \w+ where id = \w+\.\w+\)\s+where ",
    r"delete from search where ",
    r"create table (tally|account_(met|part|sum|worth|window|year)) ",
    r"insert into account_year ",
    r"alter table standing add column spoken_of ",
    r"update standing set spoken_of = ",
    r"create virtual table search_name ",
)
"""Statements after which every word can still be found where it is, and every figure is the same:
they add indexes, columns that nothing was written in yet, say whose rows are, or mend the index of
words themselves. Anything else is taken to change either."""


def version_of(db: Database) -> int:
    """The schema's version; 0 for a new, empty file."""
    return int(db.pragma("user_version"))


def refuse_strange(db: Database, path: Path) -> None:
    """Only a book of ours, of a version this program knows, may be opened for writing."""
    version = version_of(db)
    if int(db.pragma("application_id")) != APPLICATION_ID or version == 0:
        raise BookUnreadable(
            f"{path} is empty, damaged, or a database of another program: no loyaltytui book. "
            "Nothing was changed."
        )
    refuse_newer(version, path)


def refuse_newer(version: int, path: Path) -> None:
    """A book from the future is left alone."""
    if version > NEWEST:
        raise BookTooNew(
            f"{path} was written by a newer loyaltytui (schema {version}, this one knows "
            f"{NEWEST}). Nothing was changed; update the program."
        )


def migrate(db: Database, path: Path, say: Say = None) -> None:
    """Brings the book to the newest schema in one transaction, after a copy was made.

    Of a large book, `say` is told how far it has come.

    The version is read again under the lock: another process may have been faster.
    Foreign keys are off meanwhile, because rebuilding a parent table would take its
    children along.
    """
    # Only here: a book that is up to date, as nearly always, needs none of it.
    from loyaltytui.book import backup, search, staleness, tallies
    from loyaltytui.book.narration import COPY, FIGURES, TABLES, WORDS, Narration
    from loyaltytui.book.triggers import lay_triggers, lift_triggers

    version = version_of(db)
    refuse_newer(version, path)
    telling = Narration(db, say, FIGURES + 1 if _changes_what_is_said(version) else TABLES + 1)
    if version == 0:
        _refuse_foreign(db, path)
    elif version < NEWEST:
        telling.begin(COPY)
        backup.back_up(db, path, why="before-update")
    db.execute_sql("pragma foreign_keys = 0")
    try:
        with db.atomic("IMMEDIATE"):
            telling.begin(TABLES)
            lift_triggers(db)
            version = version_of(db)
            statements = _statements_from(version)
            for statement in statements:
                db.execute_sql(statement)
            # What accounts come to is summed when the book is opened, which is next: that takes
            # a day and settings.
            lay_triggers(db)
            if any(" search_name " in statement for statement in statements):
                search.rebuild_names(db)
            tallies.rebuild(db)
            if _changes_what_is_said(version):
                # Minutes of work in a big book, which most steps give no reason for.
                telling.begin(WORDS)
                search.rebuild(db)
                # Reckoned when the book is opened, which is next.
                staleness.outdate(db)
                telling.begin(FIGURES)
            db.execute_sql(f"pragma user_version = {NEWEST}")
            db.execute_sql(f"pragma application_id = {APPLICATION_ID}")
            if db.execute_sql("pragma foreign_key_check").fetchone():
                raise BookUnreadable(f"{path} has entries that belong to nothing; not updated.")
    finally:
        db.execute_sql("pragma foreign_keys = 1")


def _refuse_foreign(db: Database, path: Path) -> None:
    if db.execute_sql("select 1 from sqlite_master limit 1").fetchone():
        raise BookUnreadable(
            f"{path} is a database of another program, not a loyaltytui book. Nothing was changed."
        )


def _changes_what_is_said(version: int) -> bool:
    """Do the index of words and the stored figures not hold any more after these steps?"""
    return not all(map(_changes_nothing_said, _statements_from(version)))


def _changes_nothing_said(statement: str) -> bool:
    """Do they still hold after this statement?"""
    return any(re.match(known, statement) for known in _CHANGES_NOTHING_SAID)


def _statements_from(version: int) -> list[str]:
    """All that makes a book of this schema one of the newest."""
    steps = range(version + 1, NEWEST + 1)
    return [statement for step in steps for statement in _statements(step)]


def _statements(step: int) -> list[str]:
    """The SQL statements of one step. No statement of ours holds a semicolon inside."""
    # Only here: a book that is up to date, as nearly always, needs none of it.
    from importlib import resources

    folder = resources.files("loyaltytui.book") / "schema"
    script = (folder / f"{step:04d}.sql").read_text("utf-8")
    lines = (line for line in script.splitlines() if not line.startswith("--"))
    return [part.strip() for part in "\n".join(lines).split(";") if part.strip()]
