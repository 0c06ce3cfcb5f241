"""Whether two names may be one person's, where an email says that they are.

Who somebody is in the end is decided in `matching`.
"""

from __future__ import annotations

import re

from loyaltytui.plain import fold

_EVERYBODYS = re.compile(
    r"info|office|sales|contact|kontakt|e?mail|post|support|service|admin|hello|team|buero|verkauf"
    r"|einkauf|accounting|billing|reception|empfang|orders?|bestellung|vertrieb|marketing|hr|jobs"
    r"|press|purchasing|finance|invoices|[ei]nquiries"
)
"""Addresses that belong to an office, not to a person."""


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
