"""The history without somebody: their rows taken out of every action, their words out of its lines.

Which rows are theirs is found in `forgotten_rows`; the rows themselves go in `forgetting`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator

from loyaltytui.book.book import Book
from loyaltytui.book.choosing import OF_CONTACTS
from loyaltytui.book.forgotten_rows import THEIRS, Gone
from loyaltytui.plain import fold

FORGOTTEN = "a change about somebody who was forgotten"
"""What the history says where its own words would name them."""
_QUOTED = 39
"""The history quotes so many letters of a longer text."""
_WORDS = (
    *("name", "job", "birthday", "address", "about", "value", "value_key", "label", "word", "uid"),
    *("text", "via", "reason", "topic", "answer", "made_good", "confirmed_words", "why", "what"),
)
"""The columns that hold words of theirs; all others hold days, numbers, or one of a few words."""


def their_words(book: Book, gone: Gone) -> Iterator[str]:
    """All that was ever written about them, to find it again in the history's sentences."""
    for table, ids in gone.rows.items():
        if not ids:
            continue
        these = json.dumps(sorted(ids))
        images = book.rows(
            f"select before, after from change where table_name = '{table}' and row_id {THEIRS}",
            (these,),
        )
        for image in (json.loads(one) for pair in images for one in pair if one):
            yield from (str(image[name]) for name in _WORDS if image.get(name))
    said = book.rows(
        f"select confirmed_words from purchase where id {THEIRS} union select json_extract(after, "
        f"'$.confirmed_words') from change where table_name = 'purchase' and row_id {THEIRS}",
        (json.dumps(sorted(gone.purchases)),),
    )
    yield from (words for (words,) in said if words)


def trim_history(book: Book, gone: Gone) -> set[int]:
    """Takes their rows out of every action; returns the actions that hold other changes still."""
    touched: set[int] = set()
    for table, ids in gone.rows.items():
        if not ids:
            continue
        where = f"from change where table_name = '{table}' and row_id {THEIRS}"
        these = (json.dumps(sorted(ids)),)
        touched.update(row[0] for row in book.rows(f"select distinct action_id {where}", these))
        book.write(f"delete {where}", these)
    touched |= _loosen(book, gone)
    left = {
        row[0]
        for row in book.rows(
            f"select distinct action_id from change where action_id {THEIRS}",
            (json.dumps(sorted(touched)),),
        )
    }
    _take_actions(book, touched - left)
    return left


def _loosen(book: Book, gone: Gone) -> set[int]:
    """Rows of others stay in the history, but lead to nothing that is gone; their actions."""
    talks, bought = json.dumps(sorted(gone.of("interaction"))), json.dumps(sorted(gone.purchases))
    touched: set[int] = set()
    for image in ("before", "after"):
        loosened = book.rows(
            f"update change set {image} = json_set({image}, '$.interaction_id', null) where "
            f"json_extract({image}, '$.interaction_id') {THEIRS} returning action_id",
            (talks,),
        )
        parted = book.rows(
            f"update change set {image} = json_set({image}, '$.contact_id', null, "
            f"'$.confirmed_words', '') where table_name = 'purchase' and {image} is not null "
            f"and row_id {THEIRS} returning action_id",
            (bought,),
        )
        touched.update(action_id for (action_id,) in (*loosened, *parted))
        touched |= _give_to_owners(book, gone, image)
    return touched


def _give_to_owners(book: Book, gone: Gone, image: str) -> set[int]:
    """A row that was theirs once and is somebody else's now was always somebody else's."""
    rows = book.rows(
        f"select id, action_id, table_name, row_id from change where table_name in "
        f"({', '.join(repr(table) for table in OF_CONTACTS)}) "
        f"and json_extract({image}, '$.contact_id') {THEIRS}",
        (gone.as_json,),
    )
    for change_id, _, table, row_id in rows:
        book.write(
            f"update change set {image} = json_set({image}, '$.contact_id', coalesce("
            f"(select contact_id from {table} where id = ?2), (select json_extract("
            "coalesce(after, before), '$.contact_id') from change "
            f"where table_name = '{table}' and row_id = ?2 order by id desc limit 1))) "
            "where id = ?1",
            (change_id, row_id),
        )
    return {row[1] for row in rows}


def _take_actions(book: Book, emptied: Collection[int]) -> None:
    """Actions with nothing left in them go: undo passes them over.

    The very first stays, for its uuid is what the book is called by; so does one that another
    action speaks of.
    """
    these = (json.dumps(sorted(emptied)),)
    stays = (
        "(id = (select min(id) from action) or exists (select 1 from action as other where "
        f"(other.reverts = action.id or other.reverted_by = action.id) and other.id not {THEIRS}))"
    )
    book.write(
        f"update action set sentence = '{FORGOTTEN}', reverted_by = coalesce(reverted_by, id) "
        f"where id {THEIRS} and {stays}",
        these,
    )
    book.write(
        "update action set reverted_by = id where reverted_by "
        f"{THEIRS} and id {THEIRS} and {stays}",
        these,
    )
    book.write(
        f"update action set reverts = null where reverts {THEIRS} and id {THEIRS} and {stays}",
        these,
    )
    book.write(f"delete from action where id {THEIRS} and not {stays}", these)


def reword(book: Book, words: set[str], names: list[str], mixed: set[int]) -> None:
    """No sentence of the history names them or quotes what was written about them."""
    named = _any_of(names)
    quoted = _any_of([*words, *names])
    wrong = [
        action_id
        for action_id, sentence in book.rows("select id, sentence from action")
        if (quoted if action_id in mixed else named).search(fold(sentence))
    ]
    book.write(
        f"update action set sentence = '{FORGOTTEN}' where id {THEIRS}", (json.dumps(wrong),)
    )


def _any_of(words: Collection[str]) -> re.Pattern[str]:
    folded = {" ".join(fold(word).split()) for word in words}
    parts = [
        rf"(?<!\w){re.escape(one[:_QUOTED])}" + ("" if len(one) > _QUOTED else r"(?!\w)")
        for one in folded
        if one
    ]
    return re.compile("|".join(parts) or r"(?!)")
