"""Finds who stands at a place in an order, however many stand before: they are counted in groups.

A group is of figures that are equally long and begin alike; how many are in each, `tallies` counts.
What the orders mean is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

FINE = 1024
"""A figure that is no whole number is counted in so many parts: a power of two, so that none is
rounded."""


class Group(Struct, frozen=True):
    """Where somebody stands: in which group, and how far from its nearer end."""

    low: int
    """The least figure in it."""
    high: int
    """The least figure that is above all of it."""
    order: str
    """SQL for the order in which the nearer end comes first."""
    before: int
    """How many come first in that order."""


def group_of(figure: str) -> str:
    """SQL for the group of a whole number that is not below zero."""
    return f"length({figure}) || ' ' || substr({figure}, 1, 1)"


def group_at(place: int, counts: Iterable[tuple[str, int]], *, falling: bool) -> Group | None:
    """The group of whoever stands at this place, the first at 0. None: there are fewer.

    `counts`: each group, and how many are in it. `falling`: the largest figure stands first.
    """
    for low, high, count in sorted(((*_ends(name), n) for name, n in counts), reverse=falling):
        after = count - 1 - place
        if after >= 0:
            is_from_above = falling is (place <= after)
            return Group(low, high, "desc" if is_from_above else "asc", min(place, after))
        place -= count
    return None


def _ends(group: str) -> tuple[int, int]:
    length, first = map(int, group.split())
    size: int = 10 ** (length - 1)
    return first * size, (first + 1) * size
