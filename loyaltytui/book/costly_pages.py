"""Reads who costs more than they bring. What that means is `loyalty.effort`'s to say.

Both sides are summed in `account_sums`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence

from loyaltytui.book.adding_up import MOST_ROWS
from loyaltytui.book.dealing_rows import VERDICT_COLUMNS, read_verdict
from loyaltytui.book.loyalty_lines import Costly, Listed
from loyaltytui.book.one_moment import of_one_moment
from loyaltytui.book.places import FINE, group_at
from loyaltytui.book.worth_pages import WorthPages
from loyaltytui.dealings import Verdict
from loyaltytui.entries import Account, AccountId
from loyaltytui.loyalty.worth import ToldWorth

_COSTLY = """
    select account_id, effort from account_sum not indexed
    where effort > ? and is_customer = 1
    and not exists (select 1 from account_worth
      where account_worth.account_id = account_sum.account_id
      and rate >= case currency {outside} end)
    order by account_id limit ?
"""
"""A tie never decides: whoever is level with the first outside is outside too.

In the order of the accounts: by what they cost, a quarter of all would be read for the first line.
"""


class CostlyPages(WorthPages):
    """Reads who takes the most time and pays little for it."""

    def high_maintenance(self, most: int = MOST_ROWS) -> list[Costly]:
        """Customers in the top quarter by effort and the bottom half by worth per hour."""
        return list(self.first_costly(most).first)

    @of_one_moment
    def first_costly(self, most: int) -> Listed[Costly]:
        """The first of the same, and whether there are more: only so many are looked for.

        Where either half ends is looked up in the order that the sums are kept in: whom it leaves
        in is what `effort.high_maintenance` says of everybody.
        """
        most = min(most, MOST_ROWS)
        is_kept = self.has_sums_of_today
        efforts = self._costly(min(most + 1, MOST_ROWS)) if is_kept else self._costly_added_up()
        account_ids = list(efforts)[:most]
        told = self._told(account_ids, is_kept=is_kept)
        lines = (
            Costly(
                account,
                efforts[account.id],
                _of_any(told[account.id]),
                verdict,
            )
            for account, verdict in self._with_verdicts(account_ids)
        )
        return Listed(tuple(lines), len(efforts))

    def _costly(self, most: int) -> dict[AccountId, int]:
        """Who the first of them are, and their effort in minutes."""
        points = self.rules.points
        counts: dict[str, dict[str, int]] = defaultdict(dict)
        rates: dict[str, dict[str, int]] = defaultdict(dict)
        for what, value, count in self.rows(
            "select what, value, count from tally "
            "where what in ('customers', 'effort', 'bought in', 'rate')"
        ):
            if what == "rate":
                currency, _, group = value.partition(" ")
                rates[currency][group] = count
            else:
                counts[what][value] = count
        customers = counts["customers"].get("", 0)
        least = self._effort_at(customers * points.top_effort_percent // 100, counts["effort"])
        outside: list[object] = []
        for currency, count in counts["bought in"].items():
            place = count * points.bottom_worth_percent // 100
            outside += [currency, self._rate_at(place, currency, rates[currency])]
        cases = " ".join(["when ? then ?"] * (len(outside) // 2)) or "when null then null"
        found = self.rows(_COSTLY.format(outside=cases), (least, *outside, most))
        return dict(found)

    def _effort_at(self, place: int, counts: Mapping[str, int]) -> int:
        """How much they cost who stand here, whoever costs most being first. 0: nobody does."""
        group = group_at(place, counts.items(), falling=True)
        if group is None:
            return 0
        found: int = self.rows(
            "select effort from account_sum indexed by account_sum_by_effort "
            "where is_customer = 1 and effort >= ? and effort < ? "
            f"order by effort {group.order} limit 1 offset ?",
            (group.low, group.high, group.before),
        )[0][0]
        return found

    def _rate_at(self, place: int, currency: str, counts: Mapping[str, int]) -> float | None:
        """What a minute brought of who stand here, the least being first. None: nobody does."""
        group = group_at(place, counts.items(), falling=False)
        if group is None:
            return None
        found: float = self.rows(
            "select rate from account_worth indexed by account_worth_by_rate "
            "where currency = ? and rate >= ? and rate < ? "
            f"order by rate {group.order} limit 1 offset ?",
            (currency, group.low / FINE, group.high / FINE, group.before),
        )[0][0]
        return found

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


def _of_any(told: ToldWorth) -> ToldWorth:
    """As much of it as is not nothing."""
    amounts = tuple(each for each in told.amounts if each.total_minor)
    return ToldWorth(amounts, told.leaves_out)
