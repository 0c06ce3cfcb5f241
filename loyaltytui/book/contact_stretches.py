"""The columns that contacts can be put in order by, and the runs each order is made of.

How a list is read along them lives in `contact_order`; what filters mean, in `sifting`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from msgspec import Struct

from loyaltytui.loyalty.reach import Reach

Rows = Callable[[str, Sequence[object]], list[tuple[Any, ...]]]


class Column(StrEnum):
    """What the contacts list can be sorted by."""

    NAME = "name"
    ACCOUNT = "account"
    TIER = "tier"
    STEP = "step"
    TRUST = "trust"
    WORTH = "worth"
    REACH = "reach"
    LAST = "last"
    NEXT = "next"

    @property
    def begins_high(self) -> bool:
        """Is the highest first, unless the order is turned around?"""
        return self in (Column.STEP, Column.TRUST, Column.WORTH)


class Sieve(Struct, frozen=True):
    """A condition in SQL over `standing`, and its values."""

    sql: str = "1"
    values: tuple[object, ...] = ()
    has_index: bool = False
    """Are they named one by one? Any other reads through one index."""
    leads: str = ""
    """SQL that finds the contacts by itself. Empty: they are found by reading through an index."""
    lead_values: tuple[object, ...] = ()
    tallied: tuple[str, str] | None = None
    """Under what they are counted already. None: they have to be counted."""


EVERYBODY = Sieve(tallied=("contacts", ""))


class Stretch(Struct, frozen=True):
    """A run of the list that one index gives in its order."""

    where: str
    values: tuple[object, ...]
    keys: tuple[str, ...]
    """Columns that order it, to the last one and without ties."""
    is_down: bool
    count: int


_BY_NAME = ("name_key", "contact_id")
INDEXES = {
    Column.NAME: "standing_by_name",
    Column.ACCOUNT: "standing_by_account",
    Column.TIER: "standing_by_tier",
    Column.STEP: "standing_by_step",
    Column.TRUST: "standing_by_trust",
    Column.WORTH: "standing_by_worth",
    Column.REACH: "standing_by_reach",
    Column.LAST: "standing_by_last_contact",
    Column.NEXT: "standing_by_next_check_in",
}
# Few different values: each is a stretch of its own, in which people always stand from A to Z.
_GROUPED = {
    Column.TIER: "tier_key",
    Column.STEP: "step",
    Column.TRUST: "trust",
    Column.WORTH: "worth_currency",
    Column.REACH: "reach",
}
# Many different values: those who have any, then those who have none.
_PARTED = {
    Column.ACCOUNT: ("account_key", "account_key > ''", "account_key = ''"),
    Column.LAST: ("last_contact_on", "last_contact_on is not null", "last_contact_on is null"),
    Column.NEXT: ("next_check_in_on", "next_check_in_on is not null", "next_check_in_on is null"),
}
_TALLIES = {
    Column.ACCOUNT: "no account",
    Column.LAST: "no last contact",
    Column.NEXT: "no next check-in",
    **_GROUPED,
}
BY_VALUE = {"tier_key": Column.TIER, "reach": Column.REACH}
_NUMBERS = (Column.STEP, Column.TRUST)
# Of a step, its state stands behind it.
_TALLIED = (
    "select iif(?, cast(value as integer), value) as counted, sum(count) from tally "
    "where what = ? group by counted"
)
_REACHES = [str(each) for each in Reach]


def stretches(
    rows: Rows, column: Column, sieve: Sieve, counted_in: str, *, is_reversed: bool
) -> list[Stretch]:
    """The runs that make up the list, in their order; empty values come last either way.

    `counted_in`: which index they are counted in, where nobody has counted them yet.
    """
    passing, values = sieve.sql, sieve.values
    if sieve.leads:
        counted_in, passing = "not indexed", f"contact_id in ({sieve.leads})"
        values = sieve.lead_values

    def count(where: str, empty: str = "") -> int:
        if where == "1" and sieve.tallied is not None:
            return tallied(rows, *sieve.tallied)
        if sieve == EVERYBODY:
            return tallied(rows, _TALLIES[column], empty)
        if where == "1" and sieve.leads:
            return int(rows(f"select count(*) from ({sieve.leads})", values)[0][0])
        sql = f"select count(*) from standing {counted_in} where {where} and {passing}"
        return int(rows(sql, values)[0][0])

    is_down = column.begins_high != is_reversed
    if column in _PARTED:
        key, some, none = _PARTED[column]
        return [
            Stretch(some, (), (key, *_BY_NAME), is_down, count(some, "0")),
            Stretch(none, (), _BY_NAME, False, count(none, "1")),
        ]
    if column is Column.NAME:
        return [Stretch("1", (), _BY_NAME, is_down, count("1"))]
    name = _GROUPED[column]
    sql = f"select {name}, count(*) from standing {counted_in} where {passing} group by {name}"
    if sieve == EVERYBODY:
        sql, values = _TALLIED, (column in _NUMBERS, _TALLIES[column])
    found = rows(sql, values)
    # Amounts in different currencies never stand among each other; no amount is always 0.
    keys = ("worth_minor", *_BY_NAME) if column is Column.WORTH else _BY_NAME
    return [
        Stretch(f"{name} = ?", (value,), keys, is_down and keys != _BY_NAME and value != "", size)
        for value, size in _ranked(column, found, is_down=is_down)
    ]


def tallied(rows: Rows, what: str, value: str) -> int:
    """How many were counted as they were written."""
    found = rows("select count from tally where what = ? and value = ?", (what, value))
    return int(found[0][0]) if found else 0


def _ranked(
    column: Column, found: list[tuple[Any, ...]], *, is_down: bool
) -> list[tuple[Any, ...]]:
    """The values of a column as they follow each other; none at all comes last."""
    if column is Column.REACH:
        ranked = sorted(found, key=lambda row: _REACHES.index(row[0]), reverse=is_down)
    elif column is Column.WORTH:
        ranked = sorted(found)
    else:
        ranked = sorted(found, reverse=is_down)
    return sorted(ranked, key=lambda row: row[0] == "")
