"""A whole book as JSON: written, brought into an empty book, and the same again to the byte."""

from __future__ import annotations

import datetime as dt
import io
import json
import random
import re
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyaltytui.book.book import Book, open_book
from loyaltytui.book.choosing import Choice
from loyaltytui.book.errors import NotFound, Refused
from loyaltytui.book.journal import TABLES as JOURNALLED
from loyaltytui.drafts import NoteDraft
from loyaltytui.entries import Owner
from loyaltytui.exchange.reading import SourceError
from loyaltytui.exchange.whole_book_format import OWNED_SINCE_2, TABLES
from loyaltytui.exchange.whole_book_reading import WholeBook, is_whole_book, look_through
from loyaltytui.sample import write_sample
from tests.book.test_undo_everything import VERBS, Chance, a_full_book
from tests.builders import (
    RULES,
    TODAY,
    WHOLE,
    Clock,
    a_book,
    a_contact,
    dump,
    email,
    exported,
    mine,
    reopened,
    who,
)

MADE_ANEW = {"account": {"name_key"}, "contact": {"sort_key"}, "channel": {"value_key"}}
"""Columns that follow from others."""

Change = Callable[[dict[str, Any]], object]


def bring(book: Book, document: bytes, name: str = "book.json") -> None:
    whole = WholeBook(io.BytesIO(document), name)
    book.bring_book(whole.tables(), f"import the book {name}", whole.where)


def facts(book: Book) -> dict[str, list[tuple[object, ...]]]:
    """All that is stored, and all that is derived, without the marks that changes leave."""
    found = {}
    for table in (*JOURNALLED, "standing"):
        columns = [row[1] for row in book.rows(f"pragma table_info({table})")]
        kept = ", ".join(column for column in columns if column != "rev")
        found[table] = book.rows(f"select {kept} from {table} order by 1")
    return found


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    now = dt.datetime.combine(TODAY, dt.time(8, 30))
    write_sample(path, now, RULES)
    book = open_book(path, lambda: now, RULES, origin="test")
    yield book
    book.close()


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_full_book(tmp_path_factory.mktemp("full"))


def test_every_column_of_a_fact_stands_in_the_document_and_nothing_derived(sample: Book) -> None:
    assert list(TABLES) == JOURNALLED
    for table, columns in TABLES.items():
        stored = [row[1] for row in sample.rows(f"pragma table_info({table})")]
        derived = MADE_ANEW.get(table, set()) | {"rev"}
        assert [column.name for column in columns] == [
            name for name in stored if name not in derived
        ]


def test_the_page_about_formats_names_every_table_and_column() -> None:
    page = (Path(__file__).parents[2] / ".github" / "FORMATS.md").read_text("utf-8")
    told = {  # What a column may hold stands in brackets behind it.
        found[1]: re.findall(r"`(\w+)`(\??)", re.sub(r"\(.*?\)", "", found[2]))
        for found in re.finditer(r"^\| `(\w+)`[^|]*\|(.*)\|$", page, re.M)
    }
    assert list(told) == list(TABLES)
    for table, columns in TABLES.items():
        nullable = {column.name for column in columns if column.fits(None)}
        assert told[table] == [
            (column.name, "?" if column.name in nullable else "") for column in columns[1:]
        ]


@pytest.mark.parametrize(
    "choice", [WHOLE, Choice(), Choice(only_mine=True), Choice(True, True)], ids=str
)
def test_the_sample_comes_back_from_its_export_to_the_byte(
    tmp_path: Path, sample: Book, choice: Choice
) -> None:
    written = exported(sample, choice)
    book = a_book(tmp_path)
    bring(book, written)
    assert exported(book, choice) == written
    assert book.check() == []
    if choice == WHOLE:
        assert facts(book) == facts(sample)


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.sampled_from(sorted(VERBS)), st.integers(0, 2**16)), max_size=12),
    st.sampled_from([WHOLE, WHOLE, Choice(), Choice(only_mine=True), Choice(True, True)]),
)
def test_any_book_comes_back_from_its_export_to_the_byte(
    full: Path, verbs: list[tuple[str, int]], choice: Choice
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.db"
        path.write_bytes(full.read_bytes())
        book = open_book(path, Clock(), RULES, origin="test")
        for name, seed in verbs:
            with suppress(NotFound, Refused):
                VERBS[name](Chance(book, random.Random(seed)))
        written = exported(book, choice)
        again = a_book(Path(folder), name="again.db")
        bring(again, written)
        assert exported(again, choice) == written
        assert again.check() == []
        if choice == WHOLE:
            assert facts(again) == facts(book)
        book.close()
        again.close()


def test_bringing_a_book_is_one_step_that_undo_takes_back(tmp_path: Path, sample: Book) -> None:
    written = exported(sample)
    book = a_book(tmp_path)
    bring(book, written)
    assert len(book.history()) == 1
    assert book.undo() == "import the book book.json"
    assert not any(dump(book).values())
    book.redo()
    assert exported(book) == written
    assert book.check() == []


def test_what_was_brought_can_be_found_and_worked_with(tmp_path: Path, sample: Book) -> None:
    book = a_book(tmp_path)
    bring(book, exported(sample))
    priya = who(book, "Priya Shah")
    assert [hit.contact for hit in book.find("priya shah")][:1] == ["Priya Shah"]
    book.promise(priya, mine("call back", TODAY))
    assert book.check() == []
    book = reopened(book)
    book.undo()
    assert exported(book) == exported(sample)


def test_a_purchase_whose_contact_has_gone_comes_along_and_is_found(
    tmp_path: Path, full: Path
) -> None:
    path = tmp_path / "full.db"
    path.write_bytes(full.read_bytes())
    source = open_book(path, Clock(), RULES, origin="test")
    source.delete_contact(who(source, "Ann"))
    assert source.rows("select contact_id from purchase") == [(None,)]
    book = a_book(tmp_path)
    bring(book, exported(source))
    assert facts(book) == facts(source)
    assert book.check() == []


def test_a_book_with_entries_takes_no_other_book(tmp_path: Path, sample: Book) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    before = dump(book)
    with pytest.raises(Refused, match="holds entries already"):
        bring(book, exported(sample))
    assert dump(book) == before


def test_line_ends_quotes_and_letters_of_all_scripts_come_back(tmp_path: Path) -> None:
    texts = ['"quoted" \\ and\nnext', "日本 ünï \u2028 \U0001f600 {[}]", "=1+1", "null", "a\tb"]
    notes = tuple(NoteDraft("goal", text) for text in texts)
    (tmp_path / "one").mkdir()
    book = a_book(tmp_path / "one", a_contact("Ann 'O\"Hara", "Ä & Co", notes=notes))
    again = a_book(tmp_path)
    bring(again, exported(book))
    assert facts(again) == facts(book)


def a_mixed_book(folder: Path) -> Book:
    """Ann is mine, Bob the company's, Pia known to everybody; all of them at Acme."""
    book = a_book(
        folder,
        a_contact(
            "Ann",
            "Acme",
            owner=Owner.MINE,
            channels=(email("ann@home.example"), email("secret@home.example", secret=True)),
            tags=("vip",),
            promised=(mine("send it", TODAY),),
            notes=(NoteDraft("goal", "grow"), NoteDraft("goal", "hidden", is_confidential=True)),
        ),
        a_contact("Bob", "Acme", emails=("bob@acme.example",), notes=(NoteDraft("goal", "rest"),)),
        a_contact("Pia", "Vale", owner=Owner.PUBLIC),
    )
    for name in ("Ann", "Bob"):
        for note in book.notes_of(who(book, name).id):
            book.set_owner(note, Owner.MINE)
    return book


def shown(document: bytes, table: str, column: str) -> list[object]:
    return [row[column] for row in json.loads(document)[table]]


def test_mine_takes_what_is_mine_or_public_and_nothing_beneath_the_companys(
    tmp_path: Path,
) -> None:
    book = a_mixed_book(tmp_path)
    document = exported(book, Choice(only_mine=True))
    assert shown(document, "contact", "name") == ["Ann", "Pia"]
    assert shown(document, "channel", "value") == ["ann@home.example"]
    # Bob's note is mine, but Bob is not: a note about nobody says nothing.
    assert shown(document, "note", "text") == ["grow"]
    assert shown(document, "promise", "text") == []
    assert shown(document, "tag", "word") == ["vip"]
    for table, rows in json.loads(document).items():
        if table != "loyaltytui":
            assert {row.get("owner", "mine") for row in rows} <= {"mine", "public"}


def test_an_account_goes_along_by_name_alone_with_a_contact_of_mine(tmp_path: Path) -> None:
    book = a_mixed_book(tmp_path)
    document = exported(book, Choice(only_mine=True))
    assert shown(document, "account", "name") == ["Acme", "Vale"]
    assert shown(document, "account", "owner") == ["public", "public"]
    assert book.accounts_by_name() == 2


def test_what_stays_behind_is_counted_with_its_reason(tmp_path: Path) -> None:
    book = a_mixed_book(tmp_path)
    found = book.left_out(Choice(only_mine=True))
    assert found["contact", "company"] == 1
    assert found["note", "confidence"] == 1
    assert found["note", "beneath"] == 1
    assert found["promise", "company"] == 1
    assert book.left_out(WHOLE) == {}


def test_what_was_told_in_confidence_stays_behind_unless_asked_for(tmp_path: Path) -> None:
    book = a_mixed_book(tmp_path)
    assert b"hidden" not in exported(book, Choice())
    assert b"secret@home" not in exported(book, Choice())
    assert b"hidden" in exported(book)
    assert b"hidden" in exported(book, Choice(only_mine=True, with_confidential=True))


def meddled(document: bytes, change: Change) -> bytes:
    whole = json.loads(document)
    change(whole)
    return json.dumps(whole).encode()


def put(table: str, column: str, value: object) -> Change:
    def change(whole: dict[str, Any]) -> None:
        whole[table][0][column] = value

    return change


HOSTILE: dict[str, tuple[Change, str]] = {
    "a table is missing": (lambda whole: whole.pop("note"), "table note is missing"),
    "a strange table": (lambda whole: whole.update(evil=[]), "table that no book has"),
    "a newer format": (lambda whole: whole["loyaltytui"].update(format=3), "newer loyaltytui"),
    "an older format that says more": (
        lambda whole: whole["loyaltytui"].update(format=1),
        "more than its columns",
    ),
    "a format that is none": (lambda whole: whole["loyaltytui"].update(format=True), "is not what"),
    "a column is missing": (lambda whole: whole["note"][0].pop("kind"), "note without kind"),
    "an account with more": (put("account", "evil", 1), "an account with more than its columns"),
    "a strange column": (put("note", "evil", 1), "more than its columns"),
    "a number for a text": (put("note", "text", 1), "text of a note"),
    "a text for a number": (put("contact", "id", "1"), "id of a contact"),
    "true for a number": (put("contact", "id", True), "id of a contact"),
    "one for true": (put("note", "is_confidential", 1), "true or false"),
    "a list for a text": (put("note", "text", ["x"]), "text of a note"),
    "null for a text": (put("contact", "name", None), "name of a contact"),
    "a blank name": (put("contact", "name", " "), "name of a contact"),
    "a fraction": (put("purchase", "amount_minor", 1.5), "amount_minor"),
    "below zero": (put("purchase", "amount_minor", -1), "amount_minor"),
    "a huge number": (put("contact", "id", 2**70), "too large"),
    "an id that uses up all ids": (put("contact", "id", 2**63 - 1), "id of a contact"),
    "no day": (put("note", "noted_on", "2026-02-30"), "noted_on"),
    "a day of another kind": (put("note", "noted_on", "20260202"), "noted_on"),
    "a strange kind": (put("note", "kind", "gossip"), "kind of a note"),
    "a strange owner": (put("contact", "owner", "me"), "owner of a contact"),
    "a strange cadence": (put("contact", "cadence", "3x"), "cadence"),
    "half a character": (put("note", "text", "\ud800"), "half a character"),
    "kept on no day": (put("promise", "outcome", "kept"), "is open without"),
    "a contact that is not there": (put("note", "contact_id", 4711), "not there"),
    "an account that is not there": (put("contact", "account_id", 4711), "not there"),
    "the same id twice": (lambda whole: whole["note"].append(whole["note"][0]), "twice"),
    "the same account twice": (
        lambda whole: whole["account"].append(whole["account"][0] | {"id": 99}),
        "twice",
    ),
    "not a list": (lambda whole: whole.update(note={}), "missing"),
    "no row": (lambda whole: whole.update(note=[1]), "row in { } is missing"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_meddled_document_is_refused_with_its_place_and_nothing_is_written(
    tmp_path: Path, full: Path, name: str
) -> None:
    change, words = HOSTILE[name]
    source = open_book(full, Clock(), RULES, origin="test")
    document = meddled(exported(source), change)
    source.close()
    book = a_book(tmp_path)
    before = dump(book)
    with pytest.raises((SourceError, Refused), match=words):
        bring(book, document)
    assert dump(book) == before
    assert book.history() == []
    assert book.check() == []


HEAD = b'{"loyaltytui":{"format":2,"confidential":true,"mine":false}'
NO_DOCUMENTS = {
    "empty": b"",
    "cut": HEAD + b',"account":[{"id":1,"na',
    "cut between rows": HEAD + b',"account":[',
    "cut in the head": b'{"loyaltytui":{"for',
    "nothing but the head": HEAD + b"}",
    "more behind": HEAD + b"} {",
    "deep": HEAD + b',"account":[{"id":' + b"[" * 200_000,
    "deep objects": HEAD + b',"account":[' + b'{"a":' * 200_000,
    "a name twice": HEAD + b',"account":[{"id":1,"id":2}]}',
    "a table twice": HEAD + b',"account":[],"account":[]}',
    "not a number": HEAD + b',"account":[{"id":NaN}]}',
    "endless": HEAD + b',"account":[{"id":Infinity}]}',
    "a number of a million digits": HEAD + b',"account":[{"id":' + b"9" * 1_000_000 + b"}]}",
    "not UTF-8": HEAD + b',"account":[{"id":1,"name":"\xff"}]}',
    "another charset": HEAD.decode().encode("utf-16"),
    "a comma too many": HEAD + b',"account":[{"id":1},]}',
    "no JSON": HEAD + b',"account":[{id:1}]}',
}


@pytest.mark.parametrize("name", NO_DOCUMENTS)
def test_what_is_no_document_is_refused_with_its_place(tmp_path: Path, name: str) -> None:
    path = tmp_path / "book.json"
    path.write_bytes(NO_DOCUMENTS[name])
    with pytest.raises(SourceError, match=r"book\.json, line 1: .*Nothing was written\."):
        look_through(path)


class Endless(io.RawIOBase):
    """A file of many megabytes that are made as they are read."""

    def __init__(self, start: bytes, again: bytes, size: int) -> None:
        self.start, self.again, self.left = start, again, size

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        size = min(size if size > 0 else self.left, self.left)
        self.left -= size
        found = (self.start + self.again * (size // len(self.again) + 1))[:size]
        self.start = b""
        return found


@pytest.mark.parametrize(
    ("start", "again"),
    [
        (HEAD + b',"account":[{"id":1,"name":"', b"x" * 997),
        (HEAD + b',"account":[', b" " * 997),
        (HEAD + b',"account":[{"id":1,"owner":', b"[" * 997),
        (b'{"', b"x" * 997),
    ],
)
def test_two_hundred_megabytes_of_nothing_end_in_a_sentence_without_filling_memory(
    start: bytes, again: bytes
) -> None:
    file = cast(BinaryIO, Endless(start, again, 200_000_000))
    tracemalloc.start()
    with pytest.raises(SourceError, match="Nothing was written"):
        read_all(file)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 150_000_000


def read_all(file: BinaryIO) -> None:
    for _, _, rows in WholeBook(file, "book.json").tables():
        for _ in rows:
            pass


@settings(max_examples=50)
@given(st.data())
def test_a_document_with_any_damage_is_brought_or_refused_and_never_half(
    full: Path, data: st.DataObject
) -> None:
    source = open_book(full, Clock(), RULES, origin="test")
    document = bytearray(exported(source))
    source.close()
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(document) - 1))
        document[at : at + data.draw(st.integers(0, 3))] = data.draw(
            st.sampled_from(
                [b"", b'"', b"1", b"\\", b"}", b"{", b",", b"null", b"-", b"\x00", b"9"]
            )
        )
    with tempfile.TemporaryDirectory() as folder:
        book = a_book(Path(folder))
        try:
            bring(book, bytes(document))
        except (SourceError, Refused):
            assert not any(dump(book).values())
            assert book.history() == []
        else:
            written = exported(book)
            again = a_book(Path(folder), name="again.db")
            bring(again, written)
            assert exported(again) == written
            again.close()
        assert book.check() == []
        book.close()


def test_a_document_is_known_by_how_it_begins(tmp_path: Path) -> None:
    for number, (start, is_ours) in enumerate(
        [
            (b'{"loyaltytui":{', True),
            (b'\xef\xbb\xbf\n { "loyaltytui" : {', True),
            (b'{"other":1,"loyaltytui":{}}', False),
            (b"BEGIN:VCARD", False),
            (b"", False),
        ]
    ):
        path = tmp_path / str(number)
        path.write_bytes(start)
        assert is_whole_book(path) is is_ours
    assert not is_whole_book(tmp_path)
    assert not is_whole_book(tmp_path / "nowhere")


def test_a_document_of_the_first_format_comes_in_with_the_owners_its_rows_went_along_with(
    tmp_path: Path, full: Path
) -> None:
    source = open_book(full, Clock(), RULES, origin="test")
    whole = json.loads(exported(source))
    source.close()
    whole["loyaltytui"]["format"] = 1
    for table in ("account", "contact"):
        for row in whole[table]:
            row["owner"] = ("mine", "public", "company")[row["id"] % 3]
    for table in OWNED_SINCE_2:
        for row in whole[table]:
            del row["owner"], row["is_confidential"]
    book = a_book(tmp_path)
    bring(book, json.dumps(whole).encode())
    for table, (parent, column) in OWNED_SINCE_2.items():
        assert book.rows(f"select count(*) from {table}") == [(len(whole[table]),)]
        assert (
            book.rows(
                f"select * from {table} join {parent} on {parent}.id = {column} "
                f"where {table}.owner <> {parent}.owner or {table}.is_confidential"
            )
            == []
        ), table
    assert book.check() == []
    again = a_book(tmp_path, name="again.db")
    bring(again, exported(book))
    assert exported(again) == exported(book)
