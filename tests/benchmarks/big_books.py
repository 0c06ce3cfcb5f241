"""Makes big books to measure with: `python tests/benchmarks/big_books.py 100000 PATH`.

Ten interactions, two promises and one purchase for each contact, skewed as in life: one contact
has two thousand. All of it is one action, and the figures are stored by the book's own rule.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from loyaltytui.book import search
from loyaltytui.book.book import Book, create_book
from loyaltytui.loyalty.checkins import CheckInRules
from loyaltytui.plain import fold

Row = tuple[Any, ...]


def _words(text: str) -> list[str]:
    return text.split()


TODAY = dt.date(2026, 11, 21)
BUSIEST = 2_000
"""Interactions of the first contact."""
_FIRST = _words(
    "Ana Ben Cai Dora Eli Fay Gus Hana Ivo Jana Kai Lena Max Nora Omar Priya Quinn Rosa Sven "
    "Tara Uma Vera Wim Xenia Yara Zoe Émile Jürgen Søren Łucja"
)
_LAST = _words(
    "Abel Berg Cole Dahl Engel Frost Gold Hart Ivers Jung Kato Lund Moe Novak Okafor Park "
    "Quist Ruiz Shah Tanaka Ueda Voss Wolf Xu Young Zhou"
)
_SAID = _words(
    "pump valve skid quote renewal budget trial delivery invoice plant audit tender price "
    "warranty service pilot training drawing sample spare panel cable board turbine contract "
    "meeting"
)
_RARE = _words("zeppelin quartz ferret obelisk umbrella")
_KINDS = ("core", "surprise", "goal", "point", "trend", "rival", "pitched", "signal", "role")
_MEDIA = ("call", "call", "call", "meeting", "email", "email", "message", "visit", "voicemail")


def main() -> None:
    count, path = int(sys.argv[1]), Path(sys.argv[2])
    make(count, path)
    print(f"{path}: {count:,} contacts, {path.stat().st_size / 2**20:.0f} MiB")


def make(count: int, path: Path) -> None:
    """Writes a book of so many contacts; the same each time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = create_book(path, now, CheckInRules(), origin="test")
    book.db.execute_sql("pragma synchronous = 0")
    book.db.execute_sql("pragma cache_size = -400000")
    names = "('contact', 'channel', 'tag', 'participant', 'promise', 'check_in', 'note')"
    found = book.rows(
        "select name, sql from sqlite_master where type = 'trigger' "
        f"and name like 'search_%_insert' and tbl_name in {names}"
    )
    with book.act(f"fill with {count} contacts"):
        # Filled once at the end: row by row the index takes ten times as long.
        for name, _ in found:
            book.write(f"drop trigger {name}")
        for sql, rows in _rows(count):
            book.db.connection().executemany(sql, rows)
        search.rebuild(book.db)
        for _, sql in found:
            book.write(sql)
    book.db.execute_sql("pragma optimize")
    book.checkpoint()
    book.close()


def open_big(path: Path) -> Book:
    """One of these books on the day it was made for."""
    return Book(path, now, CheckInRules(), origin="test")


def now() -> dt.datetime:
    """The morning they were made for."""
    return dt.datetime.combine(TODAY, dt.time(9))


def _rows(count: int) -> Iterator[tuple[str, Iterable[Row]]]:
    accounts = max(count // 5, 1)
    each = range(1, count + 1)
    yield _into("account", "name, name_key", _account, range(1, accounts + 1))
    yield _into(
        "contact",
        "name, sort_key, account_id, job, tier, added_on",
        lambda chance, one: _contact(chance, one, accounts),
        each,
    )
    yield _into("channel", "contact_id, kind, value, value_key, scope, owner", _channel, each)
    yield _into("tag", "contact_id, word", _tag, each)
    yield _into("interaction", "medium, happened_on, text", _interaction, range(1, 10 * count + 1))
    yield _into(
        "participant",
        "interaction_id, contact_id",
        lambda chance, one: (one, _skewed(chance, one, count)),
        range(1, 10 * count + 1),
    )
    yield _into(
        "promise",
        "contact_id, side, text, made_on, due_on, outcome, ended_on",
        _promise,
        (1 + one % count for one in range(2 * count)),
    )
    yield _into("check_in", "contact_id, due_on, reason", _check_in, each)
    yield _into("note", "contact_id, kind, text, noted_on", _note, each)
    yield _into(
        "purchase",
        "account_id, contact_id, what, amount_minor, currency, bought_on, delivered_on, "
        "confirmed_on",
        lambda chance, one: _purchase(chance, one, accounts),
        each,
    )
    yield from rare_rows(count)


def rare_rows(count: int) -> Iterator[tuple[str, Iterable[Row]]]:
    """What there is of few: references, who sent whom, and accounts that left."""
    several = range(1, count + 1, 20)
    yield _into("reference", "contact_id, state, stated_on", _reference, several)
    yield _into("referral", "contact_id, referred_id, referred_on", _referral, several)
    accounts = range(1, max(count // 5, 1) + 1, 8)
    yield _into("departure", "account_id, lost_on, why", _departure, accounts)


def _into(
    table: str, columns: str, row: Callable[[random.Random, int], Row], each: Iterable[int]
) -> tuple[str, Iterable[Row]]:
    marks = ", ".join("?" * len(columns.split(",")))
    chance = random.Random(table)
    return f"insert into {table} ({columns}) values ({marks})", (row(chance, one) for one in each)


def _ago(chance: random.Random, most: int) -> str:
    return (TODAY - dt.timedelta(days=int(most * chance.random() ** 2))).isoformat()


def _text(chance: random.Random) -> str:
    words = chance.choices(_SAID, k=6)
    if chance.random() < 0.0005:
        words.append(chance.choice(_RARE))
    return " ".join(words)


def _account(chance: random.Random, one: int) -> Row:
    name = f"{chance.choice(_LAST)} {chance.choice(_SAID).title()} {one}"
    return name, fold(name)


def _contact(chance: random.Random, one: int, accounts: int) -> Row:
    name = f"{chance.choice(_FIRST)} {chance.choice(_LAST)}{chance.choice(_LAST).lower()}"
    tier = chance.choices(("A", "B", "C", "D", ""), (5, 15, 30, 30, 20))[0]
    return name, fold(name), 1 + one % accounts, "buyer", tier, "2020-01-01"


def _channel(chance: random.Random, one: int) -> Row:
    value = f"p{one}@mail{one % 97}.example"
    scope, owner = ("personal", "mine") if chance.random() < 0.2 else ("work", "company")
    return one, "email", value, value, scope, owner


def _tag(chance: random.Random, one: int) -> Row:
    return one, chance.choice(("fair 2026", "pumps", "valves", "golf", f"region {one % 400}"))


def _interaction(chance: random.Random, one: int) -> Row:
    return chance.choice(_MEDIA), _ago(chance, 1500), _text(chance)


def _skewed(chance: random.Random, one: int, count: int) -> int:
    """The first contact has the most; of all others, a fifth has half."""
    if one <= BUSIEST:
        return 1
    reach = max(count // 5, 1) if chance.random() < 0.5 else count
    return 1 + int(reach * chance.random())


def _promise(chance: random.Random, one: int) -> Row:
    side = "mine" if chance.random() < 0.7 else "theirs"
    due = (TODAY + dt.timedelta(days=int(chance.gauss(-200, 150)))).isoformat()
    made = (dt.date.fromisoformat(due) - dt.timedelta(days=7)).isoformat()
    is_open = due > (TODAY - dt.timedelta(days=10)).isoformat() or chance.random() < 0.002
    if is_open:
        return one, side, _text(chance), made, due, "open", None
    outcome = chance.choices(("kept", "broken", "released"), (85, 10, 5))[0]
    return one, side, _text(chance), made, due, outcome, due


def _check_in(chance: random.Random, one: int) -> Row:
    return one, (TODAY + dt.timedelta(days=int(chance.gauss(60, 40)))).isoformat(), ""


def _note(chance: random.Random, one: int) -> Row:
    return one, chance.choice(_KINDS), _text(chance), _ago(chance, 1500)


def _purchase(chance: random.Random, one: int, accounts: int) -> Row:
    bought = _ago(chance, 1500)
    amount = int(100 * 10 ** (2 + 3 * chance.random()))
    currency = chance.choices(("EUR", "USD", "GBP"), (70, 20, 10))[0]
    delivered = bought if chance.random() < 0.97 else None
    confirmed = bought if delivered and chance.random() < 0.6 else None
    # As in life: most is bought by few.
    account = 1 + int(accounts * chance.random() ** 2)
    return account, None, chance.choice(_SAID), amount, currency, bought, delivered, confirmed


def _reference(chance: random.Random, one: int) -> Row:
    return one, chance.choice(("asked", "yes", "no")), _ago(chance, 700)


def _referral(chance: random.Random, one: int) -> Row:
    return one, one + 1 + int(18 * chance.random()), _ago(chance, 700)


def _departure(chance: random.Random, one: int) -> Row:
    return one, _ago(chance, 1000), chance.choice(("price", "rival", ""))


if __name__ == "__main__":
    main()
