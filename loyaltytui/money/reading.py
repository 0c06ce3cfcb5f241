"""An amount at the beginning of a text: "€12k pump skid". What a number comes to: `numbers`.

It is read or refused with a sentence: one that is read wrongly by a factor is worse than none.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from loyaltytui.money.currencies import (
    CURRENCY,
    NOT_A_LETTER,
    PLAIN_CURRENCY,
    USUAL_CURRENCY,
    AmountRefused,
    agreed,
    chosen,
    currency_at,
)
from loyaltytui.money.numbers import smallest_units

_FACTORS = {
    **dict.fromkeys(("hundred",), 10**2),
    **dict.fromkeys(("k", "tsd", "grand", "thousand"), 10**3),
    **dict.fromkeys(("lakh", "lakhs"), 10**5),
    **dict.fromkeys(("m", "mn", "mio", "mln", "million", "millions"), 10**6),
    **dict.fromkeys(("crore", "crores"), 10**7),
    **dict.fromkeys(("bn", "mrd", "billion"), 10**9),
}
_LONG = "|".join(sorted((word for word in _FACTORS if len(word) > 1), key=len, reverse=True))

_NEGATIVE = rf"\s*[-(\N{{MINUS SIGN}}\N{{EN DASH}}]\s*(?:{CURRENCY})?\s*[0-9]"
_NUMBER = (
    r"\s*([0-9]{1,3}(?: [0-9]{3})+(?![0-9])(?:[.,][0-9]+)?"
    r"|[0-9]+(?:[.,'\u2019\u00a0\u2009\u202f][0-9]+)*)"
)
_FACTOR = rf"(?i:\s?({_LONG})(?![^\W_])\.?|([km])(?![^\W_])|\s([km])(?=\s?(?:{PLAIN_CURRENCY})))"
_NO_CENTS = r"[.,][-\u2013\u2014]{1,2}"
"""500.- or 500,--"""
_BOUNDARY = r"\s|[.,;:)]+(?:\s|\Z)|\Z"
_RANGE_OR_SUM = r"(?:[-\u2013+*/x\u00d7=&]|to\b|or\b|bis\b)\s*[0-9]|%"
_SECOND_FACTOR = rf"(?i:(?:{_LONG}|k){NOT_A_LETTER})"
_LONE_LETTER = rf"\s[kKmM]{NOT_A_LETTER}"
_AMOUNT = rf"[0-9]\s?(?:{PLAIN_CURRENCY})|(?:{PLAIN_CURRENCY})\s?[0-9]"

_FIRST = "Write the amount first, as in 12,500 EUR pump skid."
_SIDE_BY_SIDE = (
    "Two numbers stand side by side. Put the currency between them: 500 EUR 250 bar pump."
)


class Amount(Struct, frozen=True):
    """An amount as it was read, and the words behind it."""

    minor: int
    """In the currency's smallest unit."""
    currency: str
    """Its ISO 4217 code."""
    rest: str
    """What was written behind it; empty when nothing was."""


@cache
def _pattern(written: str) -> re.Pattern[str]:
    """Compiled when an amount is first looked for: most verbs never read one."""
    return re.compile(written)


def read_amount(text: str, usual: str = USUAL_CURRENCY) -> Amount:
    """The amount that a text begins with; `AmountRefused` says why it is none.

    The currency, a code or a sign, stands before or behind the number; without one it is the
    usual one. Thousands are grouped by `,` `.` `'` or a space, in lakhs too, and decimals follow
    `.` or `,`. Three digits behind the only separator are thousands (`12.500` is `12,500`),
    save in currencies of three decimals: there a point begins decimals and a comma is refused.
    Spaces group only where a currency, a stop or the end follows. `k` and `m` multiply.
    """
    text = text.strip()
    before, place = _currency_before(text, usual)
    number = _pattern(_NUMBER).match(text, place)
    if not number:
        raise AmountRefused(_FIRST)
    factor, end = _factor_at(text, number.end())
    no_cents = _pattern(_NO_CENTS).match(text, end)
    behind, place = currency_at(
        text, no_cents.end() if no_cents else end, usual, is_given=bool(before)
    )
    tail = text[place:]
    if not _pattern(_BOUNDARY).match(tail):
        word = text[number.start(1) :].split()[0]
        raise AmountRefused(f"'{word}' is no amount. {_FIRST}")
    is_named = bool(before or behind)
    rest = tail.lstrip(" \t\n\u00a0.,;:)")
    if not is_named and _pattern(_AMOUNT).search(rest):
        raise AmountRefused(_FIRST)
    _refuse_doubt(number[1], tail, rest, bool(behind))
    if factor == 10**6 and text[end - 1] in "mM" and rest and not is_named:
        raise AmountRefused(f"'{text[number.start(1) : end]}' could be metres. Name the currency.")
    currency = chosen(agreed(before, behind), usual)
    rest = re.sub(r"\A[-\u2013\u2014]\s+", "", rest)
    return Amount(smallest_units(number[1], factor, currency), currency, rest)


def _currency_before(text: str, usual: str) -> tuple[tuple[str, ...], int]:
    """The currency before the number, twice perhaps: `CAD $5`."""
    _refuse_negative(text, 0)
    before, place = currency_at(text, 0, usual)
    if before:
        _refuse_negative(text, place)
        second, place = currency_at(text, place, usual, is_given=True)
        before = agreed(before, second)
    return before, place


def _refuse_negative(text: str, place: int) -> None:
    if _pattern(_NEGATIVE).match(text, place):
        raise AmountRefused("An amount can't be negative. Write what was paid.")


def _factor_at(text: str, place: int) -> tuple[int, int]:
    found = _pattern(_FACTOR).match(text, place)
    if found:
        word = next(group for group in found.groups() if group)
        return _FACTORS[word.lower()], found.end()
    if lone := _pattern(_LONE_LETTER).match(text, place):
        raise AmountRefused(
            f"Is '{lone[0].strip()}' a factor? Join it to the number, or put the currency between."
        )
    return 1, place


def _refuse_doubt(number: str, tail: str, rest: str, is_currency_behind: bool) -> None:
    """Refuses what may well be another number than the one that was read."""
    if _pattern(_RANGE_OR_SUM).match(rest) or _pattern(_SECOND_FACTOR).match(rest):
        raise AmountRefused(f"Write one number for the amount. {_FIRST}")
    if is_currency_behind:
        # "12 EUR 50" is how some say 12.50.
        if re.fullmatch(r"[0-9]{1,2}", rest):
            raise AmountRefused(_SIDE_BY_SIDE)
    elif rest[:1].isdigit() or (" " in number and tail[:1].isspace()):
        raise AmountRefused(_SIDE_BY_SIDE)
