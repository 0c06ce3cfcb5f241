"""Finding by words: contacts that words may mean, and every text that holds them.

How the full-text index is kept lives in `search`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from itertools import islice
from typing import Any

from msgspec import Struct

from loyaltytui.book.asking import any_of, are_known, named_by, said_with
from loyaltytui.book.contact_order import EVERYBODY, Sieve
from loyaltytui.book.contact_pages import ContactPages
from loyaltytui.book.glance import TOLD_COLUMNS, Glance
from loyaltytui.book.passing import few_passing, these
from loyaltytui.book.search import (
    CODES,
    CONTACT_BITS,
    row_of,
    words_of,
)
from loyaltytui.book.snippets import Wanted
from loyaltytui.book.streams import Listed, Told, in_common
from loyaltytui.capture.directory import Candidate
from loyaltytui.entries import ContactId
from loyaltytui.plain import clean, fold

MOST_HITS = 200
MOST_FOUND = 60
"""Contacts, more than most screens hold: whoever has so many before them rather types on."""
_MOST_CANDIDATES = 50
_MOST_SIFTED = 50
"""So many at a time, that few are looked for in vain."""
_MOST_LOOKED_AT = 1000
"""So many are put in order; whoever types one letter of a common name types on anyway."""
_LAST_LETTER = "\U0010ffff"
_MOST_READ = 400
"""Texts about one contact that are looked through for the words, before the index is asked."""


class Hit(Struct, frozen=True):
    """One text of the book that holds what was looked for."""

    contact_id: ContactId
    contact: str
    account: str
    source: str
    """The table the text is from."""
    snippet: str
    """The text around the words; empty when it was told in confidence."""


class Finding(ContactPages):
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
        index, condition, values = named_by(looked_for)
        latest = (
            "select found.contact_id from "
            f"(select rowid as contact_id from {index} where {condition} "
            f"limit {_MOST_LOOKED_AT}) as found "
            "left join standing on standing.contact_id = found.contact_id "
            "order by standing.last_contact_on desc limit ?"
        )
        ids = self.rows(exact, (wanted, _MOST_CANDIDATES))
        ids += self.rows(latest, (*values, _MOST_CANDIDATES))
        found = self.rows(
            "select contact.id, contact.name, coalesce(account.name, '') from json_each(?) "
            "join contact on contact.id = json_each.value "
            "left join account on account.id = contact.account_id order by json_each.key",
            (json.dumps(list(dict.fromkeys(row[0] for row in ids))),),
        )
        nearest = [Candidate(ContactId(one), name, account) for one, name, account in found]
        keys = {each.id: fold(each.name) for each in nearest}
        nearest.sort(
            key=lambda each: (keys[each.id] != wanted, not keys[each.id].startswith(wanted))
        )
        return nearest[:_MOST_CANDIDATES]

    def find(self, typed: str, limit: int = MOST_HITS, sieve: Sieve = EVERYBODY) -> list[Hit]:
        """Texts that hold the words: of those whom they name first, then of all others.

        Of several words each may stand in another text about the same contact.
        """
        words, glance = words_of(typed), Glance(self.rows)
        ids = self.found_contacts(typed, limit, sieve, glance)
        if not ids:
            return []
        names = self._names_of(ids)
        rows = self._texts(words, ids, max(limit // len(ids), 1), glance)
        hits = [
            Hit(contact_id, *names[contact_id], source, text)
            for contact_id in ids
            if contact_id in names
            for source, text in rows.get(contact_id, ())
        ]
        return hits[:limit]

    def found_contacts(
        self,
        typed: str,
        limit: int = MOST_FOUND,
        sieve: Sieve = EVERYBODY,
        glance: Glance | None = None,
    ) -> list[ContactId]:
        """Contacts of whom the book holds all the words, each in any text, among who pass a sieve.

        First whose name begins with what was typed, by name; then who are named by the words;
        then all others. `glance`: keeps what was read, for whoever tells the texts next.
        """
        words, glance = words_of(typed), glance or Glance(self.rows)
        if not words or limit < 1:
            return []
        few = few_passing(self.rows, sieve)
        passing = these(few) if few is not None else sieve
        found = dict.fromkeys(self._beginning(fold(clean(typed)), passing, limit))
        among = [Listed(few)] if few is not None else []
        named = [Told(self.parts, *named_by(words), leaps=are_known(words))]
        said = [
            Told(
                self.parts,
                *said_with(word),
                leaps=are_known([word]),
                is_sure=partial(glance.shows, word.lower()),
            )
            for word in words
        ]
        for streams in (named, said):
            rest = in_common([*streams, *among])
            while (wanted := limit - len(found)) > 0:
                # Where everybody passes nobody is found in vain.
                size = wanted if passing == EVERYBODY else _MOST_SIFTED
                if not (chunk := list(islice(rest, size))):
                    break
                found |= dict.fromkeys(self._passing(chunk, passing))
        return list(found)[:limit]

    def snippets_of(
        self, typed: str, ids: Sequence[ContactId], glance: Glance | None = None
    ) -> dict[ContactId, str]:
        """For each of these contacts some text with the words; none where only their name has them.

        Nothing that was told in confidence.
        """
        rows = self._texts(words_of(typed), ids, 1, glance, is_said=True)
        return {contact_id: texts[0][1] for contact_id, texts in rows.items()}

    def _beginning(self, key: str, sieve: Sieve, limit: int) -> list[ContactId]:
        """Whose name begins with this, by name."""
        hint = "not indexed" if sieve.has_index else "indexed by standing_by_name"
        rows = self.rows(
            f"select contact_id from standing {hint} where name_key >= ? and name_key < ? "
            f"and {sieve.sql} order by name_key, contact_id limit ?",
            (key, key + _LAST_LETTER, *sieve.values, limit),
        )
        return [row[0] for row in rows]

    def _passing(self, ids: Sequence[ContactId], sieve: Sieve) -> list[ContactId]:
        if sieve == EVERYBODY:
            return list(ids)
        rows = self.rows(
            "select contact_id from standing not indexed "
            f"where contact_id in (select value from json_each(?)) and {sieve.sql}",
            (json.dumps(list(ids)), *sieve.values),
        )
        return [row[0] for row in rows]

    def _texts(
        self,
        words: Sequence[str],
        ids: Sequence[ContactId],
        limit: int,
        glance: Glance | None = None,
        *,
        is_said: bool = False,
    ) -> dict[ContactId, list[tuple[str, str]]]:
        """Source and snippet of texts about these contacts, those with the most words first."""
        wanted = Wanted(words)
        numbers: dict[ContactId, list[int]] = {}
        for one in ids:
            rows = (glance and glance.all_about(one)) or self._all_about(one)
            # Whatever names contacts themselves is of the first source.
            looked_at = [row for row in rows if row[0] % CODES] if is_said else rows
            numbers[one] = _best(wanted, looked_at, len(words), limit)
            if not numbers[one] and len(rows) == _MOST_READ:
                numbers[one] = self._deep_numbers(words, one, limit, is_said=is_said)
        told = self._snippets(wanted, [number for best in numbers.values() for number in best])
        found = {
            one: [told[each] for each in best if each in told] for one, best in numbers.items()
        }
        return {one: texts for one, texts in found.items() if texts}

    def _all_about(self, contact_id: ContactId) -> Sequence[tuple[Any, ...]]:
        """What is told of a contact, save of the few of whom there is more than anybody reads.

        To ask the index for each of them would take longer.
        """
        first = contact_id << CONTACT_BITS
        return self.rows(
            f"select {TOLD_COLUMNS} from search "
            f"where rowid between ? and ? order by rowid limit {_MOST_READ}",
            (first, first + (1 << CONTACT_BITS) - 1),
        )

    def _deep_numbers(
        self, words: Sequence[str], contact_id: ContactId, limit: int, *, is_said: bool
    ) -> list[int]:
        """Texts with the words about a contact of whom there is more than was read."""
        condition, values = any_of(words)
        said = "and source <> 'contact'" if is_said else ""
        first = contact_id << CONTACT_BITS
        rows = self.rows(
            f"select rowid from search where {condition} {said} "
            "and rowid between ? and ? order by rowid limit ?",
            (*values, first, first + (1 << CONTACT_BITS) - 1, limit),
        )
        return [number for (number,) in rows]

    def _snippets(self, wanted: Wanted, numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
        """Source and snippet of the texts at these places of the index."""
        rows = self.rows(
            "select rowid, source, text, is_confidential from search "
            "where rowid in (select value from json_each(?))",
            (json.dumps(numbers),),
        )
        return {
            number: (
                source,
                "" if secret else wanted.around(self._as_written(source, text, number)),
            )
            for number, source, text, secret in rows
        }

    def _as_written(self, source: str, text: str, number: int) -> str:
        """A text without what the index holds beside it so that it is found otherwise, too.

        A contact of whom nothing else is said is told by name and account.
        """
        if source == "channel":
            sql = "select value from channel where id = ?"
        elif source == "contact" and not text.strip():
            sql = (
                "select contact.name || ' ' || coalesce(account.name, '') from contact "
                "left join account on account.id = account_id where contact.id = ?"
            )
        else:
            return text
        rows = self.rows(sql, (row_of(number),))
        return str(rows[0][0]) if rows else ""

    def _names_of(self, ids: Sequence[ContactId]) -> dict[ContactId, tuple[str, str]]:
        """What these contacts and their accounts are called."""
        rows = self.rows(
            "select contact.id, contact.name, coalesce(account.name, '') from contact "
            "left join account on account.id = contact.account_id "
            "where contact.id in (select value from json_each(?))",
            (json.dumps(ids),),
        )
        return {one: (name, account) for one, name, account in rows}


def _best(wanted: Wanted, rows: Sequence[tuple[Any, ...]], most: int, limit: int) -> list[int]:
    """Texts that hold the words, those with the most of them first; among equals as they come."""
    counted = []
    for number, told in rows:
        if count := wanted.count_in(told):
            counted.append((count, number))
        if count == most and limit == 1:
            # None behind it can hold more.
            break
    counted.sort(key=lambda each: -each[0])
    return [number for _, number in counted[:limit]]
