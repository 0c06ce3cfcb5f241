"""The full-text index filled once behind many changes, rather than row by row.

What can be found, and how the index is kept true otherwise, lives in `search`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager

from loyaltytui.book.database import Database
from loyaltytui.book.search import (
    COLUMNS,
    CONTACT_BITS,
    NAME_COLUMNS,
    expected,
    expected_names,
)


@contextmanager
def found_afterwards(db: Database, tables: Collection[str], first_id: int) -> Iterator[None]:
    """Rows of these tables, inserted meanwhile, enter the index together at the end.

    All of them must belong to contacts with ids from `first_id` on, and the whole lies inside
    one transaction: SQLite takes back a trigger's removal like anything else. Nearly twice as
    fast, for the triggers make the index write a segment at each change of table.
    """
    triggers = [
        db.execute_sql(
            "select name, sql from sqlite_master where type = 'trigger' and name = ?",
            (f"search_{table}_insert",),
        ).fetchone()
        for table in tables
    ]
    found = [trigger for trigger in triggers if trigger is not None]
    for name, _ in found:
        db.execute_sql(f"drop trigger {name}")
    yield
    db.execute_sql(
        f"insert into search ({COLUMNS}) select * from ({expected()}) where contact_id >= ? "
        "order by rowid",
        (first_id,),
    )
    if "contact" in tables:
        _put_names(db, "id >= ?", first_id)
    for _, sql in found:
        db.execute_sql(sql)


@contextmanager
def found_again(
    db: Database, action_id: int, touched: Callable[[Database, int], Sequence[int]]
) -> Iterator[None]:
    """Whatever an action changes meanwhile is found at the end, all about its contacts anew.

    For many changes: row by row the index writes a segment for each of them. `touched` says
    whose they are.
    """
    triggers = db.execute_sql(
        "select name, sql from sqlite_master where type = 'trigger' and name like 'search!_%' "
        "escape '!'"
    ).fetchall()
    for name, _ in triggers:
        db.execute_sql(f"drop trigger {name}")
    yield
    those = json.dumps(touched(db, action_id))
    here = "select value as one from json_each(?)"
    db.execute_sql(
        f"delete from search where rowid in (select search_docsize.id from ({here}) "
        "join search_docsize on search_docsize.id >= (one << ?) "
        "and search_docsize.id < ((one + 1) << ?))",
        (those, CONTACT_BITS, CONTACT_BITS),
    )
    _put_again(db, f"contact_id in ({here})", those)
    db.execute_sql(f"delete from search_name where rowid in ({here})", (those,))
    _put_names(db, f"id in ({here})", those)
    if _has_purchases(db, action_id):
        # Those agreed with nobody stand before everybody's.
        db.execute_sql("delete from search where rowid < (1 << ?)", (CONTACT_BITS,))
        _put_again(db, "contact_id is null")
    for _, sql in triggers:
        db.execute_sql(sql)


def _put_again(db: Database, condition: str, *values: object) -> None:
    db.execute_sql(
        f"insert into search ({COLUMNS}) select * from ({expected()}) where {condition} "
        "order by rowid",
        values,
    )


def _put_names(db: Database, condition: str, *values: object) -> None:
    db.execute_sql(
        f"insert into search_name ({NAME_COLUMNS}) {expected_names()} where {condition}", values
    )


def _has_purchases(db: Database, action_id: int) -> bool:
    found = db.execute_sql(
        "select 1 from change indexed by change_by_action "
        "where action_id = ? and table_name = 'purchase' limit 1",
        (action_id,),
    )
    return found.fetchone() is not None
