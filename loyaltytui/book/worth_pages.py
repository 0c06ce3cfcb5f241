"""Reads what every account is worth together; that of one lives in `figures`."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable

from loyaltytui.book.adding_up import MOST_ROWS, AddingUp
from loyaltytui.book.dealing_rows import PURCHASE_COLUMNS, read_purchase
from loyaltytui.book.loyalty_lines import AccountWorth, LargestAccount, LargestAccounts
from loyaltytui.dealings import Purchase
from loyaltytui.entries import Account, AccountId
from loyaltytui.loyalty.worth import CurrencyWorth, ToldWorth, largest, worth


class WorthPages(AddingUp):
    """Reads the worth of all accounts."""

    def worth_by_account(self) -> list[AccountWorth]:
        """Every account that bought within the window, the one with most first."""
        return self._worths(self._buyers())

    def largest_accounts(self, most: int = MOST_ROWS) -> LargestAccounts:
        """The same, as many of each currency as anybody reads, and how many there are.

        `most`: only so many of them are told.
        """
        chosen, count = self._largest() if self.has_sums_of_today else self._largest_added_up()
        chosen.sort(key=lambda row: (row[0], -row[1]))
        # Whoever is level with the last of them may come before by name.
        last = chosen[most - 1][:2] if most < len(chosen) else ()
        first = [row for at, row in enumerate(chosen) if at < most or row[:2] == last]
        told = self._told(account_id for _, _, account_id in first)
        first.sort(key=lambda row: (row[0], -row[1], told[row[2]].account.name))
        lines = tuple(told[row[2]] for row in first[:most])
        return LargestAccounts(lines, count, len(chosen))

    def _largest(self) -> tuple[list[tuple[str, int, AccountId]], int]:
        """Who is worth most in each currency, and how many buy at all."""
        counts = dict(self.rows("select value, count from tally where what = 'most bought in'"))
        if not counts:
            return [], 0
        largest_of_one = (
            "select * from (select currency, minor, account_id from account_worth "
            "indexed by account_worth_largest where currency = ? and is_largest = 1 "
            f"order by minor desc, account_id limit {MOST_ROWS // len(counts)})"
        )
        found = self.rows(" union all ".join([largest_of_one] * len(counts)), tuple(counts))
        return [(currency, minor, one) for currency, minor, one in found], sum(counts.values())

    def _told(self, account_ids: Iterable[AccountId]) -> dict[AccountId, LargestAccount]:
        """What was bought in each year, and whether any of it was told in confidence."""
        today = self.today
        names: dict[AccountId, str] = {}
        years: dict[AccountId, dict[str, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
        secretive = set()
        for one, name, currency, year, minor, hidden, count in self.rows(
            "select account.id, account.name, currency, cast(substr(bought_on, 1, 4) as integer), "
            "sum(iif(is_confidential, 0, amount_minor)), sum(is_confidential), count(*) "
            "from json_each(?) cross join account on account.id = json_each.value "
            "cross join purchase indexed by purchase_worth on purchase.account_id = account.id "
            "where bought_on between ? and ? group by 1, 3, 4",
            (
                json.dumps(list(account_ids)),
                self.rules.points.worth_from(today).isoformat(),
                today.isoformat(),
            ),
        ):
            names[one] = name
            if hidden:
                secretive.add(one)
            if hidden < count:
                years[one][currency][year] = minor
        return {
            one: LargestAccount(
                Account(one, name),
                ToldWorth(
                    tuple(
                        CurrencyWorth(currency, sum(bought.values()), bought)
                        for currency, bought in years[one].items()
                    ),
                    one in secretive,
                ),
            )
            for one, name in names.items()
        }

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
