"""Forgetting somebody for good: their rows, and what the history remembers of them.

What is theirs is found in `forgotten_rows`, and taken out of the history by `forgotten_history`;
traces beside the rows are the work of `traces`. No part of `Book`: each verb of the command line
would load it and hardly ever use it.
"""

from __future__ import annotations

import json
import uuid as uuids

from msgspec import Struct

from loyaltytui.book import journal, standing
from loyaltytui.book.book import Book
from loyaltytui.book.errors import NotFound
from loyaltytui.book.faults import told
from loyaltytui.book.forgotten_history import reword, their_words, trim_history
from loyaltytui.book.forgotten_rows import THEIRS, Gone, gone_with, names_of
from loyaltytui.book.lock import writer_lock
from loyaltytui.book.storage import WRITE_WAIT_SECONDS
from loyaltytui.book.traces import UNSWEPT, sweep, unsaved_about
from loyaltytui.entries import ContactId
from loyaltytui.plain import fold

SENTENCE = "forget somebody for good"


class Foretold(Struct, frozen=True):
    """What would go."""

    contact_id: ContactId
    name: str
    counts: dict[str, int]
    """How many of what, in words: "note" or "notes"."""
    kept_accounts: tuple[tuple[str, int], ...]
    """Their accounts that stay because of so many purchases, though nobody else is there."""
    unsaved: int
    """Texts that nobody has saved yet."""
    names: tuple[str, ...]
    """Every name they had in the book."""
    channels: tuple[str, ...]
    """As they are compared: by these, too, a backup is known to hold them."""


def foretell(book: Book, contact_id: ContactId) -> Foretold:
    """What forgetting them would erase; raises `NotFound` for somebody the book never held."""
    with told(book.path):
        return _foretold(book, contact_id, gone_with(book, contact_id))


def _foretold(book: Book, contact_id: ContactId, gone: Gone) -> Foretold:
    names = names_of(book, gone)
    if not names:
        raise NotFound("That contact is not in the book any more.")
    counts = {
        table.replace("_", "-"): len(ids)
        for table in journal.TABLES
        if (ids := gone.of(table)) and table not in ("contact", "promise_move", "participant")
    }
    keys = book.rows(
        f"select value_key from channel where contact_id {THEIRS} and value_key <> ''",
        (gone.as_json,),
    )
    return Foretold(
        contact_id,
        names[0],
        counts,
        tuple(gone.kept_accounts.values()),
        len(unsaved_about(book, gone, names)),
        tuple(names),
        tuple(key for (key,) in keys),
    )


def in_words(told: Foretold) -> list[str]:
    """What goes and what stays, a line each."""
    parts = [_count(count, what.replace("_", " ")) for what, count in told.counts.items()]
    if told.unsaved:
        parts.append(_count(told.unsaved, "unsaved text"))
    lines = [f"To be erased for good: {told.name}, and {', '.join(parts) or 'nothing else'}."]
    lines.append("What others were part of too stays theirs. Nothing brings back what is erased.")
    for name, bought in told.kept_accounts:
        lines.append(f"{name} stays in the book with {_count(bought, 'purchase')}.")
    return lines


def only_remembered(book: Book, words: str) -> list[tuple[ContactId, str]]:
    """Deleted contacts of that very name: the history still holds all about them."""
    rows = book.rows(
        "select row_id, json_extract(before, '$.name') from change where table_name = 'contact' "
        "and op = 'D' and not exists (select 1 from contact where id = row_id) group by row_id"
    )
    return [(ContactId(found), name) for found, name in rows if fold(str(name)) == fold(words)]


def forget(book: Book, contact_id: ContactId) -> bool:
    """Erases somebody from the book and its history for good; no undo brings them back.

    What happened with others too stays theirs, without this one; what an account bought stays
    the account's, without their words. False: another program reads the book, so that traces
    may be left in its file until `sweep` has been done.
    """
    book.refuse_read_only()
    with (
        told(book.path),
        writer_lock(book.path, WRITE_WAIT_SECONDS),
        book.db.atomic("IMMEDIATE"),
    ):
        gone = gone_with(book, contact_id)
        names = names_of(book, gone)
        if not names:
            raise NotFound("That contact is not in the book any more.")
        unsaved = unsaved_about(book, gone, names)
        _erase(book, gone, names)
        # Noted with the rest: what is ended now is finished by the next sweep.
        book.write("insert or replace into book_fact values (?, ?)", (UNSWEPT, json.dumps(unsaved)))
    return sweep(book)


def _erase(book: Book, gone: Gone, names: list[str]) -> None:
    book.db.execute_sql("pragma defer_foreign_keys = on")
    touched = _others_touched(book, gone)
    words = set(their_words(book, gone))
    _without_journal(book)
    _take_rows(book, gone)
    mixed = trim_history(book, gone)
    journal.install(book.db)
    reword(book, words, names, mixed)
    _note_down(book)
    book.db.execute_sql("delete from book_fact where name = 'sitting'")
    standing.refresh(book.db, standing.Reckoned(book.rules, book.today), touched)
    # What was deleted lives on in the index's older segments until they are made one.
    for index in ("search", "search_name"):
        book.db.execute_sql(f"insert into {index} ({index}) values ('optimize')")


def _others_touched(book: Book, gone: Gone) -> list[int]:
    """Those whose figures may differ without the one who goes."""
    rows = book.rows(
        "select id from contact where account_id in "
        f"(select account_id from contact where id {THEIRS} union "
        f"select account_id from purchase where contact_id {THEIRS}) union "
        "select contact_id from participant where interaction_id in "
        f"(select interaction_id from participant where contact_id {THEIRS}) union "
        f"select contact_id from referral where referred_id {THEIRS} union "
        f"select referred_id from referral where contact_id {THEIRS}",
        (gone.as_json,),
    )
    return [who for (who,) in rows if who not in gone.persons]


def _without_journal(book: Book) -> None:
    """Nothing of this is to be remembered: the triggers are laid anew in the same transaction."""
    rows = book.rows("select name from sqlite_master where type = 'trigger'")
    for (name,) in rows:
        if name.startswith("journal_"):
            book.db.execute_sql(f"drop trigger {name}")


def _take_rows(book: Book, gone: Gone) -> None:
    book.write(
        f"update purchase set contact_id = null, confirmed_words = '' where id {THEIRS}",
        (json.dumps(sorted(gone.purchases)),),
    )
    for table in reversed(journal.TABLES):
        if ids := gone.of(table):
            book.write(f"delete from {table} where id {THEIRS}", (json.dumps(sorted(ids)),))


def _note_down(book: Book) -> None:
    """A line in the history that nothing can take back, so that other windows see a change."""
    cursor = book.db.execute_sql(
        "insert into action (uuid, done_at, sentence, origin) values (?, ?, ?, ?)",
        (str(uuids.uuid4()), book.now().isoformat(" ", "seconds"), SENTENCE, book.origin),
    )
    book.write("update action set reverted_by = id where id = ?", (cursor.lastrowid,))


_PLURALS = {"identity": "identities", "news": "pieces of news"}


def _count(count: int, what: str) -> str:
    what = {"announcement": "news", "employment": "former job"}.get(what, what)
    if what == "news":
        return f"{count:,} {'piece' if count == 1 else 'pieces'} of news"
    return f"{count:,} {what if count == 1 else _PLURALS.get(what, f'{what}s')}"
