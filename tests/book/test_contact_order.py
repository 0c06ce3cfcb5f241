"""Everybody in the order of a column, and only who meets a filter."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyaltytui.book import contact_order, passing, walking
from loyaltytui.book.book import Book
from loyaltytui.book.contact_order import CHUNK, EVERYBODY, Column
from loyaltytui.book.sifting import sieve_of
from loyaltytui.capture.filters import read_sought
from loyaltytui.drafts import NoteDraft
from loyaltytui.entries import Account, ContactId, Owner, Scope
from tests.builders import TODAY, a_book, a_contact, days, email, mine, who

COUNT = 3 * CHUNK + 17


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Some hundreds, with figures as they may come, ties and gaps."""
    book = a_book(tmp_path_factory.mktemp("crowd"))
    chance = random.Random(7)
    with book.act("fill"):
        for one in range(COUNT):
            book.write(
                "insert into contact (name, sort_key, tier, added_on) values (?, ?, ?, ?)",
                (f"N{one % 90}", f"n{one % 90:03}", chance.choice(["", "A", "B"]), "2026-01-01"),
            )
    for one in range(1, COUNT + 1):
        book.write(
            "update standing set step = ?, trust = ?, worth_minor = ?, worth_currency = ?, "
            "reach = ?, last_contact_on = ?, next_check_in_on = ?, account_key = ?, is_late = ? "
            "where contact_id = ?",
            (
                chance.randrange(7),
                chance.randrange(-3, 4),
                chance.randrange(5),
                chance.choice(["", "EUR", "USD"]),
                chance.choice(["none", "safe", "work only"]),
                chance.choice([None, "2026-01-03", "2026-05-01"]),
                chance.choice([None, "2026-12-03", "2027-05-01"]),
                chance.choice(["", "acme", "north wind", "vale"]),
                chance.randrange(2),
                one,
            ),
        )
    return book


@pytest.mark.parametrize("is_reversed", [False, True])
@pytest.mark.parametrize("column", Column)
@pytest.mark.parametrize(
    "typed",
    ["", "step:2+", "late", "tier:A trust:<0", "reach:safe late quiet:9"],
)
def test_a_list_read_in_pieces_is_the_list_read_at_once(
    crowd: Book, column: Column, is_reversed: bool, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for few, far in ((0, 1), (0, CHUNK), (0, 2 * COUNT), (passing.FEW, COUNT)):
        monkeypatch.setattr(passing, "FEW", few)
        monkeypatch.setattr(walking, "FAR", far)
        sieve = sieve_of(read_sought(typed).conditions, TODAY)
        order = crowd.contact_order(column, is_reversed=is_reversed, sieve=sieve)
        whole = list(order)
        assert len(order) == len(whole) == len(set(whole))
        assert (len(whole) == COUNT) == (typed == "")
        places = list(range(len(whole)))
        random.Random(3).shuffle(places)
        shuffled = crowd.contact_order(column, is_reversed=is_reversed, sieve=sieve)
        assert {place: shuffled[place] for place in places} == dict(enumerate(whole))
        for place in places[:20]:
            assert order.index(whole[place]) == place
        with pytest.raises(ValueError, match="0"):
            order.index(ContactId(0))


@pytest.mark.parametrize("is_reversed", [False, True])
@pytest.mark.parametrize("column", Column)
@pytest.mark.parametrize("typed", ["", "trust:<2 step:1+", "reach:safe"])
@pytest.mark.parametrize("room", [9, CHUNK])
def test_who_is_gone_to_stands_among_the_same_people_before_all_are_counted_and_after(
    crowd: Book,
    column: Column,
    is_reversed: bool,
    typed: str,
    room: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(passing, "FEW", 0)
    monkeypatch.setattr(contact_order, "FEW", 0)
    sieve = sieve_of(read_sought(typed).conditions, TODAY)
    whole = list(crowd.contact_order(column, is_reversed=is_reversed, sieve=sieve))
    held = 0
    for near in (0, COUNT // 2, COUNT):
        for true, one in list(enumerate(whole))[near % 4 :: 9]:
            order = crowd.contact_order(column, is_reversed=is_reversed, sieve=sieve)
            place = order.go_to(one, near, room)
            held += not order.is_placed
            assert place == true or not order.is_placed
            assert place < order.least <= len(whole)
            about = range(max(place - room, 0), min(place + room, order.least))
            assert len(about) >= min(room, true) + min(room, len(whole) - true)
            assert [order[at] for at in about] == [whole[at - place + true] for at in about]
            assert place + order.settle(order.counts()) == true
            assert order.is_placed
            assert len(order) == len(whole)
            assert order[:] == whole
    assert held or typed or room == CHUNK


@pytest.mark.parametrize("is_reversed", [False, True])
@pytest.mark.parametrize("column", Column)
@pytest.mark.parametrize("typed", ["trust:<2 step:1+", "reach:safe", "late tier:A reach:none"])
@pytest.mark.parametrize("room", [9, CHUNK + 1])
def test_the_last_are_the_last_before_anybody_has_counted_and_after(
    crowd: Book,
    column: Column,
    is_reversed: bool,
    typed: str,
    room: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(passing, "FEW", 0)
    sieve = sieve_of(read_sought(typed).conditions, TODAY)
    whole = list(crowd.contact_order(column, is_reversed=is_reversed, sieve=sieve))
    for seen in (1, room, CHUNK + room):
        order = crowd.contact_order(column, is_reversed=is_reversed, sieve=sieve)
        assert order[:seen] == whole[:seen]
        least, counts = order.least, order.counts()
        place = order.go_to_last(room)
        assert order.go_to_last(room) == place
        assert order.is_placed or not order.is_counted
        assert place == len(whole) - 1 if order.is_counted else place >= least - 1
        assert place + 1 == order.least <= len(whole)
        about = min(place + 1, max(room, least))
        assert [order[at] for at in range(place + 1 - about, place + 1)] == whole[-about:]
        assert place + order.settle(counts if seen == room else order.counts()) == len(whole) - 1
        assert order.is_placed
        assert order[:] == whole


def test_only_who_was_read_is_at_hand_until_all_are_counted(
    crowd: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contact_order, "FEW", 0)
    monkeypatch.setattr(passing, "FEW", 0)
    sieve = sieve_of(read_sought("trust:<3 step:1+").conditions, TODAY)
    whole = list(crowd.contact_order(Column.NAME, sieve=sieve))
    order = crowd.contact_order(Column.NAME, sieve=sieve)
    place = order.go_to(whole[len(whole) // 2], 0, 9)
    assert not order.is_placed
    known = [at for at in range(-CHUNK, COUNT) if order.is_at_hand(at)]
    assert known == list(range(place - CHUNK, place + CHUNK))
    last = order.go_to_last(9)
    assert order.is_at_hand(0)
    assert order.is_at_hand(last + CHUNK)
    assert not order.is_at_hand(-1)
    order.go_to_first()
    assert order.is_placed
    assert not order.is_counted
    assert order[:3] == whole[:3]
    assert order[:] == whole


def test_whoever_is_gone_to_among_few_stands_in_their_true_place(crowd: Book) -> None:
    order = crowd.contact_order(Column.WORTH)
    one = order[COUNT // 2]
    assert crowd.contact_order(Column.WORTH).go_to(one, 0, 9) == COUNT // 2
    assert order.is_placed


def test_what_was_counted_too_late_moves_nobody_again(
    crowd: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contact_order, "FEW", 0)
    order = crowd.contact_order(Column.NAME)
    whole = list(order)
    place = order.go_to(whole[COUNT // 2], COUNT, 9)
    counts = order.counts()
    assert not order.is_placed
    assert order.settle() == COUNT // 2 - place != 0
    assert order.settle(counts) == 0
    assert order[:] == whole


def test_nobody_is_gone_to_who_does_not_pass(crowd: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passing, "FEW", 0)
    sieve = sieve_of(read_sought("reach:safe").conditions, TODAY)
    passing_ids = set(crowd.contact_order(Column.NAME, sieve=sieve))
    stranger = next(one for one in crowd.contact_order(Column.NAME) if one not in passing_ids)
    with pytest.raises(ValueError, match=str(stranger)):
        crowd.contact_order(Column.NAME, sieve=sieve).go_to(stranger, 0, 9)


@settings(max_examples=30)
@given(st.sampled_from(Column), st.booleans(), st.lists(st.integers(0, COUNT - 1), max_size=8))
def test_any_walk_finds_the_same_people(
    crowd: Book, column: Column, is_reversed: bool, places: list[int]
) -> None:
    order = crowd.contact_order(column, is_reversed=is_reversed)
    whole = list(order)
    assert [order[place] for place in places] == [whole[place] for place in places]
    assert order[5:250] == whole[5:250]
    assert order[-1] == whole[-1]


def some_people(folder: Path) -> Book:
    book = a_book(
        folder,
        a_contact("Ann", "Northwind", tier="A", tags=("pumps",), met=TODAY - days(100)),
        a_contact("Bob", "Far North", tier="B", owner=Owner.MINE, met=TODAY - days(3)),
        a_contact("Cy", tier="A", channels=(email("c@x.example", scope=Scope.PERSONAL),)),
        a_contact(
            "Dag",
            "Southern",
            tags=("pumps and more",),
            met=TODAY,
            notes=(NoteDraft("pitched", "x"), NoteDraft("signal", "y")),
            promised=(mine("send it", TODAY - days(5)),),
        ),
    )
    bob = who(book, "Bob")
    book.promise(bob, mine("call", TODAY - days(9)))
    book.break_(book.open_promises([bob.id])[0])
    return book


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("", ["Ann", "Bob", "Cy", "Dag"]),
        ("tier:A", ["Ann", "Cy"]),
        ("tier:AB", ["Ann", "Bob", "Cy"]),
        ("tier:none", ["Dag"]),
        ("step:3", ["Dag"]),
        ("step:1+", ["Ann", "Bob", "Dag"]),
        ("tag:pumps", ["Ann", "Dag"]),
        ('tag:"pumps and"', ["Dag"]),
        ("reach:none", ["Ann", "Bob", "Dag"]),
        ("reach:work", ["Cy"]),
        ("quiet:90", ["Ann", "Cy"]),
        ("quiet:100", ["Ann", "Cy"]),
        ("quiet:101", ["Cy"]),
        ("owner:mine", ["Bob"]),
        ("account:north", ["Ann", "Bob"]),
        ("account:none", ["Cy"]),
        ("trust:<0", ["Bob"]),
        ("late", ["Dag"]),
        ("tier:A quiet:90 tag:pumps", ["Ann"]),
        ("lost", []),
    ],
)
def test_filters_leave_who_meets_them(tmp_path: Path, typed: str, names: list[str]) -> None:
    book = some_people(tmp_path)
    sieve = sieve_of(read_sought(typed).conditions, book.today)
    order = book.contact_order(Column.NAME, sieve=sieve)
    assert [each.name for each in book.contacts(order)] == names
    assert (sieve == EVERYBODY) == (typed == "")


def test_words_are_looked_for_among_who_meets_the_conditions(tmp_path: Path) -> None:
    book = some_people(tmp_path)
    sieve = sieve_of(read_sought("tag:pumps").conditions, book.today)
    assert book.found_contacts("north", sieve=sieve) == [who(book, "Ann").id]
    assert [hit.contact for hit in book.find("north", sieve=sieve)] == ["Ann"]


def test_a_renamed_account_is_sorted_and_filtered_by_its_new_name(tmp_path: Path) -> None:
    book = some_people(tmp_path)
    dag = who(book, "Dag")
    assert dag.account_id is not None
    book.rename_account(Account(dag.account_id, dag.account), "Aft")
    order = book.contact_order(Column.ACCOUNT)
    assert [each.name for each in book.contacts(order)] == ["Dag", "Bob", "Ann", "Cy"]
    assert book.check() == []
    book.undo()
    assert [each.name for each in book.contacts(book.contact_order(Column.ACCOUNT))] == [
        "Bob",
        "Ann",
        "Dag",
        "Cy",
    ]
