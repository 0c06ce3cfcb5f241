"""Which rows of a book are one person's: those there are, and those only the history remembers.

Nothing is written here; how they are erased lives in `forgetting`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct, field

from loyaltytui.book.choosing import OF_CONTACTS
from loyaltytui.book.storage import Storage
from loyaltytui.plain import fold

_HANGS_ON = (
    ("promise_move", "promise_id", "promise"),
    ("participant", "interaction_id", "interaction"),
    ("telling", "announcement_id", "announcement"),
    ("purchase", "account_id", "account"),
    ("departure", "account_id", "account"),
    ("verdict", "account_id", "account"),
    ("employment", "account_id", "account"),
)
THEIRS = "in (select value from json_each(?1))"
_TOLD = "coalesce(after, before)"


class Gone(Struct):
    """All that goes when somebody is forgotten."""

    persons: list[int]
    """Their contact, and those that were merged into it."""
    rows: dict[str, set[int]] = field(default_factory=dict)
    """Row ids by table, also of rows that only the history remembers."""
    purchases: set[int] = field(default_factory=set)
    """Agreed with them: these stay their account's, without them and what they said of it."""
    kept_accounts: dict[int, tuple[str, int]] = field(default_factory=dict)
    """Accounts where nobody else is, which stay for their purchases: name and how many."""

    def of(self, table: str) -> set[int]:
        """The ids that go from one table."""
        return self.rows.setdefault(table, set())

    @property
    def as_json(self) -> str:
        """The persons, as `THEIRS` wants them."""
        return json.dumps(self.persons)


def gone_with(book: Storage, contact_id: int) -> Gone:
    """Finds all that goes with a contact. Reads the whole history some times over."""
    gone = Gone(_persons(book, contact_id))
    gone.of("contact").update(gone.persons)
    for table, row_id in _owned(book, gone):
        gone.of(table).add(row_id)
    gone.purchases.update(_agreed_with(book, gone))
    gone.of("interaction").update(_alone(book, gone, "participant", "interaction"))
    gone.of("announcement").update(_alone(book, gone, "telling", "announcement"))
    _take_accounts(book, gone)
    for table, column, parent in _HANGS_ON:
        gone.of(table).update(_hanging(book, table, column, gone.of(parent)))
    return gone


def _persons(book: Storage, contact_id: int) -> list[int]:
    """The contact, and whoever was merged into it: their rows became its own, they are no more."""
    found, latest = [contact_id], [contact_id]
    while latest:
        rows = book.rows(
            "select distinct json_extract(before, '$.contact_id') from change where op = 'U' "
            f"and json_extract(after, '$.contact_id') {THEIRS} "
            f"and json_extract(before, '$.contact_id') not {THEIRS} and not exists "
            "(select 1 from contact where id = json_extract(before, '$.contact_id'))",
            (json.dumps(latest),),
        )
        latest = [row[0] for row in rows if row[0] is not None and row[0] not in found]
        found += latest
    return found


def _owned(book: Storage, gone: Gone) -> Iterator[tuple[str, int]]:
    """Rows that are theirs now, or were when they went out of the book."""
    for table in OF_CONTACTS:
        columns = ("contact_id", "referred_id") if table == "referral" else ("contact_id",)
        for column in columns:
            sql = f"select id from {table} where {column} {THEIRS}"
            yield from ((table, row_id) for (row_id,) in book.rows(sql, (gone.as_json,)))
    told = book.rows(
        f"select table_name, row_id, {_TOLD}, max(id) from change where (table_name, row_id) in "
        "(select table_name, row_id from change where "
        f"json_extract(before, '$.contact_id') {THEIRS} or "
        f"json_extract(after, '$.contact_id') {THEIRS} or "
        f"json_extract(before, '$.referred_id') {THEIRS} or "
        f"json_extract(after, '$.referred_id') {THEIRS}) group by table_name, row_id",
        (gone.as_json,),
    )
    for table, row_id, image, _ in told:
        if table not in OF_CONTACTS or _is_there(book, table, row_id):
            continue
        said = json.loads(image)
        if said["contact_id"] in gone.persons or said.get("referred_id") in gone.persons:
            yield table, row_id


def _agreed_with(book: Storage, gone: Gone) -> list[int]:
    """Purchases that are theirs, or were until they were taken out of the book."""
    rows = book.rows(
        f"select id from purchase where contact_id {THEIRS} union "
        "select row_id from change where table_name = 'purchase' and "
        f"(json_extract(before, '$.contact_id') {THEIRS} or "
        f"json_extract(after, '$.contact_id') {THEIRS}) and not exists "
        "(select 1 from purchase where purchase.id = row_id and contact_id is not null)",
        (gone.as_json,),
    )
    return [row_id for (row_id,) in rows]


def _is_there(book: Storage, table: str, row_id: int) -> bool:
    return bool(book.rows(f"select 1 from {table} where id = ?", (row_id,)))


def _alone(book: Storage, gone: Gone, child: str, parent: str) -> Iterator[int]:
    """Talks and news that concern nobody but them. One that is gone: nobody else ever."""
    column = f"{parent}_id"
    now = _groups(book.rows(f"select {column}, contact_id from {child}"))
    ever = _groups(
        book.rows(
            f"select json_extract({_TOLD}, '$.{column}'), json_extract({_TOLD}, '$.contact_id') "
            "from change where table_name = ?",
            (child,),
        )
    )
    persons = set(gone.persons)
    for parent_id in now.keys() | ever.keys():
        whom = now.get(parent_id) or ever.get(parent_id, set())
        if whom and whom <= persons:
            yield parent_id


def _groups(pairs: Iterable[tuple[Any, ...]]) -> Mapping[int, set[int]]:
    found: dict[int, set[int]] = {}
    for parent, whom in pairs:
        found.setdefault(parent, set()).add(whom)
    return found


def _hanging(book: Storage, table: str, column: str, parents: set[int]) -> list[int]:
    """Rows that belong to others that go, now or as the history told."""
    if not parents:
        return []
    these = json.dumps(sorted(parents))
    rows = book.rows(f"select id from {table} where {column} {THEIRS}", (these,))
    told = book.rows(
        f"select distinct row_id from change where table_name = '{table}' "
        f"and json_extract({_TOLD}, '$.{column}') {THEIRS}",
        (these,),
    )
    return [row_id for (row_id,) in (*rows, *told)]


def _take_accounts(book: Storage, gone: Gone) -> None:
    """An account where nobody else is or ever was goes too, unless something was bought.

    A company is no person, and what it bought is not theirs alone. Only an account that is
    called by their name is, whatever it bought.
    """
    where = (
        f"select account_id as id from contact where id {THEIRS} union "
        f"select account_id from employment where contact_id {THEIRS} union "
        "select json_extract(before, '$.account_id') from change where "
        f"(table_name = 'contact' and row_id {THEIRS}) or "
        f"(table_name = 'employment' and json_extract(before, '$.contact_id') {THEIRS})"
    )
    others = (
        f"select 1 from contact where account_id = account.id and id not {THEIRS} union all "
        f"select 1 from employment where account_id = account.id and contact_id not {THEIRS} "
        f"union all select 1 from change where table_name in ('contact', 'employment') "
        f"and json_extract({_TOLD}, '$.account_id') = account.id and "
        f"iif(table_name = 'contact', row_id, json_extract({_TOLD}, '$.contact_id')) not {THEIRS}"
    )
    rows = book.rows(
        "select id, name, (select count(*) from purchase where account_id = account.id) "
        f"from account where id in (select id from ({where})) and not exists ({others})",
        (gone.as_json,),
    )
    names = [fold(name) for name in names_of(book, gone)]
    for account_id, name, bought in rows:
        if not bought or any(f" {one} " in f" {fold(name)} " for one in names):
            gone.of("account").add(account_id)
        else:
            gone.kept_accounts[account_id] = (name, bought)


def names_of(book: Storage, gone: Gone) -> list[str]:
    """Every name that they ever had in the book, the present one first."""
    rows = book.rows(
        f"select name from contact where id {THEIRS} union all "
        "select json_extract(value, '$.name') from change, "
        "json_each(json_array(json(change.after), json(change.before))) "
        f"where table_name = 'contact' and row_id {THEIRS} and json_each.value is not null",
        (gone.as_json,),
    )
    return list(dict.fromkeys(name for (name,) in rows if name))
