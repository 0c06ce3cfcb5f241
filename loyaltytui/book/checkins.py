"""Verbs for check-ins: the book's hand in what `loyalty.checkins` decides."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence

from loyaltytui.book.entry_writing import EntryWriting
from loyaltytui.book.errors import Conflict, NotFound
from loyaltytui.book.revision import THIS_ACTION
from loyaltytui.book.stored import read_day
from loyaltytui.dates import say_day, slide_to_workday
from loyaltytui.drafts import CheckInDraft
from loyaltytui.entries import CheckIn, CheckInId, Contact, ContactId
from loyaltytui.loyalty.checkins import OpenCheckIn, Opening, Plan
from loyaltytui.plain import clean

OWNER_OF_CONTACT = "(select owner from contact where id = ?1)"
"""SQL for whose a check-in is: whoever's the contact is."""


class CheckIns(EntryWriting):
    """The verbs about when to be in touch next."""

    def plan_check_in(self, contact: Contact, draft: CheckInDraft) -> dt.date:
        """Opens a check-in, or sets anew the one with its reason; returns its day.

        Slides off weekends and off days.
        """
        due_on = slide_to_workday(draft.due_on, self.rules.days)
        reason = clean(draft.reason).strip()
        with self.act(f"check-in with {contact.name} on {say_day(due_on, self.today)}"):
            purpose = "asked" if reason else "cadence"
            opening = Opening(purpose, reason, due_on, draft.is_confidential)
            self._open_check_in(contact.id, opening)
        return due_on

    def edit_check_in(self, before: CheckIn, draft: CheckInDraft) -> None:
        """Writes another day or reason; a check-in changed meanwhile is a `Conflict`.

        A new day slides off weekends and brings its card back from a snooze.
        """
        reason = clean(draft.reason).strip()
        changes: dict[str, object] = {}
        if draft.due_on != before.due_on:
            changes |= {
                "due_on": slide_to_workday(draft.due_on, self.rules.days),
                "shown_on": None,
            }
        if reason != before.reason:
            changes["reason"] = reason
        if draft.is_confidential != before.is_confidential:
            changes["is_confidential"] = draft.is_confidential
        with self.act(f"edit check-in with {before.contact}"):
            if "reason" in changes:
                self._end_same_reason(before.contact_id, reason)
            self._update(before, **changes)

    def snooze_check_in(self, check_in: CheckIn, until: dt.date) -> None:
        """Puts its card off until a day. The due date stays: how late it is stays true."""
        sentence = f"snooze check-in with {check_in.contact} until {say_day(until, self.today)}"
        with self.act(sentence):
            if until != check_in.shown_on:
                self._update(check_in, shown_on=until)

    def drop_check_in(self, check_in: CheckIn) -> None:
        """Ends a check-in without contact. `u` brings it back."""
        with self.act(f"drop check-in with {check_in.contact}"):
            self._update(check_in, is_open=False, ended_on=self.today)

    def _update(self, before: CheckIn, **changes: object) -> None:
        if not changes:
            return
        is_there = self.rows("select 1 from check_in where id = ? and is_open = 1", (before.id,))
        if not is_there:
            raise NotFound(f"That check-in with {before.contact} is not open any more.")
        if not self._is_set("check_in", before.id, before.rev, changes):
            raise Conflict(f"The check-in with {before.contact} was changed elsewhere. Try again.")

    def _open_check_ins(self, contact_id: ContactId) -> list[OpenCheckIn]:
        return [
            OpenCheckIn(CheckInId(row[0]), row[1], row[2], read_day(row[3]))
            for row in self.rows(
                "select id, purpose, reason, due_on from check_in "
                "where contact_id = ? and is_open = 1",
                (contact_id,),
            )
        ]

    def _follow(self, contact_id: ContactId, plan: Plan) -> None:
        """Writes what a plan says. Ends come first: one open check-in per reason."""
        self._end(plan.end)
        if plan.snooze:
            self.write(
                f"update check_in set shown_on = ?, rev = {THIS_ACTION} "
                "where id in (select value from json_each(?))",
                (plan.snooze_until, json.dumps(list(plan.snooze))),
            )
        if plan.open is not None:
            self._open_check_in(contact_id, plan.open)

    def _plan_cadence(self, contact_id: ContactId, due_on: dt.date | None) -> None:
        """Sets the cadence's own check-in; None ends it."""
        if due_on is not None:
            self._open_check_in(contact_id, Opening("cadence", "", due_on))
        else:
            self._end_same_reason(contact_id, "")

    def _open_check_in(self, contact_id: ContactId, opening: Opening) -> None:
        """One that is open with this reason is set anew, and what it keeps in confidence stays."""
        day, secret = opening.due_on.isoformat(), int(opening.is_confidential)
        changed = self.write(
            f"update check_in set purpose = ?, due_on = ?, shown_on = null, rev = {THIS_ACTION}, "
            "is_confidential = max(is_confidential, ?) "
            "where contact_id = ? and reason = ? and is_open = 1",
            (opening.purpose, day, secret, contact_id, opening.reason),
        )
        if not changed:
            self.write(
                "insert into check_in "
                "(contact_id, purpose, reason, due_on, is_confidential, owner) "
                f"values (?1, ?2, ?3, ?4, ?5, {OWNER_OF_CONTACT})",
                (contact_id, opening.purpose, opening.reason, day, secret),
            )

    def _end_same_reason(self, contact_id: ContactId, reason: str) -> None:
        self._end(
            [
                check_in.id
                for check_in in self._open_check_ins(contact_id)
                if check_in.reason == reason
            ]
        )

    def _end(self, check_in_ids: Sequence[CheckInId]) -> None:
        for check_in_id in check_in_ids:
            self.write(
                f"update check_in set is_open = 0, ended_on = ?, rev = {THIS_ACTION} where id = ?",
                (self.today.isoformat(), check_in_id),
            )
