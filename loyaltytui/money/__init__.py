"""Amounts of money in words, both directions: "12,500 EUR" <-> 1250000 of the smallest unit.

What an amount was paid for lives in `dealings`, what it means in `loyalty/`. Integers throughout;
amounts of different currencies are never added here or anywhere.
"""

from loyaltytui.money.currencies import CURRENCIES, USUAL_CURRENCY, AmountRefused
from loyaltytui.money.reading import Amount, read_amount
from loyaltytui.money.say import bare_amount, say_money

__all__ = [
    "CURRENCIES",
    "USUAL_CURRENCY",
    "Amount",
    "AmountRefused",
    "bare_amount",
    "read_amount",
    "say_money",
]
