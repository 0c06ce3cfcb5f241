"""What all accounts have cost, in one walk, is what each of them is told to have cost."""

from pathlib import Path

from msgspec.structs import replace

from loyaltytui.book.book import Book
from loyaltytui.book.effort_sums import minutes_by_account
from loyaltytui.dealings import ProblemDraft
from loyaltytui.entries import AccountId
from tests.builders import TODAY, a_book, a_call, a_contact, days, who


def sums(book: Book) -> dict[AccountId, int]:
    points = book.rules.points
    since = points.effort_from(book.today)
    return dict(minutes_by_account(book.parts, since, book.today, points.problem_minutes))


def told(book: Book) -> dict[AccountId, int]:
    ids = [AccountId(row[0]) for row in book.rows("select id from account")]
    totals = {one: book.account_figures(one).effort.total(book.rules.points) for one in ids}
    return {one: total for one, total in totals.items() if total}


def a_busy_book(folder: Path) -> Book:
    book = a_book(
        folder,
        *(a_contact("Ann", "Acme"), a_contact("Bob", "Acme"), a_contact("Cai", "Berg")),
        *(a_contact("Dan"), a_contact("Eve", "Calder")),
    )
    ann, bob, cai, dan = (who(book, name) for name in ("Ann", "Bob", "Cai", "Dan"))
    for back, people in (
        *((800, (ann,)), (90, (ann, bob, cai)), (40, (bob,)), (9, (cai, ann, bob))),
        *((3, (dan,)), (2, (ann, dan)), (0, (ann, bob))),
    ):
        line = a_call(people[0], on=TODAY - days(back))
        book.log(
            replace(line, contacts=tuple(one.id for one in people)) if len(people) > 1 else line
        )
    book.raise_problem(bob, ProblemDraft("it leaks", raised_on=TODAY - days(3)))
    book.raise_problem(cai, ProblemDraft("it leaked", raised_on=TODAY - days(900)))
    return book


def test_a_talk_with_several_people_of_an_account_is_counted_once(tmp_path: Path) -> None:
    book = a_busy_book(tmp_path)
    found = sums(book)
    assert found == told(book)
    assert len(found) == 2


def test_talks_with_numbers_far_apart_are_counted_as_well(tmp_path: Path) -> None:
    book = a_busy_book(tmp_path)
    expected = sums(book)
    with book.act("number one anew"):
        book.write("pragma defer_foreign_keys = on")
        book.write("update participant set interaction_id = 1 << 40 where interaction_id = 4")
        book.write("update interaction set id = 1 << 40 where id = 4")
    assert sums(book) == expected == told(book)
