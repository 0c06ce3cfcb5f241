"""What two notations share: of a way to reach somebody, of a phone number, of a name.

Who is taken for one person by an import is decided in `exchange/`, who in the book is likely to be
one in `duplicates`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from loyaltytui.entries import ChannelKind
from loyaltytui.plain import fold

Way = tuple[ChannelKind, str]
"""One way to reach somebody, however it is written."""

_NO_DIGIT = re.compile(r"\D+")
_LETTER = re.compile(r"[^\W\d_]")
FEWEST_DIGITS = 7
"""Shorter phone numbers are extensions, and say nothing about whose they are."""
_MOST_DIGITS = 9
"""Numbers that end alike are one number, with or without the prefix of a country."""
_EVERYBODYS = re.compile(
    r"info|office|sales|contact|kontakt|e?mail|post|support|service|admin|hello|team|buero|verkauf"
    r"|einkauf|accounting|billing|reception|empfang|orders?|bestellung|vertrieb|marketing|hr|jobs"
    r"|press|purchasing|finance|invoices|[ei]nquiries"
)
"""Addresses that belong to an office, not to a person."""


@lru_cache(maxsize=4096)
def way_of(kind: ChannelKind, value: str) -> Way:
    """What the notations of one channel share; `1-800-FLOWERS` is more than its digits."""
    lowered = " ".join(value.casefold().split())
    if kind is ChannelKind.PHONE:
        digits = _NO_DIGIT.sub("", lowered)
        return kind, lowered if _LETTER.search(lowered) or len(digits) < 5 else digits
    if kind is ChannelKind.LINK:
        for start in ("https://", "http://", "www."):
            lowered = lowered.removeprefix(start)
        return kind, lowered.rstrip("/") or value
    return kind, lowered


def ending(digits: str) -> str:
    """A phone number without the zeros that are dialled before it."""
    return digits.lstrip("0") if digits.isdecimal() else ""


def is_same_phone(one: str, other: str) -> bool:
    """Do two numbers end alike for long enough to be one?"""
    one, other = ending(one), ending(other)
    size = min(len(one), len(other), _MOST_DIGITS)
    return size >= FEWEST_DIGITS and one[-size:] == other[-size:]


def index_key(way: Way) -> Way:
    """What may be the same way has the same key here."""
    kind, value = way
    digits = ending(value) if kind is ChannelKind.PHONE else ""
    return (kind, digits[-FEWEST_DIGITS:]) if len(digits) >= FEWEST_DIGITS else way


def name_key(text: str) -> str:
    """What two notations of one name share. What folds to nothing is still not everything."""
    return fold(text) or text


def is_own_email(address: str) -> bool:
    """Does the address look like one person's, not an office's?"""
    return _EVERYBODYS.fullmatch(fold(address.partition("@")[0])) is None


def may_be_one_name(one: str, other: str) -> bool:
    """Is one name the other shortened, with an initial, or with another family name?

    Brothers share a family name and sometimes an address: the first name has to agree.
    """
    if "@" in one or "@" in other:
        return True
    mine, theirs = _words(one), _words(other)
    if not mine or not theirs:
        return False
    if set(mine) <= set(theirs) or set(theirs) <= set(mine):
        return True
    first, second = mine[0], theirs[0]
    is_initial = 1 in (len(first), len(second)) and first[0] == second[0]
    return first == second or (is_initial and mine[-1] == theirs[-1])


def _words(name: str) -> list[str]:
    return fold(name).replace(".", " ").replace(",", " ").split()
