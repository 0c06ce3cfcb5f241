"""Where the day's review stopped, kept beside the journal: passing a card over changes no fact.

What a sitting means is `loyalty.review`'s work. No part of `Book`: each verb of the command
line would load the rules of a review and never use them.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable

from msgspec.structs import replace

from loyaltytui.book import journal
from loyaltytui.book.errors import BookReadOnly
from loyaltytui.book.faults import told
from loyaltytui.book.lock import writer_lock
from loyaltytui.book.storage import WRITE_WAIT_SECONDS, Storage
from loyaltytui.book.stored import read_day
from loyaltytui.entries import ContactId
from loyaltytui.loyalty.review import Dealt, EntryState, Key, Sitting, Skip

_FACT = "sitting"


class Sittings:
    """Keeps and finds the day's review in a book."""

    def __init__(self, book: Storage) -> None:
        self.book = book
        self.known: Sitting | None = None
        """What was last read or kept from here."""

    def latest(self) -> Sitting | None:
        """The review that was begun last, whichever day that was. None: none yet."""
        rows = self.book.rows("select value from book_fact where name = ?", (_FACT,))
        self.known = _read(rows[0][0]) if rows else None
        return self.known

    def keep(self, sitting: Sitting) -> None:
        """Stores where the review stands. No action: undo has nothing to do with it.

        Cards that were passed over in another window meanwhile stay passed over.
        """
        if self.book.is_read_only:
            raise BookReadOnly(
                f"{self.book.path} is read-only; where the review stopped is not kept."
            )
        with (
            told(self.book.path),
            writer_lock(self.book.path, WRITE_WAIT_SECONDS),
            self.book.db.atomic("IMMEDIATE"),
        ):
            rows = self.book.rows("select value from book_fact where name = ?", (_FACT,))
            stored = _read(rows[0][0]) if rows else None
            self.book.write(
                "insert or replace into book_fact values (?, ?)",
                (_FACT, _written(_with_others(sitting, self.known, stored))),
            )
        self.known = sitting

    def newest_action(self) -> int:
        """The action that undo would take back; 0 for none."""
        with told(self.book.path):
            found = journal.last_undoable(self.book.db)
        return found[0] if found else 0

    def entry_states(self, keys: Iterable[Key]) -> dict[Key, EntryState]:
        """How the promises and check-ins behind these words stand; those deleted are left out."""
        ids: dict[str, list[int]] = {"promise": [], "check_in": []}
        for key in keys:
            table, _, row_id = key.partition(":")
            if table in ids and row_id.isdecimal():
                ids[table].append(int(row_id))
        rows = self.book.rows(
            "select 'promise', id, outcome = 'open', due_on, shown_on from promise "
            "where id in (select value from json_each(?)) "
            "union all select 'check_in', id, is_open, due_on, shown_on from check_in "
            "where id in (select value from json_each(?))",
            (json.dumps(ids["promise"]), json.dumps(ids["check_in"])),
        )
        return {
            f"{table}:{row_id}": EntryState(bool(is_open), _day(due_on), _day(shown_on))
            for table, row_id, is_open, due_on, shown_on in rows
        }


def _with_others(sitting: Sitting, known: Sitting | None, stored: Sitting | None) -> Sitting:
    """The sitting, with the skips that are stored and were not known of here."""
    if stored is None or stored.day != sitting.day:
        return sitting
    seen = {*sitting.skips, *(known.skips if known is not None else ())}
    others = tuple(skip for skip in stored.skips if skip not in seen)
    return replace(sitting, skips=sitting.skips + others) if others else sitting


def _day(stored: str | None) -> dt.date | None:
    return None if stored is None else read_day(stored)


def _written(sitting: Sitting) -> str:
    return json.dumps(
        {
            "day": sitting.day.isoformat(),
            "dealt": [[card.contact_id, list(card.keys)] for card in sitting.dealt],
            "start": sitting.start,
            "skips": [[skip.contact_id, skip.after] for skip in sitting.skips],
        },
        separators=(",", ":"),
    )


def _read(text: str) -> Sitting | None:
    """What was stored; None for what an older or newer version, or damage, left there."""
    try:
        kept = json.loads(text)
        return Sitting(
            dt.date.fromisoformat(kept["day"]),
            tuple(Dealt(ContactId(int(who)), tuple(map(str, keys))) for who, keys in kept["dealt"]),
            int(kept["start"]),
            tuple(Skip(ContactId(int(who)), int(after)) for who, after in kept["skips"]),
        )
    except (ValueError, KeyError, TypeError):
        return None
