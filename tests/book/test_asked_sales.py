"""Whom the agenda asks after a sale is whom a look at every single sale would find."""

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loyaltytui.book import tallies
from loyaltytui.book.asked_sales import KNOWN, sold_sql
from loyaltytui.book.book import Book
from loyaltytui.dealings import PurchaseDraft
from loyaltytui.entries import Account, AccountId
from tests.builders import TODAY, a_book, a_call, a_contact, days, who

NAMELESS = "\u0301"
ACCOUNTS = ("Acme", "Berg", NAMELESS)
"""One of them has no letters in its name, nothing but an accent."""
PEOPLE = ("Ann", "Bob", "Cai", "Dan", "Eve", "Fay")
QUIET = TODAY - days(23)
VALUES = [
    each.isoformat()
    for each in (
        *(TODAY, TODAY - days(365), TODAY - days(7), TODAY - days(14)),
        *(TODAY, TODAY, TODAY, QUIET),
    )
]
ASKED = (
    sold_sql(
        "not_delivered",
        "bought_on",
        "delivered_on is null and bought_on >= ?2 and bought_on <= ?3 and ?5 + ?6 + ?7 > 0",
    ),
    sold_sql(
        "not_confirmed",
        "delivered_on",
        "delivered_on >= ?2 and delivered_on <= ?4 and ?5 + ?6 + ?7 > 0",
    ),
)
EVERY_ONE = """
    select purchase.id, standing.contact_id from purchase
    join standing on standing.contact_id = coalesce(
      (select id from contact where id = purchase.contact_id and account_id = purchase.account_id),
      (select contact.id from contact join standing on standing.contact_id = contact.id
        where account_id = purchase.account_id order by last_contact_on desc, contact.id limit 1))
    where confirmed_on is null
    and case when delivered_on is null then bought_on >= ?2 and bought_on <= ?3
      else delivered_on >= ?2 and delivered_on <= ?4 end
    and coalesce(last_contact_on, '') <= ?8 and (away_until is null or away_until <= ?1)
    and step_state <> 'lost' and ?5 + ?6 + ?7 > 0
    and not exists (select 1 from check_in where check_in.contact_id = standing.contact_id
      and is_open = 1 and purpose in ('delivery', 'value'))
    order by 1
"""
"""Each sale, one by one: slow, and plain to see."""


def asked(book: Book) -> list[tuple[int, int]]:
    found = [book.rows(f"with {KNOWN} {sql}", VALUES) for sql in ASKED]
    lines = [json.loads(line) for rows in found for _, line in rows]
    return sorted((line[0], line[-4]) for line in lines)


def with_many_quiet_accounts(book: Book) -> None:
    """So many that the agenda walks through the sales instead."""
    book.write(
        "with recursive far (n) as (select 1 union all select n + 1 from far where n < 600) "
        "insert into account_met (account_key, met_on) select 'far away ' || n, '' from far"
    )


PASTS = st.sampled_from([TODAY - days(each) for each in (0, 5, 22, 23, 24, 40, 90, 200, 400)])
SALES = st.tuples(
    st.sampled_from([*PEOPLE, *ACCOUNTS]), PASTS, st.sampled_from([None, 0, 10, 30, 100])
)


ON_THE_LAST_DAY = [("Acme", QUIET), ("Acme", None)]
NOBODYS = [(NAMELESS, QUIET), (NAMELESS, None)]


@example(
    people=ON_THE_LAST_DAY,
    sales=[("Acme", TODAY - days(40), 10)],
    gone=[],
    moved="Eve",
    is_asked=False,
)
@example(
    people=NOBODYS,
    sales=[(NAMELESS, TODAY - days(40), 10)],
    gone=[],
    moved="Eve",
    is_asked=False,
)
@settings(max_examples=25, deadline=None)
@given(
    people=st.lists(
        st.tuples(st.sampled_from(ACCOUNTS), st.none() | PASTS), min_size=2, max_size=6
    ),
    sales=st.lists(SALES, max_size=8),
    gone=st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True),
    moved=st.sampled_from(PEOPLE),
    is_asked=st.booleans(),
)
def test_whom_the_agenda_asks_is_found_by_looking_at_every_sale(
    tmp_path_factory: pytest.TempPathFactory,
    people: list[tuple[str, dt.date | None]],
    sales: list[tuple[str, dt.date, int | None]],
    gone: list[str],
    moved: str,
    is_asked: bool,
) -> None:
    known = dict(zip(PEOPLE, people, strict=False))
    book = a_book(
        tmp_path_factory.mktemp("sales"),
        *(a_contact(name, account, met=met) for name, (account, met) in known.items()),
    )
    accounts = {name: AccountId(one) for one, name in book.rows("select id, name from account")}
    for by, bought_on, later in sales:
        arrived = None if later is None else min(bought_on + days(later), TODAY)
        draft = PurchaseDraft("skid", 500_00, "EUR", bought_on, arrived)
        if by in known:
            book.buy(who(book, by), draft)
        elif by in accounts:
            book.buy(Account(accounts[by], by), draft)
    # Most sales have a question of their own, which keeps the agenda from asking.
    if not is_asked:
        with book.act("ask nothing"):
            book.write("delete from check_in")
    if moved in known:
        with book.act("move"):
            book.write(
                "update contact set account_id = (select max(id) from account) where name = ?",
                (moved,),
            )
    for name in gone:
        if name in known:
            book.delete_contact(who(book, name))
    book.repair()
    expected = book.rows(EVERY_ONE, VALUES)
    assert asked(book) == expected
    with_many_quiet_accounts(book)
    assert asked(book) == expected
    book.close()


def met(book: Book) -> dict[str, str]:
    return dict(book.rows("select account_key, met_on from account_met"))


def test_when_an_account_was_talked_to_last_is_known_after_each_verb(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", "Acme", met=TODAY - days(9)), a_contact("Bob", "Acme"))
    assert met(book) == {"acme": f"{TODAY - days(9)}"}
    book.log(a_call(who(book, "Bob"), on=TODAY))
    assert met(book) == {"acme": f"{TODAY}"}
    book.undo()
    assert met(book) == {"acme": f"{TODAY - days(9)}"}
    book.delete_contact(who(book, "Ann"))
    assert met(book) == {"acme": ""}
    book.delete_contact(who(book, "Bob"))
    assert met(book) == {}
    book.undo()
    assert met(book) == {"acme": ""}
    assert list(tallies.differences(book.db)) == []


@pytest.mark.parametrize(
    "damage",
    [
        "update account_met set met_on = '2020-01-01'",
        "delete from account_met",
        "insert into account_met (account_key, met_on) values ('nobody', '')",
    ],
)
def test_a_wrong_last_contact_of_an_account_is_found_and_mended(
    tmp_path: Path, damage: str
) -> None:
    book = a_book(tmp_path, a_contact("Ann", "Acme", met=TODAY - days(9)))
    book.write(damage)
    assert any("last contact of an account" in sentence for sentence in book.check())
    book.repair()
    assert book.check() == []
    assert met(book) == {"acme": f"{TODAY - days(9)}"}
