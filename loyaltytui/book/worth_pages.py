"""Reads what every account is worth together; that of one lives in `figures`."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from heapq import nlargest

from loyaltytui.book.dealing_rows import PURCHASE_COLUMNS, read_purchase
from loyaltytui.book.loyalty_lines import AccountWorth, LargestAccounts
from loyaltytui.book.storage import Storage
from loyaltytui.dealings import Purchase
from loyaltytui.entries import Account, AccountId
from loyaltytui.loyalty.worth import CurrencyWorth, Worth, largest, worth

MOST_ROWS = 300
"""No list of the screen is longer: nobody reads more at a sitting."""


class WorthPages(Storage):
    """Reads the worth of all accounts."""

    def worth_by_account(self) -> list[AccountWorth]:
        """Every account that bought within the window, the one with most first."""
        return self._worths(self._buyers())

    def largest_accounts(self) -> LargestAccounts:
        """The same, as many of each currency as anybody reads, and how many there are."""
        buyers = self._buyers()
        of_currency: dict[str, list[CurrencyWorth]] = defaultdict(list)
        account_of: dict[int, AccountId] = {}
        for account_id, amounts in buyers.items():
            most = largest(Worth(amounts))
            assert most is not None
            of_currency[most.currency].append(most)
            account_of[id(most)] = account_id
        share = MOST_ROWS // max(len(of_currency), 1)
        chosen = [
            account_of[id(each)]
            for those in of_currency.values()
            for each in nlargest(share, those, key=lambda one: one.total_minor)
        ]
        return LargestAccounts(tuple(self._worths(chosen)), len(buyers))

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

    def _worths(self, account_ids: Iterable[AccountId]) -> list[AccountWorth]:
        rows = self.rows(
            f"select {PURCHASE_COLUMNS}, account.name from json_each(?) "
            "cross join account on account.id = json_each.value "
            "cross join purchase on purchase.account_id = account.id",
            (json.dumps(list(account_ids)),),
        )
        bought = _by_account((read_purchase(row), row[-1]) for row in rows)
        found = [
            AccountWorth(account, worth(purchases, self.today, self.rules.points))
            for account, purchases in bought
        ]
        return sorted((each for each in found if each.worth.amounts), key=_by_most)


def _by_account(
    purchases: Iterable[tuple[Purchase, str]],
) -> Iterable[tuple[Account, list[Purchase]]]:
    found: dict[AccountId, tuple[str, list[Purchase]]] = {}
    for purchase, name in purchases:
        found.setdefault(purchase.account_id, (name, []))[1].append(purchase)
    return [(Account(one, name), bought) for one, (name, bought) in found.items()]


def _by_most(each: AccountWorth) -> tuple[str, int, str]:
    """Currency by currency, for amounts of two are never compared; then the largest first."""
    most = largest(each.worth)
    assert most is not None
    return most.currency, -most.total_minor, each.account.name
