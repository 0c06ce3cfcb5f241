"""The proof that a book is whole, made while the book is written in."""

from pathlib import Path

from tests.builders import a_book, a_call, a_contact, reopened, who


def test_a_call_logged_while_the_book_is_checked_is_no_damage(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", "Acme"), a_contact("Bob"))
    other, ann = reopened(book), who(book, "Ann")
    written = []

    def write(statement: str) -> None:
        written.append(other.log(a_call(ann, text=statement)))

    book.db.connection().set_trace_callback(write)
    found = book.check()
    book.db.connection().set_trace_callback(None)
    assert len(written) > 20, "hardly anything was written meanwhile"
    assert found == []
    assert other.check() == []


def test_a_book_that_was_checked_can_be_written_in(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    assert book.check() == []
    book.log(a_call(who(book, "Ann"), text="all well"))
    assert reopened(book).rows("select text from interaction") == [("all well",)]
