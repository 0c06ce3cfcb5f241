"""After the sale: did it arrive, did they get the value, when will they buy again?

The relationship begins at the close. Opening check-ins and finding purchases is the book's work.
"""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from loyaltytui.dates import Span, add_span, slide_to_workday
from loyaltytui.dealings import Purchase, PurchaseDraft
from loyaltytui.entries import ContactId
from loyaltytui.loyalty.checkins import CheckInRules, Opening

DELIVERY_DAYS = 14
"""After so many days it is time to hear whether it has arrived."""
VALUE_DAYS = 21
"""So many days after it arrived they can tell whether they got the value."""
FRESH_DAYS = 90
"""What should have been asked longer ago is not proposed any more when it is written down now."""
QUIET_DAYS = 30
"""Whoever was talked to within as many days is not asked again by a card of the book's own."""
OPEN_DAYS = 365
"""What was bought longer ago is no card any more: it stays a hole in their steps."""

_DELIVERY, _VALUE = "delivery", "value"
PURPOSES = (_DELIVERY, _VALUE)
"""The check-ins that ask after a sale."""


class Sold(Struct, frozen=True):
    """A purchase that something is still to be asked about, and whom."""

    purchase: Purchase
    contact_id: ContactId
    contact: str
    account: str
    last_contact_on: dt.date | None
    """None: never talked to."""


def reasons(what: str, *, is_confidential: bool) -> tuple[str, str]:
    """What the two check-ins after a sale ask: whether it arrived, and what it brought them."""
    it = what if what and not is_confidential else "what they bought"
    return f"has {it} arrived?", f"did they get the value of {it}?"


def proposal(
    sale: Purchase | PurchaseDraft, bought_on: dt.date, today: dt.date, rules: CheckInRules
) -> Opening | None:
    """The check-in to open for a purchase as it stands. None: nothing is left to ask.

    Written down late, it is asked soon; written down long after, not at all.
    """
    if sale.confirmed_on is not None:
        return None
    purpose, asked_on = _DELIVERY, add_span(bought_on, Span(DELIVERY_DAYS, "d"))
    if sale.delivered_on is not None:
        purpose, asked_on = _VALUE, add_span(sale.delivered_on, Span(VALUE_DAYS, "d"))
    if (today - asked_on).days > FRESH_DAYS:
        return None
    arrived, value = reasons(sale.what, is_confidential=sale.is_confidential)
    due_on = max(asked_on, add_span(today, Span(1, "d")))
    reason = arrived if purpose == _DELIVERY else value
    return Opening(purpose, reason, slide_to_workday(due_on, rules.days))


def asked_on(sold: Sold) -> dt.date:
    """The day of the card for a purchase that no check-in asks about.

    A talk in between may have been about it: then the question comes back in a month.
    """
    purchase = sold.purchase
    since, days = purchase.bought_on, DELIVERY_DAYS
    if purchase.delivered_on is not None:
        since, days = purchase.delivered_on, VALUE_DAYS
    return after_quiet(add_span(since, Span(days, "d")), sold.last_contact_on)


def question(purchase: Purchase) -> str:
    """What the card asks."""
    arrived, value = reasons(purchase.what, is_confidential=purchase.is_confidential)
    return arrived if purchase.delivered_on is None else value


def after_quiet(day: dt.date, last_contact_on: dt.date | None) -> dt.date:
    """The day, or a month after the last contact where that is later."""
    if last_contact_on is None:
        return day
    return max(day, add_span(last_contact_on, Span(QUIET_DAYS, "d")))
