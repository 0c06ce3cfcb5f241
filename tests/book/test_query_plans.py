"""Each list of contacts is answered by the index of its order: the plans are read, a scan fails."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from loyaltytui.book import journal, passing
from loyaltytui.book.book import Book, open_book
from loyaltytui.book.contact_order import Column
from loyaltytui.book.contact_stretches import INDEXES, WITHIN
from loyaltytui.book.errors import BookError
from loyaltytui.book.sifting import sieve_of
from loyaltytui.capture.filters import read_sought
from loyaltytui.dealings import PurchaseDraft
from loyaltytui.entries import ContactId
from tests.book.test_plans import plan, statements
from tests.builders import RULES, TODAY, Clock, a_book, a_call, a_contact, days, reopened, who

ANN = ContactId(1)
COUNTED = re.compile(r"select (count\(\*\)|\w+, count\(\*\)) from standing", re.IGNORECASE)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Some people without statistics: with them, a scan of twenty rows would be right."""
    return a_book(
        tmp_path_factory.mktemp("plans"),
        *(
            a_contact(
                f"Name {number}",
                f"Account {number % 7}",
                tier="ABCD"[number % 4],
                tags=("pumps",),
                met=TODAY - days(number),
            )
            for number in range(20)
        ),
    )


def screen(column: Column, *, is_reversed: bool) -> Callable[[Book], object]:
    """What the page reads for its first and its last screen."""

    def read(book: Book) -> object:
        order = book.contact_order(column, is_reversed=is_reversed)
        ids = [*order[:5], *order[-5:], order[order.index(ANN)]]
        return book.contacts(ids), book.standings(ids)

    return read


def plans(book: Book, reader: Callable[[Book], object]) -> list[tuple[str, str]]:
    """Each line of the plan of each query, beside the query."""
    asked = statements(book, reader)
    assert asked
    return [(line, sql) for sql, values in asked for line in plan(book, sql, values)]


COUNTED_FILTERS = {
    "tier:A": "standing_by_tier",
    "tag:pumps": "tag_by_word",
    "account:account": "standing_by_account",
    "quiet:2": "standing_by_last_contact",
    "late": "standing_late",
    "step:1+": "standing_by_step",
    "trust:0+": "standing_by_trust",
    "reach:none": "standing_by_reach",
    "owner:mine": "standing_by_owner",
    "lost": "standing_by_state",
}
"""What is counted as it is written, and the index that finds them when they are few."""


def scans(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Whatever reads a table or an index through, save what counts everybody in an index."""
    return [
        (line, sql)
        for line, sql in found
        if line.startswith("SCAN")
        and re.search(r"\b(standing|contact|search|tag)\b", line)
        and "VIRTUAL TABLE INDEX" not in line
        and not (COUNTED.match(sql) and "COVERING INDEX" in line)
        # The index holds the late ones alone.
        and "INDEX standing_late" not in line
        # The list begins at the beginning of its index and stops after a screenful.
        and not ("COVERING INDEX" in line and "limit ?" in sql)
    ]


@pytest.mark.parametrize("is_reversed", [False, True])
@pytest.mark.parametrize("column", Column)
def test_a_screen_of_the_list_is_read_from_the_index_of_its_order(
    book: Book, column: Column, is_reversed: bool
) -> None:
    found = plans(book, screen(column, is_reversed=is_reversed))
    assert scans(found) == []
    # A handful of counts may be grouped; people never are.
    assert [line for line, sql in found if "TEMP B-TREE" in line and "tally" not in sql] == []


@pytest.mark.parametrize(
    "typed",
    [
        *("tier:A", "step:4+", "tag:pumps", "reach:none", "quiet:90", "lost", "late tier:A"),
        *("account:account", "tag:pumps account:account", "tier:A tag:pumps quiet:3"),
    ],
)
def test_a_filter_reads_no_table_through(book: Book, typed: str) -> None:
    sieve = sieve_of(read_sought(typed).conditions, book.today)
    for column in Column:
        found = plans(book, lambda book: book.contact_order(column, sieve=sieve)[:5])  # noqa: B023  called at once
        assert scans(found) == [], column


@pytest.mark.parametrize("is_reversed", [False, True])
@pytest.mark.parametrize("typed", list(COUNTED_FILTERS))
def test_a_filter_that_many_pass_is_read_from_the_order_as_far_as_it_is_looked_at(
    book: Book, typed: str, is_reversed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passing, "FEW", 0)
    sieve = sieve_of(read_sought(typed).conditions, book.today)
    for column in Column:

        def screens(book: Book) -> object:
            order = book.contact_order(column, sieve=sieve, is_reversed=is_reversed)  # noqa: B023  called at once
            return order[:3], order[-3:], len(order)

        found = plans(book, screens)
        through = [
            line
            for line, sql in found
            if line.startswith("SCAN standing")
            # It begins at an end of its order and stops after a screenful.
            and not (f"INDEX {INDEXES[column]}" in line and " limit " in sql)
            and "INDEX standing_late" not in line
        ]
        assert through == [], column
        # Nobody is counted to show the first screen or the last, and nobody is put in order.
        many = [(line, sql) for line, sql in found if "as rank" not in sql]
        assert [sql for _, sql in many if re.search(r"count\(\*\).* from standing", sql)] == []
        assert [line for line, sql in many if "TEMP B-TREE" in line and "tally" not in sql] == []
        if len(book.contact_order(column, sieve=sieve)):
            index = WITHIN.get((sieve.about, column), INDEXES[column])
            assert any(f"INDEX {index}" in line for line, _ in found)


@pytest.mark.parametrize(("typed", "index"), COUNTED_FILTERS.items())
def test_the_few_who_pass_a_filter_are_found_by_its_own_index(
    book: Book, typed: str, index: str
) -> None:
    sieve = sieve_of(read_sought(typed).conditions, book.today)
    found = plans(book, lambda book: passing.few_passing(book.rows, sieve))
    assert scans(found) == []
    assert any(f"INDEX {index}" in line for line, _ in found)


@pytest.mark.parametrize("typed", ["n", "name", "name account", "name account pumps nobody"])
def test_words_are_found_in_the_index(book: Book, typed: str) -> None:
    assert scans(plans(book, lambda book: book.found_contacts(typed))) == []
    assert scans(plans(book, lambda book: book.snippets_of(typed, [ANN]))) == []
    assert scans(plans(book, lambda book: book.find(typed))) == []


OVERVIEWS: dict[str, Callable[[Book], object]] = {
    "steps": lambda book: book.steps_count(),
    "kept": lambda book: book.kept_by_month(),
    "worth": lambda book: book.largest_accounts(),
    "costly": lambda book: book.high_maintenance(),
    "reach": lambda book: book.reach_audit(),
    "references": lambda book: book.reference_desk(),
    "referred": lambda book: book.referrals_with_worth(),
    "lost": lambda book: book.lost_accounts(),
    "agenda": lambda book: book.agenda(),
    "figures": lambda book: book.figures(ANN),
}
_READ_THROUGH = re.compile(
    r"SCAN (standing|contact|purchase|promise|interaction|participant|check_in|note"
    r"|account|account_sum|account_worth|departure)\b"
)


def read_through(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Tables and indexes that are read through; not the beginning of an index in its order."""
    return [
        (line, sql)
        for line, sql in found
        if _READ_THROUGH.match(line)
        and not ("USING INDEX standing_by_rank" in line and "order by step desc" in sql)
        # The same of the few who were ever spoken of.
        and not ("USING INDEX standing_spoken_of" in line and "order by step desc" in sql)
        # They begin at the beginning of their order, and stop after a screenful.
        and not (line.startswith("SCAN account_sum") and "limit ?" in sql)
        and not ("INDEX departure_by_day" in line and "limit ?2" in sql)
        # It holds the few customers who are at no account, and all of those are asked for.
        and "INDEX standing_at_none" not in line
    ]


@pytest.mark.parametrize("name", OVERVIEWS)
def test_an_overview_reads_no_table_through(book: Book, name: str) -> None:
    assert read_through(plans(book, OVERVIEWS[name])) == []


@pytest.mark.parametrize(
    ("index", "name"),
    [
        ("standing_by_rank", "reach"),
        ("standing_by_rank", "references"),
        ("standing_spoken_of", "references"),
        ("purchase_worth", "referred"),
        ("purchase_worth", "lost"),
        ("account_worth_largest", "worth"),
        ("account_worth_by_rate", "costly"),
        ("account_sum_by_effort", "costly"),
        ("departure_by_day", "lost"),
        ("purchase_by_day", "the next day"),
        ("problem_by_day", "the next day"),
        ("interaction_by_day", "the next day"),
        ("standing_quiet", "agenda"),
        ("account_met_by_day", "agenda"),
        ("standing_by_state", "agenda"),
        ("standing_next_purchase", "agenda"),
        ("standing_away", "agenda"),
        ("telling_owed", "agenda"),
        ("standing_at_none", "agenda"),
        ("standing_due", "agenda"),
        ("promise_open_by_side", "agenda"),
        ("promise_snoozed", "agenda"),
        ("standing_by_next_check_in", "agenda"),
        ("check_in_snoozed", "agenda"),
        ("check_in_after_sale", "agenda"),
        ("purchase_not_confirmed", "agenda"),
        ("purchase_agreed_not_delivered", "agenda"),
        ("purchase_agreed_not_confirmed", "agenda"),
        ("purchase_worth", "figures"),
    ],
)
def test_an_overview_without_its_index_would_be_seen(tmp_path: Path, index: str, name: str) -> None:
    book = a_book(tmp_path, a_contact("Ann", "Acme", met=TODAY))
    line = a_call(who(book, "Ann"))
    book.log(replace(line, purchases=(PurchaseDraft("pump", 100, "EUR"),)))
    book.write(f"drop index {index}")
    with pytest.raises(BookError, match="lacks an index") as raised:
        {**OVERVIEWS, "the next day": the_next_day}[name](book)
    assert f"no such index: {index}" in str(raised.value.__cause__)


def the_next_day(book: Book) -> None:
    reopened(book, TODAY + days(1))


def test_a_scan_would_be_seen(book: Book) -> None:
    for sql in (
        "select contact_id from standing where cadence_days = 3",
        "select rowid from search where text = 'x' or name = 'y'",
        "select contact_id from standing order by worth_minor",
    ):
        found = [(line, sql) for line in plan(book, sql, ())]
        assert scans(found) or "search" in sql, sql


def test_what_an_action_touched_is_read_by_its_index_even_after_one_huge_action(
    tmp_path: Path,
) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    with book.act("begin to count"):
        # What `analyze` says of a book that was filled by one import.
        book.write("analyze")
        book.write("delete from sqlite_stat1 where tbl = 'change'")
        book.write(
            "insert into sqlite_stat1 values ('change', 'change_by_action', '2820000 2820000')"
        )
    path = book.path
    book.close()
    book = open_book(path, Clock(TODAY), RULES, origin="test")
    found = plans(book, lambda book: journal.touched_contacts(book.db, 1))
    assert [line for line, _ in found if line.startswith("SCAN change")] == []
