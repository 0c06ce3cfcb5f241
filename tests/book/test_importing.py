"""Writing an import: all or nothing, once, undone as a whole, and found afterwards."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from loyaltytui.book.arrivals import Arrival, Arrivals
from loyaltytui.book.book import Book
from loyaltytui.book.errors import BookError, Conflict, Refused
from loyaltytui.book.files import backup_folder
from loyaltytui.book.search import expected
from loyaltytui.drafts import ChannelDraft, ContactDraft
from loyaltytui.entries import ChannelKind, Owner, Scope
from loyaltytui.exchange.importing import ImportPlan, plan_import
from loyaltytui.exchange.reading import Reading
from tests.builders import TODAY, a_book, a_contact, dump, email, phone, reopened, who


def plan(book: Book, *drafts: ContactDraft, owner: Owner = Owner.COMPANY) -> ImportPlan:
    reading = Reading(drafts, (), (), "vcard")
    return plan_import(reading, book.known_for_import(), owner, "cards.vcf")


def bring(book: Book, *drafts: ContactDraft, owner: Owner = Owner.COMPANY) -> int:
    made = plan(book, *drafts, owner=owner)
    return book.import_contacts(made.arrivals, made.sentence)


def index(book: Book) -> list[tuple[object, ...]]:
    return book.rows("select rowid, * from search order by rowid")


def assert_index_is_true(book: Book) -> None:
    columns = "rowid, name, text, contact_id, source, is_confidential"
    held = book.rows(f"select {columns} from search order by rowid")
    assert held == book.rows(f"select {columns} from ({expected()}) order by rowid")


ANN = ContactDraft(
    "Ann Lee",
    account="Acme",
    job="CEO",
    address="Street 1",
    about="Likes pumps",
    channels=(email("ann@acme.example", scope=Scope.PERSONAL), phone("+47 900 00 000")),
    tags=("Fair", "#pumps"),
    uid="u1",
    extras=(("Connected On", "2024-03-12"),),
)


def test_an_imported_contact_has_everything_its_card_said(tmp_path: Path) -> None:
    with_list_of_mine = a_book(tmp_path)
    assert bring(with_list_of_mine, ANN, owner=Owner.MINE) == 1
    typed = a_book(tmp_path, name="typed.db")
    typed.add_contact(structs.replace(ANN, owner=Owner.MINE))
    assert dump(with_list_of_mine) == dump(typed)
    assert index(with_list_of_mine) == index(typed)


def test_imported_contacts_are_found_by_all_they_bring(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    bring(book, ANN, ContactDraft("Bob Ray", account="acme"))
    for words in ("ann", "acme", "ann@acme", "4790000000", "pumps", "2024-03-12", "street"):
        assert "Ann Lee" in {hit.contact for hit in book.find(words)}, words
    assert {book.contact(who(book, name).id).account for name in ("Ann Lee", "Bob Ray")} == {"Acme"}
    assert_index_is_true(book)


def test_what_is_added_to_a_known_contact_is_found_too_and_later_writes_still_are(
    tmp_path: Path,
) -> None:
    book = a_book(tmp_path, a_contact("Ann Lee", emails=("ann@acme.example",)))
    bring(book, ANN, ContactDraft("Bob Ray"))
    ann = who(book, "Ann Lee")
    assert (ann.account, ann.job, ann.rev) == ("Acme", "CEO", 2)
    assert [each.value for each in book.channels_of(ann.id)] == [
        "ann@acme.example",
        "+47 900 00 000",
    ]
    book.add_contact(ContactDraft("Cy Oh"))
    assert {hit.contact for hit in book.find("cy")} == {"Cy Oh"}
    assert_index_is_true(book)


def test_importing_twice_writes_nothing_the_second_time(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    bring(book, ANN, ContactDraft("Bob Ray"))
    before, history = dump(book), book.history()
    again = plan(book, ANN, ContactDraft("Bob Ray"))
    assert again.changes_nothing
    assert again.counts().unchanged == 2
    assert book.import_contacts(again.arrivals, again.sentence) == 0
    assert (dump(book), book.history()) == (before, history)


def test_a_bare_card_among_namesakes_is_found_again(tmp_path: Path) -> None:
    namesakes = (ContactDraft("Ann Lee", account="Acme"), ContactDraft("Ann Lee", account="Vale"))
    book = a_book(tmp_path)
    assert bring(book, *namesakes, ContactDraft("Ann Lee", job="CEO")) == 3
    assert plan(book, *namesakes, ContactDraft("Ann Lee", job="CEO")).changes_nothing


def test_one_undo_takes_the_whole_import_back_and_redo_brings_it_again(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann Lee", emails=("ann@acme.example",)))
    before, found_before = dump(book), index(book)
    bring(book, ANN, ContactDraft("Bob Ray", channels=(phone("22 00 00 00"),)))
    after = dump(book)
    assert book.undo() == "import 2 contacts from cards.vcf"
    assert (dump(book), index(book)) == (before, found_before)
    book.redo()
    assert dump(book) == after
    assert_index_is_true(book)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_one_contact_that_can_not_be_written_stops_them_all(tmp_path: Path, place: int) -> None:
    book = a_book(tmp_path, a_contact("Ann Lee"))
    before, found_before, history = dump(book), index(book), book.history()
    rows = [Arrival(ContactDraft(name), (f"u{name}",)) for name in ("A", "B", "C")]
    rows[place] = Arrival(ContactDraft("D"), ("twice", "twice"))
    with pytest.raises(BookError):
        book.import_contacts(Arrivals(tuple(rows), book.known_for_import().as_of), "import")
    assert (dump(book), index(book), book.history()) == (before, found_before, history)
    book.add_contact(ContactDraft("Cy Oh"))
    assert_index_is_true(book)


def test_whoever_watches_the_progress_can_stop_it_and_nothing_is_written(tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop(written: int, total: int) -> None:
        raise Stopped

    book = a_book(tmp_path)
    made = plan(book, ANN)
    with pytest.raises(Stopped):
        book.import_contacts(made.arrivals, made.sentence, stop)
    assert not any(dump(book).values())
    assert bring(book, ANN) == 1


def test_progress_runs_up_to_the_total(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("P 1"))
    made = plan(
        book, ContactDraft("P 1", job="x"), *(ContactDraft(f"P {n}") for n in range(2, 2500))
    )
    told: list[tuple[int, int]] = []
    book.import_contacts(made.arrivals, made.sentence, lambda *of: told.append(of))
    assert told == sorted(told)
    assert len(told) > 2
    assert told[-1] == (2499, 2499)


def test_a_book_that_changed_since_the_preview_is_left_alone(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    made = plan(book, ANN)
    reopened(book).add_contact(ContactDraft("Ann Lee", account="Acme"))
    before = dump(book)
    with pytest.raises(Conflict, match="changed since the preview"):
        book.import_contacts(made.arrivals, made.sentence)
    assert dump(book) == before


def test_a_copy_is_made_first_unless_there_is_nothing_to_lose(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    bring(book, ANN)
    assert not backup_folder(book.path).exists()
    bring(book, ContactDraft("Bob Ray"))
    (copy,) = backup_folder(book.path).iterdir()
    assert "before-import" in copy.name


def test_a_bad_draft_is_refused_in_a_sentence(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    with pytest.raises(Refused, match="tier"):
        book.import_contacts(Arrivals((Arrival(ContactDraft("Ann", tier="X")),), ""), "import")


def test_only_those_who_bring_a_cadence_get_a_check_in(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    bring(book, ContactDraft("Ann Lee", tier="A"), ContactDraft("Bob Ray"))
    assert who(book, "Ann Lee").next_check_in_on == TODAY
    assert who(book, "Bob Ray").next_check_in_on is None


def test_hostile_names_are_kept_to_the_letter(tmp_path: Path) -> None:
    names = ["Bob [CEO]", "[@click=app.quit]x[/]", "'; drop table contact; --", "=1+1", "日本 太郎"]
    book = a_book(tmp_path)
    bring(book, *(ContactDraft(name, account=name) for name in names))
    assert [who(book, name).account for name in names] == names


words = st.text(max_size=6) | st.sampled_from(
    ["Ann Lee", "ANN LEE", "Ann", "\u0301", "# #a", "x\x00"]
)
values = st.sampled_from(
    ["ann@x.no", "Ann@X.no", "90000000", "+4790000000", "090000000", "12", "", "a", "1-800-A", "/"]
)
channels = st.builds(ChannelDraft, st.sampled_from(ChannelKind), values, words)
drafts = st.builds(
    ContactDraft,
    name=words,
    account=st.sampled_from(["", "Acme", "ACME", "Vale", "\u0301", "\u0300"]),
    job=words,
    tier=st.sampled_from(["", "", "", "a", "gold"]),
    cadence=st.sampled_from(["", "", "3 w", "often"]),
    birthday=st.sampled_from(["", "1980-02-03"]),
    address=words,
    about=words,
    channels=st.lists(channels, max_size=3).map(tuple),
    tags=st.lists(words, max_size=2).map(tuple),
    uid=st.sampled_from(["", "", "u1", "u2", " u1"]),
    extras=st.lists(st.tuples(words, words), max_size=2).map(tuple),
)


@settings(max_examples=60)
@given(st.lists(drafts, max_size=2), st.lists(drafts, max_size=7))
def test_any_import_is_written_once_and_taken_back_whole(
    there: list[ContactDraft], arriving: list[ContactDraft]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        book = a_book(Path(folder))
        bring(book, *there)
        before, found_before = dump(book), index(book)
        written = bring(book, *arriving)
        after = dump(book)
        assert_index_is_true(book)
        again = plan(book, *arriving)
        assert again.changes_nothing, again.sentences()
        if written:
            book.undo()
            assert (dump(book), index(book)) == (before, found_before)
            book.redo()
            assert dump(book) == after
        book.close()
