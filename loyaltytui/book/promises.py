"""Verbs for promises of both sides. What they mean for trust is `loyalty`'s work."""

from __future__ import annotations

import datetime as dt

from loyaltytui.book.entry_writing import EntryWriting
from loyaltytui.book.errors import BookError, Conflict, NotFound, Refused
from loyaltytui.dates import say_day
from loyaltytui.drafts import PromiseDraft
from loyaltytui.entries import Contact, ContactId, InteractionId, Outcome, Promise
from loyaltytui.plain import clean

_ENDED_AS = {
    Outcome.KEPT: "keep",
    Outcome.BROKEN: "break",
    Outcome.RELEASED: "release",
}


class Promises(EntryWriting):
    """The verbs about what was promised."""

    def promise(self, contact: Contact, draft: PromiseDraft) -> None:
        """Writes down what one side said they would do."""
        what = "promise" if draft.side == "mine" else "owed"
        with self.act(f"{what} {quoted(draft)} with {contact.name}"):
            self._insert_promise(contact.id, None, self.today, draft)

    def edit_promise(self, before: Promise, draft: PromiseDraft) -> None:
        """Corrects a promise's words or date as they were first written.

        A new date agreed with them is no correction: that is `move`.
        """
        with self.act(f"edit {quoted(before)}"):
            written = _as_written(draft)
            changes = {
                name: value for name, value in written.items() if value != getattr(before, name)
            }
            self._update_promise(before, **changes)

    def keep(self, promise: Promise) -> None:
        """It was done."""
        self._end_promise(promise, Outcome.KEPT)

    def break_(self, promise: Promise) -> None:
        """It will not be done, or was not."""
        self._end_promise(promise, Outcome.BROKEN)

    def release(self, promise: Promise) -> None:
        """They said never mind."""
        self._end_promise(promise, Outcome.RELEASED)

    def move(self, promise: Promise, to_on: dt.date) -> None:
        """A new date was agreed with them; the old one stays in the promise's history."""
        if to_on < self.today:
            raise Refused(f"{say_day(to_on, self.today)} has gone by. Say a day from today on.")
        self._refuse_ended(promise)
        if to_on == promise.due_on:
            raise Refused(f"{quoted(promise)} is due {say_day(to_on, self.today)} already.")
        with self.act(f"move {quoted(promise)} to {say_day(to_on, self.today)}"):
            self._update_promise(promise, due_on=to_on, shown_on=None)
            self._put(
                "promise_move",
                promise_id=promise.id,
                moved_on=self.today,
                from_on=promise.due_on,
                to_on=to_on,
            )

    def snooze_promise(self, promise: Promise, until: dt.date) -> None:
        """Puts its card off until a day. What was promised for when stays."""
        self._refuse_ended(promise)
        with self.act(f"snooze {quoted(promise)} until {say_day(until, self.today)}"):
            if until != promise.shown_on:
                self._update_promise(promise, shown_on=until)

    def delete_promise(self, promise: Promise) -> None:
        """Takes out a promise that was never made. `u` brings it back."""
        with self.act(f"delete {quoted(promise)}"):
            which = (promise.id, promise.rev)
            if not self.write("delete from promise where id = ? and rev = ?", which):
                raise self._missed(promise)

    def _end_promise(self, promise: Promise, outcome: Outcome) -> None:
        self._refuse_ended(promise)
        with self.act(f"{_ENDED_AS[outcome]} {quoted(promise)} ({promise.contact})"):
            self._update_promise(promise, outcome=outcome, ended_on=self.today)

    def _refuse_ended(self, promise: Promise) -> None:
        if not promise.is_open:
            raise Refused(f"{quoted(promise)} has ended already: {promise.outcome}.")

    def _update_promise(self, before: Promise, **changes: object) -> None:
        if changes and not self._is_set("promise", before.id, before.rev, changes):
            raise self._missed(before)

    def _missed(self, promise: Promise) -> BookError:
        """Why no row answered to this id and revision."""
        if self.rows("select 1 from promise where id = ?", (promise.id,)):
            return Conflict(f"{quoted(promise)} was changed elsewhere. Look again.")
        return NotFound("That promise is not in the book any more.")

    def _insert_promise(
        self,
        contact_id: ContactId,
        interaction_id: InteractionId | None,
        made_on: dt.date,
        draft: PromiseDraft,
    ) -> None:
        self._put(
            "promise",
            contact_id=contact_id,
            interaction_id=interaction_id,
            made_on=made_on,
            **_as_written(draft),
        )


def quoted(promise: Promise | PromiseDraft, most: int = 40) -> str:
    """A promise in a sentence of the history, which is shown without asking."""
    if promise.is_confidential:
        return "a promise in confidence"
    line = " ".join(promise.text.split())
    return f"'{line if len(line) <= most else line[: most - 1] + '…'}'"


def _as_written(draft: PromiseDraft) -> dict[str, object]:
    """The columns a draft fills; a promise without words is `Refused`."""
    text = clean(draft.text).strip()
    if not text:
        raise Refused("A promise needs words: what will be done?")
    return {
        "side": draft.side,
        "text": text,
        "due_on": draft.due_on,
        "via": clean(draft.via).strip(),
        "is_confidential": draft.is_confidential,
    }
