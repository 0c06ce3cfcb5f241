"""Verbs for contacts and their accounts. Pages that show them live in `pages`."""

from __future__ import annotations

from collections.abc import Iterable

from loyaltytui.book.channels import Channels, channel_key, needed, tidy_tags
from loyaltytui.book.checkins import CheckIns
from loyaltytui.book.entry_writing import EntryWriting
from loyaltytui.book.errors import Conflict, Refused
from loyaltytui.book.revision import THIS_ACTION
from loyaltytui.dates import add_working_days, read_span
from loyaltytui.drafts import ContactDraft
from loyaltytui.entries import (
    Account,
    AccountId,
    Contact,
    ContactId,
)
from loyaltytui.loyalty.checkins import NO_CADENCE, Opening, cadence_in_force, first_check_in
from loyaltytui.plain import clean, fold

__all__ = ["People", "channel_key", "checked", "read_cadence", "read_tier", "tidy_tags"]

TIERS = ("A", "B", "C", "D")
_CONTACT_FIELDS = ("name", "job", "tier", "cadence", "birthday", "address", "about", "owner")


def read_cadence(typed: str) -> str:
    """A cadence as it is stored; raises `Refused` for what is none."""
    words = typed.strip().lower()
    if words in ("", NO_CADENCE):
        return words
    span = read_span(words)
    if span is None or span.count < 1:
        raise Refused(f"'{typed}' is no cadence. Say 3w, 2m, 1y, or none.")
    return str(span)


def read_tier(typed: str) -> str:
    """A tier as it is stored; raises `Refused` for what is none."""
    tier = typed.strip().upper()
    if tier and tier not in TIERS:
        raise Refused(f"'{typed}' is no tier. Say A, B, C or D, or leave it empty.")
    return tier


class People(CheckIns, Channels, EntryWriting):
    """The verbs about whom the book knows."""

    def add_contact(self, draft: ContactDraft, uuid: str = "") -> ContactId:
        """Writes a contact into the book, with a first check-in if it has a cadence."""
        draft = checked(draft)
        with self.act(f"add {draft.name}", uuid=uuid) as action:
            if action.is_repeat:
                return self._made_by(action.id)
            return self._insert_contact(draft)

    def edit_contact(
        self, before: Contact, draft: ContactDraft, tags: Iterable[str] | None = None
    ) -> None:
        """Writes the fields that differ; a contact changed meanwhile is a `Conflict`.

        A new cadence or tier plans the cadence's check-in anew. A new account keeps the old
        one in the history of employments, and plans a talk with somebody who is still there.
        `tags` are the contact's tags from now on; None leaves them as they are.
        """
        draft = checked(draft)
        changes = {
            name: getattr(draft, name)
            for name in _CONTACT_FIELDS
            if getattr(draft, name) != getattr(before, name)
        }
        with self.act(f"edit {before.name}"):
            if tags is not None:
                self._set_tags(before.id, tags)
            if "name" in changes:
                changes["sort_key"] = fold(draft.name)
            # The same account, written a little differently, is no move.
            account_id = self._account_id(draft.account)
            if account_id != before.account_id:
                changes["account_id"] = account_id
                self._remember_employment(before)
                self._tell_who_is_left(before, draft.account)
            if not changes:
                return
            if not self._is_set("contact", before.id, before.rev, changes):
                raise Conflict(f"{before.name} was changed elsewhere. Open the form again.")
            old = cadence_in_force(before.cadence, before.tier, self.rules)
            new = cadence_in_force(draft.cadence, draft.tier, self.rules)
            if old != new:
                due_on = first_check_in(before.last_contact_on, new, self.today, self.rules)
                self._plan_cadence(before.id, due_on)

    def delete_contact(self, contact: Contact) -> None:
        """Takes a contact out of the book with all that hangs on it. `u` brings it back.

        What happened with others too stays theirs.
        """
        with self.act(f"delete {contact.name}"):
            self._take_interactions_alone_with(contact.id)
            self._take("contact", contact.id, contact.name)

    def rename_account(self, before: Account, name: str) -> None:
        """Gives an account another name, for everybody who is there."""
        name = needed(name, "An account needs a name.")
        with self.act(f"rename {before.name} to {name}"):
            if name == before.name:
                return
            changed = self.write(
                f"update account set name = ?, name_key = ?, rev = {THIS_ACTION} "
                "where id = ? and name = ?",
                (name, fold(name), before.id, before.name),
            )
            if not changed:
                raise Conflict(f"{before.name} was changed elsewhere. Look again.")

    def _insert_contact(self, draft: ContactDraft) -> ContactId:
        values = {name: getattr(draft, name) for name in _CONTACT_FIELDS}
        contact_id = ContactId(
            self._put(
                "contact",
                **values,
                sort_key=fold(draft.name),
                account_id=self._account_id(draft.account),
                added_on=self.today,
            )
        )
        self._insert_channels(contact_id, draft.owner, draft.channels)
        self._insert_tags(contact_id, tidy_tags(draft.tags))
        if draft.uid:
            self._put("identity", contact_id=contact_id, uid=draft.uid)
        for name, value in draft.extras:
            self._put(
                "extra_field",
                contact_id=contact_id,
                name=clean(name),
                value=clean(value),
                owner=draft.owner,
            )
        cadence = cadence_in_force(draft.cadence, draft.tier, self.rules)
        self._plan_cadence(contact_id, first_check_in(None, cadence, self.today, self.rules))
        return contact_id

    def _account_id(self, name: str) -> AccountId | None:
        """The account of that name, made when there is none; None for no name."""
        if not name:
            return None
        found = self.rows("select id from account where name_key = ?", (fold(name),))
        if found:
            return AccountId(found[0][0])
        return AccountId(self._put("account", name=name, name_key=fold(name)))

    def _remember_employment(self, contact: Contact) -> None:
        if contact.account_id is not None:
            self._put(
                "employment",
                contact_id=contact.id,
                account_id=contact.account_id,
                job=contact.job,
                until_on=self.today,
                owner=contact.owner,
            )

    def _tell_who_is_left(self, gone: Contact, new_account: str) -> None:
        """A champion has left: whoever is known best of those who stay is to be talked to.

        Nothing is planned where the rep never talked to the one who left, or nobody stays.
        """
        stays = gone.account_id and self._best_known(gone.account_id, without=gone.id)
        if not stays or not gone.is_met:
            return
        # By their job: whoever is to be forgotten must not be named with somebody else.
        gone_one = f"the {gone.job}" if gone.job else "a colleague"
        where = f"left for {new_account}" if new_account else "left"
        due_on = add_working_days(self.today, 1, self.rules.days)
        reason = f"{gone_one} {where}: who decides now?"
        self._open_check_in(stays, Opening("asked", reason, due_on))

    def _take_interactions_alone_with(self, contact_id: ContactId) -> None:
        """Without them nobody could ever find these again, nor delete them."""
        from loyaltytui.book.tables import InteractionRow, ParticipantRow

        with_them = ParticipantRow.select(ParticipantRow.interaction_id).where(
            ParticipantRow.contact_id == contact_id
        )
        with_others = ParticipantRow.select(ParticipantRow.interaction_id).where(
            ParticipantRow.interaction_id.in_(with_them), ParticipantRow.contact_id != contact_id
        )
        self.run(
            InteractionRow.delete().where(
                InteractionRow.id.in_(with_them), InteractionRow.id.not_in(with_others)
            )
        )

    def _made_by(self, action_id: int) -> ContactId:
        made = self.rows(
            "select row_id from change indexed by change_by_action "
            "where action_id = ? and table_name = 'contact'",
            (action_id,),
        )
        return ContactId(made[0][0])


def checked(draft: ContactDraft) -> ContactDraft:
    """The draft as it may be stored, or `Refused` with the reason."""
    return ContactDraft(
        name=needed(draft.name, "A contact needs a name."),
        account=" ".join(clean(draft.account).split()),
        job=clean(draft.job).strip(),
        tier=read_tier(draft.tier),
        cadence=read_cadence(draft.cadence),
        birthday=clean(draft.birthday).strip(),
        address=clean(draft.address).strip(),
        about=clean(draft.about).strip(),
        owner=draft.owner,
        channels=draft.channels,
        tags=draft.tags,
        uid=clean(draft.uid),
        extras=draft.extras,
    )
