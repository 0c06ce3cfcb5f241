"""Amounts said: "EUR 48,200" on the screens, "48200.00" for programs. Reading: `reading`."""

from __future__ import annotations

from loyaltytui.money.currencies import CURRENCIES

_USUAL_DECIMALS = 2
"""Of a code that the table does not know, which only another version can have written."""


def say_money(minor: int, currency: str) -> str:
    """ "EUR 48,200" or "EUR 48,200.50": what is said here, `read_amount` reads as the same.

    Where decimals are three or more they are always said, or thousands would look like them.
    """
    whole, fraction = _parts(minor, currency)
    has_fraction = int(fraction or 0) > 0 or len(fraction) > 2
    return f"{currency} {int(whole):,}" + (f".{fraction}" if has_fraction else "")


def bare_amount(minor: int, currency: str) -> str:
    """ "48200.00": every decimal of the currency, no grouping, no code."""
    whole, fraction = _parts(minor, currency)
    return f"{whole}.{fraction}" if fraction else whole


def _parts(minor: int, currency: str) -> tuple[str, str]:
    if minor < 0:
        raise ValueError(f"an amount is never negative: {minor} {currency}")
    decimals = CURRENCIES.get(currency, _USUAL_DECIMALS)
    digits = f"{minor:0{decimals + 1}d}"
    return digits[: len(digits) - decimals], digits[len(digits) - decimals :]
