"""Dates in the wrong order, said plainly. Refusing what has them is the book's work."""

from __future__ import annotations

import datetime as dt


def disorder_of_purchase(
    bought_on: dt.date, delivered_on: dt.date | None, confirmed_on: dt.date | None
) -> str | None:
    """The sentence that says which dates of a purchase are in the wrong order. None: they are not.

    Value may be confirmed before the last of it was delivered.
    """
    return _disorder(
        ("bought", bought_on), ("delivered", delivered_on), ("confirmed", confirmed_on)
    )


def disorder_of_problem(
    raised_on: dt.date,
    apologised_on: dt.date | None,
    fixed_on: dt.date | None,
    made_good_on: dt.date | None,
) -> str | None:
    """The same for the dates of a problem. Nothing about it can come before it was raised."""
    return _disorder(
        ("raised", raised_on),
        ("apologised for", apologised_on),
        ("fixed", fixed_on),
        ("made good", made_good_on),
    )


def _disorder(first: tuple[str, dt.date], *others: tuple[str, dt.date | None]) -> str | None:
    begun, begun_on = first
    for word, day in others:
        if day is not None and day < begun_on:
            return f"It can't be {word} on {day}: it was {begun} on {begun_on}."
    return None
