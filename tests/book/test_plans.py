"""Every page is answered by an index: the plans are read, and a full scan fails."""

import re
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from loyaltytui.book.book import Book
from loyaltytui.drafts import CheckInDraft, NoteDraft, QuestionDraft
from loyaltytui.entries import ContactId, InteractionId, PromiseId
from tests.builders import TODAY, a_book, a_call, a_contact, days, mine, theirs, who

ANN = ContactId(1)
BIG = re.compile(
    r"\b(contact|promise|check_in|interaction|participant|note|channel|question|t\d)\b"
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """A filled book without statistics: with them, a scan of forty rows would be right."""
    book = a_book(
        tmp_path_factory.mktemp("plans"),
        *(
            a_contact(f"Name {number}", f"Account {number % 7}", tier="ABCD"[number % 4])
            for number in range(40)
        ),
    )
    for number in range(40):
        contact = who(book, f"Name {number}")
        book.log(
            a_call(
                contact,
                on=TODAY - days(number),
                promises=(mine("send", TODAY - days(number - 20)), mine("some day"), theirs("PO")),
                check_in=CheckInDraft(TODAY + days(number)),
                notes=(NoteDraft("goal", "grow"),),
                questions=(QuestionDraft("why?"),),
            )
        )
    return book


READERS: dict[str, Callable[[Book], object]] = {
    "agenda": lambda book: book.agenda(),
    "open promises": lambda book: book.open_promises(),
    "open promises of one": lambda book: book.open_promises([ANN]),
    "promise": lambda book: book.promise_by_id(PromiseId(1)),
    "check-in": lambda book: book.check_in_by_id(book.check_ins_of(ANN)[0].id),
    "contact": lambda book: book.contact(ANN),
    "contacts": lambda book: book.contacts([ANN, ContactId(2)]),
    "channels": lambda book: book.channels_of(ANN),
    "tags": lambda book: book.tags_of(ANN),
    "promises of one": lambda book: book.promises_of(ANN),
    "moves of one": lambda book: book.moves_of(ANN),
    "check-ins of one": lambda book: book.check_ins_of(ANN),
    "questions": lambda book: book.questions_of(ANN),
    "notes": lambda book: book.notes_of(ANN),
    "timeline": lambda book: book.timeline(ANN),
    "interaction": lambda book: book.interaction(InteractionId(1)),
    "candidates": lambda book: book.candidates("name acc"),
    "find": lambda book: book.find("name"),
    "find several": lambda book: book.find("name spoke"),
    "log": lambda book: book.log(a_call(book.contact(ANN), promises=(mine("send"),))),
    "keep": lambda book: book.keep(book.open_promises([ANN])[0]),
    "delete": lambda book: book.delete_contact(book.contact(ContactId(2))),
    "undo": lambda book: book.undo(),
}


class Overheard:
    """A connection, or a cursor of it, that keeps what it is asked."""

    def __init__(self, real: Any, asked: list[tuple[str, tuple[object, ...]]]) -> None:  # noqa: ANN401  either of two
        self.real = real
        self.asked = asked

    def execute(self, sql: str, values: Sequence[object] | None = None) -> Any:  # noqa: ANN401  either of two
        self.asked.append((sql, tuple(values or ())))
        return self.real.execute(sql, values or ())

    def cursor(self) -> "Overheard":
        return Overheard(self.real.cursor(), self.asked)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  either of two
        return getattr(self.real, name)


def statements(
    book: Book, reader: Callable[[Book], object]
) -> list[tuple[str, tuple[object, ...]]]:
    """What a reader asks of SQLite, as it asks it."""
    heard = Overheard(book.db.connection(), [])
    book.db.built.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(book.db._mine, "connection", heard)
        reader(book)
        book.db.built.close()
    return [
        (sql, values)
        for sql, values in heard.asked
        if re.match(r"\s*(select|insert|update|delete|with)\b", sql, re.IGNORECASE)
    ]


def plan(book: Book, sql: str, values: tuple[object, ...]) -> list[str]:
    return [row[3] for row in book.rows(f"explain query plan {sql}", values)]


@pytest.mark.parametrize("name", READERS)
def test_no_page_and_no_verb_reads_a_whole_table(book: Book, name: str) -> None:
    asked = statements(book, READERS[name])
    assert asked
    scans = [
        (line, sql)
        for sql, values in asked
        for line in plan(book, sql, values)
        if line.startswith("SCAN") and BIG.search(line.removeprefix("SCAN "))
        # The index holds the open ones alone, and all of those are asked for.
        if "INDEX promise_open" not in line
    ]
    assert scans == []


def test_the_agenda_is_three_queries(book: Book) -> None:
    assert len(statements(book, lambda book: book.agenda())) == 3


def test_a_scan_would_be_seen(book: Book) -> None:
    assert plan(book, "select * from promise where text = 'x'", ()) == ["SCAN promise"]
    assert BIG.search("promise")
