"""Verbs for whose an entry is, and whether it was told in confidence.

Which columns say so is the schema's matter; what an export leaves out for it, `choosing`'s.
"""

from __future__ import annotations

from loyaltytui.book.entry_writing import EntryWriting
from loyaltytui.book.revision import THIS_ACTION
from loyaltytui.dealings import (
    Departure,
    Problem,
    Purchase,
    Pursuit,
    Qualifier,
    Reference,
    Referral,
    Verdict,
)
from loyaltytui.entries import (
    AccountId,
    Channel,
    CheckIn,
    ContactId,
    Employment,
    ExtraField,
    Interaction,
    Note,
    Owner,
    Promise,
    Question,
)
from loyaltytui.loyalty.checkins import look_again_reason, parked_reason

Dealing = Reference | Referral | Departure | Verdict | Qualifier | Pursuit
Maskable = (
    Note | Channel | Question | Promise | Interaction | CheckIn | ExtraField | Employment | Dealing
)
Ownable = Maskable | Purchase | Problem
TABLES: dict[type[Ownable], str] = {
    Note: "note",
    Channel: "channel",
    Question: "question",
    Promise: "promise",
    Interaction: "interaction",
    CheckIn: "check_in",
    ExtraField: "extra_field",
    Employment: "employment",
    Reference: "reference",
    Referral: "referral",
    Departure: "departure",
    Verdict: "verdict",
    Qualifier: "qualifier",
    Pursuit: "pursuit",
    Purchase: "purchase",
    Problem: "problem",
}
"""Where the rows of each kind of entry are: all that a contact's page shows."""


class Confidence(EntryWriting):
    """The verbs about secrets and owners."""

    def set_confidential(self, entry: Maskable, is_confidential: bool) -> None:
        """Masks what was told in confidence from now on, or shows it again.

        Purchases and problems are edited instead: what they have on the agenda changes too.
        """
        said = "keep" if is_confidential else "do not keep"
        with self.act(f"{said} {_one(entry)} in confidence"):
            table, named = TABLES[type(entry)], f"That {_called(entry)}"
            self._rewrite(table, entry, named, is_confidential=is_confidential)
            if isinstance(entry, Departure):
                self._mask_look_again(entry.account_id, entry.why, is_confidential)
            elif isinstance(entry, Pursuit):
                self._mask_parked(entry.contact_id, entry.reason, is_confidential)

    def set_owner(self, entry: Ownable, owner: Owner) -> None:
        """Says whose a fact is when the rep changes employer."""
        with self.act(f"set owner {owner} of {_one(entry)}"):
            self._rewrite(TABLES[type(entry)], entry, f"That {_called(entry)}", owner=owner)

    def _mask_look_again(self, account_id: AccountId, why: str, is_confidential: bool) -> None:
        """The check-ins that say why the account left keep it as that does."""
        self.write(
            f"update check_in set is_confidential = ?1, rev = {THIS_ACTION} "
            "where reason = ?2 and is_confidential <> ?1 "
            "and contact_id in (select id from contact where account_id = ?3)",
            (int(is_confidential), look_again_reason(why), account_id),
        )

    def _mask_parked(self, contact_id: ContactId, reason: str, is_confidential: bool) -> None:
        """The check-ins that say why they were parked keep it as that does."""
        self.write(
            f"update check_in set is_confidential = ?1, rev = {THIS_ACTION} "
            "where reason = ?2 and is_confidential <> ?1 and contact_id = ?3",
            (int(is_confidential), parked_reason(reason), contact_id),
        )


def _called(entry: Ownable) -> str:
    table = TABLES[type(entry)]
    return {"check_in": "check-in", "employment": "former job"}.get(table, table).replace("_", " ")


def _one(entry: Ownable) -> str:
    called = _called(entry)
    return f"{'an' if called[0] in 'aeiou' else 'a'} {called}"
