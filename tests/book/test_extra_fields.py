"""What an import knew besides: shown, corrected, taken out and brought back."""

from pathlib import Path

import pytest

from loyaltytui.book.errors import Conflict, NotFound, Refused
from loyaltytui.drafts import ContactDraft
from tests.builders import a_book, reopened, who


def test_they_are_corrected_found_by_the_new_words_and_undone(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    book.add_contact(ContactDraft("Ann", extras=(("Lead source", "fair"), ("Hobby", "chess"))))
    ann = who(book, "Ann").id
    source, hobby = book.extra_fields_of(ann)
    assert [(each.name, each.value) for each in (source, hobby)] == [
        ("Lead source", "fair"),
        ("Hobby", "chess"),
    ]
    book.edit_extra_field(hobby, "go ")
    assert book.extra_fields_of(ann)[1].value == "go"
    assert [hit.contact for hit in book.find("go")] == ["Ann"]
    book.undo()
    assert reopened(book).extra_fields_of(ann) == [source, hobby]


def test_one_is_taken_out_and_brought_back(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    book.add_contact(ContactDraft("Ann", extras=(("Hobby", "chess"),)))
    ann = who(book, "Ann").id
    (hobby,) = book.extra_fields_of(ann)
    book.delete_extra_field(hobby)
    assert book.extra_fields_of(ann) == []
    assert book.undo() == "delete Hobby"
    assert book.extra_fields_of(ann) == [hobby]


def test_one_that_was_changed_elsewhere_is_a_conflict_and_an_empty_one_refused(
    tmp_path: Path,
) -> None:
    book = a_book(tmp_path)
    book.add_contact(ContactDraft("Ann", extras=(("Hobby", "chess"),)))
    (hobby,) = book.extra_fields_of(who(book, "Ann").id)
    with pytest.raises(Refused, match="Hobby needs words"):
        book.edit_extra_field(hobby, " ")
    other = reopened(book)
    other.edit_extra_field(hobby, "go")
    with pytest.raises(Conflict, match="changed elsewhere"):
        book.edit_extra_field(hobby, "bridge")
    (gone,) = other.extra_fields_of(who(book, "Ann").id)
    other.delete_extra_field(gone)
    with pytest.raises(NotFound, match="not in the book any more"):
        book.delete_extra_field(gone)
