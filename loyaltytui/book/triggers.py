"""All triggers of a book together. What each set of them keeps lives in its own module."""

from __future__ import annotations

from loyaltytui.book import account_sums, journal, search, spoken_of, tallies
from loyaltytui.book.database import Database


def lay_triggers(db: Database) -> None:
    """Lays them over the tables, anew."""
    for each in (journal, search, tallies, account_sums, spoken_of):
        each.install(db)


def lift_triggers(db: Database) -> None:
    """For what is written and is no action of the rep's: they are laid anew in its transaction."""
    names = db.execute_sql("select name from sqlite_master where type = 'trigger'").fetchall()
    for (name,) in names:
        db.execute_sql(f'drop trigger "{name}"')
