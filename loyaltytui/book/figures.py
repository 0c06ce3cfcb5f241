"""Reads the five figures of one contact or account, with the lines each of them came from.

The rules are `loyalty`'s. The figures of everybody together live in `loyalty_pages`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct

from loyaltytui.book.dealing_rows import PURCHASE_COLUMNS, read_problem, read_purchase
from loyaltytui.book.errors import NotFound
from loyaltytui.book.facts import CONTACT_MEDIA, PROBLEMS_OF, THESE, fetch
from loyaltytui.book.storage import Storage
from loyaltytui.book.stored import StoredWords, read_day, read_number
from loyaltytui.dealings import Problem, Purchase
from loyaltytui.entries import Account, AccountId, ContactId, InteractionId
from loyaltytui.loyalty.effort import Effort, effort
from loyaltytui.loyalty.facts import Talk
from loyaltytui.loyalty.reach import Reach, reach
from loyaltytui.loyalty.statement import Statement
from loyaltytui.loyalty.step import State, Step, StepFacts, step
from loyaltytui.loyalty.trust import statement
from loyaltytui.loyalty.worth import Worth, worth


class Figures(Struct, frozen=True):
    """The five figures of one contact on a day."""

    step: Step
    statement: Statement
    worth: Worth
    """Of their account; of what was agreed with them where they are at none."""
    effort: Effort
    reach: Reach


class AccountFigures(Struct, frozen=True):
    """What an account bought and what it cost on a day."""

    account: Account
    worth: Worth
    effort: Effort
    """With everybody who is there now; one talk with several of them counts once."""


class Standing(Struct, frozen=True):
    """The stored figures of one contact, as lists show and sort them."""

    contact_id: ContactId
    number: int
    """The step, 0 to 6."""
    state: State
    balance: int
    """Of the trust statement."""
    is_late: bool
    worth_minor: int
    """Of the currency of which there is most; 0 and no currency for nothing."""
    worth_currency: str
    reach: Reach


STANDING_COLUMNS = (
    "standing.contact_id, step, step_state, trust, is_late, worth_minor, worth_currency, reach"
)


class FigurePages(Storage):
    """Reads figures: one query for each kind of fact, however many facts there are."""

    def figures(self, contact_id: ContactId) -> Figures:
        """The five figures of a contact today, fresh from its entries; raises `NotFound`."""
        with self.reading():
            found = fetch(self.db, [contact_id])
        if not found:
            raise NotFound("That contact is not in the book any more.")
        (facts,) = found
        today, points = self.today, self.rules.points
        trust = statement(facts.trust, today, points)
        first = self._first_contact(contact_id)
        steps = StepFacts(
            first, facts.deeds, facts.purchases, facts.departures, is_late=trust.is_late
        )
        talks = self._talks([contact_id], points.effort_from(today))
        return Figures(
            step=step(steps, today, points),
            statement=trust,
            worth=worth(facts.bought, today, points),
            effort=effort(talks, facts.problems, today, points),
            reach=reach(facts.channels),
        )

    def account_figures(self, account_id: AccountId) -> AccountFigures:
        """What an account bought and cost; raises `NotFound`."""
        named = self.rows("select name from account where id = ?", (account_id,))
        if not named:
            raise NotFound("That account is not in the book any more.")
        people = self.rows("select id from contact where account_id = ?", (account_id,))
        ids = [ContactId(row[0]) for row in people]
        today, points = self.today, self.rules.points
        talks = self._talks(ids, points.effort_from(today))
        return AccountFigures(
            Account(account_id, named[0][0]),
            worth(self._purchases_of_account(account_id), today, points),
            effort(talks, self._problems_with(ids), today, points),
        )

    def standings(self, contact_ids: Sequence[ContactId]) -> dict[ContactId, Standing]:
        """The stored figures of these contacts, by contact."""
        rows = self.rows(
            f"select {STANDING_COLUMNS} from standing where contact_id in {THESE}",
            (json.dumps(list(contact_ids)),),
        )
        return {row[0]: read_standing(row) for row in rows}

    def _first_contact(self, contact_id: ContactId) -> list[Talk]:
        """The talk that was the first real contact; attempts may have come before it."""
        rows = self.rows(
            "select interaction.id, happened_on, medium, minutes from participant "
            "join interaction on interaction.id = interaction_id "
            f"where contact_id = ? and medium in ({CONTACT_MEDIA}) order by happened_on, 1 limit 1",
            (contact_id,),
        )
        return _talks_of(rows)

    def _talks(self, contact_ids: Sequence[ContactId], since: dt.date) -> list[Talk]:
        rows = self.rows(
            "select distinct interaction.id, happened_on, medium, minutes from participant "
            f"join interaction on interaction.id = interaction_id where contact_id in {THESE} "
            "and happened_on >= ?2",
            (json.dumps(list(contact_ids)), since.isoformat()),
        )
        return _talks_of(rows)

    def _problems_with(self, contact_ids: Sequence[ContactId]) -> list[Problem]:
        rows = self.rows(PROBLEMS_OF, (json.dumps(list(contact_ids)),))
        return [read_problem(row) for row in rows]

    def _purchases_of_account(self, account_id: AccountId) -> list[Purchase]:
        rows = self.rows(
            f"select {PURCHASE_COLUMNS} from purchase where account_id = ?", (account_id,)
        )
        return [read_purchase(row) for row in rows]


STATES = StoredWords({str(each): each for each in State})
REACHES = StoredWords({str(each): each for each in Reach})


def read_standing(row: Sequence[Any]) -> Standing:
    """A row of `STANDING_COLUMNS`."""
    contact_id, number, state, balance, is_late, minor, currency, reached = row
    return Standing(
        ContactId(contact_id),
        read_number(number),
        STATES[state],
        read_number(balance),
        bool(is_late),
        read_number(minor),
        currency,
        REACHES[reached],
    )


def _talks_of(rows: Iterable[Sequence[Any]]) -> list[Talk]:
    return [
        Talk(InteractionId(found), read_day(day), medium, minutes)
        for found, day, medium, minutes in rows
    ]
