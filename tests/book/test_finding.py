"""Finding by words: whom they may mean, and every text that holds them."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from loyaltytui.book import finding, search
from loyaltytui.book.book import Book
from loyaltytui.book.glance import Glance
from loyaltytui.book.snippets import Wanted
from loyaltytui.book.streams import Listed, Told, in_common
from loyaltytui.drafts import ContactDraft, LogDraft, NoteDraft, PromiseDraft, QuestionDraft
from loyaltytui.entries import Account, AccountId, ContactId, Side
from loyaltytui.plain import fold
from tests.builders import (
    TODAY,
    YESTERDAY,
    a_book,
    a_call,
    a_contact,
    days,
    email,
    mine,
    phone,
    who,
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Read only: no test of this file writes in it."""
    book = a_book(
        tmp_path_factory.mktemp("finding"),
        a_contact(
            "Jürgen Müller",
            "新日本商事",
            job="Plant manager",
            about="plays golf",
            emails=("jm@nihon.example",),
            phones=("+49 (171) 555-0100",),
            tags=("vip",),
            met=TODAY - days(3),
            notes=(
                NoteDraft("goal", "wants the C++ certificate"),
                NoteDraft("background", "getting divorced", is_confidential=True),
            ),
            questions=(QuestionDraft("who signs above 50k?"),),
            promised=(mine("send revised quote", TODAY), mine("クロスセル資料を送る")),
        ),
        a_contact("Ann", "Vale", met=TODAY - days(400)),
        a_contact("Anna Ruiz", "Harbor Works", met=YESTERDAY),
        a_contact("Ann Lee", "Müller Söhne", met=TODAY - days(30)),
        a_contact('O\'Hara "Bo" Shaw', "100% (NEAR) *"),
        a_contact("日本太郎"),
    )
    jürgen = who(book, "Jürgen Müller")
    book.log(a_call(jürgen, text="about Oslo"))
    book.promise(jürgen, PromiseDraft(Side.MINE, "hush money", is_confidential=True))
    book.add_channel(jürgen, phone("+49 30 777", secret=True))
    book.add_channel(jürgen, email("secret@home.example", secret=True))
    return book


def found(book: Book, typed: str) -> list[tuple[str, str]]:
    return [(hit.contact, hit.source) for hit in book.find(typed)]


def meant(book: Book, words: str) -> list[str]:
    return [candidate.name for candidate in book.candidates(words)]


@pytest.mark.parametrize(
    ("typed", "source"),
    [
        ("muller", "contact"),
        ("MÜLL", "contact"),
        ("golf", "contact"),
        ("plant man", "contact"),
        ("vip", "tag"),
        ("jm@nihon.example", "channel"),
        ("nihon", "channel"),
        ("491715550100", "channel"),
        ("49171555", "channel"),
        ("555-0100", "channel"),
        ("oslo", "participant"),
        ("certif", "note"),
        ("50k", "question"),
        ("revised quote", "promise"),
        ("日本", "contact"),
        ("商事", "contact"),
        ("セル", "promise"),
        ("1715550100", "channel"),
    ],
)
def test_every_text_is_found_by_its_words_and_their_beginnings(
    book: Book, typed: str, source: str
) -> None:
    assert ("Jürgen Müller", source) in found(book, typed)


def test_a_sign_at_the_end_means_the_whole_word(book: Book) -> None:
    assert found(book, "c++") == [("Jürgen Müller", "note")]


def test_whoever_is_named_comes_before_whatever_is_said(book: Book) -> None:
    assert found(book, "ann")[:3] == [
        ("Ann", "contact"),
        ("Ann Lee", "contact"),
        ("Anna Ruiz", "contact"),
    ]


def test_several_words_may_stand_in_different_texts_about_one_contact(book: Book) -> None:
    assert {contact for contact, _ in found(book, "muller oslo vip")} == {"Jürgen Müller"}
    assert found(book, "muller oslo harbor") == []
    assert {contact for contact, _ in found(book, "日本 oslo")} == {"Jürgen Müller"}
    assert {contact for contact, _ in found(book, "日本 太郎")} == {"日本太郎"}


def test_a_hit_is_found_once(book: Book) -> None:
    for typed in ("muller", "日本", "muller 日本", "vip golf"):
        hits = found(book, typed)
        assert len(hits) == len(set(hits)), typed


def test_what_was_told_in_confidence_is_found_without_its_text(book: Book) -> None:
    for typed in ("divorced", "hush", "secret@home", "4930777"):
        (hit,) = book.find(typed)
        assert (hit.contact, hit.snippet) == ("Jürgen Müller", ""), typed
    assert "divorced" not in str(book.find("muller divorced"))


def test_a_snippet_shows_the_words(book: Book) -> None:
    (hit,) = book.find("revised")
    assert (hit.snippet, hit.account) == ("send revised quote", "新日本商事")
    assert [hit.contact for hit in book.find("商事")] == ["Jürgen Müller"]


@pytest.mark.parametrize("typed", ["1715550100", "15550100", "+49 (171) 555", "+49", "555"])
def test_a_number_is_shown_as_it_was_written(book: Book, typed: str) -> None:
    hit = next(hit for hit in book.find(typed) if hit.source == "channel")
    assert hit.snippet == "+49 (171) 555-0100"
    assert book.snippets_of(typed, [hit.contact_id]) == {hit.contact_id: "+49 (171) 555-0100"}


def test_a_name_and_an_address_are_shown_once_and_as_they_were_written(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Søren Ørsted", "Vale", emails=("Soren.O@Vale.example",)))
    for typed in ("soren", "orsted", "vale", "Vale", "example"):
        said = {hit.source: hit.snippet for hit in book.find(typed)}
        assert said.pop("contact", "Søren Ørsted Vale") == "Søren Ørsted Vale"
        assert said.pop("channel", "Soren.O@Vale.example") == "Soren.O@Vale.example"
        assert said == {}


SIGNS = ['"', "*", "(", ")", "NEAR(", "name:", "-", "^", "+", "{}", "'", "\\", "%", "_", ";--"]
EMPTY = ["", "   ", "\x00", "\ud800", "\u0301", "🚀"]


@pytest.mark.parametrize("typed", [*SIGNS, *EMPTY], ids=ascii)
def test_signs_alone_are_no_query(book: Book, typed: str) -> None:
    if typed not in ("NEAR(", "name:"):
        assert found(book, typed) == []
    assert found(book, f"oslo {typed}") in (found(book, "oslo"), [])
    book.candidates(typed)


def test_words_of_the_query_language_are_words(book: Book) -> None:
    assert found(book, "NEAR") == [('O\'Hara "Bo" Shaw', "contact")]
    for typed in ("AND", "OR NOT", "NOT oslo"):
        assert found(book, typed) == [], typed


def test_very_long_texts_can_be_looked_for(book: Book) -> None:
    assert found(book, "x" * 100_000) == []
    assert found(book, "oslo " * 10_000) == [("Jürgen Müller", "participant")]


@settings(max_examples=200)
@given(st.text() | st.text('"*()^:+-{}\\ NEARORANDNOT日本müll', max_size=30))
def test_whatever_is_typed_finds_something_or_nothing(book: Book, typed: str) -> None:
    assert len(book.find(typed, 5)) <= 5
    book.candidates(typed)


def test_quotes_and_signs_inside_names_are_found(book: Book) -> None:
    assert meant(book, '"bo') == ['O\'Hara "Bo" Shaw']
    assert meant(book, "o'hara") == ['O\'Hara "Bo" Shaw']


def test_no_more_than_the_limit_and_none_for_nothing(book: Book) -> None:
    assert len(book.find("a", 2)) == 2
    assert book.find("a", 0) == []
    assert book.find("a", -1) == []


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("ann", ["Ann", "Anna Ruiz", "Ann Lee"]),
        ("ann l", ["Ann Lee"]),
        ("lee muller", ["Ann Lee"]),
        ("harbor", ["Anna Ruiz"]),
        ("muller", ["Jürgen Müller", "Ann Lee"]),
        ("jm@nihon.example", []),
        ("golf", []),
        ("日本", ["日本太郎", "Jürgen Müller"]),
        ("日本 jürgen", ["Jürgen Müller"]),
        ("nobody", []),
    ],
)
def test_words_mean_whoever_has_them_all_in_name_or_account_nearest_first(
    book: Book, words: str, names: list[str]
) -> None:
    assert meant(book, words) == names


def test_the_very_name_is_not_lost_among_a_thousand_namesakes(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    with book.act("fill") as action:
        for number in range(1100):
            book.rows(
                "insert into contact (name, sort_key, added_on) values (?, ?, ?) returning id",
                (f"Ann {number}", f"ann {number}", TODAY.isoformat()),
            )
        book.rows(
            "insert into contact (name, sort_key, added_on) values ('Ann', 'ann', ?) returning id",
            (TODAY.isoformat(),),
        )
    assert not action.is_repeat
    book.log(LogDraft((ContactId(7),), TODAY))
    nearest = meant(book, "ann")
    assert nearest[:2] == ["Ann", "Ann 6"]
    assert len(nearest) == 50


def rows_of(book: Book) -> list[tuple[object, ...]]:
    words = book.rows(f"select {search.COLUMNS} from search order by 1")
    return words + book.rows(f"select {search.NAME_COLUMNS} from search_name order by 1")


def test_the_index_is_what_a_rebuild_would_make_of_the_rows(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", "Acme", emails=("a@acme.example",), tags=("vip",)))
    ann = who(book, "Ann")
    made = book.log(
        structs.replace(
            a_call(ann, promises=(mine("send it"),)),
            notes=(NoteDraft("goal", "grow", is_confidential=True),),
        )
    )
    book.edit_contact(ann, ContactDraft("Anne", account="Vale"))
    book.edit_interaction(book.interaction(made), "spoke long", TODAY, "call")
    book.delete_interaction(book.interaction(made))
    book.undo()
    book.delete_contact(who(book, "Anne"))
    for verb in (book.undo, book.undo, book.undo, book.redo, book.redo, book.redo, book.undo):
        verb()
        before = rows_of(book)
        with book.db.atomic():
            search.rebuild(book.db)
        assert rows_of(book) == before
    assert [hit.source for hit in book.find("spoke long")] == ["participant"]


def test_a_new_name_of_an_account_names_whoever_is_there(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", "Acme"), a_contact("Bob", "Acme"), a_contact("Cy"))
    book.rename_account(Account(AccountId(1), "Acme"), "Vale Works")
    assert meant(book, "acme") == []
    assert meant(book, "works") == ["Ann", "Bob"]


def test_a_name_that_is_not_found_is_a_finding_and_repair_brings_it_back(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", "Acme"), a_contact("Bob"))
    assert book.check() == []
    for damage in (
        "delete from search_name where rowid = 1",
        "insert into search_name (rowid, name) values (77, 'nobody')",
    ):
        book.write(damage)
        assert any("is not found by its name" in each for each in book.check()), damage
        book.repair()
        assert book.check() == []
    assert meant(book, "acme") == ["Ann"]


@pytest.mark.parametrize("typed", ["soren", "Søren", "odegard", "lodz", "Łódź", "WEISS", "weiß"])
def test_letters_of_their_own_are_found_without_their_stroke(tmp_path: Path, typed: str) -> None:
    book = a_book(tmp_path, a_contact("Søren Weiß Ødegård", "Łódź Glass"))
    assert [hit.contact for hit in book.find(typed)] == ["Søren Weiß Ødegård"]
    assert [one.name for one in book.candidates(typed)] == ["Søren Weiß Ødegård"]


@pytest.mark.parametrize(
    ("words", "text", "shown"),
    [
        (["quot"], "send the revised quote", "send the revised quote"),
        (["oslo"], " ".join("abcdefgh") + " Oslo " + " ".join("ijklmnop"), "…f g h Oslo i j k…"),
        (["o'hara"], "met O'Hara", "met O'Hara"),
        (["c++"], "c plus, c++, no cobol", "c plus, c++, no…"),
        (["nowhere"], "short", "short"),
        (["日本"], "新日本商事", "新日本商事"),
    ],
)
def test_the_text_around_the_words(words: list[str], text: str, shown: str) -> None:
    assert Wanted(words).around(text) == shown


LETTERS = st.text("ab ÄßøO'-_.c1日本\n", max_size=12)


def counted(words: list[str], text: str) -> int:
    """How many of the words stand in a text, told by taking it apart."""
    parts = re.findall(r"[^\W_]+", fold(text))
    count = 0
    for word in words:
        wanted = re.findall(r"[^\W_]+", fold(word))
        if search.is_unspaced(word):
            count += word.lower() in text.lower()
            continue
        for at in range(len(parts) - len(wanted) + 1 if wanted else 0):
            *whole, last = parts[at : at + len(wanted)]
            begins = last.startswith(wanted[-1]) and word[-1].isalnum()
            if whole == wanted[:-1] and (begins or last == wanted[-1]):
                count += 1
                break
    return count


@given(LETTERS, LETTERS)
def test_the_words_in_a_text_are_counted_as_if_it_were_taken_apart(typed: str, text: str) -> None:
    words = search.words_of(typed)
    assert Wanted(words).count_in(text) == counted(words, text)


def test_a_text_with_more_of_the_words_is_shown_first(tmp_path: Path) -> None:
    notes = (NoteDraft("goal", "a pump"), NoteDraft("goal", "the price of a pump"))
    book = a_book(tmp_path, a_contact("Ann", notes=notes))
    assert book.snippets_of("pump price", [ContactId(1)]) == {1: "the price of a pump"}
    assert [hit.snippet for hit in book.find("pump price")] == ["the price of a pump", "a pump"]


def test_a_name_is_no_snippet(book: Book) -> None:
    assert book.snippets_of("jürgen", [ContactId(1)]) == {}
    glance = Glance(book.rows)
    assert glance.shows("revised", 1)
    assert book.snippets_of("jürgen", [ContactId(1)], glance) == {}


def test_a_glance_at_whoever_has_many_texts_is_not_all_that_is_told_of_them(
    tmp_path: Path,
) -> None:
    notes = tuple(NoteDraft("goal", f"goal {number}") for number in range(50))
    book = a_book(
        tmp_path,
        a_contact("Ann", notes=(*notes, NoteDraft("goal", "a zeppelin"))),
        a_contact("Bob", notes=notes[:3]),
    )
    glance = Glance(book.rows)
    assert glance.shows("goal", 1)
    assert glance.shows("goal", 2)
    assert book.snippets_of("zeppelin", [ContactId(1)], glance) == {1: "a zeppelin"}
    assert [told for _, told in glance.all_about(2)][-3:] == [" goal 0", " goal 1", " goal 2"]


def test_whoever_has_more_texts_than_are_looked_through_is_found_by_the_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "_MOST_READ", 3)
    notes = tuple(NoteDraft("goal", f"goal {number} pump") for number in range(9))
    book = a_book(tmp_path, a_contact("Ann", notes=(*notes, NoteDraft("goal", "zeppelin"))))
    assert [hit.snippet for hit in book.find("zeppelin")] == ["zeppelin"]


def told(rows: list[tuple[int]], size: int, *, leaps: bool) -> Told:
    """A stream over rows that are read some at a time, from a place on where that is asked."""

    def read(sql: str, values: Sequence[object]) -> Iterator[list[tuple[int]]]:
        first = values[-1] if "rowid >= ?" in sql else 0
        those = [row for row in rows if row >= (first,)]
        return iter([those[at : at + size] for at in range(0, len(those), size)])

    return Told(read, "search", "1", (), leaps=leaps)


FAR_APART = st.lists(st.sampled_from([1, 2, 3, 400, 401, 9000, 9001, 9500]), min_size=2) | st.just(
    list(range(1, 40))
)


@given(st.lists(FAR_APART, min_size=1, max_size=3), st.integers(1, 3), st.booleans())
def test_what_is_leapt_over_is_what_others_do_not_hold(
    ids: list[list[int]], size: int, leaps: bool
) -> None:
    streams = [
        told(
            sorted(((one << search.CONTACT_BITS) + at,) for at, one in enumerate(each)),
            size,
            leaps=leaps,
        )
        for each in ids
    ]
    assert list(in_common(streams)) == sorted(set.intersection(*map(set, ids)))


@given(st.lists(st.lists(st.integers(1, 30)), min_size=1, max_size=4))
def test_what_streams_have_in_common_is_what_their_sets_have(ids: list[list[int]]) -> None:
    assert list(in_common([Listed(one) for one in ids])) == sorted(set.intersection(*map(set, ids)))


def test_a_rare_word_is_found_beside_common_ones_however_those_are_written(tmp_path: Path) -> None:
    said = dict.fromkeys(range(1, 101), ("pump", "valve"))
    said |= {20: ("zeppelin pump", "valve"), 60: ("zeppelin pümp", "válve"), 90: ("zeppelin", "v")}
    book = a_book(
        tmp_path,
        *(
            a_contact(f"Name {at:03}", notes=tuple(NoteDraft("goal", text) for text in texts))
            for at, texts in said.items()
        ),
    )
    found = [each.name for each in book.contacts(book.found_contacts("valve zeppelin pump"))]
    assert found == ["Name 020", "Name 060"]
