"""Where they were before: shown, corrected, taken out and brought back."""

import json
from pathlib import Path

import pytest

from loyaltytui.book.book import Book
from loyaltytui.book.choosing import Choice
from loyaltytui.book.errors import Conflict, NotFound, Refused
from loyaltytui.drafts import EmploymentDraft
from loyaltytui.entries import Employment, Owner
from tests.book.test_people import draft_of
from tests.builders import TODAY, YESTERDAY, a_book, a_contact, days, exported, reopened, who


def moved(folder: Path) -> Book:
    book = a_book(folder, a_contact("Ann", "Acme", job="Buyer", owner=Owner.MINE))
    ann = who(book, "Ann")
    book.edit_contact(ann, draft_of(ann, account="Vale"))
    return book


def former(book: Book) -> Employment:
    (found,) = book.employments_of(who(book, "Ann").id)
    return found


def test_one_is_corrected_in_every_field_and_undone(tmp_path: Path) -> None:
    book = moved(tmp_path)
    before = former(book)
    assert (before.account, before.job, before.until_on) == ("Acme", "Buyer", TODAY)
    assert (before.owner, before.is_confidential) == (Owner.MINE, False)
    book.edit_employment(before, EmploymentDraft(" Osmo ", "Chief ", YESTERDAY))
    now = former(reopened(book))
    assert (now.account, now.job, now.until_on) == ("Osmo", "Chief", YESTERDAY)
    book.edit_employment(now, EmploymentDraft("", "Chief", YESTERDAY))
    assert (former(book).account_id, former(book).account) == (None, "")
    book.undo()
    assert book.undo() == "edit a former job"
    assert former(book) == before
    assert book.check() == []


def test_one_left_as_it_was_changes_nothing(tmp_path: Path) -> None:
    book = moved(tmp_path)
    before = former(book)
    book.edit_employment(before, EmploymentDraft("Acme", "Buyer", TODAY))
    assert former(book) == before


def test_one_is_taken_out_and_brought_back(tmp_path: Path) -> None:
    book = moved(tmp_path)
    before = former(book)
    book.delete_employment(before)
    assert book.employments_of(who(book, "Ann").id) == []
    assert book.undo() == "delete a former job"
    assert former(book) == before


def test_a_day_to_come_nothing_at_all_and_one_changed_elsewhere_are_refused(
    tmp_path: Path,
) -> None:
    book = moved(tmp_path)
    before = former(book)
    with pytest.raises(Refused, match="has not come yet"):
        book.edit_employment(before, EmploymentDraft("Acme", "Buyer", TODAY + days(1)))
    with pytest.raises(Refused, match="needs an account or a job"):
        book.edit_employment(before, EmploymentDraft(" ", " ", TODAY))
    other = reopened(book)
    other.edit_employment(before, EmploymentDraft("Acme", "Chief", TODAY))
    with pytest.raises(Conflict, match="changed elsewhere"):
        book.edit_employment(before, EmploymentDraft("Acme", "Cook", TODAY))
    gone = former(other)
    other.delete_employment(gone)
    with pytest.raises(NotFound, match="not in the book any more"):
        book.delete_employment(gone)


@pytest.mark.parametrize("hidden", ["owner = 'company'", "is_confidential = 1"])
def test_an_account_goes_along_by_a_former_job_only_with_that(tmp_path: Path, hidden: str) -> None:
    book = moved(tmp_path)
    choice = Choice(only_mine=True)
    assert b"Acme" in exported(book, choice)
    with book.act("hide"):
        book.write(f"update employment set {hidden}")
    out = json.loads(exported(book, choice))
    assert [one["name"] for one in out["account"]] == ["Vale"]
    assert out["employment"] == []
