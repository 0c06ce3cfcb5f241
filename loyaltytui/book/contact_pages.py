"""Readers for one contact's page and for the list of contacts. Finding by words is `finding`."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence

from msgspec import Struct

from loyaltytui.book.contact_order import EVERYBODY, Column, ContactOrder, Sieve
from loyaltytui.book.contact_stretches import counted
from loyaltytui.book.dealing_rows import QUESTION_COLUMNS, read_question
from loyaltytui.book.entry_rows import (
    CHANNELS,
    CHECK_INS,
    CONTACTS,
    NOTES,
    PROMISES,
    read_channel,
    read_check_in,
    read_contact,
    read_note,
    read_promise,
)
from loyaltytui.book.errors import NotFound
from loyaltytui.book.storage import Storage
from loyaltytui.book.stored import day, read_day
from loyaltytui.entries import (
    Channel,
    CheckIn,
    Contact,
    ContactId,
    Interaction,
    InteractionId,
    Note,
    Owner,
    Promise,
    PromiseId,
    PromiseMove,
    Question,
)
from loyaltytui.money.say import say_money


class Moment(Struct, frozen=True):
    """One line of a contact's timeline."""

    happened_on: dt.date
    at_time: str
    """Local `HH:MM`; empty when only the day is known."""
    what: str
    """A medium's or a kind's word, `promise`, `owed`, `question`, `problem` or `purchase`."""
    row_id: int
    text: str
    state: str
    """A promise's outcome, a question's answer, an amount, or whether a problem is fixed."""
    is_confidential: bool


_TIMELINE = """
    select interaction.happened_on as day, interaction.at_time, interaction.medium,
      interaction.id, interaction.text, '', interaction.is_confidential, 0 as rank
    from participant join interaction on interaction.id = participant.interaction_id
    where participant.contact_id = ?1
    union all
    select noted_on, '', kind, id, text, '', is_confidential, 1 from note where contact_id = ?1
    union all
    select made_on, '', iif(side = 'mine', 'promise', 'owed'), id, text, outcome,
      is_confidential, 2 from promise where contact_id = ?1
    union all
    select asked_on, '', 'question', id, text, answer, is_confidential, 3
    from question where contact_id = ?1
    union all
    select raised_on, '', 'problem', id, text, iif(fixed_on is null, 'open', 'fixed'),
      is_confidential, 4 from problem where contact_id = ?1
    union all
    select bought_on, '', 'purchase', id, what, currency || ' ' || amount_minor,
      is_confidential, 5 from purchase where contact_id = ?1
    union all
    select bought_on, '', 'purchase', id, what, currency || ' ' || amount_minor,
      is_confidential, 5 from purchase
    where account_id = (select account_id from contact where id = ?1) and contact_id is not ?1
    order by day desc, 2 desc, rank, 4 desc limit ?2 offset ?3
"""


class ContactPages(Storage):
    """Reads contacts, one or many."""

    def contact(self, contact_id: ContactId) -> Contact:
        """One contact; raises `NotFound`."""
        found = self.rows(f"{CONTACTS} where contact.id = ?", (contact_id,))
        if not found:
            raise NotFound("That contact is not in the book any more.")
        return read_contact(found[0])

    def contacts(self, contact_ids: Sequence[ContactId]) -> list[Contact]:
        """These contacts, in this order; those that are gone are left out."""
        ids = list(contact_ids)
        found = self.rows(
            f"{CONTACTS} where contact.id in (select value from json_each(?))", (json.dumps(ids),)
        )
        by_id = {row[0]: read_contact(row) for row in found}
        return [by_id[one] for one in ids if one in by_id]

    def contact_order(
        self, column: Column, *, is_reversed: bool = False, sieve: Sieve = EVERYBODY
    ) -> ContactOrder:
        """Everybody's id in the order of a column, empty values last either way.

        It knows how many there are, and reads those whose places are looked at.
        """
        return ContactOrder(self.rows, column, sieve, is_reversed=is_reversed)

    def still_there(self, contact_ids: Iterable[ContactId]) -> set[ContactId]:
        """Which of these contacts are in the book."""
        sql = "select id from contact where id in (select value from json_each(?))"
        return {ContactId(row[0]) for row in self.rows(sql, (json.dumps(list(contact_ids)),))}

    def contact_count(self) -> int:
        """How many contacts the book holds. That there are none is asked of themselves."""
        count: int = counted(self.rows, EVERYBODY)[0] or 0
        return count or self.rows("select count(*) from contact")[0][0]

    def channels_of(self, contact_id: ContactId) -> list[Channel]:
        """Every way to reach a contact, in the order they were written down."""
        rows = self.rows(f"{CHANNELS} where contact_id = ? order by id", (contact_id,))
        return [read_channel(row) for row in rows]

    def tags_of(self, contact_id: ContactId) -> list[str]:
        """A contact's tags, by alphabet."""
        rows = self.rows("select word from tag where contact_id = ? order by word", (contact_id,))
        return [row[0] for row in rows]

    def promises_of(self, contact_id: ContactId) -> list[Promise]:
        """Promises of both sides: open ones by day, then ended ones, newest first."""
        rows = self.rows(f"{PROMISES} where promise.contact_id = ?", (contact_id,))
        found = [read_promise(row) for row in rows]
        open_ones = [promise for promise in found if promise.is_open]
        ended = [promise for promise in found if not promise.is_open]
        open_ones.sort(key=lambda promise: (promise.due_on or dt.date.max, promise.id))
        ended.sort(key=lambda promise: (promise.ended_on or dt.date.min, promise.id), reverse=True)
        return open_ones + ended

    def moves_of(self, contact_id: ContactId) -> list[PromiseMove]:
        """Each new date that was agreed for a contact's promises, oldest first."""
        rows = self.rows(
            "select promise_id, moved_on, from_on, to_on from promise "
            "join promise_move on promise_id = promise.id "
            "where contact_id = ? order by promise_move.id",
            (contact_id,),
        )
        return [
            PromiseMove(
                PromiseId(promise_id),
                read_day(moved_on),
                day(from_on),
                read_day(to_on),
            )
            for promise_id, moved_on, from_on, to_on in rows
        ]

    def check_ins_of(self, contact_id: ContactId) -> list[CheckIn]:
        """A contact's open check-ins, by day."""
        rows = self.rows(
            f"{CHECK_INS} where check_in.contact_id = ? and check_in.is_open = 1 "
            "order by check_in.due_on, check_in.id",
            (contact_id,),
        )
        return [read_check_in(row) for row in rows]

    def questions_of(self, contact_id: ContactId) -> list[Question]:
        """A contact's open questions, oldest first."""
        rows = self.rows(
            f"select {QUESTION_COLUMNS} from question "
            "where contact_id = ? and answered_on is null order by asked_on, id",
            (contact_id,),
        )
        return [read_question(row) for row in rows]

    def notes_of(self, contact_id: ContactId) -> list[Note]:
        """A contact's notes, newest first."""
        rows = self.rows(
            f"{NOTES} where contact_id = ? order by noted_on desc, id desc", (contact_id,)
        )
        return [read_note(row) for row in rows]

    def timeline(self, contact_id: ContactId, start: int = 0, count: int = 200) -> list[Moment]:
        """A stretch of everything that happened with a contact, newest first."""
        found = self.rows(_TIMELINE, (contact_id, count, start))
        return [
            Moment(
                read_day(on),
                at_time,
                what,
                row_id,
                text,
                _amount(state) if what == "purchase" else state,
                bool(secret),
            )
            for on, at_time, what, row_id, text, state, secret, _ in found
        ]

    def interaction(self, interaction_id: InteractionId) -> Interaction:
        """One interaction; raises `NotFound`."""
        rows = self.rows(
            "select id, medium, minutes, happened_on, at_time, text, is_confidential, owner, rev "
            "from interaction where id = ?",
            (interaction_id,),
        )
        if not rows:
            raise NotFound("That interaction is not in the book any more.")
        found, medium, minutes, on, at_time, text, secret, owner, rev = rows[0]
        return Interaction(
            InteractionId(found),
            medium,
            minutes,
            read_day(on),
            at_time,
            text,
            bool(secret),
            Owner(owner),
            rev,
        )


def _amount(stored: str) -> str:
    currency, minor = stored.split()
    return say_money(int(minor), currency)
