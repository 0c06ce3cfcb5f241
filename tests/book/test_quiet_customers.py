"""Which customers the agenda asks after a quiet time is what a look at each of them would find."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loyaltytui.book.book import Book
from loyaltytui.book.quiet_customers import QUIET, quiet_sql
from loyaltytui.loyalty.step import State
from tests.book.test_asked_sales import NAMELESS, VALUES, with_many_quiet_accounts
from tests.builders import TODAY, a_book, a_contact, days

CONDITIONS = {
    "standing_next_purchase": (
        "next_purchase_on is not null and next_purchase_on >= ?2 and next_purchase_on <= ?5",
        *("next_purchase_on", "last_contact_on", "away_until", "account_key", "step_state"),
        "contact_id",
    ),
    "standing_by_state": (
        f"step_state <> '' and step_state = '{State.NOT_LATELY}'",
        *("last_contact_on", "away_until", "account_key", "contact_id"),
    ),
}
EACH_OF_THEM = """
    select contact_id from standing
    where {condition}
    and (away_until is null or away_until <= ?1) and step_state <> 'lost'
    and coalesce(last_contact_on, '') <= ?8
    and (account_key = '' or coalesce(last_contact_on, '') = (
      select max(coalesce(last_contact_on, '')) from standing as other
      where other.account_key = standing.account_key and step_state <> 'lost'
      and (away_until is null or away_until <= ?1)))
    and ?2 + ?3 + ?4 + ?5 + ?6 + ?7 > 0 order by 1
"""
"""Of each account whoever was talked to last, if that is long ago: slow, and plain to see."""

QUIET_FOR = st.none() | st.sampled_from([TODAY - days(each) for each in (0, 22, 23, 24, 90)])
AWAY = st.none() | st.sampled_from([TODAY - days(1), TODAY, TODAY + days(1)])
STATES = st.sampled_from(["", State.NOT_LATELY, State.NOT_LATELY])
EXPECTED = st.none() | st.sampled_from([TODAY - days(400), TODAY, TODAY + days(1)])
ACCOUNTS = st.sampled_from(["", "Acme", "Acme", "Berg", "Cove", NAMELESS])
LEFT = "Cove"
"""An account that left is lost with everybody who is there."""
Person = tuple[str, dt.date | None, dt.date | None, str, dt.date | None]

LONG_AGO, LATELY, ASKED = TODAY - days(90), TODAY, State.NOT_LATELY


def asked(book: Book, index: str) -> list[tuple[int]]:
    sql = f"""with {QUIET} select contact_id from ({quiet_sql(index, *CONDITIONS[index])})
        where ?2 + ?3 + ?4 + ?5 + ?6 + ?7 > 0 group by 1 order by 1"""
    found: list[tuple[int]] = book.rows(sql, VALUES)
    return found


@pytest.mark.parametrize("index", CONDITIONS)
@example(
    people=[
        ("Acme", LONG_AGO, None, ASKED, TODAY),
        ("Acme", LATELY, TODAY + days(1), "", None),
    ]
)
@example(people=[("Cove", LONG_AGO, None, ASKED, TODAY), ("Acme", LATELY, None, ASKED, None)])
@example(people=[("Acme", LATELY, None, "", None), ("Acme", None, None, ASKED, TODAY)])
@example(people=[(NAMELESS, LONG_AGO, None, ASKED, TODAY), (NAMELESS, LATELY, None, "", None)])
@settings(max_examples=25, deadline=None)
@given(people=st.lists(st.tuples(ACCOUNTS, QUIET_FOR, AWAY, STATES, EXPECTED), max_size=8))
def test_whom_the_agenda_asks_is_found_by_looking_at_each_customer(
    tmp_path_factory: pytest.TempPathFactory, index: str, people: list[Person]
) -> None:
    book = a_book(
        tmp_path_factory.mktemp("quiet"),
        *(a_contact(f"Name {at}", account) for at, (account, *_) in enumerate(people)),
    )
    for at, (account, met_on, away_until, state, expected_on) in enumerate(people):
        stored = (met_on, away_until, State.LOST if account == LEFT else state, expected_on)
        book.write(
            "update standing set last_contact_on = ?, away_until = ?, step_state = ?, "
            "next_purchase_on = ? where name_key = ?",
            [*(str(each) if each else each for each in stored), f"name {at}"],
        )
    expected = book.rows(EACH_OF_THEM.format(condition=CONDITIONS[index][0]), VALUES)
    assert asked(book, index) == expected
    with_many_quiet_accounts(book)
    assert asked(book, index) == expected
    book.close()


@pytest.mark.parametrize(("customers", "are_many"), [(500, 0), (501, 1)])
def test_customers_at_no_account_are_many_too(
    tmp_path: Path, customers: int, are_many: int
) -> None:
    book = a_book(tmp_path)
    book.write("pragma foreign_keys = 0")
    book.write(
        "with recursive far (n) as (select 1 union all select n + 1 from far where n < ?) "
        f"insert into standing (contact_id, step_state) select n, '{State.NOT_LATELY}' from far",
        (customers,),
    )
    counted = f"with {QUIET} select quiet from are_many where ?2 + ?3 + ?4 + ?5 + ?6 + ?7 > 0"
    assert book.rows(counted, VALUES) == [(are_many,)]
