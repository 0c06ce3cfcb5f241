"""The verb behind the log line: one interaction and everything that follows from it."""

from __future__ import annotations

import datetime as dt

from msgspec.structs import replace

from loyaltytui.book.contact_pages import ContactPages
from loyaltytui.book.errors import Conflict, NotFound, Refused
from loyaltytui.book.line_clauses import LineClauses
from loyaltytui.book.people import checked
from loyaltytui.book.stored import read_day
from loyaltytui.drafts import ContactDraft, LogDraft, NewContact
from loyaltytui.entries import ContactId, Interaction, InteractionId
from loyaltytui.kinds import MEDIUM_BY_WORD
from loyaltytui.loyalty.checkins import after_attempt, after_contact, cadence_in_force
from loyaltytui.plain import clean


class Diary(LineClauses, ContactPages):
    """The verbs about what happened."""

    def log(self, draft: LogDraft, uuid: str = "") -> InteractionId:
        """Writes down an interaction with all it says, as one action.

        A retry under the same `uuid` writes nothing and returns what the first one made.
        """
        if not draft.contacts:
            raise Refused("Say whom it was with.")
        _refuse_unknown_words(draft)
        with self.reading():
            # Here, too, memory may give out: before anything is begun.
            sentence = self._sentence(draft)
        with self.act(sentence, uuid=uuid) as action:
            if action.is_repeat:
                return self._logged_by(action.id)
            contact_ids = self._participants(draft)
            interaction_id = InteractionId(
                self._put(
                    "interaction",
                    medium=draft.medium,
                    minutes=draft.minutes,
                    happened_on=draft.happened_on,
                    at_time=draft.at_time,
                    text=clean(draft.text).strip(),
                )
            )
            for contact_id in contact_ids:
                self._check_in_after(contact_id, draft, contact_id == contact_ids[0])
                self.write(
                    "insert into participant (interaction_id, contact_id) values (?, ?)",
                    (interaction_id, contact_id),
                )
            self._write_clauses(draft, contact_ids, interaction_id)
            return interaction_id

    def edit_interaction(
        self, before: Interaction, text: str, happened_on: dt.date, medium: str
    ) -> None:
        """Corrects what was written down; one changed meanwhile is a `Conflict`."""
        if medium not in MEDIUM_BY_WORD:
            raise Refused(f"'{medium}' is no medium. Say {', '.join(MEDIUM_BY_WORD)}.")
        written = {"text": clean(text).strip(), "happened_on": happened_on, "medium": medium}
        changes = {name: value for name, value in written.items() if value != getattr(before, name)}
        with self.act(f"edit {before.medium} of {before.happened_on}"):
            if changes and not self._is_set("interaction", before.id, before.rev, changes):
                self.interaction(before.id)
                raise Conflict(f"That {before.medium} was changed elsewhere. Look again.")

    def delete_interaction(self, interaction: Interaction) -> None:
        """Takes an interaction out; what was promised in it stays. `u` brings it back."""
        with self.act(f"delete {interaction.medium} of {interaction.happened_on}"):
            if not self.write("delete from interaction where id = ?", (interaction.id,)):
                raise NotFound(f"That {interaction.medium} is not in the book any more.")

    def _participants(self, draft: LogDraft) -> list[ContactId]:
        ids: list[ContactId] = []
        for who in draft.contacts:
            if isinstance(who, NewContact):
                ids.append(
                    self._insert_contact(checked(ContactDraft(who.name, account=who.account)))
                )
            else:
                ids.append(who)
        return list(dict.fromkeys(ids))

    def _check_in_after(self, contact_id: ContactId, draft: LogDraft, is_first: bool) -> None:
        """A day asked for is everybody's; with a reason it is one planned call, with the first."""
        found = self.rows(
            "select contact.cadence, contact.tier, standing.last_contact_on from contact "
            "left join standing on standing.contact_id = contact.id where contact.id = ?",
            (contact_id,),
        )
        if not found:
            raise NotFound("That contact is not in the book any more.")
        cadence, tier, stored = found[0]
        last_contact_on = None if stored is None else read_day(stored)
        is_contact = MEDIUM_BY_WORD[draft.medium].is_contact
        planned = draft.check_in
        asked = planned and replace(planned, reason=clean(planned.reason).strip())
        if asked and asked.reason and not is_first:
            asked = None
        open_check_ins = self._open_check_ins(contact_id)
        if is_contact:
            plan = after_contact(
                draft.happened_on,
                last_contact_on,
                asked,
                cadence_in_force(cadence, tier, self.rules),
                open_check_ins,
                self.today,
                self.rules,
            )
        else:
            plan = after_attempt(
                draft.happened_on,
                asked,
                open_check_ins,
                self.today,
                self.rules,
                last_contact_on,
            )
        self._follow(contact_id, plan)

    def _sentence(self, draft: LogDraft) -> str:
        names = [
            who.name if isinstance(who, NewContact) else self._name_of(who)
            for who in draft.contacts
        ]
        parts = [f"log {draft.medium} with {', '.join(names)}"]
        return ", ".join([*parts, *self._said_clauses(draft)])

    def _name_of(self, contact_id: ContactId) -> str:
        found = self.rows("select name from contact where id = ?", (contact_id,))
        if not found:
            raise NotFound("That contact is not in the book any more.")
        name: str = found[0][0]
        return name

    def _logged_by(self, action_id: int) -> InteractionId:
        made = self.rows(
            "select row_id from change indexed by change_by_action "
            "where action_id = ? and table_name = 'interaction'",
            (action_id,),
        )
        return InteractionId(made[0][0])


def _refuse_unknown_words(draft: LogDraft) -> None:
    if draft.medium not in MEDIUM_BY_WORD:
        raise Refused(f"'{draft.medium}' is no medium. Say {', '.join(MEDIUM_BY_WORD)}.")
