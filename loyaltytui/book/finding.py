"""Finding by words: contacts that words may mean, and every text that holds them.

How the full-text index is kept lives in `search`.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from loyaltytui.book.pages import contact_query
from loyaltytui.book.search import is_unspaced, query_for, words_of
from loyaltytui.book.storage import Storage
from loyaltytui.book.tables import ContactRow
from loyaltytui.capture.directory import Candidate
from loyaltytui.entries import Contact, ContactId
from loyaltytui.plain import fold

MOST_HITS = 200
_MOST_CANDIDATES = 50
_MOST_LOOKED_AT = 1000
"""So many are put in order; whoever types one letter of a common name types on anyway."""
_Row = tuple[int, ContactId, str, str]
_HIT = """
    select rowid, contact_id, source,
      iif(is_confidential, '', {snippet})
    from search where {condition} limit ?
"""
_ALL_TEXT = "name || char(10) || text"
_AROUND = "snippet(search, 1, '', '', '…', 7)"
_NO_INDEX = "substr(trim(name || ' ' || text), 1, 80)"
"""In place of `_AROUND`, which only works on a match."""


class Hit(Struct, frozen=True):
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
        wanted = fold(words)
        looked_for = words_of(words)
        if not looked_for:
            return ()
        # The very name first: among a thousand namesakes it must not fall off the end.
        exact = "select id from contact where sort_key = ? limit ?"
        condition, values = _all_of(looked_for, "name")
        latest = (
            "select found.contact_id from "
            f"(select contact_id from search where {condition} limit {_MOST_LOOKED_AT}) as found "
            "left join standing on standing.contact_id = found.contact_id "
            "order by standing.last_contact_on desc limit ?"
        )
        ids = self.rows(exact, (wanted, _MOST_CANDIDATES))
        ids += self.rows(latest, (*values, _MOST_CANDIDATES))
        contacts = self._contacts_in_order([row[0] for row in ids])
        contacts.sort(
            key=lambda contact: (
                fold(contact.name) != wanted,
                not fold(contact.name).startswith(wanted),
            )
        )
        nearest = contacts[:_MOST_CANDIDATES]
        return [Candidate(contact.id, contact.name, contact.account) for contact in nearest]

    def find(self, typed: str, limit: int = MOST_HITS) -> list[Hit]:
        """Texts that hold the words: those that name the contact first, then all others.

        Of several words each may stand in another text about the same contact.
        """
        words = words_of(typed)
        if not words:
            return []
        rows = self._hits(*_all_of(words, "name"), limit) + self._said(words, limit)
        first = {row[0]: row for row in reversed(rows)}
        ordered = list(dict.fromkeys(row[0] for row in rows))[: max(limit, 0)]
        hits = [first[rowid] for rowid in ordered]
        contacts = {one.id: one for one in self._contacts_in_order([hit[1] for hit in hits])}
        return [
            Hit(contact_id, contacts[contact_id].name, contacts[contact_id].account, source, text)
            for _, contact_id, source, text in hits
            if contact_id in contacts
        ]

    def _said(self, words: list[str], limit: int) -> list[_Row]:
        """Hits in any text. With several words, only of contacts who have them all."""
        if len(words) == 1:
            return self._hits(*_all_of(words, ""), limit)
        conditions = [_all_of([word], "") for word in words]
        everywhere = " intersect ".join(
            f"select contact_id from search where {condition}" for condition, _ in conditions
        )
        anywhere, said = _any_of(words)
        having_all = [value for _, values in conditions for value in values]
        return self._hits(
            f"{anywhere} and contact_id in ({everywhere})", [*said, *having_all], limit
        )

    def _hits(self, condition: str, values: list[str], limit: int) -> list[_Row]:
        snippet = _AROUND if condition.startswith("search match") else _NO_INDEX
        sql = _HIT.format(snippet=snippet, condition=condition)
        return self.rows(sql, (*values, max(limit, 0)))

    def _contacts_in_order(self, ids: Sequence[int]) -> list[Contact]:
        unique = list(dict.fromkeys(ids))
        found = self.read(contact_query().where(ContactRow.id.in_(unique)), Contact)
        by_id = {contact.id: contact for contact in found}
        return [by_id[ContactId(one)] for one in unique if ContactId(one) in by_id]


def _all_of(words: Sequence[str], column: str) -> tuple[str, list[str]]:
    """SQL and its values: every word stands in one text; `column` empty for any column."""
    return _condition(words, column, "AND")


def _any_of(words: Sequence[str]) -> tuple[str, list[str]]:
    """SQL and its values: one of the words stands in the text."""
    return _condition(words, "", "OR")


def _condition(words: Sequence[str], column: str, joint: str) -> tuple[str, list[str]]:
    """Asks the index alone where it can; reads every text where it would miss a word."""
    spaced = [query_for(word) for word in words if not is_unspaced(word)]
    unspaced = [word for word in words if is_unspaced(word)]
    prefix = f"{column} : " if column else ""
    match = f" {joint} ".join(f"{prefix}{query}" for query in spaced)
    if not unspaced:
        return "search match ?", [match]
    within = f"instr(lower({column or _ALL_TEXT}), ?) > 0"
    parts = [within] * len(unspaced)
    if spaced:
        parts.append("rowid in (select rowid from search where search match ?)")
    return f"({f' {joint} '.join(parts)})", [
        *map(str.lower, unspaced),
        *([match] if spaced else []),
    ]
