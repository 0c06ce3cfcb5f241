"""Who passes a filter, found by the one of its conditions that fewest meet.

How a list is read along an order lives in `contact_order`; what conditions mean, in `sifting`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from math import inf

from msgspec import Struct

from loyaltytui.book.contact_stretches import EVERYBODY, Rows, Sieve, counted
from loyaltytui.entries import ContactId

FEW = 1_000
"""So many are put in order at once, however they were found."""
MANY = 25 * FEW
"""To look up so many takes longer than to read all contacts in one index."""


def these(ids: Iterable[int]) -> Sieve:
    """Only these contacts."""
    is_one, values = "contact_id in (select value from json_each(?))", (json.dumps(list(ids)),)
    return Sieve(is_one, values, f"standing not indexed where {is_one}", values, has_index=True)


class Narrowed(Struct, frozen=True):
    """A sieve asked of those who meet the condition that fewest meet."""

    sieve: Sieve
    count: int | None
    """How many pass. None: nobody has counted."""
    fewest: float
    """How many meet that condition, or as many as take no longer to be put in order."""

    @property
    def are_few(self) -> bool:
        """Is it best to put all in order at once?"""
        return self.sieve != EVERYBODY and self.fewest <= FEW


def few_passing(rows: Rows, sieve: Sieve) -> list[ContactId] | None:
    """Everybody who passes a sieve, if one of its conditions lets few pass. None: none does."""
    narrow = narrowed(rows, sieve)
    if not narrow.are_few:
        return None
    found, values = narrow.sieve.passing
    return [row[0] for row in rows(f"select contact_id from {found}", values)]


def narrowed(rows: Rows, sieve: Sieve) -> Narrowed:
    """Looks at what is counted already."""
    least, fewest, passing = sieve, inf, None
    for part in sorted(sieve.parts, key=lambda part: part.is_costly) or (sieve,):
        if part.is_costly and least is not sieve:
            break
        count, is_exact = counted(rows, part)
        if count is not None and count / part.ease < fewest:
            least, fewest = part, count / part.ease
            passing = count if is_exact and not sieve.parts else None
        if fewest <= FEW:
            break
    is_narrower = least is not sieve and fewest <= MANY
    return Narrowed(sieve.found_by(least) if is_narrower else sieve, passing, fewest)
