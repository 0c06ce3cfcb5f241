"""What is counted as rows are written is what counting all of them would say."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from loyaltytui.book import tallies
from loyaltytui.book.book import Book
from loyaltytui.dealings import PurchaseDraft
from loyaltytui.loyalty.step import State
from tests.builders import TODAY, a_book, a_call, a_contact, days, mine, reopened, who


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return a_book(
        tmp_path,
        a_contact("Ann", "Acme", tier="A", met=TODAY - days(3)),
        a_contact("Bob", "Acme"),
        a_contact("Eve", met=TODAY - days(9)),
    )


def counts(book: Book, what: str) -> dict[str, int]:
    return dict(book.rows("select value, count from tally where what = ?", (what,)))


def test_each_verb_counts_what_it_changes(book: Book) -> None:
    assert counts(book, "contacts") == {"": 3}
    assert counts(book, "tier_key") == {"A": 1, "": 2}
    assert counts(book, "no account") == {"0": 2, "1": 1}
    assert counts(book, "last contact")[""] == 1
    book.log(a_call(who(book, "Bob"), on=TODAY))
    assert counts(book, "last contact") == {
        str(TODAY): 1,
        str(TODAY - days(3)): 1,
        str(TODAY - days(9)): 1,
    }
    book.delete_contact(who(book, "Ann"))
    assert counts(book, "contacts") == {"": 2}
    assert counts(book, "tier_key") == {"": 2}
    book.undo()
    assert counts(book, "tier_key") == {"A": 1, "": 2}
    assert list(tallies.differences(book.db)) == []


def test_a_promise_is_counted_on_the_day_it_ends_and_no_longer_once_that_is_undone(
    book: Book,
) -> None:
    book.log(a_call(who(book, "Ann"), on=TODAY, promises=(mine("send", TODAY),)))
    assert counts(book, "ended") == {}
    book.keep(book.promises_of(who(book, "Ann").id)[0])
    assert counts(book, "ended") == {f"{TODAY} 1": 1}
    (this_month,) = book.kept_by_month(1)
    assert (this_month.kept_on_time, this_month.ended) == (1, 1)
    book.undo()
    assert counts(book, "ended") == {}


def test_what_ends_after_today_has_not_ended_yet(book: Book) -> None:
    book.log(a_call(who(book, "Ann"), on=TODAY, promises=(mine("send", TODAY),)))
    book.keep(book.promises_of(who(book, "Ann").id)[0])
    earlier = reopened(book, TODAY - days(1))
    assert sum(month.ended for month in earlier.kept_by_month(12)) == 0


def test_a_count_that_is_wrong_is_found_and_mended(book: Book) -> None:
    book.write("update tally set count = 7 where what = 'step'")
    assert any("count by step" in sentence for sentence in book.check())
    book.repair()
    assert book.check() == []
    assert book.steps_count().by_state[State.LOST] == 0
    assert sum(book.steps_count().by_step) == 3


@pytest.mark.parametrize("counted", tallies.COUNTED, ids=lambda each: each.what)
def test_without_its_triggers_a_count_would_be_seen_to_be_wrong(
    book: Book, counted: tallies.Counted
) -> None:
    for (name,) in book.rows("select name from sqlite_master where type = 'trigger'"):
        if name.startswith("tally_"):
            book.write(f"drop trigger {name}")
    line = a_call(who(book, "Bob"), on=TODAY, promises=(mine("send", TODAY),))
    book.log(replace(line, purchases=(PurchaseDraft("pump", 100, "EUR"),)))
    book.keep(book.promises_of(who(book, "Bob").id)[0])
    book.set_tags(who(book, "Bob"), ["pumps"])
    book.delete_contact(who(book, "Ann"))
    book.delete_contact(who(book, "Eve"))
    assert counted.what in {*tallies.differences(book.db)}


def test_a_book_whose_counts_are_gone_is_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"), a_contact("Bob"))
    book.db.execute_sql("delete from tally")
    assert book.contact_count() == 2
