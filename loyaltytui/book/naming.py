"""Finds whom a name that was typed on a form means. What a log line means by WHO is `capture`'s."""

from __future__ import annotations

import json
from collections.abc import Iterable

from loyaltytui.book.contact_pages import ContactPages
from loyaltytui.book.errors import Refused
from loyaltytui.book.facts import THESE
from loyaltytui.drafts import NewContact
from loyaltytui.entries import Contact, ContactId
from loyaltytui.plain import clean, fold


class Naming(ContactPages):
    """Reads contacts by their names."""

    def somebody(self, typed: str) -> Contact | NewContact:
        """Whom a typed name means: `Kim Ode`, `Kim Ode @ Vale`, or `+Kim Ode` for somebody new.

        Nobody and several are `Refused`, with what to say instead.
        """
        is_new = typed.lstrip().startswith("+")
        words, _, place = typed.strip().lstrip("+").partition("@")
        name, account = (" ".join(clean(part).strip('" ').split()) for part in (words, place))
        if not name:
            raise Refused("Say who, as in Kim Ode @ Vale.")
        if is_new:
            return NewContact(name, account)
        found = self.rows(
            "select contact.id from contact left join account on account.id = account_id "
            "where sort_key = ?1 and (?2 = '' or account.name_key = ?2) limit 2",
            (fold(name), fold(account)),
        )
        if not found:
            raise Refused(f"Nobody is called {name}. Somebody new is written with a +: +{name}")
        if len(found) > 1:
            raise Refused(f"Several are called {name}. Say where: {name} @ Vale")
        return self.contact(ContactId(found[0][0]))

    def names_of(self, contact_ids: Iterable[ContactId]) -> dict[ContactId, str]:
        """What these contacts are called, each as `somebody` takes it back."""
        rows = self.rows(
            "select contact.id, contact.name, coalesce(account.name, '') from contact "
            f"left join account on account.id = account_id where contact.id in {THESE}",
            (json.dumps(list(contact_ids)),),
        )
        return {row[0]: _called(row[1], row[2]) for row in rows}

    def first_named(self, typed: str) -> str:
        """The first contact, by alphabet, whose name begins so; empty for nobody."""
        key = fold(typed)
        if not key:
            return ""
        found = self.rows(
            "select contact.name, coalesce(account.name, '') from contact "
            "left join account on account.id = account_id "
            "where sort_key >= ?1 and sort_key < ?1 || char(1114111) order by sort_key limit 1",
            (key,),
        )
        if not found:
            return ""
        return _called(*found[0])


def _called(name: str, account: str) -> str:
    return f"{name} @ {account}" if account else name
