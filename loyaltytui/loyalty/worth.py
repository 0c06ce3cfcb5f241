"""Worth: what an account bought of late, and when it is likely to buy again.

Minor units throughout; amounts in different currencies are never added. Saying them lives in
`money`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from types import MappingProxyType

from msgspec import Struct

from loyaltytui.dates import Span, add_span
from loyaltytui.dealings import Purchase
from loyaltytui.loyalty.points import USUAL_POINTS, Points
from loyaltytui.money.currencies import CURRENCIES
from loyaltytui.money.say import say_money


class CurrencyWorth(Struct, frozen=True):
    """What was bought in one currency within the window. Minor units."""

    currency: str
    total_minor: int
    years: Mapping[int, int]
    """Each calendar year in which something was bought, oldest first; they add up to the total."""


class Worth(Struct, frozen=True):
    """What an account is worth, and how it buys."""

    amounts: tuple[CurrencyWorth, ...] = ()
    """One for each currency, by its code. Empty: nothing was bought within the window."""
    first_on: dt.date | None = None
    """The first purchase ever. None: none yet."""
    last_on: dt.date | None = None
    """The latest purchase. None: none yet."""
    median_gap_days: int | None = None
    """The usual time between two days of buying. None: there were fewer than two."""
    next_on: dt.date | None = None
    """When the next is expected; gone by when it is overdue. None: no telling."""
    purchases: tuple[Purchase, ...] = ()
    """Those within the window, newest first: the lines this came from."""

    @property
    def totals(self) -> Mapping[str, int]:
        """The total of each currency, in its minor units."""
        return {each.currency: each.total_minor for each in self.amounts}


def worth(purchases: Iterable[Purchase], today: dt.date, points: Points = USUAL_POINTS) -> Worth:
    """The worth of one account on a day; what is dated later is not bought yet.

    The window reaches back to the same day so many months ago, that day included. How it buys is
    read from all purchases, however old and in whatever currency.
    """
    bought = sorted(
        (each for each in purchases if each.bought_on <= today),
        key=lambda each: (each.bought_on, each.id),
    )
    if not bought:
        return Worth()
    first_day = points.worth_from(today)
    recent = tuple(each for each in reversed(bought) if each.bought_on >= first_day)
    gap = median_gap(each.bought_on for each in bought)
    last_on = bought[-1].bought_on
    return Worth(
        amounts=_amounts(recent),
        first_on=bought[0].bought_on,
        last_on=last_on,
        median_gap_days=gap,
        next_on=None if gap is None else add_span(last_on, Span(gap, "d")),
        purchases=recent,
    )


class ToldWorth(Struct, frozen=True):
    """As much of a worth as may be shown: what is in confidence stands in no sum.

    A sum that held it would give it away, be it alone or beside others that are on show.
    """

    amounts: tuple[CurrencyWorth, ...]
    leaves_out: bool
    """Is a purchase in confidence missing from them?"""

    @property
    def words(self) -> list[str]:
        """Each amount, then that there is more; empty for nothing at all."""
        said = [say_money(each.total_minor, each.currency) for each in self.amounts]
        return [*said, IN_CONFIDENCE] if self.leaves_out else said

    @property
    def count(self) -> int:
        """How many amounts that are."""
        return len(self.amounts) + self.leaves_out


NOTHING_TOLD = ToldWorth((), False)
"""Where nothing was bought."""
IN_CONFIDENCE = "in confidence"
"""What stands in a sum for the purchases it leaves out."""


def told(purchases: Iterable[Purchase], *, shows_confidential: bool = False) -> ToldWorth:
    """What these purchases come to, without those in confidence unless they are asked for."""
    bought = list(purchases)
    shown = [each for each in bought if shows_confidential or not each.is_confidential]
    return ToldWorth(_amounts(shown), len(shown) < len(bought))


def _amounts(purchases: Iterable[Purchase]) -> tuple[CurrencyWorth, ...]:
    return tuple(
        CurrencyWorth(currency, sum(years.values()), years)
        for currency, years in by_year(purchases).items()
    )


def largest(worth: Worth) -> CurrencyWorth | None:
    """The currency of which there is most, counted in its units. None: nothing was bought.

    A list needs one amount to sort by; it is shown with its currency, and added to none.
    """
    return max(
        worth.amounts,
        key=lambda each: each.total_minor / 10 ** CURRENCIES.get(each.currency, 2),
        default=None,
    )


def by_year(purchases: Iterable[Purchase]) -> dict[str, Mapping[int, int]]:
    """What these purchases come to, by currency and then by calendar year, both in order."""
    sums: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for purchase in purchases:
        sums[purchase.currency][purchase.bought_on.year] += purchase.amount_minor
    return {
        currency: MappingProxyType(dict(sorted(years.items())))
        for currency, years in sorted(sums.items())
    }


def median_gap(days: Iterable[dt.date]) -> int | None:
    """The median number of days between one day of buying and the next; halves round up.

    Several purchases of one day are one day of buying, or an order in two parts would halve
    the gap. None: fewer than two such days.
    """
    ordered = sorted(set(days))
    gaps = sorted((later - earlier).days for earlier, later in pairwise(ordered))
    if not gaps:
        return None
    low, high = gaps[(len(gaps) - 1) // 2], gaps[len(gaps) // 2]
    return (low + high + 1) // 2
