"""The full-text index: what of each table can be found, kept true by triggers.

Every hit leads to a contact. What contacts are called stands in an index of its own besides: to
look for a name among all that was ever said takes a hundred times as long. Reading both is the
pages' work.
"""

from __future__ import annotations

import re

from msgspec import Struct

from loyaltytui.book.database import Database
from loyaltytui.plain import clean

MOST_WORDS = 32
COLUMNS = "rowid, name, text, contact_id, source, is_confidential"
NAME_COLUMNS = "rowid, name"
CODES = 16
"""How many tables can share the index."""
CONTACT_BITS = 36
"""Above these bits a row's number is its contact's id: all about one contact lies together."""
# Compiled by the first search that asks: most verbs never do.
KNOWN_LETTERS = 6
"""The index knows words by so many of their first letters, as the schema tells it."""
_UNSPACED = (
    "["
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f"  # Myanmar
    "\u1780-\u17ff"  # Khmer
    "\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    "\u1100-\u11ff\uac00-\ud7af"  # Hangul: particles hang on to the nouns
    "]"
)


class Source(Struct, frozen=True):
    """One table's share of the index."""

    table: str
    code: int
    """Makes index rows unique and findable: the contact's id, then `id * CODES + code`."""
    text: str
    """SQL for the words, with `row` for the row."""
    name: str = "''"
    """SQL for the words that name the contact itself."""
    contact: str = "row.contact_id"
    is_confidential: str = "0"
    when: str = ""
    """SQL for the rows that hold any words at all, where many hold none. Empty: all of them."""

    @property
    def names(self) -> bool:
        """Does it name contacts? Then it has its share of the index of names too."""
        return self.name != "''"


_ACCOUNT_NAME = (
    "coalesce((select name || ' ' || name_key from account where id = row.account_id), '')"
)
_INTERACTION = "(select text from interaction where id = row.interaction_id)"
_INTERACTION_SECRET = "(select is_confidential from interaction where id = row.interaction_id)"

SOURCES = (
    Source(
        "contact",
        0,
        "row.job || ' ' || row.about || ' ' || row.address",
        # The folded name beside the written one: "soren" finds Søren, which FTS5 alone can't.
        name=f"row.name || ' ' || row.sort_key || ' ' || {_ACCOUNT_NAME}",
        contact="row.id",
    ),
    Source(
        "channel",
        1,
        # A phone is found without its country's code too.
        "row.value || ' ' || row.value_key || iif(row.kind = 'phone', "
        "' ' || substr(row.value_key, -8) || ' ' || substr(row.value_key, -9) || ' ' || "
        "substr(row.value_key, -10), '')",
        is_confidential="row.is_confidential",
    ),
    Source("tag", 2, "row.word"),
    Source("participant", 3, _INTERACTION, is_confidential=_INTERACTION_SECRET),
    Source("promise", 4, "row.text", is_confidential="row.is_confidential"),
    # Most are the cadence's own and say nothing: a log line writes such a one nearly each time.
    Source(
        "check_in",
        5,
        "row.reason",
        is_confidential="row.is_confidential",
        when="row.reason <> ''",
    ),
    Source("note", 6, "row.text", is_confidential="row.is_confidential"),
    Source("question", 7, "row.text || ' ' || row.answer", is_confidential="row.is_confidential"),
    Source("extra_field", 8, "row.value", is_confidential="row.is_confidential"),
    Source("problem", 9, "row.text || ' ' || row.made_good", is_confidential="row.is_confidential"),
    # One that was agreed with nobody in particular leads to nobody, and is found on its account.
    Source(
        "purchase",
        10,
        "row.what || ' ' || row.confirmed_words",
        is_confidential="row.is_confidential",
    ),
)
"""What can be found. One line a table."""


def install(db: Database) -> None:
    """Lays the index's triggers over the tables, anew."""
    for source in SOURCES:
        for event, body in (
            ("insert", _put(source, "new")),
            (f"update of {_read_by(source)}", f"{_take(source, 'old')} {_put(source, 'new')}"),
            ("delete", _take(source, "old")),
        ):
            name = f"search_{source.table}_{event.split()[0]}"
            _trigger(db, name, event, source.table, body)
    _install_for_parents(db)


def _install_for_parents(db: Database) -> None:
    """Contacts are found by their account's name, participants by their interaction's text.

    Updates alone matter: an undo brings a parent back before its children, since SQLite takes
    the children first.
    """
    contact, participant = SOURCES[0], SOURCES[3]
    name = f"(select {_of(contact.name, 'contact')} from contact where contact.id ="
    named = (
        f"update search set name = {name} search.contact_id) where rowid in "
        f"(select {_number(contact, 'contact')} from contact where account_id = new.id); "
        f"update search_name set name = {name} search_name.rowid) where rowid in "
        "(select id from contact where account_id = new.id);"
    )
    said = (
        "update search set text = new.text, is_confidential = new.is_confidential "
        f"where rowid in (select {_number(participant, 'participant')} from participant "
        "where interaction_id = new.id);"
    )
    _trigger(db, "search_account_name", "update", "account", named, "when old.name is not new.name")
    _trigger(db, "search_interaction_text", "update", "interaction", said)


def rebuild(db: Database) -> None:
    """Fills the whole index anew from the rows."""
    db.execute_sql("delete from search")
    # In the order of its numbers: at each step back the index would write a segment of its own.
    db.execute_sql(f"insert into search ({COLUMNS}) select * from ({expected()}) order by rowid")
    rebuild_names(db)


def rebuild_names(db: Database) -> None:
    """Fills the index of names alone anew."""
    db.execute_sql("delete from search_name")
    db.execute_sql(f"insert into search_name ({NAME_COLUMNS}) {expected_names()}")


def expected() -> str:
    """SQL for every row the index should hold."""
    return " union all ".join(
        f"select {_number(source, 'row')} as rowid, {source.name} as name, "
        f"{source.text} as text, {source.contact} as contact_id, '{source.table}' as source, "
        f"{source.is_confidential} as is_confidential from {source.table} as row {_where(source)}"
        for source in SOURCES
    )


def expected_names() -> str:
    """SQL for every row the index of names should hold: a contact's, by the contact's id."""
    return f"select row.id as rowid, {SOURCES[0].name} as name from contact as row"


def row_of(number: int) -> int:
    """The id in its own table of what stands at a place of the index."""
    return (number & ((1 << CONTACT_BITS) - 1)) // CODES


def words_of(typed: str) -> list[str]:
    """The words that can be looked for at all, as they were typed."""
    words = clean(typed).split()
    return [word for word in words if any(letter.isalnum() for letter in word)][:MOST_WORDS]


def queries_for(typed: str) -> list[str]:
    """One FTS5 query a word; empty when nothing can be searched for.

    Each word stands in quotes, so that nothing typed is ever read as FTS5's own language. It
    is the beginning of a word, unless it ends in a sign: `c++` means no word that begins with c.
    """
    return [query_for(word) for word in words_of(typed)]


def query_for(word: str) -> str:
    """The FTS5 query of one word."""
    beginning = "*" if word[-1].isalnum() else ""
    return '"{}"{}'.format(word.replace('"', '""'), beginning)


def is_unspaced(word: str) -> bool:
    """Does it hold letters of a script that sets no spaces between words?

    The index takes such a run of letters for one word and can't find a part of it.
    """
    # Most words are plain: the pattern takes longer to compile than they take to find.
    return not word.isascii() and re.search(_UNSPACED, word) is not None


def _of(sql: str, row: str) -> str:
    return sql.replace("row.", f"{row}.")


def _number(source: Source, row: str) -> str:
    """SQL for the number of a row's place in the index."""
    contact = f"(coalesce({_of(source.contact, row)}, 0) << {CONTACT_BITS})"
    return f"{contact} + {row}.id * {CODES} + {source.code}"


def _put(source: Source, row: str) -> str:
    named = (
        f" insert into search_name ({NAME_COLUMNS}) values ({row}.id, {_of(source.name, row)});"
        if source.names
        else ""
    )
    return (
        f"insert into search ({COLUMNS}) select "
        f"{_number(source, row)}, {_of(source.name, row)}, {_of(source.text, row)}, "
        f"{_of(source.contact, row)}, '{source.table}', {_of(source.is_confidential, row)} "
        f"{_of(_where(source), row)};{named}"
    )


def _where(source: Source) -> str:
    return f"where {source.when}" if source.when else ""


def _read_by(source: Source) -> str:
    """The columns whose change is one of the index too: a new date leaves it as it is."""
    told = f"{source.text} {source.name} {source.contact} {source.is_confidential}"
    return ", ".join(sorted(set(re.findall(r"\brow\.(\w+)", told))))


def _take(source: Source, row: str) -> str:
    named = f" delete from search_name where rowid = {row}.id;" if source.names else ""
    return f"delete from search where rowid = {_number(source, row)};{named}"


def _trigger(db: Database, name: str, event: str, table: str, body: str, when: str = "") -> None:
    db.execute_sql(f"drop trigger if exists {name}")
    db.execute_sql(f"create trigger {name} after {event} on {table} {when} begin {body} end")
