"""More to do than anybody does in a day: each section shows its first cards, and says so."""

from __future__ import annotations

from pathlib import Path

from loyaltytui.loyalty.agenda import MOST_CARDS, AgendaKind, said_count
from loyaltytui.tui.widgets.agenda_rows import AgendaRows
from tests.builders import TODAY, Person, a_book, a_contact, days, mine, theirs, who

FAR_TOO_MANY = 3 * MOST_CARDS


def owed_by_me(count: int) -> Person:
    """Somebody who was promised so much: the later promised, the later due."""
    late = tuple(mine(f"mine {at}", TODAY - days(count - at)) for at in range(count))
    return a_contact("Ana Ruiz", promised=late)


def test_a_section_shows_its_first_cards_and_says_that_there_may_be_more(tmp_path: Path) -> None:
    book = a_book(tmp_path, owed_by_me(FAR_TOO_MANY))
    rows = AgendaRows(book.agenda_sections(), TODAY)
    rows.read_rest()
    assert rows.rows[0] == f"Promises · {MOST_CARDS}+"
    assert [item.text for item in book.agenda()] == [f"mine {at}" for at in range(MOST_CARDS)]


def test_few_are_counted_to_the_last() -> None:
    assert said_count(MOST_CARDS - 1) == "99"


def test_what_many_owe_hides_nothing_that_the_rep_owes(tmp_path: Path) -> None:
    """Theirs are all older."""
    owing = tuple(theirs(f"theirs {at}", TODAY - days(900)) for at in range(FAR_TOO_MANY))
    book = a_book(
        tmp_path,
        a_contact("Bo Lind", promised=owing),
        a_contact("Ana Ruiz", promised=(mine("send the quote", TODAY),)),
    )
    kinds = [item.kind for item in book.agenda()]
    assert kinds == [AgendaKind.PROMISE] + [AgendaKind.OWED] * MOST_CARDS


def test_what_those_owe_who_were_dropped_hides_nothing_that_others_owe(tmp_path: Path) -> None:
    owing = tuple(theirs(f"theirs {at}", TODAY - days(900)) for at in range(FAR_TOO_MANY))
    book = a_book(
        tmp_path,
        a_contact("Bo Lind", promised=owing),
        a_contact("Ana Ruiz", promised=(theirs("send the order", TODAY),)),
    )
    book.drop(who(book, "Bo Lind"), "no budget")
    assert [item.text for item in book.agenda()] == ["send the order"]


def test_cards_that_wait_for_their_day_hide_nothing_that_does_not(tmp_path: Path) -> None:
    book = a_book(tmp_path, owed_by_me(FAR_TOO_MANY))
    for promise in book.open_promises()[: FAR_TOO_MANY - 1]:
        book.snooze_promise(promise, TODAY + days(90))
    (item,) = book.agenda()
    assert item.text == f"mine {FAR_TOO_MANY - 1}"


def test_who_is_late_hides_nobody_who_comes_up_this_week(tmp_path: Path) -> None:
    late = [a_contact(f"Late {at}", due=TODAY - days(400), tier="A") for at in range(FAR_TOO_MANY)]
    book = a_book(tmp_path, *late, a_contact("Ana Ruiz", due=TODAY + days(2)))
    items = book.agenda()
    assert sum(item.kind is AgendaKind.CHECK_IN for item in items) == MOST_CARDS
    assert [item.contact for item in items if item.kind is AgendaKind.UPCOMING] == ["Ana Ruiz"]


def test_what_is_late_hides_no_promise_of_this_week(tmp_path: Path) -> None:
    book = a_book(
        tmp_path,
        owed_by_me(FAR_TOO_MANY),
        a_contact("Bo Lind", promised=(mine("send the papers", TODAY + days(2)),)),
    )
    items = book.agenda()
    assert sum(item.kind is AgendaKind.PROMISE for item in items) == MOST_CARDS
    assert [item.text for item in items if item.kind is AgendaKind.UPCOMING] == ["send the papers"]


def test_a_late_promise_that_waits_comes_back_this_week_whatever_else_is_late(
    tmp_path: Path,
) -> None:
    book = a_book(tmp_path, owed_by_me(FAR_TOO_MANY))
    newest = book.open_promises()[-1]
    book.snooze_promise(newest, TODAY + days(2))
    items = book.agenda()
    assert [item.text for item in items if item.kind is AgendaKind.UPCOMING] == [newest.text]
