"""What a book and the things in it are called outside: identities that never change.

Identities that came with an import live in their own table, and count before these.
"""

from __future__ import annotations

from uuid import NAMESPACE_OID, uuid5

from loyaltytui.book.storage import Storage


def own_uid(book_id: str, kind: str, row_id: int) -> str:
    """The identity of something that came from nowhere else. No row's id is ever used again."""
    return str(uuid5(NAMESPACE_OID, f"loyaltytui {book_id} {kind} {row_id}"))


class Identified(Storage):
    """Knows its own name among books."""

    def book_id(self) -> str:
        """What its first action was called, which no other book's was; a copy keeps it."""
        found = self.rows("select uuid from action order by id limit 1")
        return str(found[0][0]) if found else ""
