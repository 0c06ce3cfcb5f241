"""The undo journal: every change of every row, grouped by the action it belongs to.

Triggers fill it and refuse any write outside an action. Which actions exist is the verbs' work.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid as uuids
from contextlib import nullcontext
from typing import Any

from msgspec import Struct, field

from loyaltytui.book.database import Database
from loyaltytui.book.errors import BookUnreadable, Conflict, NotFound
from loyaltytui.plain import clean

_BY_ACTION = "indexed by change_by_action"
"""Said outright: after one large import SQLite's figures have an action hold thousands of changes,
and it would rather read the whole history through for each line that is logged."""
MANY = 500
"""Changes that are taken back with the index of words brought up to date once, at the end."""
TABLES = [
    "account",
    "contact",
    "employment",
    "channel",
    "tag",
    "identity",
    "extra_field",
    "interaction",
    "participant",
    "promise",
    "promise_move",
    "check_in",
    "note",
    "question",
    "purchase",
    "problem",
    "reference",
    "referral",
    "departure",
    "verdict",
    "qualifier",
    "pursuit",
    "announcement",
    "telling",
]
"""Every table whose changes can be undone."""


class Action(Struct):
    """One verb under way."""

    id: int
    is_repeat: bool = False
    """It was done before, under the same uuid."""
    made: list[int] = field(default_factory=list)
    """Row ids the verb wants to hand back."""


class PastAction(Struct, frozen=True):
    """One line of the history."""

    id: int
    done_at: str
    sentence: str
    origin: str
    kind: str
    """`do`, `undo` or `redo`."""
    is_reverted: bool


def install(db: Database) -> None:
    """Lays the journal's triggers over the tables, anew."""
    for table in TABLES:
        columns = [row[1] for row in db.execute_sql(f"pragma table_info({table})").fetchall()]
        guard = (
            "select case when not exists (select 1 from current_action) "
            "then raise(abort, 'write outside an action') end;"
        )
        for op, event, before, after in (
            ("I", "insert", "null", _image("new", columns)),
            ("U", "update", _image("old", columns), _image("new", columns)),
            ("D", "delete", _image("old", columns), "null"),
        ):
            name = f"journal_{table}_{event}"
            row = "old" if op == "D" else "new"
            db.execute_sql(f"drop trigger if exists {name}")
            db.execute_sql(
                f"create trigger {name} after {event} on {table} begin {guard} "
                "insert into change (action_id, table_name, row_id, op, before, after) "
                f"select action_id, '{table}', {row}.id, '{op}', {before}, {after} "
                "from current_action; end"
            )


def _image(row: str, columns: list[str]) -> str:
    pairs = ", ".join(f"'{column}', {row}.{column}" for column in columns)
    return f"json_object({pairs})"


def begin(
    db: Database,
    sentence: str,
    *,
    uuid: str,
    origin: str,
    at: dt.datetime,
    kind: str = "do",
) -> Action:
    """Opens an action inside the caller's transaction."""
    if uuid:
        known = db.execute_sql("select id from action where uuid = ?", (uuid,)).fetchone()
        if known is not None:
            return Action(known[0], is_repeat=True)
    cursor = db.execute_sql(
        "insert into action (uuid, done_at, sentence, origin, kind) values (?, ?, ?, ?, ?)",
        (
            uuid or str(uuids.uuid4()),
            at.isoformat(" ", "seconds"),
            clean(sentence),
            origin,
            kind,
        ),
    )
    action = Action(cursor.lastrowid)
    db.execute_sql("insert into current_action values (1, ?)", (action.id,))
    return action


def end(db: Database, action: Action) -> bool:
    """Closes the action. False: it changed nothing, and must leave no trace."""
    db.execute_sql("delete from current_action")
    changed = db.execute_sql(
        f"select 1 from change {_BY_ACTION} where action_id = ? limit 1", (action.id,)
    ).fetchone()
    return changed is not None


def touched_contacts(db: Database, action_id: int) -> list[int]:
    """The contacts whose stored figures may differ after this action."""
    rows = db.execute_sql(
        f"""
        select row_id from change {_BY_ACTION} where action_id = ?1 and table_name = 'contact'
        union
        select json_extract(before, '$.contact_id') from change {_BY_ACTION}
          where action_id = ?1 and before is not null
        union
        select json_extract(after, '$.contact_id') from change {_BY_ACTION}
          where action_id = ?1 and after is not null
        union
        select contact.id from change {_BY_ACTION}
          join contact on contact.account_id = change.row_id
          where action_id = ?1 and table_name = 'account'
        union
        select contact.id from change {_BY_ACTION}
          join contact on contact.account_id in (
            json_extract(before, '$.account_id'), json_extract(after, '$.account_id'))
          where action_id = ?1 and table_name in ('purchase', 'departure')
        union
        select participant.contact_id from change {_BY_ACTION}
          join participant on participant.interaction_id = change.row_id
          where action_id = ?1 and table_name = 'interaction'
        """,
        (action_id,),
    ).fetchall()
    return [row[0] for row in rows if row[0] is not None]


def last_undoable(db: Database) -> tuple[int, str] | None:
    """The newest action that still stands, with its sentence."""
    found: tuple[int, str] | None = db.execute_sql(
        "select id, sentence from action where reverted_by is null and kind in ('do', 'redo') "
        "order by id desc limit 1"
    ).fetchone()
    return found


def last_redoable(db: Database) -> tuple[int, str] | None:
    """The newest undo that still stands. A new change ends the line of redos."""
    found: tuple[int, str] | None = db.execute_sql(
        "select id, sentence from action where reverted_by is null and kind = 'undo' "
        "and id > (select coalesce(max(id), 0) from action where kind = 'do') "
        "order by id desc limit 1"
    ).fetchone()
    return found


def revert(db: Database, action_id: int, by: Action, sentence: str) -> None:
    """Takes every row back to what it was before the action, or raises `Conflict`."""
    db.execute_sql("pragma defer_foreign_keys = on")
    changes = db.execute_sql(
        f"select table_name, row_id, op, before, after from change {_BY_ACTION} "
        "where action_id = ? order by id desc",
        (action_id,),
    ).fetchall()
    if not changes:
        raise NotFound("There is nothing to undo.")
    # Loaded here: no other verb needs it.
    from loyaltytui.book.late_search import found_again

    with found_again(db, by.id, touched_contacts) if len(changes) > MANY else nullcontext():
        for change in changes:
            _take_back(db, *change)
    db.execute_sql("update action set reverted_by = ? where id = ?", (by.id, action_id))
    db.execute_sql(
        "update action set reverts = ?, sentence = ? where id = ?", (action_id, sentence, by.id)
    )


def _take_back(
    db: Database, table: str, row_id: int, op: str, before: str | None, after: str | None
) -> None:
    """Makes one row what it was, unless it was changed again since."""
    if _row(db, table, row_id, then := _read_image(after)) != then:
        raise Conflict(
            f"Not undone: the {table.replace('_', '-')} it touches was changed again since then."
        )
    if op == "I":
        db.execute_sql(f"delete from {table} where id = ?", (row_id,))
        return
    image = _read_image(before) or {}
    names = list(image)
    if op == "D":
        marks = ", ".join("?" * len(names))
        db.execute_sql(
            f"insert into {table} ({', '.join(names)}) values ({marks})", tuple(image.values())
        )
    else:
        assignments = ", ".join(f"{name} = ?" for name in names)
        db.execute_sql(f"update {table} set {assignments} where id = ?", (*image.values(), row_id))


def _read_image(text: str | None) -> dict[str, Any] | None:
    """A row as the journal remembers it; None: there was none."""
    if text is None:
        return None
    try:
        image: dict[str, Any] = json.loads(text)
    except json.JSONDecodeError as error:
        raise BookUnreadable("The book's journal is damaged; nothing was undone.") from error
    return image


def _row(
    db: Database, table: str, row_id: int, image: dict[str, Any] | None
) -> dict[str, Any] | None:
    """The row as it is now, with the columns an image knows: later versions may add more."""
    cursor = db.execute_sql(f"select * from {table} where id = ?", (row_id,))
    row = cursor.fetchone()
    if row is None:
        return None
    now = dict(zip((column[0] for column in cursor.description), row, strict=True))
    return now if image is None else {name: now.get(name) for name in image}
