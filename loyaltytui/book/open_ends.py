"""Reads what the agenda shows besides promises and check-ins, all of it in one query.

Problems, questions after a sale that no check-in asks, news, and who has nothing planned. In
which order they stand is decided in `loyalty.agenda`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from msgspec import Struct, field

from loyaltytui.book.announcement_pages import (
    ANNOUNCED,
    ANNOUNCEMENT_COLUMNS,
    read_announcement,
)
from loyaltytui.book.asked_sales import KNOWN, THERE, sold_sql
from loyaltytui.book.dealing_rows import (
    PROBLEM_COLUMNS,
    PURCHASE_COLUMNS,
    read_problem,
    read_purchase,
)
from loyaltytui.book.entry_rows import CONTACT_COLUMNS, read_contact
from loyaltytui.book.quiet_customers import QUIET, quiet_sql
from loyaltytui.book.storage import Storage
from loyaltytui.book.stored import day
from loyaltytui.dates import Span, add_span
from loyaltytui.entries import Contact, ContactId
from loyaltytui.loyalty.aftersale import (
    DELIVERY_DAYS,
    OPEN_DAYS,
    QUIET_DAYS,
    VALUE_DAYS,
    Sold,
    after_quiet,
    asked_on,
    question,
)
from loyaltytui.loyalty.agenda import MOST_CARDS, AfterSale, AgendaKind, Trouble
from loyaltytui.loyalty.step import State
from loyaltytui.tidings import Announcement

OPEN_ENDS = {
    AgendaKind.PROBLEM,
    AgendaKind.AFTER_SALE,
    AgendaKind.NEWS,
    AgendaKind.NOTHING_PLANNED,
    AgendaKind.UPCOMING,
}
"""The sections that any of it may stand in."""
_IN_TOUCH_DAYS = 365

_FROM_STANDING = (
    "from standing join contact on contact.id = standing.contact_id "
    "left join account on account.id = contact.account_id"
)
_BUYING_AGAIN = quiet_sql(
    "standing_next_purchase",
    "next_purchase_on is not null and next_purchase_on >= ?2 and next_purchase_on <= ?5",
    *("next_purchase_on", "last_contact_on", "away_until", "account_key", "step_state"),
    "contact_id",
)
_NOT_LATELY = quiet_sql(
    "standing_by_state",
    f"step_state <> '' and step_state = '{State.NOT_LATELY}'",
    *("last_contact_on", "away_until", "account_key", "contact_id"),
)
_PARTS = (
    f"""
    select 'problem', json_array({PROBLEM_COLUMNS}, contact.name, coalesce(account.name, ''))
    from problem indexed by problem_open cross join contact on contact.id = problem.contact_id
    left join account on account.id = contact.account_id
    where fixed_on is null and raised_on <= ?1 order by raised_on limit {MOST_CARDS}
    """,
    sold_sql(
        "not_delivered",
        "bought_on",
        "delivered_on is null and bought_on >= ?2 and bought_on <= ?3",
    ),
    sold_sql("not_confirmed", "delivered_on", "delivered_on >= ?2 and delivered_on <= ?4"),
    f"""
    select 'reorder', json_array({PURCHASE_COLUMNS}, contact.id, contact.name, account.name,
      standing.last_contact_on, standing.next_purchase_on)
    {_FROM_STANDING}
    join purchase on purchase.id = (select max(id) from purchase
      where account_id = contact.account_id and bought_on = (select max(bought_on) from purchase
        where account_id = contact.account_id and bought_on <= ?1))
    where standing.contact_id in ({_BUYING_AGAIN})
    order by standing.last_contact_on desc limit {2 * MOST_CARDS}
    """,
    f"""
    select 'not lately', json_array({CONTACT_COLUMNS}, (select max(confirmed_on) from purchase
      where account_id = contact.account_id))
    {_FROM_STANDING}
    where standing.contact_id in ({_NOT_LATELY})
    order by standing.last_contact_on desc limit {2 * MOST_CARDS}
    """,
    f"""
    select 'news', json_array({ANNOUNCEMENT_COLUMNS})
    {ANNOUNCED} where owed.people > 0 order by announced_on limit {MOST_CARDS}
    """,
    f"""
    select 'unplanned', json_array({CONTACT_COLUMNS})
    {_FROM_STANDING}
    where open_count = 0 and last_contact_on >= min(?6, ?7)
    and (last_contact_on >= ?6 or worth_currency <> '') and contact.cadence <> 'none' and {THERE}
    order by last_contact_on, contact.id limit {MOST_CARDS}
    """,
)
_ALL = f"with {QUIET}, {KNOWN} " + " union all ".join(f"select * from ({part})" for part in _PARTS)


class Ends(Struct):
    """What is open besides promises and check-ins."""

    problems: list[Trouble] = field(default_factory=list)
    after_sales: list[AfterSale] = field(default_factory=list)
    unplanned: list[Contact] = field(default_factory=list)
    announcements: list[Announcement] = field(default_factory=list)


class OpenEnds(Storage):
    """Reads open ends."""

    def _open_ends(self, horizon: dt.date) -> Ends:
        """Everything up to the horizon. An active customer is unplanned for as long as it counts.

        Whoever was talked to within a year, or has bought within the window of worth.
        """
        today, points = self.today, self.rules.points
        rows = self.rows(
            _ALL,
            [
                each.isoformat()
                for each in (
                    today,
                    _before(today, OPEN_DAYS),
                    _before(horizon, DELIVERY_DAYS),
                    _before(horizon, VALUE_DAYS),
                    horizon,
                    _before(today, _IN_TOUCH_DAYS),
                    points.worth_from(today),
                    _before(horizon, QUIET_DAYS),
                )
            ],
        )
        # Loaded only here: the first frame seldom comes as far as this.
        import json

        found: dict[str, list[list[Any]]] = {}
        for kind, row in rows:
            found.setdefault(kind, []).append(json.loads(row))
        sales = [
            *(_sold(row) for row in found.get("sold", ())),
            *_one_an_account(found.get("reorder", ()), 1, _reorder),
            *_one_an_account(found.get("not lately", ()), 2, self._not_lately),
        ]
        return Ends(
            [Trouble(read_problem(row), row[-2], row[-1]) for row in found.get("problem", ())],
            [each for each in sales if each.due_on <= horizon],
            [read_contact(row) for row in found.get("unplanned", ())],
            [read_announcement(row) for row in found.get("news", ())],
        )

    def _not_lately(self, row: list[Any]) -> AfterSale:
        contact = read_contact(row)
        confirmed_on = day(row[-1]) or self.today
        lately = Span(self.rules.points.lately_months, "m")
        due_on = add_span(add_span(confirmed_on, lately), Span(1, "d"))
        return AfterSale(
            contact,
            contact.id,
            contact.name,
            contact.account,
            after_quiet(due_on, contact.last_contact_on),
            "loyal, not confirmed lately: what does it bring them?",
        )


def _sold(row: list[Any]) -> AfterSale:
    sold = Sold(read_purchase(row), ContactId(row[-4]), row[-3], row[-2], day(row[-1]))
    return AfterSale(
        sold.purchase,
        sold.contact_id,
        sold.contact,
        sold.account,
        asked_on(sold),
        question(sold.purchase),
    )


def _reorder(row: list[Any]) -> AfterSale:
    purchase, expected_on = read_purchase(row), day(row[-1])
    assert expected_on is not None
    is_shown = purchase.what and not purchase.is_confidential
    return AfterSale(
        purchase,
        ContactId(row[-5]),
        row[-4],
        row[-3],
        after_quiet(expected_on, day(row[-2])),
        "time to buy again" + (f": {purchase.what} last time" if is_shown else ""),
    )


def _one_an_account(
    rows: Iterable[list[Any]], account_at: int, made: Callable[[list[Any]], AfterSale]
) -> Iterator[AfterSale]:
    """The first of each account: whom the rep talked to last."""
    seen: set[int] = set()
    for row in rows:
        if row[account_at] not in seen:
            seen.add(row[account_at])
            yield made(row)


def _before(day: dt.date, days: int) -> dt.date:
    return add_span(day, Span(-days, "d"))
