"""Facts to write the figures' tests with: each a plain function with the usual filled in."""

from __future__ import annotations

import datetime as dt

from loyaltytui.dealings import (
    Fault,
    Met,
    Problem,
    ProblemId,
    Purchase,
    PurchaseId,
    Reference,
    ReferenceId,
    ReferenceState,
)
from loyaltytui.entries import (
    AccountId,
    ContactId,
    InteractionId,
    NoteId,
    Outcome,
    Promise,
    PromiseId,
    PromiseMove,
    Side,
)
from loyaltytui.loyalty.facts import Deed, Talk

PRIYA = ContactId(1)
NORTHWIND = AccountId(1)


def a_talk(on: dt.date, medium: str = "call", minutes: int | None = None, number: int = 1) -> Talk:
    return Talk(InteractionId(number), on, medium, minutes)


def a_deed(
    kind: str,
    on: dt.date,
    *,
    noticed: bool = False,
    met: Met = Met.NOT_SAID,
    number: int = 1,
    confidential: bool = False,
) -> Deed:
    return Deed(NoteId(number), on, kind, f"{kind} {number}", noticed, met, confidential)


def a_purchase(
    on: dt.date,
    minor: int = 100_00,
    currency: str = "EUR",
    *,
    confirmed: dt.date | None = None,
    number: int = 1,
    account: AccountId = NORTHWIND,
    contact: ContactId | None = PRIYA,
) -> Purchase:
    return Purchase(
        id=PurchaseId(number),
        account_id=account,
        contact_id=contact,
        what="pump skid",
        amount_minor=minor,
        currency=currency,
        bought_on=on,
        delivered_on=None,
        confirmed_on=confirmed,
        confirmed_words="" if confirmed is None else "it runs",
        is_confidential=False,
        rev=1,
    )


def a_problem(
    raised: dt.date,
    *,
    sorry: dt.date | None = None,
    fixed: dt.date | None = None,
    made_good: dt.date | None = None,
    fault: Fault = Fault.OURS,
    number: int = 1,
) -> Problem:
    return Problem(
        id=ProblemId(number),
        contact_id=PRIYA,
        text="pump leaks",
        fault=fault,
        raised_on=raised,
        apologised_on=sorry,
        fixed_on=fixed,
        made_good_on=made_good,
        made_good="",
        is_confidential=False,
        rev=1,
    )


def a_promise(
    due: dt.date | None,
    outcome: Outcome = Outcome.OPEN,
    ended: dt.date | None = None,
    *,
    made: dt.date = dt.date(2020, 1, 1),
    side: Side = Side.MINE,
    number: int = 1,
) -> Promise:
    return Promise(
        id=PromiseId(number),
        contact_id=PRIYA,
        contact="Priya Shah",
        account="Northwind",
        side=side,
        text="send the quote",
        made_on=made,
        due_on=due,
        outcome=outcome,
        ended_on=ended,
        via="",
        shown_on=None,
        is_confidential=False,
        rev=1,
    )


def a_move(on: dt.date, old: dt.date | None, new: dt.date, number: int = 1) -> PromiseMove:
    return PromiseMove(PromiseId(number), on, old, new)


def a_reference(state: ReferenceState, on: dt.date, number: int = 1) -> Reference:
    return Reference(ReferenceId(number), PRIYA, state, on, "")
