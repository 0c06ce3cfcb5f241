"""Verbs for lost accounts and verdicts, and for qualifying a prospect.

References and referrals are those of `references`; what a loss or a verdict means, `loyalty/` says.
"""

from __future__ import annotations

import datetime as dt

from loyaltytui.book.confidence import TABLES, Confidence, Dealing
from loyaltytui.book.dealing_rows import (
    DEPARTURE_COLUMNS,
    PURSUIT_COLUMNS,
    QUALIFIER_COLUMNS,
    VERDICT_COLUMNS,
    read_departure,
    read_pursuit,
    read_qualifier,
    read_verdict,
)
from loyaltytui.book.errors import Refused
from loyaltytui.book.references import References
from loyaltytui.book.revision import THIS_ACTION
from loyaltytui.dates import say_day, slide_to_workday
from loyaltytui.dealings import (
    Answer,
    Course,
    Departure,
    DepartureDraft,
    Pursuit,
    PursuitDraft,
    Qualifier,
    Verdict,
    VerdictDraft,
)
from loyaltytui.drafts import QualifyingDraft
from loyaltytui.entries import Account, AccountId, Contact, ContactId
from loyaltytui.loyalty.checkins import LOOK_AGAIN, Opening, look_again_reason, parked_reason
from loyaltytui.loyalty.pursuit import newest
from loyaltytui.plain import clean


class Relations(References, Confidence):
    """The verbs about lost accounts, verdicts and prospects, and taking any relation out."""

    def lose(self, account: Account, draft: DepartureDraft) -> None:
        """The account has left, and why; a day to look again becomes a check-in."""
        with self.act(f"lose {account.name}"):
            self._insert_departure(account.id, self._best_known(account.id), self.today, draft)

    def win_back(self, account: Account) -> None:
        """The account came back."""
        with self.act(f"win back {account.name}"):
            self._end_departure(account.id, self.today)

    def edit_departure(self, departure: Departure, draft: DepartureDraft) -> None:
        """Corrects why an account left and when to look again."""
        why, day = clean(draft.why).strip(), draft.look_again_on
        secret = draft.is_confidential
        with self.act(f"edit the loss of {self._account_name(departure.account_id)}"):
            self._rewrite(
                "departure",
                departure,
                "That loss",
                why=why,
                look_again_on=day,
                is_confidential=secret,
            )
            if secret is not departure.is_confidential:
                self._mask_look_again(departure.account_id, departure.why, secret)
            if departure.look_again_on != day:
                whom = self._best_known(departure.account_id)
                self._look_again(whom, DepartureDraft(why, day, secret))

    def is_lost(self, account_id: AccountId) -> bool:
        """Is the account gone, and not back yet?"""
        return any(each.back_on is None for each in self.departures_of(account_id))

    def give_verdict(self, account: Account, draft: VerdictDraft) -> None:
        """Writes down what is to become of a high-maintenance customer, and why."""
        with self.act(f"verdict {said_verdict(draft)}: {account.name}"):
            self._insert_verdict(account.id, self.today, draft)

    def edit_verdict(self, before: Verdict, draft: VerdictDraft) -> None:
        """Corrects a verdict and its reason; one changed meanwhile is a `Conflict`."""
        with self.act(f"edit the verdict on {self._account_name(before.account_id)}"):
            self._rewrite(
                "verdict",
                before,
                "That verdict",
                verdict=draft.verdict,
                reason=clean(draft.reason).strip(),
                is_confidential=draft.is_confidential,
            )

    def size_up(self, contact: Contact, draft: QualifyingDraft) -> None:
        """Answers the whole checklist and decides about a prospect, as one change."""
        with self.act(f"qualify {contact.name}"):
            for one in draft.answers:
                self._set_qualifier(contact.id, one.criterion, one.answer, self.today)
            if draft.pursuit is not None:
                self._insert_pursuit(contact.id, self.today, draft.pursuit)

    def qualify(self, contact: Contact, criterion: str, answer: Answer) -> None:
        """Answers one line of a prospect's checklist."""
        known = [one for one in self.qualifiers_of(contact.id) if one.criterion == criterion]
        is_secret = any(one.is_confidential for one in known)
        said = f"{criterion} in confidence" if is_secret else f"{criterion} {answer}"
        with self.act(f"qualify {contact.name}: {said}"):
            self._set_qualifier(contact.id, criterion, answer, self.today)

    def decide(self, contact: Contact, draft: PursuitDraft) -> None:
        """Time goes to this prospect, or they leave the agenda: until a day, or for good.

        Parked without a day they are back only by hand.
        """
        with self.act(f"{said_course(draft)} {contact.name}"):
            self._insert_pursuit(contact.id, self.today, draft)

    def pursue(self, contact: Contact, reason: str = "") -> None:
        """Time goes to this prospect."""
        self.decide(contact, PursuitDraft(Course.PURSUE, None, reason))

    def park(self, contact: Contact, until_on: dt.date | None, reason: str = "") -> None:
        """They leave the agenda, and are back on that day. None: only by hand."""
        self.decide(contact, PursuitDraft(Course.PARK, until_on, reason))

    def drop(self, contact: Contact, reason: str) -> None:
        """They leave the agenda for good, and why."""
        self.decide(contact, PursuitDraft(Course.DROP, None, reason))

    def strike_out(self, dealing: Dealing) -> None:
        """Takes out what was written down by mistake. `u` brings it back."""
        table = TABLES[type(dealing)]
        with self.act(f"delete a {table}"):
            self._strike(table, dealing, f"That {table}")
            if isinstance(dealing, Departure):
                self._stop_looking(dealing.account_id)

    def departures_of(self, account_id: AccountId) -> list[Departure]:
        """Every time an account was lost, oldest first."""
        rows = self._of("departure", DEPARTURE_COLUMNS, "account_id", account_id, "lost_on")
        return [read_departure(row) for row in rows]

    def verdicts_of(self, account_id: AccountId) -> list[Verdict]:
        """What was decided about an account, oldest first."""
        rows = self._of("verdict", VERDICT_COLUMNS, "account_id", account_id, "given_on")
        return [read_verdict(row) for row in rows]

    def qualifiers_of(self, contact_id: ContactId) -> list[Qualifier]:
        """The answered lines of a prospect's checklist."""
        rows = self._of("qualifier", QUALIFIER_COLUMNS, "contact_id", contact_id, "id")
        return [read_qualifier(row) for row in rows]

    def pursuit_of(self, contact_id: ContactId) -> Pursuit | None:
        """The verdict about a prospect that holds. None: none was given."""
        rows = self._of("pursuit", PURSUIT_COLUMNS, "contact_id", contact_id, "given_on")
        return newest(read_pursuit(row) for row in rows)

    def _insert_departure(
        self,
        account_id: AccountId,
        contact_id: ContactId | None,
        on: dt.date,
        draft: DepartureDraft,
    ) -> None:
        self._refuse_future(on)
        if draft.look_again_on is not None and draft.look_again_on < on:
            day = say_day(draft.look_again_on, self.today)
            raise Refused(f"{day} is before the day they left. Say a later day to look again.")
        if any(each.is_lost_on(on) for each in self.departures_of(account_id)):
            raise Refused(f"{self._account_name(account_id)} is written down as lost already.")
        self._put(
            "departure",
            account_id=account_id,
            lost_on=on,
            why=clean(draft.why).strip(),
            look_again_on=draft.look_again_on,
            is_confidential=draft.is_confidential,
            owner=self._owner_of("account", account_id),
        )
        self._look_again(contact_id, draft)

    def _look_again(self, contact_id: ContactId | None, draft: DepartureDraft) -> None:
        if contact_id is None or draft.look_again_on is None:
            return
        reason = look_again_reason(clean(draft.why))
        due_on = slide_to_workday(draft.look_again_on, self.rules.days)
        opening = Opening("asked", reason, due_on, draft.is_confidential)
        self._open_check_in(contact_id, opening)

    def _end_departure(self, account_id: AccountId, on: dt.date) -> None:
        lost = [each for each in self.departures_of(account_id) if each.back_on is None]
        if not lost:
            raise Refused(f"{self._account_name(account_id)} is not written down as lost.")
        if on < lost[-1].lost_on:
            raise Refused(f"They left only on {lost[-1].lost_on}, and can't be back before.")
        self.write(
            f"update departure set back_on = ?, rev = {THIS_ACTION} "
            "where account_id = ? and back_on is null",
            (on.isoformat(), account_id),
        )
        self._stop_looking(account_id)

    def _stop_looking(self, account_id: AccountId) -> None:
        self.write(
            f"update check_in set is_open = 0, ended_on = ?, rev = {THIS_ACTION} where is_open = 1 "
            f"and purpose = 'asked' and reason like '{LOOK_AGAIN}%' "
            "and contact_id in (select id from contact where account_id = ?)",
            (self.today.isoformat(), account_id),
        )

    def _insert_verdict(self, account_id: AccountId, on: dt.date, draft: VerdictDraft) -> None:
        self._put(
            "verdict",
            account_id=account_id,
            verdict=draft.verdict,
            reason=clean(draft.reason).strip(),
            given_on=on,
            is_confidential=draft.is_confidential,
            owner=self._owner_of("account", account_id),
        )

    def _set_qualifier(
        self, contact_id: ContactId, criterion: str, answer: Answer, on: dt.date
    ) -> None:
        criterion = " ".join(clean(criterion).split()).casefold()
        if not criterion:
            raise Refused("Say which line of the checklist is answered.")
        known = self.rows(
            "select id, answer from qualifier where contact_id = ? and criterion = ?",
            (contact_id, criterion),
        )
        if not known:
            self._put(
                "qualifier",
                contact_id=contact_id,
                criterion=criterion,
                answer=answer,
                answered_on=on,
                owner=self._owner_of("contact", contact_id),
            )
        elif known[0][1] != answer:
            self.write(
                f"update qualifier set answer = ?, answered_on = ?, rev = {THIS_ACTION} "
                "where id = ?",
                (str(answer), on.isoformat(), known[0][0]),
            )

    def _insert_pursuit(self, contact_id: ContactId, on: dt.date, draft: PursuitDraft) -> None:
        reason = " ".join(clean(draft.reason).split())
        if draft.verdict is Course.DROP and not reason:
            raise Refused("Say why they are dropped: it is worth knowing later.")
        until_on = draft.until_on if draft.verdict is Course.PARK else None
        if until_on is not None and until_on <= on:
            raise Refused(f"{say_day(until_on, self.today)} has gone by. Park them until later.")
        self._put(
            "pursuit",
            contact_id=contact_id,
            verdict=draft.verdict,
            until_on=until_on,
            reason=reason,
            given_on=on,
            is_confidential=draft.is_confidential,
            owner=self._owner_of("contact", contact_id),
        )
        if until_on is not None:
            due_on = slide_to_workday(until_on, self.rules.days)
            said, secret = parked_reason(reason), draft.is_confidential
            self._open_check_in(contact_id, Opening("asked", said, due_on, secret))


def said_verdict(draft: VerdictDraft) -> str:
    """A verdict as the history says it: it is shown without asking."""
    return "in confidence" if draft.is_confidential else str(draft.verdict)


def said_course(draft: PursuitDraft) -> str:
    """What was decided about a prospect, as the history says it."""
    return "verdict in confidence on" if draft.is_confidential else str(draft.verdict)
