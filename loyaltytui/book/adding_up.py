"""Adds up what accounts brought and cost where the sums that are kept are of another day.

A book that can't be written does not follow the day, and a moment past midnight none has yet. What
is kept, and found in its order, is read by `worth_pages` and `costly_pages`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from heapq import nlargest

from loyaltytui.book.effort_sums import minutes_by_account
from loyaltytui.book.facts import THESE
from loyaltytui.book.staleness import stored_window, window_of
from loyaltytui.book.storage import Storage
from loyaltytui.entries import AccountId
from loyaltytui.loyalty.effort import Customer, high_maintenance
from loyaltytui.loyalty.worth import CurrencyWorth, Worth, largest

MOST_ROWS = 300
"""No list of the screen is longer: nobody reads more at a sitting."""
Largest = tuple[str, int, AccountId, str]
"""Currency, minor units, account and its name."""


class AddingUp(Storage):
    """Reads all purchases, and all talks of the window."""

    @property
    def has_sums_of_today(self) -> bool:
        """Is what is kept what adding up would say?"""
        with self.reading():
            return stored_window(self.db) == window_of(self._reckoned)

    def _buyers(self) -> dict[AccountId, tuple[CurrencyWorth, ...]]:
        """Who bought within the window, and what it comes to: read from one index alone."""
        today = self.today
        found: dict[AccountId, tuple[CurrencyWorth, ...]] = {}
        for account_id, currency, minor in self.rows(
            "select account_id, currency, sum(amount_minor) from purchase indexed by "
            "purchase_worth where bought_on >= ? and bought_on <= ? group by account_id, currency",
            (self.rules.points.worth_from(today).isoformat(), today.isoformat()),
        ):
            amount = CurrencyWorth(currency, minor, {})
            found[account_id] = (*found.get(account_id, ()), amount)
        return found

    def _largest_added_up(self) -> tuple[Iterator[Largest], int, int]:
        """Who is worth most in each currency, how many these are, and how many buy at all."""
        buyers = self._buyers()
        of_currency: dict[str, list[tuple[int, AccountId]]] = defaultdict(list)
        for account_id, amounts in buyers.items():
            most = largest(Worth(amounts))
            assert most is not None
            of_currency[most.currency].append((most.total_minor, account_id))
        share = MOST_ROWS // max(len(of_currency), 1)
        found = [
            (currency, minor, account_id)
            for currency, those in sorted(of_currency.items())
            for minor, account_id in nlargest(share, those, key=lambda one: one[0])
        ]
        names = dict(
            self.rows(
                f"select id, name from account where id in {THESE}",
                (json.dumps([one for *_, one in found]),),
            )
        )
        told = ((*each, names[each[2]]) for each in found)
        return told, len(found), len(buyers)

    def _costly_added_up(self) -> dict[AccountId, int]:
        """Who costs more than they bring, and their effort in minutes."""
        today, points = self.today, self.rules.points
        brought = {one: Worth(amounts).totals for one, amounts in self._buyers().items()}
        since = points.effort_from(today)
        cost = minutes_by_account(self.parts, since, today, points.problem_minutes)
        customers = [
            Customer(one, cost[one], {name: minor for name, minor in found.items() if minor})
            for (one,) in self.rows(
                "select distinct account_id from purchase where bought_on <= ? order by account_id",
                (today.isoformat(),),
            )
            for found in [brought.get(one, {})]
        ]
        return {one: cost[one] for one in high_maintenance(customers, points)[:MOST_ROWS]}
