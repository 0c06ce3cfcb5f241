"""A number in any usual notation, as the smallest unit of a currency, exactly.

Where it stands in a text and what belongs to it is found in `reading`.
"""

from __future__ import annotations

import re

from loyaltytui.money.currencies import CURRENCIES, AmountRefused

MOST_MINOR = 10**15
"""More than this is a slip of the keyboard."""
_LONGEST = 40

# Told rather than compiled: most of what is typed holds no amount.
_APART = r"[^0-9]"
_THOUSANDS = r"[1-9][0-9]{0,2}(?:[^0-9][0-9]{3})+"
_LAKHS = r"[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}"


def smallest_units(written: str, factor: int, currency: str) -> int:
    """What a number with separators comes to, times a factor, in the currency's smallest unit."""
    decimals = CURRENCIES[currency]
    if len(written) > _LONGEST:
        raise _too_much(currency)
    whole, fraction = _parts(written, decimals, factor > 1)
    if len(whole) > 1 and whole[0] == "0":
        raise AmountRefused(f"'{written}' begins with a nought. Write it without.")
    scale: int = 10**decimals
    units, lost = divmod(int(whole + fraction) * factor * scale, int("1" + "0" * len(fraction)))
    if lost or (factor == 1 and len(fraction) > decimals and (decimals or fraction != "00")):
        many = f"{decimals} decimals" if decimals else "no decimals"
        raise AmountRefused(f"{currency} has {many}, so '{written}' can't be one of its amounts.")
    if units > MOST_MINOR:
        raise _too_much(currency)
    return units


def _parts(written: str, decimals: int, is_multiplied: bool) -> tuple[str, str]:
    """The digits before and behind the decimal sign."""
    signs = re.findall(_APART, written.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    if not signs:
        return written, ""
    last, others = signs[-1], set(signs[:-1])
    head, tail = re.split(r"[^0-9](?=[0-9]*\Z)", written)
    if last not in ".,":
        return _ungrouped(written), ""
    if others - {last}:
        # Two kinds: the last groups nothing, so it can only begin the decimals.
        if last in others or len(others) > 1:
            raise _unclear(written)
        return _ungrouped(head), tail
    if others:
        return _ungrouped(written), ""
    if len(tail) != 3:
        return head, tail
    return _three_behind_one(written, head, tail, last, decimals, is_multiplied)


def _three_behind_one(
    written: str, head: str, tail: str, sign: str, decimals: int, is_multiplied: bool
) -> tuple[str, str]:
    """`12.500` and `12,500` are thousands: no usual amount has three decimals.

    Save in currencies that do. There a point begins decimals, as their own people write, and a
    comma is refused; so is either before a factor, for 1.250k may be meant both ways.
    """
    can_group = len(head) <= 3 and head[0] != "0"
    if is_multiplied and can_group:
        raise _unclear(written)
    if decimals >= 3:
        if can_group and sign == ",":
            raise _unclear(written)
        return head, tail
    if not can_group:
        raise _unclear(written)
    return head + tail, ""


def _ungrouped(written: str) -> str:
    if re.search(_APART, written) and not (
        re.fullmatch(_THOUSANDS, written) or re.fullmatch(_LAKHS, written)
    ):
        raise _unclear(written)
    return re.sub(_APART, "", written)


def _unclear(written: str) -> AmountRefused:
    return AmountRefused(
        f"'{written}' can't be read for certain. Write it like 12500 or 12,500.00."
    )


def _too_much(currency: str) -> AmountRefused:
    return AmountRefused(f"That is more {currency} than there is. Look at the digits again.")
