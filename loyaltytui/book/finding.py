"""Finding by words: contacts that words may mean, and every text that holds them.

How the full-text index is kept lives in `search`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loyaltytui.book.pages import contact_query
from loyaltytui.book.search import queries_for
from loyaltytui.book.storage import Storage
from loyaltytui.book.tables import ContactRow
from loyaltytui.capture.directory import Candidate
from loyaltytui.entries import Contact, ContactId
from loyaltytui.plain import fold

MOST_HITS = 200
_MOST_CANDIDATES = 50
_HIT = """
    select rowid, contact_id, source,
      iif(is_confidential, '', snippet(search, -1, '', '', '…', 10))
    from search where search match ? limit ?
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """One text of the book that holds what was looked for."""

    contact_id: ContactId
    contact: str
    account: str
    source: str
    """The table the text is from."""
    snippet: str
    """The text around the words; empty when it was told in confidence."""


class Finding(Storage):
    """Reads the book by words."""

    def candidates(self, words: str) -> Sequence[Candidate]:
        """Contacts each of the words may mean, nearest first: exact names, then latest contact.

        Every word begins a word of the name or of the account.
        """
        queries = queries_for(words)
        if not queries:
            return ()
        match = " AND ".join(f"name : {query}" for query in queries)
        ids = self.rows(
            "select search.contact_id from search left join standing "
            "on standing.contact_id = search.contact_id where search match ? "
            "order by standing.last_contact_on desc limit ?",
            (match, _MOST_CANDIDATES),
        )
        contacts = self._contacts_in_order([row[0] for row in ids])
        wanted = fold(words)
        contacts.sort(
            key=lambda contact: (
                fold(contact.name) != wanted,
                not fold(contact.name).startswith(wanted),
            )
        )
        return [Candidate(contact.id, contact.name, contact.account) for contact in contacts]

    def find(self, typed: str, limit: int = MOST_HITS) -> list[Hit]:
        """Texts that hold the words: those that name the contact first, then all others.

        Of several words each may stand in another text about the same contact.
        """
        queries = queries_for(typed)
        if not queries:
            return []
        named = self.rows(_HIT, (" AND ".join(f"name : {one}" for one in queries), limit))
        rows = named + self._said(queries, limit - len(named))
        unique = {row[0]: row for row in reversed(rows)}
        ordered = [row for row in rows if unique.pop(row[0], None) is not None]
        contacts = {
            contact.id: contact for contact in self._contacts_in_order([row[1] for row in ordered])
        }
        return [
            Hit(contact_id, contacts[contact_id].name, contacts[contact_id].account, source, text)
            for _, contact_id, source, text in ordered
            if contact_id in contacts
        ]

    def _said(self, queries: list[str], limit: int) -> list[tuple[int, int, str, str]]:
        """Hits in any text. With several words, only of contacts who have them all."""
        if len(queries) == 1:
            return self.rows(_HIT, (queries[0], limit))
        everywhere = " intersect ".join(
            "select contact_id from search where search match ?" for _ in queries
        )
        return self.rows(
            _HIT.replace(" limit", f" and contact_id in ({everywhere}) limit"),
            (" OR ".join(queries), *queries, limit),
        )

    def _contacts_in_order(self, ids: Sequence[int]) -> list[Contact]:
        unique = list(dict.fromkeys(ids))
        found = self.read(contact_query().where(ContactRow.id.in_(unique)), Contact)
        by_id = {contact.id: contact for contact in found}
        return [by_id[ContactId(one)] for one in unique if ContactId(one) in by_id]
