"""Verbs for references and referrals: who speaks for us, and who sent whom our way.

What may follow what is decided in `loyalty.references`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from loyaltytui.book.dealing_rows import (
    REFERENCE_COLUMNS,
    REFERRAL_COLUMNS,
    read_reference,
    read_referral,
)
from loyaltytui.book.errors import Refused
from loyaltytui.book.people import People, checked
from loyaltytui.dealings import Reference, ReferenceDraft, Referral
from loyaltytui.drafts import ContactDraft, NewContact
from loyaltytui.entries import Contact, ContactId, Owner
from loyaltytui.loyalty.references import refusal
from loyaltytui.plain import clean


class References(People):
    """The verbs about who speaks for us and who sends people our way."""

    def state_reference(self, contact: Contact, draft: ReferenceDraft) -> None:
        """Writes down how far somebody has come as a reference; nonsense is `Refused`."""
        with self.act(f"reference {said_state(draft)}: {contact.name}"):
            self._insert_reference(contact.id, self.today, draft)

    def edit_reference(self, before: Reference, draft: ReferenceDraft) -> None:
        """Corrects a step and its words; one changed meanwhile is a `Conflict`."""
        place = (before.stated_on, before.id)
        earlier = [
            one for one in self.references_of(before.contact_id) if (one.stated_on, one.id) < place
        ]
        with self.act(f"edit reference {said_state(before)}"):
            if draft.state is not before.state:
                self._refuse_reference(draft, earlier, before.stated_on)
            self._rewrite(
                "reference",
                before,
                "That reference",
                state=draft.state,
                text=clean(draft.text).strip(),
                is_confidential=draft.is_confidential,
            )

    def refer(self, by: Contact | NewContact, referred: Contact | NewContact) -> None:
        """Writes down who sent whom our way; somebody new comes into the book with it."""
        with self.act(f"{by.name} referred {referred.name}"):
            whom = referred if isinstance(referred, NewContact) else referred.id
            self._insert_referral(self._there(by), whom, self.today)

    def edit_referral(
        self, before: Referral, by: Contact | NewContact, referred: Contact | NewContact
    ) -> None:
        """Corrects who sent whom; one changed meanwhile is a `Conflict`."""
        said = f"{by.name} referred {referred.name}"
        with self.act("edit referral" if before.is_confidential else f"{said}, corrected"):
            pair = (self._there(by), self._there(referred))
            if pair == (before.contact_id, before.referred_id):
                return
            self._refuse_referral(*pair)
            contact_id, referred_id = pair
            self._rewrite(
                "referral",
                before,
                "That referral",
                contact_id=contact_id,
                referred_id=referred_id,
            )

    def references_of(self, contact_id: ContactId) -> list[Reference]:
        """A contact's steps as a reference, oldest first."""
        rows = self._of("reference", REFERENCE_COLUMNS, "contact_id", contact_id, "stated_on")
        return [read_reference(row) for row in rows]

    def referrals_by(self, contact_id: ContactId) -> list[Referral]:
        """Whom a contact sent our way, oldest first."""
        rows = self._of("referral", REFERRAL_COLUMNS, "contact_id", contact_id, "referred_on")
        return [read_referral(row) for row in rows]

    def referrals_to(self, contact_id: ContactId) -> list[Referral]:
        """Who sent a contact our way, oldest first."""
        rows = self._of("referral", REFERRAL_COLUMNS, "referred_id", contact_id, "referred_on")
        return [read_referral(row) for row in rows]

    def _of(
        self, table: str, columns: str, key: str, row_id: int, order: str
    ) -> Sequence[tuple[object, ...]]:
        return self.rows(
            f"select {columns} from {table} where {key} = ? order by {order}, id", (row_id,)
        )

    def _refuse_reference(
        self, draft: ReferenceDraft, known: Sequence[Reference], on: dt.date
    ) -> None:
        sentence = refusal(draft.state, known, on, self.rules.points)
        if sentence:
            raise Refused(sentence)

    def _insert_reference(self, contact_id: ContactId, on: dt.date, draft: ReferenceDraft) -> None:
        self._refuse_reference(draft, self.references_of(contact_id), on)
        self._put(
            "reference",
            contact_id=contact_id,
            state=draft.state,
            stated_on=on,
            text=clean(draft.text).strip(),
            is_confidential=draft.is_confidential,
            owner=self._owner_of("contact", contact_id),
        )

    def _insert_referral(
        self, contact_id: ContactId, referred: ContactId | NewContact, on: dt.date
    ) -> None:
        if isinstance(referred, NewContact):
            referred = self._there(referred)
        self._refuse_referral(contact_id, referred)
        self._put(
            "referral",
            contact_id=contact_id,
            referred_id=referred,
            referred_on=on,
            owner=self._owner_of("contact", contact_id),
        )

    def _owner_of(self, table: str, row_id: int) -> str:
        """Whose what is written about a contact or an account is: whoever's that one is."""
        found = self.rows(f"select owner from {table} where id = ?", (row_id,))
        return str(found[0][0]) if found else str(Owner.COMPANY)

    def _refuse_referral(self, contact_id: ContactId, referred: ContactId) -> None:
        if referred == contact_id:
            raise Refused("Nobody refers themselves.")
        pair = (contact_id, referred)
        if self.rows("select 1 from referral where contact_id = ? and referred_id = ?", pair):
            raise Refused("That they sent them our way is written down already.")

    def _there(self, who: Contact | NewContact) -> ContactId:
        """Their id; somebody new is put into the book."""
        if isinstance(who, NewContact):
            return self._insert_contact(checked(ContactDraft(who.name, account=who.account)))
        return who.id


def said_state(told: Reference | ReferenceDraft) -> str:
    """How far they have come, as the history says it: it is shown without asking."""
    return "in confidence" if told.is_confidential else str(told.state)
