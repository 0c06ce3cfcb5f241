"""Somebody forgotten for good: no word of theirs in any file, and nothing of the others lost."""

import json
import random
import sqlite3
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyaltytui.book import forgetting, journal
from loyaltytui.book.book import Book
from loyaltytui.book.errors import BookBusy, BookError, BookReadOnly, Conflict, NotFound
from loyaltytui.book.traces import (
    UNSWEPT,
    backups_that_hold,
    damaged_that_hold,
    is_unswept,
    sweep,
)
from loyaltytui.book.unsaved import Unsaved, UnsavedForm, UnsavedText
from loyaltytui.dealings import (
    Answer,
    ProblemDraft,
    PurchaseDraft,
    ReferenceDraft,
    ReferenceState,
)
from loyaltytui.drafts import (
    ChannelDraft,
    CheckInDraft,
    ContactDraft,
    NoteDraft,
    PromiseDraft,
    QuestionDraft,
)
from loyaltytui.entries import ChannelKind, ContactId, Side
from tests.book.test_undo_everything import Walk, a_copy, a_full_book, verbs_at_random
from tests.builders import TODAY, TOMORROW, a_book, a_call, a_contact, days, dump, mine, who

SECRET = "zyqx"
"""In every word about the one who is to be forgotten, and in no other."""


def secret(what: str) -> str:
    return f"{SECRET}{what}"


def a_known(folder: Path) -> Book:
    """Bob, whom nobody forgets, and somebody about whom every field says something."""
    book = a_book(folder, a_contact("Bob Fox", "Acme", met=TODAY - days(9)))
    ann_id = book.add_contact(
        ContactDraft(
            f"Ann {secret('name')}",
            account="Acme",
            tier="A",
            job="buyer",
            birthday=secret("birthday"),
            address=secret("address"),
            about=secret("about"),
            tags=(secret("tag"),),
            channels=(
                ChannelDraft(ChannelKind.EMAIL, secret("mail@a.example"), label=secret("l")),
            ),
            uid=secret("uid"),
            extras=((secret("field"), secret("value")),),
        )
    )
    ann, bob = book.contact(ann_id), who(book, "Bob Fox")
    book.log(
        a_call(
            ann,
            text=secret("alone"),
            promises=(mine(secret("promise"), TOMORROW, secret("via")),),
            check_in=CheckInDraft(TOMORROW, secret("reason")),
            notes=(NoteDraft("goal", secret("note")),),
            questions=(QuestionDraft(secret("question"), topic="goal"),),
        )
    )
    book.log(a_call(ann, bob, text="both of them"))
    for one in book.promises_of(ann_id):
        book.move(one, TODAY + days(9))
    book.answer(book.questions_of(ann_id)[0], secret("answer"))
    book.raise_problem(ann, ProblemDraft(secret("problem")))
    book.make_good(book.problems_of(ann_id)[0], TODAY, secret("madegood"))
    book.state_reference(ann, ReferenceDraft(ReferenceState.YES, text=secret("reference")))
    book.refer(ann, bob)
    book.qualify(ann, "need", Answer.YES)
    book.drop(ann, secret("pursuit"))
    book.buy(ann, PurchaseDraft("12 pumps", 500000, "EUR", TODAY - days(30)))
    bought = book.purchases_of(ann)[0]
    book.deliver(bought, TODAY)
    book.confirm(book.purchases_of(ann)[0], TODAY, secret("confirmed"))
    book.announce(secret("news"), [ann_id])
    book.announce("new price list", [ann_id, bob.id])
    book.tell(next(each for each in book.tellings_of(ann_id) if "price" in each.text))
    book.edit_contact(book.contact(ann_id), ContactDraft(f"Anna {secret('newname')}", "Vale"))
    return book


def ann_of(book: Book) -> ContactId:
    (row,) = book.rows("select id from contact where name like 'Ann%'")
    return ContactId(row[0])


def files_of(book: Book) -> list[Path]:
    return [path for path in book.path.parent.rglob("*") if path.is_file()]


def still_said(book: Book) -> list[str]:
    """Every file beside the book in which a word of theirs can be found, whatever it is."""
    found = [path.name for path in files_of(book) if SECRET in path.read_bytes().decode("latin-1")]
    with sqlite3.connect(":memory:") as copy:
        book.db.connection().backup(copy)
        copy.execute("create virtual table terms using fts5vocab(search, row)")
        known = copy.execute("select term from terms where term like ?", (f"%{SECRET}%",))
        found += [f"index: {term}" for (term,) in known]
    copy.close()
    return found


def test_everything_is_said_before_so_that_its_absence_means_something(tmp_path: Path) -> None:
    book = a_known(tmp_path)
    ann = ann_of(book)
    mentioned = {table for table in journal.TABLES if table in str(dump(book))}
    assert mentioned == set(journal.TABLES)
    told = forgetting.foretell(book, ann)
    assert told.counts.keys() >= {"note", "question", "promise", "problem", "channel", "tag"}
    assert still_said(book)


def test_no_word_of_theirs_is_left_in_any_file(tmp_path: Path) -> None:
    book = a_known(tmp_path)
    assert forgetting.forget(book, ann_of(book))
    assert still_said(book) == []
    assert Path(f"{book.path}-wal").stat().st_size in (0,) or not is_unswept(book)
    assert book.check() == []
    said = [past.sentence for past in book.history(500)]
    assert not [one for one in said if SECRET in one or "Ann" in one]


def test_what_is_others_stays(tmp_path: Path) -> None:
    book = a_known(tmp_path)
    forgetting.forget(book, ann_of(book))
    bob = who(book, "Bob Fox")
    texts = [moment.text for moment in book.timeline(bob.id, 0, 20)]
    assert "both of them" in texts
    ((what, contact, confirmed_on, words),) = book.rows(
        "select what, contact_id, confirmed_on, confirmed_words from purchase"
    )
    assert (what, contact, confirmed_on, words) == ("12 pumps", None, TODAY.isoformat(), "")
    assert [each.text for each in book.announcements()] == ["new price list"]
    assert [row[0] for row in book.rows("select name from account")] == ["Acme"]


def test_an_account_where_nobody_else_is_goes_unless_it_bought_something(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann Lee", "Vale"), a_contact("Cy Orr", "Cy Orr Ltd"))
    book.buy(who(book, "Cy Orr"), PurchaseDraft("pump", 100, "EUR"))
    book.add_contact(ContactDraft("Di Poe", account="North"))
    book.buy(who(book, "Di Poe"), PurchaseDraft("pump", 100, "EUR"))
    told = forgetting.foretell(book, who(book, "Di Poe").id)
    assert told.kept_accounts == (("North", 1),)
    for name in ("Ann Lee", "Cy Orr", "Di Poe"):
        forgetting.forget(book, who(book, name).id)
    assert [row[0] for row in book.rows("select name from account")] == ["North"]
    assert book.check() == []


def all_undone(book: Book) -> None:
    with suppress(NotFound):
        for _ in range(200):
            book.undo()
    with pytest.raises(NotFound, match="nothing to undo"):
        book.undo()


def test_undo_goes_on_with_what_came_before_and_never_brings_them_back(tmp_path: Path) -> None:
    book = a_known(tmp_path)
    book.add_contact(ContactDraft("Cem Ode", account="Acme"))
    forgetting.forget(book, ann_of(book))
    assert book.undo() == "add Cem Ode"
    all_undone(book)
    assert book.contact_count() == 0
    assert still_said(book) == []
    with suppress(NotFound):
        for _ in range(200):
            book.redo()
    assert [row[0] for row in book.rows("select name from contact order by 1")] == [
        "Bob Fox",
        "Cem Ode",
    ]
    assert still_said(book) == []
    assert book.check() == []


def test_the_book_keeps_its_name_when_its_first_contact_is_forgotten(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann Lee"))
    name = book.book_id()
    forgetting.forget(book, who(book, "Ann Lee").id)
    assert book.book_id() == name != ""
    assert "Ann" not in str(book.rows("select * from action"))
    with pytest.raises(NotFound, match="nothing to undo"):
        book.undo()


def test_a_contact_deleted_before_is_forgotten_out_of_the_history(tmp_path: Path) -> None:
    book = a_known(tmp_path)
    ann = book.contact(ann_of(book))
    book.delete_contact(ann)
    assert still_said(book)
    assert forgetting.only_remembered(book, ann.name.upper()) == [(ann.id, ann.name)]
    forgetting.forget(book, ann.id)
    assert still_said(book) == []
    assert forgetting.only_remembered(book, ann.name) == []
    with pytest.raises(NotFound):
        forgetting.forget(book, ann.id)


def test_whoever_was_merged_into_them_is_forgotten_with_them(tmp_path: Path) -> None:
    book = a_known(tmp_path)
    double = a_contact(secret("double"), met=TODAY - days(3))
    book.add_contact(double.draft)
    other = who(book, secret("double"))
    book.log(a_call(other, text=secret("more"), notes=(NoteDraft("goal", secret("goal")),)))
    merge = getattr(book, "merge", None)
    if merge is None:
        pytest.skip("this book knows no merging")
    merge(book.contact(ann_of(book)), other)
    for path in (tmp_path / "book.db.backups").iterdir():
        path.unlink()
    forgetting.forget(book, ann_of(book))
    assert still_said(book) == []
    assert book.check() == []


def test_unsaved_texts_about_them_go_and_others_stay(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann Lee", "Acme", met=TODAY), a_contact("Bo Lee", "Acme"))
    ann, bo = who(book, "Ann Lee").id, who(book, "Bo Lee").id
    call = book.rows("select interaction_id from participant where contact_id = ?", (ann,))[0][0]
    unsaved = Unsaved(book.path)
    unsaved.keep(ann, UnsavedText("about them", "1"))
    unsaved.keep(bo, UnsavedText("about Bo Lee", "2"))
    unsaved.keep(0, UnsavedText("ann call: nice", "3"))
    for key, line in (
        (f"contact {ann}", "x"),
        (f"new note {ann}", "x"),
        (f"interaction {call}", "x"),
        (f"new note {bo}", "x"),
        (f"contact {bo}", "met ANN LEE there"),
    ):
        unsaved.keep_form(key, UnsavedForm("Form", {"text": line}, "4"))
    (tmp_path / ".unsaved-left").write_text("Ann Lee")
    Path(f"{book.path}.crash.txt").write_text("Ann Lee")
    assert forgetting.foretell(book, ann).unsaved == 6
    forgetting.forget(book, ann)
    assert unsaved.everything().keys() == {str(bo), f"new note {bo}"}
    assert not (tmp_path / ".unsaved-left").exists()
    assert not Path(f"{book.path}.crash.txt").exists()


def test_backups_made_before_are_named_by_what_is_in_them(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Bo Lee"))
    book.back_up("by-hand")
    ann = book.add_contact(ContactDraft("Ann Poe"))
    book.back_up("by-hand")
    book.delete_contact(book.contact(ann))
    book.back_up("by-hand")
    damaged = tmp_path / "book.db.backups" / "000004-2026-11-23-0900-before-restore.damaged"
    damaged.write_bytes(b"\x00" * 99 + b"Ann Poe")
    told = forgetting.foretell(book, ann)
    found = backups_that_hold(book.path, told.names, told.channels)
    assert [one.number for one in found] == [3, 2]
    assert damaged_that_hold(book.path, told.names) == [damaged]
    forgetting.forget(book, ann)
    book.back_up("by-hand")
    assert len(backups_that_hold(book.path, told.names, told.channels)) == 2


def test_while_another_program_reads_the_file_is_swept_later(tmp_path: Path) -> None:
    book = a_known(tmp_path)
    reader = sqlite3.connect(book.path, isolation_level=None)
    reader.execute("begin")
    reader.execute("select count(*) from contact").fetchone()
    assert not forgetting.forget(book, ann_of(book))
    assert is_unswept(book)
    assert any("forgotten" in sentence for sentence in book.check())
    reader.close()
    assert sweep(book)
    assert still_said(book) == []
    assert book.check() == []


def test_what_was_typed_about_them_goes_with_the_sweep_that_was_still_to_come(
    tmp_path: Path,
) -> None:
    book = a_known(tmp_path)
    ann = ann_of(book)
    unsaved = Unsaved(book.path)
    unsaved.keep(ann, UnsavedText("Ann said", "uuid"))
    unsaved.keep(0, UnsavedText("of nobody", "other"))
    # Ended right behind the commit: noted is that she goes, and her text is still there.
    book.write("insert into book_fact values (?, ?)", (UNSWEPT, json.dumps([str(ann)])))
    assert sweep(book)
    assert unsaved.of(ann).text == ""
    assert unsaved.of(0).text == "of nobody"
    # An older program noted no more than that a sweep was to come.
    book.write("insert into book_fact values (?, '1')", (UNSWEPT,))
    assert sweep(book)
    assert not is_unswept(book)


def test_where_nothing_can_be_written_nobody_is_forgotten(tmp_path: Path) -> None:
    book = a_known(tmp_path)
    ann = ann_of(book)
    writer = sqlite3.connect(book.path, isolation_level=None)
    writer.execute("begin immediate")
    with pytest.raises(BookBusy):
        forgetting.forget(book, ann)
    writer.close()
    assert book.contact(ann).name
    book.is_read_only = True
    with pytest.raises(BookReadOnly):
        forgetting.forget(book, ann)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_full_book(tmp_path_factory.mktemp("full"))


@settings(max_examples=25)
@given(verbs_at_random, st.integers(0, 2**16), st.booleans())
def test_after_any_verbs_the_book_is_sound_and_so_is_each_undo(
    full: Path, verbs: list[tuple[str, int, bool]], seed: int, is_undone: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        walk = Walk(a_copy(full, Path(folder)))
        for name, choice, _ in verbs:
            walk.act(name, choice)
        book = walk.book
        with suppress(NotFound):
            for _ in range(3 if is_undone else 0):
                book.undo()
        everybody = [row[0] for row in book.rows("select id from contact order by id")]
        ann = random.Random(seed).choice(everybody)
        forgetting.forget(book, ContactId(ann))
        assert book.check() == []
        images = book.rows("select table_name, before, after from change")
        assert not [one for one in images if f'"contact_id":{ann},' in f"{one[1]} {one[2]}"]
        with suppress(NotFound, Conflict):
            for _ in range(60):
                book.undo()
                assert not book.rows("select 1 from contact where id = ?", (ann,))
        assert book.check() == []
        with suppress(BookError):
            for _ in range(60):
                book.redo()
        assert not book.rows("select 1 from contact where id = ?", (ann,))
        assert book.check() == []
        book.close()


def test_both_sides_of_a_promise_can_be_forgotten(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann Lee"), a_contact("Bo Fox"))
    book.promise(who(book, "Bo Fox"), PromiseDraft(Side.MINE, "greet Ann Lee", TOMORROW))
    book.park(who(book, "Ann Lee"), TODAY + days(9), "later")
    forgetting.forget(book, who(book, "Ann Lee").id)
    # Bo's own row keeps its words; the history, which lists them unasked, does not.
    assert [row[0] for row in book.rows("select text from promise")] == ["greet Ann Lee"]
    assert not [past for past in book.history(99) if "Ann" in past.sentence]
