"""What somebody holds while another program undoes and changes it again is never written over."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from loyaltytui.book.book import Book
from loyaltytui.book.errors import Conflict
from loyaltytui.dealings import Fault, Problem, ProblemDraft, Purchase, PurchaseDraft
from loyaltytui.drafts import CheckInDraft, ContactDraft, NoteDraft, PromiseDraft
from loyaltytui.entries import Channel, CheckIn, Contact, Note, Promise, Side
from tests.builders import TODAY, a_book, a_contact, days, email, reopened, who
from tests.builders import mine as promised


def note_of(book: Book) -> Note:
    return book.notes_of(who(book, "Ann").id)[0]


def promise_of(book: Book) -> Promise:
    return book.promises_of(who(book, "Ann").id)[0]


def check_in_of(book: Book) -> CheckIn:
    return book.check_ins_of(who(book, "Ann").id)[0]


def channel_of(book: Book) -> Channel:
    return book.channels_of(who(book, "Ann").id)[0]


def contact_of(book: Book) -> Contact:
    return who(book, "Ann")


def purchase_of(book: Book) -> Purchase:
    return book.purchases_of(who(book, "Ann"))[0]


def problem_of(book: Book) -> Problem:
    return book.problems_of(who(book, "Ann").id)[0]


def say_note(book: Book, note: Note, words: str) -> None:
    book.edit_note(note, NoteDraft("goal", words))


def say_promise(book: Book, promise: Promise, words: str) -> None:
    book.edit_promise(promise, PromiseDraft(Side.MINE, words, TODAY))


def say_check_in(book: Book, check_in: CheckIn, words: str) -> None:
    book.edit_check_in(check_in, CheckInDraft(check_in.due_on, words))


def say_channel(book: Book, channel: Channel, words: str) -> None:
    book.edit_channel(channel, email(f"{words}@acme.example"))


def say_contact(book: Book, contact: Contact, words: str) -> None:
    book.edit_contact(contact, ContactDraft("Ann", account="Acme", job=words))


def say_purchase(book: Book, purchase: Purchase, words: str) -> None:
    book.edit_purchase(purchase, PurchaseDraft(words, 5, "EUR", purchase.bought_on))


def say_problem(book: Book, problem: Problem, words: str) -> None:
    book.edit_problem(problem, ProblemDraft(words, Fault.OURS, problem.raised_on))


@pytest.mark.parametrize(
    ("find", "say"),
    [
        (note_of, say_note),
        (promise_of, say_promise),
        (check_in_of, say_check_in),
        (channel_of, say_channel),
        (contact_of, say_contact),
        (purchase_of, say_purchase),
        (problem_of, say_problem),
    ],
    ids=["note", "promise", "check-in", "channel", "contact", "purchase", "problem"],
)
def test_an_edit_held_across_anothers_undo_does_not_overwrite_what_came_after(
    tmp_path: Path,
    find: Callable[[Book], object],
    say: Callable[[Book, object, str], None],
) -> None:
    ann = a_contact(
        "Ann",
        "Acme",
        emails=("ann@acme.example",),
        met=TODAY - days(9),
        due=TODAY + days(2),
        reason="their board",
        notes=(NoteDraft("goal", "grow"),),
        promised=(promised("send", TODAY),),
    )
    book = a_book(tmp_path, ann)
    book.buy(who(book, "Ann"), PurchaseDraft("skid", 5, "EUR", TODAY, TODAY, TODAY))
    book.raise_problem(who(book, "Ann"), ProblemDraft("hums"))
    other = reopened(book)
    say(book, find(book), "first")
    held = find(other)
    book.undo()
    say(book, find(book), "second")
    now = find(book)
    with pytest.raises(Conflict):
        say(other, held, "third")
    assert find(book) == now


def test_an_edit_held_across_an_undo_and_its_redo_is_still_good(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", notes=(NoteDraft("goal", "grow"),)))
    say_note(book, note_of(book), "first")
    held = note_of(reopened(book))
    book.undo()
    book.redo()
    say_note(book, held, "second")
    assert note_of(book) == replace(held, text="second", rev=note_of(book).rev)
