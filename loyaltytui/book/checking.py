"""Proves that a book is whole, and mends what is derived, if somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from loyaltytui.book import journal, search, standing
from loyaltytui.book.errors import BookReadOnly, BookUnreadable
from loyaltytui.book.faults import told
from loyaltytui.book.lock import writer_lock
from loyaltytui.book.storage import WRITE_WAIT_SECONDS, Storage

_MOST_NAMED = 20


class Checking(Storage):
    """The verb that looks for damage."""

    def check(self) -> list[str]:
        """What is wrong, a sentence each; empty when the book is whole."""
        return [
            *self._damaged_pages(),
            *self._orphans(),
            *self._figure_differences(),
            *self._search_differences(),
            *(
                f"{table.replace('_', '-')} {found} is not what the history says of it."
                for table, found in journal.differences(self.db)
            ),
        ]

    def repair(self) -> None:
        """Stores the figures and the full-text index anew from the entries, which stay untouched.

        All that is derived is mended by it; what is damaged itself has to come from a copy.
        """
        if self.is_read_only:
            raise BookReadOnly(f"Not repaired: {self.path} is read-only. Make it writable.")
        with (
            told(self.path),
            writer_lock(self.path, WRITE_WAIT_SECONDS),
            self.db.atomic("IMMEDIATE"),
        ):
            standing.rebuild(self.db, self._reckoned)
            search.rebuild(self.db)

    def _damaged_pages(self) -> Iterator[str]:
        for (found,) in self.rows(f"pragma quick_check({_MOST_NAMED})"):
            if found != "ok":
                yield f"The file is damaged: {found}."

    def _orphans(self) -> Iterator[str]:
        for table, row_id, parent, _ in self.rows("pragma foreign_key_check"):
            yield f"{table} {row_id} belongs to a {parent} that is not there."

    def _figure_differences(self) -> Iterator[str]:
        """A damaged day ends the reckoning, and is a finding like any other."""
        try:
            for found in standing.differences(self.db, self._reckoned):
                yield f"The stored figures of contact {found} are not what its entries say."
        except BookUnreadable as damage:
            yield str(damage)

    def _search_differences(self) -> Iterator[str]:
        columns, expected = search.COLUMNS, search.expected()
        for first, second, what in (
            (expected, f"select {columns} from search", "is not found by its words"),
            (f"select {columns} from search", expected, "is found by words it does not hold"),
        ):
            sql = (
                "select rowid, source from "
                f"(select * from ({first}) except select * from ({second})) limit ?"
            )
            for rowid, source in self.rows(sql, (_MOST_NAMED,)):
                yield f"{source} {rowid // search.CODES} {what}."
