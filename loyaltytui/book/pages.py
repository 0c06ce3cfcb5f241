"""Readers for the agenda: at most three queries a page, each answered by an index."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from peewee import JOIN, SQL, Case, ModelSelect, fn

from loyaltytui.book.errors import NotFound
from loyaltytui.book.open_ends import MOST_CARDS, OpenEnds
from loyaltytui.book.tables import (
    AccountRow,
    CheckInRow,
    ContactRow,
    PromiseRow,
    StandingRow,
)
from loyaltytui.entries import CheckIn, CheckInId, ContactId, Outcome, Promise, PromiseId
from loyaltytui.loyalty.agenda import (
    UNRANKED_CADENCE_DAYS,
    UPCOMING_DAYS,
    AgendaItem,
    agenda,
    day_within,
)

# Words of SQL rather than bound values: a plan that uses the index over open ones alone then
# stands at once, where a bound value has SQLite plan a second time when it knows the value.
_PROMISE_IS_OPEN = SQL("outcome = 'open'")
_CHECK_IN_IS_OPEN = SQL("is_open = 1")


def contact_query() -> ModelSelect[ContactRow]:
    """Contacts with their account's name and stored figures, ready for `Contact`."""
    return (
        ContactRow.select(
            ContactRow.id,
            ContactRow.name,
            ContactRow.account_id,
            fn.COALESCE(AccountRow.name, "").alias("account"),
            ContactRow.job,
            ContactRow.tier,
            ContactRow.cadence,
            ContactRow.birthday,
            ContactRow.address,
            ContactRow.about,
            ContactRow.owner,
            StandingRow.last_contact_on,
            StandingRow.next_check_in_on,
            ContactRow.rev,
        )
        .join(AccountRow, JOIN.LEFT_OUTER, on=(AccountRow.id == ContactRow.account_id))
        .switch(ContactRow)
        .join(StandingRow, JOIN.LEFT_OUTER, on=(StandingRow.contact_id == ContactRow.id))
    )


def promise_query() -> ModelSelect[PromiseRow]:
    """Promises of both sides with whom they bind, ready for `Promise`."""
    return (
        PromiseRow.select(
            PromiseRow.id,
            PromiseRow.contact_id,
            ContactRow.name.alias("contact"),
            fn.COALESCE(AccountRow.name, "").alias("account"),
            PromiseRow.side,
            PromiseRow.text,
            PromiseRow.made_on,
            PromiseRow.due_on,
            PromiseRow.outcome,
            PromiseRow.ended_on,
            PromiseRow.via,
            PromiseRow.shown_on,
            PromiseRow.is_confidential,
            PromiseRow.rev,
            PromiseRow.owner,
        )
        .join(ContactRow, on=(ContactRow.id == PromiseRow.contact_id))
        .join(AccountRow, JOIN.LEFT_OUTER, on=(AccountRow.id == ContactRow.account_id))
    )


def check_in_query() -> ModelSelect[CheckInRow]:
    """Open check-ins with whom they are for, ready for `CheckIn`."""
    return (
        CheckInRow.select(
            CheckInRow.id,
            CheckInRow.contact_id,
            ContactRow.name.alias("contact"),
            fn.COALESCE(AccountRow.name, "").alias("account"),
            CheckInRow.due_on,
            CheckInRow.reason,
            CheckInRow.shown_on,
            fn.COALESCE(StandingRow.cadence_days, 0).alias("cadence_days"),
            CheckInRow.rev,
            CheckInRow.purpose,
        )
        .join(ContactRow, on=(ContactRow.id == CheckInRow.contact_id))
        .join(AccountRow, JOIN.LEFT_OUTER, on=(AccountRow.id == ContactRow.account_id))
        .switch(ContactRow)
        .join(StandingRow, JOIN.LEFT_OUTER, on=(StandingRow.contact_id == ContactRow.id))
        .where(_CHECK_IN_IS_OPEN)
    )


class AgendaPages(OpenEnds):
    """Reads what needs the rep today."""

    def agenda(self, days: int = UPCOMING_DAYS) -> list[AgendaItem]:
        """The whole agenda in its order. Three queries, however large the book."""
        horizon = day_within(self.today, days)
        ends = self._open_ends(horizon)
        return agenda(
            self._due_promises(horizon),
            self._due_check_ins(horizon),
            ends.unplanned,
            self.today,
            days,
            problems=ends.problems,
            after_sales=ends.after_sales,
            announcements=ends.announcements,
        )

    def _due_promises(self, horizon: dt.date) -> list[Promise]:
        """Open ones with a day up to the horizon, and the rep's own without any day."""
        dated = (
            PromiseRow.select(PromiseRow.id)
            .where(_PROMISE_IS_OPEN, PromiseRow.due_on <= horizon)
            .order_by(PromiseRow.due_on)
            .limit(2 * MOST_CARDS)
        )
        # Apart from the others: they would come first by day and could fill the whole page.
        undated = (
            PromiseRow.select(PromiseRow.id)
            .where(_PROMISE_IS_OPEN, PromiseRow.due_on.is_null(), PromiseRow.side == "mine")
            .limit(MOST_CARDS)
        )
        away = StandingRow.select(SQL("1")).where(
            StandingRow.contact_id == PromiseRow.contact_id, StandingRow.away_until > self.today
        )
        # The rep's word is kept to whoever was parked or dropped too; what they owe can wait.
        query = promise_query().where(
            PromiseRow.id.in_(dated) | PromiseRow.id.in_(undated),
            (PromiseRow.side == "mine") | ~fn.EXISTS(away),
        )
        return self.read(query, Promise)

    def _due_check_ins(self, horizon: dt.date) -> list[CheckIn]:
        cadence = Case(
            None,
            [(StandingRow.cadence_days > 0, StandingRow.cadence_days)],
            UNRANKED_CADENCE_DAYS,
        )
        lateness = (
            fn.julianday(self.today.isoformat()) - fn.julianday(CheckInRow.due_on)
        ) / cadence
        # Ranked by themselves: names are looked up for those alone who make it onto the page.
        ranked = (
            CheckInRow.select(CheckInRow.id)
            .join(
                StandingRow, JOIN.LEFT_OUTER, on=(StandingRow.contact_id == CheckInRow.contact_id)
            )
            .where(
                _CHECK_IN_IS_OPEN,
                CheckInRow.due_on <= horizon,
                CheckInRow.shown_on.is_null() | (CheckInRow.shown_on <= horizon),
                StandingRow.away_until.is_null() | (StandingRow.away_until <= self.today),
            )
            .order_by(lateness.desc(), CheckInRow.id)
            .limit(2 * MOST_CARDS)
        )
        query = check_in_query().where(CheckInRow.id.in_(ranked))
        return self.read(query.order_by(lateness.desc(), CheckInRow.id), CheckIn)

    def promise_by_id(self, promise_id: PromiseId) -> Promise:
        """One promise; raises `NotFound`."""
        found = self.read(promise_query().where(PromiseRow.id == promise_id), Promise)
        if not found:
            raise NotFound(f"There is no promise {promise_id} in the book.")
        return found[0]

    def open_promises(self, contact_ids: Sequence[ContactId] = ()) -> list[Promise]:
        """Open promises of both sides by day: of these contacts, or everybody's for none."""
        if contact_ids:
            query = promise_query().where(
                PromiseRow.contact_id.in_(contact_ids), PromiseRow.outcome == Outcome.OPEN
            )
        else:
            query = promise_query().where(_PROMISE_IS_OPEN)
        by_day = query.order_by(PromiseRow.due_on.asc(nulls="LAST"), PromiseRow.id)
        return self.read(by_day, Promise)

    def check_in_by_id(self, check_in_id: CheckInId) -> CheckIn:
        """One open check-in; raises `NotFound`."""
        found = self.read(check_in_query().where(CheckInRow.id == check_in_id), CheckIn)
        if not found:
            raise NotFound(f"There is no open check-in {check_in_id} in the book.")
        return found[0]
