"""Writes what a log line says besides its text: each clause by the verb's own hand.

What the interaction itself is and what it does to check-ins lives in `diary`.
"""

from __future__ import annotations

import datetime as dt

from loyaltytui.book.announcements import Announcements
from loyaltytui.book.entry_writing import shortened
from loyaltytui.book.errors import Refused
from loyaltytui.book.problems import Problems
from loyaltytui.book.promises import Promises, quoted
from loyaltytui.book.purchases import Purchases
from loyaltytui.book.references import said_state
from loyaltytui.book.relations import Relations, said_course, said_verdict
from loyaltytui.book.revision import THIS_ACTION
from loyaltytui.dealings import ProblemId, PurchaseId
from loyaltytui.drafts import Ending, LogDraft, Sequel, SequelDraft
from loyaltytui.entries import AccountId, ContactId, InteractionId
from loyaltytui.plain import clean

_DONE = {
    Sequel.DELIVERED: "delivered",
    Sequel.CONFIRMED: "confirmed",
    Sequel.SORRY: "apologised for",
    Sequel.FIXED: "fixed",
    Sequel.MADE_GOOD: "made good",
}


class LineClauses(Purchases, Problems, Announcements, Relations, Promises):
    """What follows from an interaction, as part of its action."""

    def _write_clauses(
        self, draft: LogDraft, contact_ids: list[ContactId], interaction_id: InteractionId
    ) -> None:
        """What was said besides the text belongs to the first contact the line names."""
        on, contact_id = draft.happened_on, contact_ids[0]
        for promise in draft.promises:
            self._insert_promise(contact_id, interaction_id, on, promise)
        for note in draft.notes:
            self._insert_note(contact_id, interaction_id, note, on)
        for told in draft.told:
            self._tell_in_line(told, contact_ids, interaction_id, on)
        for question in draft.questions:
            self._insert_question(contact_id, interaction_id, question, on)
        for ending in draft.endings:
            self._end_in_line(ending, on)
        self._write_sales_and_problems(draft, contact_id, interaction_id)
        for reference in draft.references:
            self._insert_reference(contact_id, on, reference)
        for referred in draft.referred:
            self._insert_referral(contact_id, referred, on)
        for line in draft.qualifiers:
            self._set_qualifier(contact_id, line.criterion, line.answer, on)
        if draft.pursuit is not None:
            self._insert_pursuit(contact_id, on, draft.pursuit)
        if draft.departure is not None or draft.is_back or draft.verdicts:
            self._write_about_account(draft, contact_id)

    def _write_about_account(self, draft: LogDraft, contact_id: ContactId) -> None:
        account_id = self._account_of(contact_id)
        if draft.is_back:
            self._end_departure(account_id, draft.happened_on)
        if draft.departure is not None:
            self._insert_departure(account_id, contact_id, draft.happened_on, draft.departure)
        for verdict in draft.verdicts:
            self._insert_verdict(account_id, draft.happened_on, verdict)

    def _write_sales_and_problems(
        self, draft: LogDraft, contact_id: ContactId, interaction_id: InteractionId
    ) -> None:
        on = draft.happened_on
        bought = [
            self._insert_purchase(
                self._account_of(contact_id), contact_id, interaction_id, on, purchase
            )
            for purchase in draft.purchases
        ]
        raised = [
            self._insert_problem(contact_id, interaction_id, on, problem)
            for problem in draft.problems
        ]
        for sequel in draft.sequels:
            if sequel.sequel.is_of_purchase:
                new = bought[sequel.nth] if sequel.of is None else PurchaseId(sequel.of)
                self._follow_purchase(new, sequel, on)
            else:
                trouble = raised[sequel.nth] if sequel.of is None else ProblemId(sequel.of)
                self._follow_problem(trouble, sequel, on)

    def _follow_purchase(self, purchase_id: PurchaseId, sequel: SequelDraft, on: dt.date) -> None:
        purchase = self.purchase_by_id(purchase_id)
        is_delivery = sequel.sequel is Sequel.DELIVERED
        if purchase.is_delivered if is_delivery else purchase.is_confirmed:
            raise Refused(f"That purchase was {_DONE[sequel.sequel]} already.")
        if is_delivery:
            self._change_purchase(purchase, delivered_on=on)
            return
        words, secret = clean(sequel.words).strip(), purchase.is_confidential
        self._change_purchase(
            purchase,
            confirmed_on=on,
            confirmed_words=words,
            is_confidential=secret or sequel.is_confidential,
        )

    def _follow_problem(self, problem_id: ProblemId, sequel: SequelDraft, on: dt.date) -> None:
        problem = self.problem_by_id(problem_id)
        column = _PROBLEM_DAYS[sequel.sequel]
        self._refuse_twice(problem, getattr(problem, column), _DONE[sequel.sequel])
        changes: dict[str, object] = {column: on}
        if sequel.sequel is Sequel.MADE_GOOD:
            changes["made_good"] = clean(sequel.words).strip()
            changes["is_confidential"] = problem.is_confidential or sequel.is_confidential
        self._change_problem(problem, **changes)

    def _end_in_line(self, ending: Ending, on: dt.date) -> None:
        changed = self.write(
            f"update promise set outcome = ?, ended_on = ?, rev = {THIS_ACTION} "
            "where id = ? and outcome = 'open'",
            (str(ending.outcome), on.isoformat(), ending.promise_id),
        )
        if not changed:
            raise Refused(f"'{ending.text}' is not an open promise any more.")

    def _account_of(self, contact_id: ContactId) -> AccountId:
        ((account_id, name),) = self.rows(
            "select account_id, name from contact where id = ?", (contact_id,)
        )
        return self._buying_account(account_id, name)

    def _said_clauses(self, draft: LogDraft) -> list[str]:
        """What the history says of the clauses."""
        parts = [
            f"{'promise' if promise.side == 'mine' else 'owed'} {quoted(promise)}"
            for promise in draft.promises
        ]
        parts += [f"{ending.outcome} {self._quoted_ending(ending)}" for ending in draft.endings]
        parts += [
            f"bought {shortened(each.what, is_confidential=each.is_confidential)}"
            for each in draft.purchases
        ]
        parts += [
            f"problem {shortened(each.text, is_confidential=each.is_confidential)}"
            for each in draft.problems
        ]
        parts += [_DONE[each.sequel] for each in draft.sequels]
        parts += [f"reference {said_state(each)}" for each in draft.references]
        parts += ["referral"] * len(draft.referred)
        parts += ["lost"] * (draft.departure is not None) + ["back"] * draft.is_back
        parts += [f"verdict {said_verdict(each)}" for each in draft.verdicts]
        parts += [said_course(draft.pursuit).removesuffix(" on")] if draft.pursuit else []
        parts += [f"told {shortened(each.text, is_confidential=False)}" for each in draft.told]
        return parts

    def _quoted_ending(self, ending: Ending) -> str:
        secret = self.rows(
            "select 1 from promise where id = ? and is_confidential = 1", (ending.promise_id,)
        )
        return "a promise in confidence" if secret else f"'{ending.text}'"


_PROBLEM_DAYS = {
    Sequel.SORRY: "apologised_on",
    Sequel.FIXED: "fixed_on",
    Sequel.MADE_GOOD: "made_good_on",
}
