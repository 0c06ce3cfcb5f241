"""What accounts cost and bring, summed as rows are written, is what adding it all up would say."""

import datetime as dt
import random
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from loyaltytui.book import account_sums, tallies
from loyaltytui.book.adding_up import MOST_ROWS
from loyaltytui.book.book import Book
from loyaltytui.book.errors import BookUnreadable
from loyaltytui.book.staleness import Reckoned
from tests.builders import TODAY, a_book, days, reopened

ACCOUNTS, PEOPLE = 4, 8
_DAYS = (0, 1, 40, 364, 365, 366, 700, 1096, 1097, -1, -20)


def a_day(chance: random.Random) -> str:
    return (TODAY - days(chance.choice(_DAYS))).isoformat()


def one(chance: random.Random, book: Book, table: str) -> int | None:
    found = book.rows(f"select id from {table} order by id")
    return chance.choice(found)[0] if found else None


def filled(folder: Path, chance: random.Random) -> Book:
    """A book in which several people of an account are at a talk, and some are at none."""
    book = a_book(folder)
    with book.act("fill"):
        for number in range(1, ACCOUNTS + 1):
            name = f"Acme {number}"
            book.write("insert into account (name, name_key) values (?, ?)", (name, name.lower()))
        for number in range(PEOPLE):
            book.write(
                "insert into contact (name, sort_key, account_id, added_on) values (?, ?, ?, ?)",
                (f"N{number}", f"n{number}", chance.choice([None, 1, 2, 3]), "2020-01-01"),
            )
        for _ in range(20):
            talk(book, chance)
            buy(book, chance)
        for _ in range(5):
            problem(book, chance)
    return book


def talk(book: Book, chance: random.Random) -> None:
    book.write(
        "insert into interaction (medium, minutes, happened_on) values (?, ?, ?)",
        (chance.choice(["call", "visit", "thought"]), chance.choice([None, 0, 25]), a_day(chance)),
    )
    for _ in range(3):
        join(book, chance)


def join(book: Book, chance: random.Random) -> None:
    book.write(
        "insert or ignore into participant (interaction_id, contact_id) values (?, ?)",
        (one(chance, book, "interaction"), one(chance, book, "contact")),
    )


def buy(book: Book, chance: random.Random) -> None:
    book.write(
        "insert into purchase (account_id, amount_minor, currency, bought_on, is_confidential) "
        "values (?, ?, ?, ?, ?)",
        (
            one(chance, book, "account"),
            chance.choice([0, 100, 100, 5_000, 123_456]),
            chance.choice(["EUR", "JPY", "KWD", "USD"]),
            a_day(chance),
            chance.random() < 0.2,
        ),
    )


def problem(book: Book, chance: random.Random) -> None:
    book.write(
        "insert into problem (contact_id, text, raised_on) values (?, '', ?)",
        (one(chance, book, "contact"), a_day(chance)),
    )


def change(book: Book, chance: random.Random) -> None:
    """Any of the ways in which rows can change."""
    table, sets = chance.choice(
        [
            ("interaction", "minutes = 7"),
            ("interaction", "medium = 'email', minutes = null"),
            ("interaction", f"happened_on = '{a_day(chance)}'"),
            ("contact", f"account_id = (select id from account where id = {chance.randint(0, 4)})"),
            ("purchase", f"bought_on = '{a_day(chance)}', amount_minor = 777"),
            ("purchase", "currency = 'EUR'"),
            ("purchase", "is_confidential = not is_confidential"),
            ("problem", f"raised_on = '{a_day(chance)}'"),
        ]
    )
    book.write(f"update {table} set {sets} where id = ?", (one(chance, book, table),))


def move(book: Book, chance: random.Random) -> None:
    for table, column in (("participant", "contact"), ("purchase", "account")):
        book.write(
            f"update or ignore {table} set {column}_id = ? where id = ?",
            (one(chance, book, column), one(chance, book, table)),
        )


def drop(book: Book, chance: random.Random) -> None:
    table = chance.choice(["interaction", "participant", "contact", "purchase", "problem"])
    book.write(f"delete from {table} where id = ?", (one(chance, book, table),))


def drop_account(book: Book, chance: random.Random) -> None:
    account = one(chance, book, "account")
    book.write("update contact set account_id = null where account_id = ?", (account,))
    book.write("delete from employment where account_id = ?", (account,))
    book.write("delete from account where id = ?", (account,))


DEEDS = (talk, join, buy, problem, change, change, change, move, drop, drop, drop_account)


def wrong(book: Book) -> list[object]:
    """What is stored, or found in its order, otherwise than adding everything up finds it."""
    largest, costly = (
        [stored] if sorted(stored) != sorted(added_up) else []
        for stored, added_up in (
            ([*book._largest()[0]], [*book._largest_added_up()[0]]),
            ([*book._costly(MOST_ROWS).items()], [*book._costly_added_up().items()]),
        )
    )
    _, *counts = book._largest()
    if counts == [*book._largest_added_up()[1:]]:
        counts = []
    return [
        *account_sums.differences(book.db),
        *tallies.differences(book.db),
        *(*largest, *costly, *counts),
    ]


@settings(max_examples=12, phases=[Phase.explicit, Phase.generate])
@given(st.integers(0, 1 << 32))
def test_whatever_is_written_the_sums_are_what_adding_up_says(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    chance = random.Random(seed)
    book = filled(tmp_path_factory.mktemp("sums"), chance)
    assert wrong(book) == []
    for number in range(12):
        with book.act(f"deed {number}"):
            for _ in range(3):
                if book.rows("select 1 from account") and book.rows("select 1 from contact"):
                    chance.choice(DEEDS)(book, chance)
        assert wrong(book) == []
    done = len(book.rows("select 1 from action")) - 1
    for _ in range(min(done, 8)):
        book.undo()
        assert wrong(book) == []
    for _ in range(min(done, 3)):
        book.redo()
        assert wrong(book) == []
    book.close()


@settings(max_examples=10, phases=[Phase.explicit, Phase.generate])
@given(
    st.integers(0, 1 << 32),
    st.lists(st.sampled_from([1, 2, 30, -1, -25, 400, -500]), min_size=1, max_size=4),
)
def test_the_sums_follow_the_day_forth_and_back(
    tmp_path_factory: pytest.TempPathFactory, seed: int, steps: list[int]
) -> None:
    chance = random.Random(seed)
    book = filled(tmp_path_factory.mktemp("sums"), chance)
    on = TODAY
    for step in steps:
        on += dt.timedelta(days=step)
        book = reopened(book, on)
        assert book.rows("select until_on from account_window") == [(on.isoformat(),)]
        assert wrong(book) == []
        stored = everything(book)
        with book.db.atomic():
            account_sums.rebuild(book.db, Reckoned(book.rules, on))
        assert everything(book) == stored
    book.close()


def everything(book: Book) -> list[object]:
    return [
        book.rows("select * from account_sum where effort <> 0 or is_customer order by 1"),
        book.rows("select * from account_worth order by 1, 2"),
        book.rows("select * from account_year order by 1, 2, 3, 4"),
    ]


@pytest.mark.parametrize(
    "damage",
    [
        "update account_sum set effort = effort + 1",
        "update account_sum set is_customer = not is_customer",
        "update account_worth set minor = minor + 1",
        "update account_worth set rate = 0.5",
        "update account_worth set is_largest = not is_largest",
        "delete from account_worth",
        "update account_year set minor = minor + 1",
        "update account_year set is_confidential = not is_confidential",
        "delete from account_year",
        "delete from account_sum",
        "delete from account_window",
    ],
)
def test_a_wrong_sum_is_found_and_mended(tmp_path: Path, damage: str) -> None:
    book = filled(tmp_path, random.Random(5))
    assert book.check() == []
    book.write(damage)
    assert any("costs and brings" in sentence for sentence in book.check())
    book.repair()
    assert book.check() == []


def test_a_book_without_its_sums_is_said_to_be_damaged(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    book.db.execute_sql("drop table account_window")
    for read in (book.largest_accounts, book.high_maintenance):
        with pytest.raises(BookUnreadable):
            read()


def test_without_any_of_its_triggers_a_sum_would_be_seen_to_be_wrong(tmp_path: Path) -> None:
    named = (
        "select name from sqlite_master where type = 'trigger' and name like 'sum/_%' escape '/'"
    )
    triggers = [name for (name,) in filled(tmp_path / "first", random.Random(1)).rows(named)]
    assert len(triggers) > 15
    unseen = [
        name
        for name in triggers
        if not any(misses(tmp_path / f"{name}{seed}", name, seed) for seed in range(12))
    ]
    # These serve rows that are put back before what they hang on, and worths of nothing: see below.
    assert set(unseen) <= {
        *("sum_talk", "sum_comes", "sum_account", "sum_no_worth", "sum_year_account")
    }


def misses(folder: Path, trigger: str, seed: int) -> bool:
    chance = random.Random(seed)
    book = filled(folder, chance)
    book.write(f"drop trigger {trigger}")
    with book.act("deeds"):
        for _ in range(60):
            if book.rows("select 1 from contact"):
                chance.choice(DEEDS[:-1])(book, chance)
    found = bool(wrong(book))
    with book.act("drop them"):
        drop_account(book, chance)
    found = found or bool(wrong(book))
    book.close()
    return found


def test_what_is_put_back_before_what_it_hangs_on_is_summed_as_well(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    day = TODAY.isoformat()
    with book.act("in another order"):
        book.write("pragma defer_foreign_keys = on")
        for sql in (
            "insert into participant (interaction_id, contact_id) values (5, 6), (5, 7)",
            "insert into problem (contact_id, text, raised_on) values (6, '', :day)",
            "insert into purchase (account_id, amount_minor, currency, bought_on) "
            "values (8, 100, 'EUR', :day)",
            "insert into contact (id, name, sort_key, account_id, added_on) "
            "values (6, 'a', 'a', 8, :day), (7, 'b', 'b', 8, :day)",
            "insert into interaction (id, medium, happened_on) values (5, 'call', :day)",
            "insert into account (id, name, name_key) values (8, 'acme', 'acme')",
        ):
            book.write(sql.replace(":day", f"'{day}'"))
    assert wrong(book) == []
    assert book.rows("select account_id, effort > 60, is_customer from account_sum") == [(8, 1, 1)]


def test_when_a_gift_is_taken_back_the_other_gift_is_the_largest(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    with book.act("two gifts"):
        book.write("insert into account (name, name_key) values ('Acme', 'acme')")
        for currency in ("EUR", "USD"):
            book.write(
                "insert into purchase (account_id, amount_minor, currency, bought_on) "
                f"values (1, 0, '{currency}', '{TODAY}')"
            )
    assert book.rows("select currency from account_worth where is_largest") == [("EUR",)]
    with book.act("one is taken back"):
        book.write("delete from purchase where currency = 'EUR'")
    assert book.rows("select currency from account_worth where is_largest") == [("USD",)]
    assert wrong(book) == []


def a_quarter(folder: Path, seed: int) -> Book:
    """Many accounts, so that there is a top quarter and a bottom half, with ties."""
    chance = random.Random(seed)
    book = a_book(folder)
    with book.act("fill"):
        for number in range(1, 41):
            name = f"acme {number}"
            book.write("insert into account (name, name_key) values (?, ?)", (name, name))
            book.write(
                "insert into contact (name, sort_key, account_id, added_on) values (?, ?, ?, '')",
                (name, name, number),
            )
            for _ in range(chance.choice([0, 1, 1, 2, 5])):
                talk(book, chance)
        for _ in range(60):
            buy(book, chance)
    return book


@pytest.mark.parametrize("seed", range(6))
def test_who_costs_more_than_they_bring_is_whom_the_rule_finds_among_all(
    tmp_path: Path, seed: int
) -> None:
    book = a_quarter(tmp_path, seed)
    assert book.has_sums_of_today
    stored = book.high_maintenance()
    largest = book.largest_accounts()
    for most in range(len(largest.first)):
        fewer = book.largest_accounts(most)
        assert fewer == replace(largest, first=largest.first[: len(fewer.first)])
        assert sum(each.told.count for each in fewer.first) >= most
        costly = book.first_costly(most)
        assert costly.first == tuple(stored[:most])
        assert (costly.count > most) is (len(stored) > most)
        assert costly.count <= len(stored)
    assert largest.listed == len(largest.first)
    assert wrong(book) == []
    book.write("update account_window set until_on = '2020-01-01'")
    assert not book.has_sums_of_today
    assert book.high_maintenance() == stored
    assert book.largest_accounts() == largest
    assert book.largest_accounts(3) == largest, "they are added up together"
    assert len(largest.first) > 20
    everybody = book.worth_by_account()
    assert [each.account for each in largest.first] == [each.account for each in everybody]


def test_somebody_costs_more_than_they_bring_in_one_of_these_books(tmp_path: Path) -> None:
    found = [a_quarter(tmp_path / str(seed), seed).high_maintenance() for seed in range(6)]
    assert sum(map(len, found)) > 3
