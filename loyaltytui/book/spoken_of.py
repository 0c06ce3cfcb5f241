"""Who was ever spoken of as a reference: marked on their stored figures, as lists begin with them.

Derived, and therefore outside the journal: kept by triggers, proved by `check`. What was said of
them lives in `references`, what it means in `loyalty.references`.
"""

from __future__ import annotations

from collections.abc import Iterator

from loyaltytui.book.database import Database

_IS_SPOKEN_OF = "exists (select 1 from reference where reference.contact_id = standing.contact_id)"


def install(db: Database) -> None:
    """Lays the triggers that mark them over the tables, anew."""
    for name, event, ids in (
        ("reference", "insert on reference", "new.contact_id"),
        ("no_reference", "delete on reference", "old.contact_id"),
        ("other", "update of contact_id on reference", "old.contact_id, new.contact_id"),
        ("standing", "insert on standing", "new.contact_id"),
    ):
        db.execute_sql(f"drop trigger if exists spoken_{name}")
        db.execute_sql(
            f"create trigger spoken_{name} after {event} begin update standing "
            f"set spoken_of = {_IS_SPOKEN_OF} "
            f"where contact_id in ({ids}) and spoken_of <> {_IS_SPOKEN_OF}; end"
        )


def rebuild(db: Database) -> None:
    """Marks everybody anew."""
    db.execute_sql(f"update standing set spoken_of = {_IS_SPOKEN_OF}")


def differences(db: Database) -> Iterator[int]:
    """Contacts who are marked wrongly."""
    yield from (
        row[0]
        for row in db.execute_sql(
            f"select contact_id from standing where spoken_of <> {_IS_SPOKEN_OF} order by 1"
        ).fetchall()
    )
