"""Reads what other programs are given: contacts, check-ins and promises, each with an identity.

What may go along is `choosing`'s to say; how it is written down lives in `exchange/`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from loyaltytui.book.choosing import Choice, taken
from loyaltytui.book.entry_rows import (
    CHECK_INS,
    CONTACTS,
    PROMISES,
    read_check_in,
    read_contact,
    read_promise,
)
from loyaltytui.book.identity import Identified, own_uid
from loyaltytui.book.merging_candidates import APART
from loyaltytui.drafts import ChannelDraft, ContactDraft
from loyaltytui.entries import ChannelKind, CheckIn, Contact, ContactId, Owner, Promise, Scope


class Outgoing(NamedTuple):
    """Everything of a book that address books and calendars can hold."""

    book_id: str
    """Tells this book from any other."""
    contacts: tuple[tuple[ContactId, ContactDraft], ...]
    check_ins: tuple[CheckIn, ...]
    """Open ones, those of parked and dropped contacts left out as on the agenda."""
    promises: tuple[Promise, ...]
    """Open ones of both sides."""


class OutgoingPages(Identified):
    """Reads what goes out."""

    def outgoing(self, choice: Choice) -> Outgoing:
        """All that other programs may be given, in the order in which it was written down."""
        book_id = self.book_id()
        contacts = [read_contact(row) for row in self._chosen(CONTACTS, "contact", choice)]
        beneath = {
            table: self._beneath(table, columns, choice)
            for table, columns in (
                ("channel", "kind, value, label, scope, owner, is_confidential"),
                ("tag", "word"),
                ("identity", "uid"),
                ("extra_field", "name, value"),
            )
        }
        check_ins = self._chosen(CHECK_INS, "check_in", choice, "check_in.is_open = 1 and")
        promises = self._chosen(PROMISES, "promise", choice)
        away = {
            row[0]
            for row in self.rows(
                "select contact_id from standing where away_until > ?", (self.today.isoformat(),)
            )
        }
        going = {contact.id for contact in contacts}
        return Outgoing(
            book_id,
            tuple((one.id, _draft(one, beneath, book_id)) for one in contacts),
            tuple(one for one in map(read_check_in, check_ins) if one.contact_id in going - away),
            tuple(
                one
                for one in map(read_promise, promises)
                if one.is_open
                and one.contact_id in going
                and (one.is_mine or one.contact_id not in away)
            ),
        )

    def _chosen(
        self, query: str, table: str, choice: Choice, also: str = ""
    ) -> list[tuple[Any, ...]]:
        """Rows that go along. Chosen beneath the query: joined, column names are ambiguous."""
        return self.rows(
            f"{query} where {also} {table}.id in "
            f"(select id from {table} where {taken(table, choice)}) order by {table}.id"
        )

    def _beneath(
        self, table: str, columns: str, choice: Choice
    ) -> defaultdict[int, list[tuple[Any, ...]]]:
        found: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
        for contact_id, *values in self.rows(
            f"select contact_id, {columns} from {table} where {taken(table, choice)} order by id"
        ):
            found[contact_id].append(tuple(values))
        return found


def _draft(
    contact: Contact, beneath: dict[str, defaultdict[int, list[tuple[Any, ...]]]], book_id: str
) -> ContactDraft:
    """A contact with all that hangs on it, as an import would have brought it."""
    uids = [uid for (uid,) in beneath["identity"][contact.id]]
    return ContactDraft(
        contact.name,
        account=contact.account,
        job=contact.job,
        tier=contact.tier,
        cadence=contact.cadence,
        birthday=contact.birthday,
        address=contact.address,
        about=contact.about,
        owner=contact.owner,
        channels=tuple(_channels(beneath["channel"][contact.id])),
        tags=tuple(word for (word,) in beneath["tag"][contact.id]),
        # The source that brought them knows them by the first one.
        uid=uids[0] if uids else own_uid(book_id, "contact", contact.id),
        extras=tuple(
            (name, value)
            for name, value in beneath["extra_field"][contact.id]
            # A number in this very book, which says nothing elsewhere.
            if name != APART
        ),
    )


def _channels(rows: Iterable[tuple[Any, ...]]) -> Iterable[ChannelDraft]:
    for kind, value, label, scope, owner, is_confidential in rows:
        yield ChannelDraft(
            ChannelKind(kind), value, label, Scope(scope), Owner(owner), bool(is_confidential)
        )
