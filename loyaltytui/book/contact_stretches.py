"""The columns that contacts can be put in order by, and the runs each order is made of.

How a list is read along them lives in `contact_order`; what filters mean, in `sifting`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from loyaltytui.entries import ContactId
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
    found: str = ""
    """SQL behind `from` for `standing` of those who pass, by an index of the condition's own.

    Empty: they are found by reading through the index that holds all that filters ask.
    """
    found_values: tuple[object, ...] = ()
    counts: str = ""
    """SQL that says how many they are, from what is counted already, and if exactly so many.

    Otherwise it is of many that they are many, or of few that they are at most so many.
    """
    count_values: tuple[object, ...] = ()
    asks: tuple[str, ...] = ()
    """The columns that it asks about."""
    within: str = ""
    """SQL for a stretch of the order by that column, in which none of its values is empty."""
    value: str = ""
    """The one value that column must have. Empty: there are several."""
    parts: tuple[Sieve, ...] = ()
    """The conditions that it is made of. Empty: it is one."""
    ease: int = 1
    """So many times as many of them are put in order at once."""
    is_costly: bool = False
    """Does it take longer to say how many they are? It is asked where nothing else says enough."""
    has_index: bool = False
    """Are they named one by one? Any other reads through one index."""

    @property
    def about(self) -> str:
        """The one column that it asks about. Empty: several, or none of `standing`."""
        return self.asks[0] if len(self.asks) == 1 and not self.parts else ""

    def asking(self, column: str) -> list[Sieve]:
        """Its conditions that ask about this column alone."""
        return [part for part in self.parts or (self,) if part.about == column]

    @property
    def passing(self) -> tuple[str, tuple[object, ...]]:
        """SQL behind `from` for all who pass, and its values."""
        if self.found:
            return self.found, self.found_values
        return f"standing indexed by {INDEXES[Column.NAME]} where {self.sql}", self.values

    def found_by(self, part: Sieve) -> Sieve:
        """The same, asked of those who meet one of its conditions."""
        others = [each for each in self.parts if each is not part]
        found, values = part.passing
        return replace(
            self,
            found=" and ".join([found, *(each.sql for each in others)]),
            found_values=(*values, *(value for each in others for value in each.values)),
        )


EVERYBODY = Sieve(
    counts="select coalesce(sum(count), 0), 1 from tally where what = ?",
    count_values=("contacts",),
)


def compared(keys: Sequence[str], sign: str) -> str:
    """SQL for rows on one side of a row, in the order of these columns."""
    return f"({', '.join(keys)}) {sign} ({', '.join('?' * len(keys))})"


class Stretch(Struct, frozen=True):
    """A run of the list that one index gives in its order."""

    where: str
    values: tuple[object, ...]
    keys: tuple[str, ...]
    """Columns that order it, to the last one and without ties."""
    is_down: bool
    size: int | None = None
    """How many of all contacts stand in it. None: nobody has counted."""
    is_open: bool = False
    """Is there no end to it above? Whoever comes after one of it there is in it too."""

    def beyond(self, sign: str) -> str:
        """SQL for those of it on one side of somebody in it, whose `keys` are its last values."""
        placed = compared(self.keys, sign)
        # Given two lower bounds, SQLite seeks by the stretch's own and goes through all up to them.
        is_said = self.is_open and sign.startswith(">")
        return placed if is_said else f"{self.where} and {placed}"


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
    Column.NEXT: "no next check-in",
    **_GROUPED,
}
WITHIN = {
    ("tier_key", Column.NAME): "standing_by_tier",
    ("reach", Column.NAME): "standing_by_reach",
    ("is_late", Column.WORTH): "standing_late",
}
"""Within one value of a column, those who have it stand in another order."""
_NUMBERS = (Column.STEP, Column.TRUST)
# Of a step, its state stands behind it.
_TALLIED = (
    "select {name}, sum(count) from (select {value} as {name}, count from tally where what = ?) "
    "where {passing} group by {name}"
)
_REACHES = [str(each) for each in Reach]


def counted(rows: Rows, sieve: Sieve) -> tuple[int | None, bool]:
    """How many pass, as far as that was counted when they were written, and if exactly so many."""
    if not sieve.counts:
        return None, False
    count, is_exact = rows(sieve.counts, sieve.count_values)[0]
    return count, bool(is_exact)


def stretches(rows: Rows, column: Column, sieve: Sieve, *, is_reversed: bool) -> list[Stretch]:
    """The runs that make up the list, in their order; empty values come last either way.

    In some there may be nobody: that shows when they are read, or counted.
    """
    is_down = column.begins_high != is_reversed
    if column in _PARTED:
        key, some, none = _PARTED[column]
        within = [part for part in sieve.asking(key) if part.within]
        some = " and ".join([some, *(part.within for part in within)])
        values = tuple(value for part in within for value in part.values)
        return [
            Stretch(some, values, (key, *_BY_NAME), is_down, is_open=not values),
            Stretch(none, (), _BY_NAME, False),
        ]
    if column is Column.NAME:
        return [Stretch("1", (), _BY_NAME, is_down)]
    name = _GROUPED[column]
    # Amounts in different currencies never stand among each other; no amount is always 0.
    keys = ("worth_minor", *_BY_NAME) if column is Column.WORTH else _BY_NAME
    return [
        Stretch(f"{name} = ?", (value,), keys, is_down and keys != _BY_NAME and value != "", size)
        for value, size in _ranked(column, _groups(rows, column, sieve), is_down=is_down)
    ]


def sizes(rows: Rows, column: Column, sieve: Sieve, those: Sequence[Stretch]) -> list[int]:
    """How many stand in each of these runs."""
    if sieve == EVERYBODY:
        return _sizes_of_all(rows, column, those)
    found, values = sieve.passing
    if column not in _GROUPED:
        sql = f"select count(*) from {found} and "
        return [rows(f"{sql}{each.where}", (*values, *each.values))[0][0] for each in those]
    name = _GROUPED[column]
    sizes: dict[object, int] = dict(
        rows(f"select {name}, count(*) from {found} group by 1", values)
    )
    return [sizes.get(each.values[0], 0) for each in those]


def in_order(rows: Rows, sieve: Sieve, those: Sequence[Stretch]) -> list[ContactId]:
    """Everybody who passes, put in order at once, along these runs."""
    if not those:
        return []
    found, values = sieve.passing
    ranks = " ".join(f"when {each.where} then {rank}" for rank, each in enumerate(those))
    downward = ", ".join(str(rank) for rank, each in enumerate(those) if each.is_down)
    keys = max((each.keys for each in those), key=len)
    # Either way in one order: what goes the other way is empty there, and all alike.
    order = [f"iif(rank in ({downward}), {key}, null) desc" for key in keys if downward]
    order += [f"iif(rank in ({downward}), null, {key})" if downward else key for key in keys]
    found_so = rows(
        f"select contact_id from (select {', '.join(keys)}, case {ranks} end as rank "
        f"from {found}) where rank is not null order by rank, {', '.join(order)}",
        (*(value for each in those for value in each.values), *values),
    )
    return [row[0] for row in found_so]


def _sizes_of_all(rows: Rows, column: Column, those: Sequence[Stretch]) -> list[int]:
    if column is Column.NAME:
        return [counted(rows, EVERYBODY)[0] or 0]
    if column in _GROUPED:
        found: dict[object, int] = dict(_groups(rows, column, EVERYBODY))
        return [found.get(each.values[0], 0) for each in those]
    empty = ("last contact", "") if column is Column.LAST else (_TALLIES[column], "1")
    everybody = counted(rows, EVERYBODY)[0] or 0
    of_none = rows("select count from tally where what = ? and value = ?", empty)
    none = int(of_none[0][0]) if of_none else 0
    return [everybody - none, none]


def _groups(rows: Rows, column: Column, sieve: Sieve) -> list[tuple[Any, ...]]:
    """The values that anybody has, and how many; of those alone that a sieve lets pass."""
    name, value = _GROUPED[column], "value"
    about = sieve.asking(name)
    passing = " and ".join(part.sql for part in about) or "1"
    if column in _NUMBERS:
        value = "cast(value as integer)"
    sql = _TALLIED.format(name=name, value=value, passing=passing)
    return rows(sql, (_TALLIES[column], *(value for part in about for value in part.values)))


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
