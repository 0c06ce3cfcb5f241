"""Writing one row at a time in plain SQL: put it in, rewrite what changed, take it out.

Quicker to say than through peewee, and the same for every table. Which rows is for the verbs to
decide.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Protocol

from loyaltytui.book.errors import Conflict, NotFound, Refused
from loyaltytui.book.faults import told
from loyaltytui.book.revision import THIS_ACTION
from loyaltytui.book.storage import Storage
from loyaltytui.dates import say_day
from loyaltytui.entries import AccountId, ContactId


class Revised(Protocol):
    """An entry of a table that counts its changes."""

    @property
    def id(self) -> int:
        """The row's."""
        ...

    @property
    def rev(self) -> int:
        """How often it was changed."""
        ...


class EntryWriting(Storage):
    """What every family of verbs about single entries needs."""

    def _put(self, table: str, **columns: object) -> int:
        """Writes a new row; returns its id."""
        marks = ", ".join("?" * len(columns))
        with told(self.path):
            cursor = self.db.execute_sql(
                f"insert into {table} ({', '.join(columns)}) values ({marks})",
                tuple(map(_plain, columns.values())),
            )
            return int(cursor.lastrowid)

    def _rewrite(self, table: str, before: Revised, named: str, /, **changes: object) -> None:
        """Writes the columns that differ from the entry; one changed meanwhile is a `Conflict`."""
        differing = {
            name: value for name, value in changes.items() if value != getattr(before, name)
        }
        self._set(table, before.id, before.rev, named, differing)

    def _set(
        self, table: str, row_id: int, rev: int, named: str, changes: dict[str, object]
    ) -> None:
        if changes and not self._is_set(table, row_id, rev, changes):
            self._miss(table, row_id, named)

    def _is_set(self, table: str, row_id: int, rev: int, changes: dict[str, object]) -> bool:
        """Writes these columns, unless the row was changed or taken out meanwhile."""
        assignments = ", ".join(f"{name} = ?" for name in changes)
        return bool(
            self.write(
                f"update {table} set {assignments}, rev = {THIS_ACTION} where id = ? and rev = ?",
                (*map(_plain, changes.values()), row_id, rev),
            )
        )

    def _strike(self, table: str, entry: Revised, what: str) -> None:
        """Takes a row out; one changed meanwhile is a `Conflict`."""
        row_id = entry.id
        if not self.write(f"delete from {table} where id = ? and rev = ?", (row_id, entry.rev)):
            self._miss(table, row_id, what)

    def _miss(self, table: str, row_id: int, what: str) -> None:
        """Says why no row answered to this id and revision."""
        if self.rows(f"select 1 from {table} where id = ?", (row_id,)):
            raise Conflict(f"{what} was changed elsewhere. Look again.")
        raise NotFound(f"{what} is not in the book any more.")

    def _refuse_future(self, day: dt.date | None) -> None:
        if day is not None and day > self.today:
            raise Refused(f"{say_day(day, self.today)} has not come yet. Say a day up to today.")

    def _account_name(self, account_id: AccountId) -> str:
        found = self.rows("select name from account where id = ?", (account_id,))
        if not found:
            raise NotFound("That account is not in the book any more.")
        return str(found[0][0])

    def _best_known(
        self, account_id: AccountId, *, without: ContactId | None = None
    ) -> ContactId | None:
        """Whom of an account the rep talked to last. None: nobody is there."""
        found = self.rows(
            "select contact.id from contact left join standing on contact_id = contact.id "
            "where account_id = ? and contact.id is not ? "
            "order by last_contact_on desc, contact.id limit 1",
            (account_id, without),
        )
        return ContactId(found[0][0]) if found else None


def shortened(text: str, *, is_confidential: bool, most: int = 40) -> str:
    """Words in a sentence of the history, which is shown without asking."""
    if is_confidential:
        return "something in confidence"
    line = " ".join(text.split())
    return f"'{line if len(line) <= most else line[: most - 1] + '…'}'"


def _plain(value: object) -> object:
    """As SQLite stores it: days as ISO text, bare words, numbers."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value
