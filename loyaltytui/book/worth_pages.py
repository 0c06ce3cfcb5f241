"""Reads what every account is worth together; that of one lives in `figures`."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, islice
from typing import Any

from loyaltytui.book.adding_up import MOST_ROWS, AddingUp, Largest
from loyaltytui.book.dealing_rows import PURCHASE_COLUMNS, read_purchase
from loyaltytui.book.loyalty_lines import AccountWorth, LargestAccount, LargestAccounts
from loyaltytui.book.one_moment import of_one_moment
from loyaltytui.dealings import Purchase
from loyaltytui.entries import Account, AccountId
from loyaltytui.loyalty.worth import NOTHING_TOLD, CurrencyWorth, ToldWorth, largest, worth

_FEW = 16
"""So many accounts are told at once: of some a screen is filled by three."""


class WorthPages(AddingUp):
    """Reads the worth of all accounts."""

    def worth_by_account(self) -> list[AccountWorth]:
        """Every account that bought within the window, the one with most first."""
        return self._worths(self._buyers())

    @of_one_moment
    def largest_accounts(self, most: int = sys.maxsize) -> LargestAccounts:
        """The same, no more of each currency than anybody reads, and how many there are.

        `most`: no further than so many amounts reach; some accounts buy in several currencies.
        """
        is_kept = self.has_sums_of_today
        chosen, listed, count = self._largest() if is_kept else self._largest_added_up()
        levels = groupby(chosen, key=lambda row: row[:2])
        in_order = chain.from_iterable(sorted(level, key=lambda row: row[3]) for _, level in levels)
        first: list[LargestAccount] = []
        amounts = 0
        while amounts < most and (few := list(islice(in_order, _FEW if is_kept else None))):
            bought = self._told([one for *_, one, _ in few], is_kept=is_kept)
            told = [LargestAccount(Account(one, name), bought[one]) for *_, one, name in few]
            amounts += sum(each.told.count for each in told)
            first += told
        return LargestAccounts(tuple(first), count, listed)

    def _largest(self) -> tuple[Iterator[Largest], int, int]:
        """Who is worth most in each currency, how many these are, and how many buy at all."""
        counts = dict(self.rows("select value, count from tally where what = 'most bought in'"))
        if not counts:
            return iter(()), 0, 0
        share = MOST_ROWS // len(counts)
        largest_of_one = (
            "select currency, minor, account_id, name from (select currency, minor, account_id "
            "from account_worth indexed by account_worth_largest where currency = ? "
            f"and is_largest = 1 order by minor desc, account_id limit {share}) "
            "cross join account on account.id = account_id"
        )
        parts = self.parts(" union all ".join([largest_of_one] * len(counts)), sorted(counts))
        listed = sum(min(each, share) for each in counts.values())
        return chain.from_iterable(parts), listed, sum(counts.values())

    def _told(
        self, account_ids: Sequence[AccountId], *, is_kept: bool
    ) -> Mapping[AccountId, ToldWorth]:
        """What was bought in each year, and whether any of it was told in confidence."""
        source, days = "account_year", tuple[str, ...]()
        if not is_kept:
            # Only here: it loads what else is summed, and hardly anybody needs it.
            from loyaltytui.book.account_years import SUMMED

            since = self.rules.points.worth_from(self.today)
            source, days = f"({SUMMED})", (since.isoformat(), self.today.isoformat())
        found = _gathered(
            self.rows(
                f"select account_id, currency, year, is_confidential, minor from {source} "
                "where account_id in (select value from json_each(?))",
                (*days, json.dumps(account_ids)),
            )
        )
        return {one: found.get(one, NOTHING_TOLD) for one in account_ids}

    def _told_between(
        self, stretches: Sequence[tuple[AccountId | None, dt.date, dt.date]]
    ) -> list[ToldWorth]:
        """What was bought at each of these accounts, from one day up to another."""
        found = _gathered(
            self.rows(
                "select stretch.key, currency, cast(substr(bought_on, 1, 4) as integer), "
                "is_confidential, sum(amount_minor) from json_each(?) as stretch cross join "
                "purchase indexed by purchase_worth "
                "on account_id = json_extract(stretch.value, '$[0]') and bought_on between "
                "json_extract(stretch.value, '$[1]') and json_extract(stretch.value, '$[2]') "
                "group by 1, 2, 3, 4",
                (json.dumps([(one, str(since), str(until)) for one, since, until in stretches]),),
            )
        )
        return [found.get(at, NOTHING_TOLD) for at in range(len(stretches))]

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


def _gathered(rows: Iterable[Sequence[Any]]) -> dict[Any, ToldWorth]:
    """By whatever stands first in a row; then currency, year, whether in confidence, minor units.

    What is in confidence is known of, and stands in no sum.
    """
    years: dict[Any, dict[str, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    secretive = set()
    for key, currency, year, is_secret, minor in rows:
        bought = years[key]
        if is_secret:
            secretive.add(key)
        else:
            bought[currency][year] = minor
    return {
        key: ToldWorth(
            tuple(
                CurrencyWorth(currency, sum(by_year.values()), by_year)
                for currency, by_year in sorted(bought.items())
            ),
            key in secretive,
        )
        for key, bought in years.items()
    }


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
