"""Deep in a list the next screen costs what it costs at its beginning: the walk is sought."""

from collections.abc import Callable

import pytest

from loyaltytui.book import passing, walking
from loyaltytui.book.book import Book
from loyaltytui.book.contact_order import CHUNK, Column
from loyaltytui.book.contact_stretches import EVERYBODY, Sieve, Stretch, stretches
from loyaltytui.book.sifting import sieve_of
from loyaltytui.book.walking import Way
from loyaltytui.capture.filters import read_sought
from tests.builders import TODAY, a_book

COUNT = 30 * CHUNK


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """More than a thousand, all in one run of each order."""
    book = a_book(tmp_path_factory.mktemp("many"))
    with book.act("fill"):
        for one in range(COUNT):
            book.write(
                "insert into contact (name, sort_key, added_on) values (?, ?, ?)",
                (f"N{one}", f"n{one:04}", "2026-01-01"),
            )
    book.write(
        "update standing set account_key = 'a' || name_key, last_contact_on = '2026-01-01', "
        "next_check_in_on = '2026-12-01', worth_currency = 'EUR', worth_minor = contact_id, "
        "tier_key = iif(contact_id % 6, '', 'A')"
    )
    return book


def steps(book: Book, deed: Callable[[], object]) -> int:
    """How many steps SQLite takes for it."""
    taken = 0

    def one_more() -> None:
        nonlocal taken
        taken += 1

    connection = book.db.connection()
    connection.set_progress_handler(one_more, 1)
    try:
        deed()
    finally:
        connection.set_progress_handler(None, 0)
    return taken


@pytest.mark.parametrize("is_reversed", [False, True])
@pytest.mark.parametrize("column", [Column.NAME, Column.ACCOUNT, Column.LAST, Column.NEXT])
def test_the_next_screen_costs_as_much_deep_in_the_list_as_at_its_beginning(
    many: Book, column: Column, is_reversed: bool
) -> None:
    ids = many.contact_order(column, is_reversed=is_reversed)
    assert len(ids) == COUNT
    for chunk in range(28):
        assert ids[chunk * CHUNK]
    first, deep = CHUNK, 28 * CHUNK
    again = many.contact_order(column, is_reversed=is_reversed)
    assert again[0]
    assert 0 < steps(many, lambda: ids[deep]) < 1.2 * steps(many, lambda: again[first])


def test_nobody_is_looked_for_again_where_they_were_read(many: Book) -> None:
    ids = many.contact_order(Column.NAME)
    assert steps(many, lambda: ids[0]) > 0
    assert steps(many, lambda: ids[1]) == 0


def test_the_little_that_is_left_of_a_run_is_no_long_way(
    many: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walking, "FAR", 10)
    runs = [
        Stretch(f"name_key {sign} ?", ("n0600",), ("name_key", "contact_id"), False, COUNT // 2)
        for sign in ("<", ">=")
    ]
    third = many.rows("select name_key, contact_id from standing where name_key = 'n0602'")[0]
    way = Way(many.rows, runs, EVERYBODY, "indexed by standing_by_name", COUNT // 4)
    found = way.on(1, CHUNK, beyond=third, is_backward=True)
    assert found is not None
    assert [row[0] for _, row in found] == [f"n{one:04}" for one in range(602 - CHUNK, 602)]
    rare = Way(many.rows, runs, Sieve("name_key < 'n0001'"), "indexed by standing_by_name", 300)
    assert rare.on(1, CHUNK, beyond=third, is_backward=True) is None


def sieve(typed: str) -> Sieve:
    """What is typed, on a day long after everything."""
    return sieve_of(read_sought(typed).conditions, TODAY)


@pytest.mark.parametrize("is_reversed", [False, True])
@pytest.mark.parametrize("column", Column)
@pytest.mark.parametrize("typed", ["trust:<9", "tier:A", "trust:<9 step:<6"])
def test_the_end_of_a_list_costs_no_more_than_twice_its_beginning(
    many: Book,
    column: Column,
    is_reversed: bool,
    typed: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(passing, "FEW", 0)
    order = many.contact_order(column, is_reversed=is_reversed, sieve=sieve(typed))
    first = steps(many, lambda: order[: 2 * CHUNK])
    last = many.contact_order(column, is_reversed=is_reversed, sieve=sieve(typed))

    def read() -> None:
        place = last.go_to_last(CHUNK - 1)
        assert last[place - CHUNK + 2 : place + 1] == end

    end = list(order)[1 - CHUNK :]
    assert 0 < steps(many, read) < 2 * first
    assert steps(many, read) == 0


@pytest.mark.parametrize("typed", ["tier:A trust:<9", "trust:<9 tier:A step:0"])
def test_of_a_run_that_nobody_passes_in_nobody_is_looked_at(
    many: Book, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passing, "FEW", 0)
    order = many.contact_order(Column.TIER, sieve=sieve(typed))
    passing_ids = list(order)
    assert len(passing_ids) == COUNT // 6
    again = many.contact_order(Column.TIER, sieve=sieve(typed))
    all_of_them = steps(many, lambda: again[: COUNT // 6])
    assert 0 < steps(many, lambda: order.go_to_last(9)) < all_of_them
    late = many.contact_order(Column.LAST, is_reversed=True, sieve=sieve("quiet:9999 trust:<9"))
    assert steps(many, lambda: late[:9]) < all_of_them / 9


@pytest.mark.parametrize("is_reversed", [False, True])
def test_a_way_down_ends_where_it_was_meant_to(
    many: Book, is_reversed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody passes: window after window is looked through, and each only once."""
    nobody = sieve("tag:none")
    runs = stretches(many.rows, Column.ACCOUNT, nobody, is_reversed=is_reversed)
    way = Way(many.rows, runs, nobody, "indexed by standing_by_account", COUNT)
    monkeypatch.setattr(walking, "FAR", COUNT)
    at_once = steps(many, lambda: way.on(0, 9, is_backward=not is_reversed))
    monkeypatch.setattr(walking, "FAR", CHUNK)
    assert steps(many, lambda: way.on(0, 9, is_backward=not is_reversed)) < 2 * at_once
