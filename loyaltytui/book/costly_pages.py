"""Reads who costs more than they bring. What that means is `loyalty.effort`'s to say.

Both sides are summed in `account_sums`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence

from loyaltytui.book.adding_up import MOST_ROWS
from loyaltytui.book.dealing_rows import VERDICT_COLUMNS, read_verdict
from loyaltytui.book.facts import THESE
from loyaltytui.book.loyalty_lines import Costly
from loyaltytui.book.worth_pages import WorthPages
from loyaltytui.dealings import Verdict
from loyaltytui.entries import Account, AccountId
from loyaltytui.loyalty.worth import CurrencyWorth, ToldWorth

_FIRST_OUTSIDE = """
    select ? as currency, (select rate from account_worth indexed by account_worth_by_rate
      where currency = ? and rate is not null order by rate limit 1 offset ?) as rate
"""
_COSTLY = """
    with outside (currency, rate) as materialized ({poor})
    select account_id, effort from account_sum
    where is_customer = 1 and effort > coalesce(
      (select effort from account_sum indexed by account_sum_by_effort
        where is_customer = 1 order by effort desc limit 1 offset ?), 0)
    and not exists (select 1 from account_worth join outside using (currency)
      where account_worth.account_id = account_sum.account_id
      and account_worth.rate >= outside.rate)
    order by account_id limit ?
"""
"""A tie never decides: whoever is level with the first outside is outside too."""


class CostlyPages(WorthPages):
    """Reads who takes the most time and pays little for it."""

    def high_maintenance(self, most: int = MOST_ROWS) -> list[Costly]:
        """Customers in the top quarter by effort and the bottom half by worth per hour.

        Where either ends is looked up in the order that the sums are kept in: whom it leaves in is
        what `effort.high_maintenance` says of everybody.
        """
        today, points = self.today, self.rules.points
        efforts = self._costly(most) if self.has_sums_of_today else self._costly_added_up(most)
        brought: dict[AccountId, dict[str, int]] = defaultdict(dict)
        shown: dict[AccountId, list[CurrencyWorth]] = defaultdict(list)
        secretive: set[AccountId] = set()
        for account_id, currency, minor, open_minor, hidden in self.rows(
            "select account_id, currency, sum(amount_minor), "
            "sum(iif(is_confidential, 0, amount_minor)), max(is_confidential) "
            f"from purchase indexed by purchase_worth where account_id in {THESE} "
            "and bought_on between ?2 and ?3 group by account_id, currency",
            (json.dumps(list(efforts)), points.worth_from(today).isoformat(), today.isoformat()),
        ):
            brought[account_id] |= {currency: minor} if minor else {}
            shown[account_id] += [CurrencyWorth(currency, open_minor, {})] if open_minor else []
            secretive |= {account_id} if hidden else set()
        return [
            Costly(
                account,
                efforts[account.id],
                brought[account.id],
                ToldWorth(tuple(shown[account.id]), account.id in secretive),
                verdict,
            )
            for account, verdict in self._with_verdicts(list(efforts))
        ]

    def _costly(self, most: int = MOST_ROWS) -> dict[AccountId, int]:
        """Who they are, and their effort in minutes."""
        points = self.rules.points
        customers, buyers = 0, dict[str, int]()
        for what, value, count in self.rows(
            "select what, value, count from tally where what in ('customers', 'bought in')"
        ):
            if what == "customers":
                customers = count
            else:
                buyers[value] = count
        poor = " union all ".join([_FIRST_OUTSIDE] * len(buyers)) or "select null, null"
        values: list[object] = []
        for currency, count in buyers.items():
            values += [currency, currency, count * points.bottom_worth_percent // 100]
        found = self.rows(
            _COSTLY.format(poor=poor),
            (*values, customers * points.top_effort_percent // 100, most),
        )
        return dict(found)

    def _with_verdicts(
        self, account_ids: Sequence[AccountId]
    ) -> list[tuple[Account, Verdict | None]]:
        rows = self.rows(
            f"select account.id, account.name, {VERDICT_COLUMNS} "
            "from json_each(?1) join account on account.id = json_each.value "
            "left join verdict on verdict.id = (select id from verdict "
            "where account_id = account.id order by given_on desc, id desc limit 1) "
            "order by json_each.key",
            (json.dumps(list(account_ids)),),
        )
        return [
            (Account(row[0], row[1]), None if row[2] is None else read_verdict(row[2:]))
            for row in rows
        ]
