"""What each index and each import put off is worth: the same without it.

Each index is dropped in a transaction that is rolled back, and SQLite's steps are counted, which
no busy machine stretches: of pages, and of verbs that take rows out or put them back, for whatever
hangs on them is looked for then. Each package is loaded before the verb that does without it. What
makes nothing worse is named: unless a rule of its table needs it, it only costs.
"""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import pairwise
from statistics import median

from loyaltytui.book.book import Book
from loyaltytui.book.contact_order import Column
from loyaltytui.book.due_check_ins import check_ins_sql
from loyaltytui.book.due_promises import promises_sql
from loyaltytui.drafts import LogDraft, NewContact
from loyaltytui.entries import ContactId, InteractionId
from loyaltytui.loyalty.agenda import UPCOMING_DAYS, AgendaKind, day_within
from tests.benchmarks import growth
from tests.benchmarks.big_books import open_big
from tests.benchmarks.books import Books
from tests.benchmarks.measuring import Report, by_turns, cpu_of, process

_WORSE = 1.1
"""What is worth having: a tenth more of SQLite's steps without it."""
_PACKAGE_WORSE = 1.02
_MOST_LISTED = 12
_SCREEN = 40
_ACCOUNTS_CONTACT = ContactId(701)
_FILL = (
    "insert into employment (contact_id, account_id, until_on) "
    "select id, account_id, '2020-01-01' from contact",
    "insert into identity (contact_id, uid) select id, 'uid ' || id from contact",
    "insert into extra_field (contact_id, name, value) select id, 'shoe', '42' from contact",
    "insert into question (contact_id, text, asked_on) select id, 'who?', '2026-01-01' "
    "from contact",
    "insert into pursuit (contact_id, verdict, given_on) select id, 'pursue', '2026-01-01' "
    "from contact",
    "insert into verdict (account_id, verdict, given_on) select id, 'renew', '2026-01-01' "
    "from account",
    "insert into problem (contact_id, text, raised_on, fixed_on) "
    "select id, 'leaks', '2026-01-01', iif(id % 500 > 0, '2026-01-02', null) from contact",
    "insert into promise_move (promise_id, moved_on, to_on) "
    "select id, made_on, made_on from promise",
    "insert into announcement (text, announced_on) values ('a new pump', '2026-01-01')",
    "insert into telling (announcement_id, contact_id, told_on) "
    "select 1, id, '2026-01-01' from contact",
    "update contact set account_id = null where id % 10 = 3",
    "update purchase set delivered_on = null, confirmed_on = null where id % 4 = 0",
)
"""What the big books hold nothing of, or little: people at no account, and what is on its way."""
_AWAY = dt.timedelta(days=60)
"""After a break so long that many were not talked to."""
_PACKAGES = (
    *("textual", "rich", "asyncio", "peewee", "icalendar", "platformdirs", "dataclasses"),
    *("threading", "argparse", "subprocess", "tempfile", "shutil", "tomllib", "difflib"),
)

Pages = Mapping[str, growth.Page]


def without(report: Report, books: Books) -> None:
    """Each index, then each package."""
    _without_indexes(report, books)
    _without_delay(report, books)


def _pages() -> Pages:
    """All that is measured as it grows, each order of the contacts, and each section."""
    orders = {f"contacts by {column}": growth.sorted_by(column) for column in Column}
    orders |= {f"contacts by {column}, turned around": _turned(column) for column in Column}
    more: dict[str, growth.Page] = {
        "open promises": lambda book: book.open_promises(),
        "promises kept by month": lambda book: book.kept_by_month(),
        "high maintenance": lambda book: book.high_maintenance(),
        "references": lambda book: book.reference_desk(),
        "referrals": lambda book: book.referrals_with_worth(),
        "lost": lambda book: book.lost_accounts(),
        "filter owner:mine": growth.sorted_by(Column.NAME, "owner:mine"),
        "filter late": growth.sorted_by(Column.NAME, "late"),
        "brief of another": lambda book: book.brief(_ACCOUNTS_CONTACT),
        "filter of a rare tag": growth.sorted_by(Column.LAST, 'tag:"region 7"'),
        "filter lost": growth.sorted_by(Column.WORTH, "lost"),
        "filter step:1 by worth": growth.sorted_by(Column.WORTH, "step:1"),
        "candidates": lambda book: book.candidates("ana berg"),
        "namesakes": lambda book: book.first_named("zoe"),
        "duplicates": lambda book: book.duplicates(),
        "ends that are open": _open_ends,
        "ends that are open, after a break": _later(_open_ends, _AWAY),
    }
    cards = {
        f"{kind} {name}": _cards(sql, kind)
        for kind in AgendaKind
        for name, sql in (("of promises", promises_sql), ("of check-ins", check_ins_sql))
        if sql((kind,))
    }
    return growth.PAGES | orders | more | cards


def _turned(column: Column) -> growth.Page:
    return lambda book: book.contacts(book.contact_order(column, is_reversed=True)[:_SCREEN])


def _open_ends(book: Book) -> object:
    """What the agenda asks of customers, without what was agreed on."""
    return book._open_ends(day_within(book.today, UPCOMING_DAYS))


def _cards(sql: Callable[[tuple[AgendaKind, ...]], str], kind: AgendaKind) -> growth.Page:
    """What one section of the agenda reads for its cards."""

    def read(book: Book) -> object:
        horizon = day_within(book.today, UPCOMING_DAYS)
        return book.rows(sql((kind,)), (horizon.isoformat(), book.today.isoformat()))

    return read


def _later(page: growth.Page, days: dt.timedelta) -> growth.Page:
    """The same so many days later."""

    def read(book: Book) -> object:
        now = book.now
        book.now = lambda: now() + days
        try:
            return page(book)
        finally:
            book.now = now

    return read


def _verbs() -> Pages:
    """What takes rows out, puts them back, or moves on with the day."""

    def of_a_new_account(book: Book) -> None:
        whom = NewContact("Somebody New", "Nowhere Yet")
        book.log(LogDraft((whom,), book.today, text="hello"))
        book.undo()

    return {
        "deleting a contact": lambda book: book.delete_contact(book.contact(_ACCOUNTS_CONTACT)),
        "deleting a talk": lambda book: book.delete_interaction(book.interaction(InteractionId(9))),
        "deleting a promise": lambda book: book.delete_promise(
            book.promises_of(_ACCOUNTS_CONTACT)[0]
        ),
        "logging, and undo": of_a_new_account,
        "three days later": _later(lambda book: book.follow_the_day(), dt.timedelta(days=3)),
    }


def _without_indexes(report: Report, books: Books) -> None:
    book = open_big(books.copy("M"))
    try:
        with book.act("fill what is empty"):
            for sql in _FILL:
                book.write(sql)
        pages = _pages()
        verbs = {name: _taken_back(verb) for name, verb in _verbs().items()}
        using = {name: _indexes_of(book, page) for name, page in pages.items()}
        whole = {name: _steps(book, page) for name, page in pages.items()}
        # SQLite reads its schema anew when an index goes: held against one that helps nobody.
        book.db.execute_sql("create index of_nothing on book_fact (value)")
        with _dropped(book, "of_nothing"):
            whole |= {name: _steps(book, verb) for name, verb in verbs.items()}
        book.db.execute_sql("drop index of_nothing")
        listed: dict[str, list[str]] = {}
        for index, rule in _indexes(book).items():
            mine = {name: page for name, page in pages.items() if index in using[name]}
            ratio, took, where = _worst(book, index, mine | verbs, whole)
            if ratio >= _WORSE or not rule:
                least, bound = f"{100 * whole[where]:,}", f">= {_WORSE:g}"
                words = f"M without {index}: {where}", f"{100 * took:,}", least, f"{ratio:.2f}"
                report.line(*words, bound, ratio >= _WORSE)
            else:
                listed.setdefault(rule, []).append(index)
    finally:
        book.close()
    for why, names in listed.items():
        _listed(f"no page is slower without ({why})", names)


def _worst(
    book: Book, index: str, pages: Pages, whole: Mapping[str, int]
) -> tuple[float, int, str]:
    """How many times as many steps the page takes that suffers most, how many, and which."""
    with _dropped(book, index):
        found = [(_steps(book, page), name) for name, page in pages.items()]
    return max(((took / whole[name], took, name) for took, name in found), default=(0.0, 0, ""))


@contextmanager
def _dropped(book: Book, index: str) -> Iterator[None]:
    """Queries and triggers that name the index ask without its name."""
    ask: Callable[..., object] = book.db.execute_sql
    named = re.compile(rf"indexed\s+by\s+{index}\b", re.IGNORECASE)
    with book.db.atomic("IMMEDIATE") as whole:
        triggers = book.rows("select name, sql from sqlite_master where type = 'trigger'")
        for name, sql in triggers:
            if named.search(sql):
                ask(f"drop trigger {name}")
                ask(named.sub("", sql))
        ask(f'drop index "{index}"')
        book.db.execute_sql = lambda sql, *values: ask(named.sub("", sql), *values)  # type: ignore[method-assign]  # for as long as it is gone
        try:
            yield
        finally:
            del book.db.execute_sql
            whole.rollback()


def _taken_back(verb: growth.Page) -> growth.Page:
    """The verb, whose rows are as they were afterwards."""

    def read(book: Book) -> None:
        with book.db.atomic("IMMEDIATE") as whole:
            verb(book)
            whole.rollback()

    return read


def _steps(book: Book, page: growth.Page) -> int:
    """Hundreds of steps that SQLite takes for a page: the same on whatever machine."""
    page(book)
    count = 1

    def more() -> None:
        nonlocal count
        count += 1

    connection: sqlite3.Connection = book.db.connection()
    connection.set_progress_handler(more, 100)
    try:
        page(book)
    finally:
        connection.set_progress_handler(None, 0)
    return count


def _indexes(book: Book) -> dict[str, str]:
    """Each index by its name, and why it may not go whatever it saves; empty: nothing forbids."""
    parents = {
        (table, column)
        for (table,) in book.rows("select name from sqlite_master where type = 'table'")
        for column in {row[3] for row in book.rows(f'pragma foreign_key_list("{table}")')}
    }
    found = {}
    for name, table, sql in book.rows(
        "select name, tbl_name, sql from sqlite_master where type = 'index' and sql is not null "
        "order by tbl_name, name"
    ):
        first = book.rows(f'pragma index_info("{name}")')[0][2]
        is_link = (table, first) in parents and " where " not in sql.lower()
        found[name] = "keeps twins out" if "unique" in sql.lower() else "a link" if is_link else ""
    return found


def _indexes_of(book: Book, page: growth.Page) -> set[str]:
    """The indexes that a page's queries go by, as SQLite plans them now."""
    asked: list[str] = []
    connection: sqlite3.Connection = book.db.connection()
    connection.set_trace_callback(asked.append)
    try:
        page(book)
    finally:
        connection.set_trace_callback(None)
    found: set[str] = set()
    for sql in dict.fromkeys(asked):
        if sql.lstrip().lower().startswith(("select", "with")):
            plan = connection.execute(f"explain query plan {sql}").fetchall()
            words = [word for row in plan for word in str(row[3]).replace("(", " ").split()]
            found |= {two for one, two in pairwise(words) if one == "INDEX"}
    return found


def _without_delay(report: Report, books: Books) -> None:
    """Verbs with a package loaded first that they put off."""
    told = books.app("M", "due")[3:]
    deeds: dict[str, Callable[[], object]] = {}
    for package in ("", *_PACKAGES):
        before = f"import {package}; " if package else ""
        code = f"{before}import sys; from loyaltytui.__main__ import main; sys.exit(main())"
        deeds[package] = lambda code=code: process((sys.executable, "-c", code, *told))  # type: ignore[misc]  # defaults bind the loop's values
    taken = by_turns(report.times, deeds)  # type: ignore[arg-type]  # each returns its cost
    usual = cpu_of(taken[""])
    useless = []
    for package in _PACKAGES:
        ours = [each.cpu for each in taken[package]]
        ratio = median(ours) / usual
        if ratio < _PACKAGE_WORSE:
            useless.append(package)
            continue
        report.aside(
            f"M due, {package} loaded first",
            f"{1000 * median(ours):.1f} ms",
            f"{1000 * usual:.1f} ms",
            f"{ratio:.2f}",
        )
    _listed("loaded first, they make `due` no slower", useless)


def _listed(what: str, names: list[str]) -> None:
    for at in range(0, len(names), _MOST_LISTED):
        print(f"  {what}: {', '.join(names[at : at + _MOST_LISTED])}", flush=True)
