"""Books, contacts and calls to write tests with: plain functions over real files.

What only one test file needs lives in that file.
"""

from __future__ import annotations

import datetime as dt
import functools
import io
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from loyaltytui.book.book import Book, open_book
from loyaltytui.book.choosing import Choice
from loyaltytui.book.files import make_private_folder
from loyaltytui.book.journal import TABLES
from loyaltytui.book.new_book import make_book
from loyaltytui.drafts import (
    ChannelDraft,
    CheckInDraft,
    ContactDraft,
    LogDraft,
    NewContact,
    NoteDraft,
    PromiseDraft,
    QuestionDraft,
)
from loyaltytui.entries import ChannelKind, Contact, ContactId, Owner, Scope, Side
from loyaltytui.exchange.whole_book_writing import write_book
from loyaltytui.exchange.wish import Wish
from loyaltytui.loyalty.checkins import CheckInRules

TODAY = dt.date(2026, 11, 23)
"""A Monday. The weeks around it hold no holiday under the rules below."""
YESTERDAY = TODAY - dt.timedelta(days=1)
TOMORROW = TODAY + dt.timedelta(days=1)
RULES = CheckInRules()


def days(count: int) -> dt.timedelta:
    """So many days: `TODAY - days(3)`."""
    return dt.timedelta(days=count)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, day: dt.date = TODAY, time: dt.time = dt.time(9, 0)) -> None:
        self.moment = dt.datetime.combine(day, time)

    def __call__(self) -> dt.datetime:
        return self.moment

    def move_to(self, day: dt.date, time: dt.time = dt.time(9, 0)) -> None:
        self.moment = dt.datetime.combine(day, time)


@dataclass(frozen=True, slots=True)
class Person:
    """A contact to be put into a book, with what is already between them and the rep."""

    draft: ContactDraft
    met: dt.date | None
    due: dt.date | None
    reason: str
    promised: tuple[PromiseDraft, ...]
    notes: tuple[NoteDraft, ...]
    questions: tuple[QuestionDraft, ...]


def a_contact(
    name: str,
    account: str = "",
    *,
    cadence: str = "",
    tier: str = "",
    job: str = "",
    about: str = "",
    address: str = "",
    owner: Owner = Owner.COMPANY,
    emails: tuple[str, ...] = (),
    phones: tuple[str, ...] = (),
    channels: tuple[ChannelDraft, ...] = (),
    tags: tuple[str, ...] = (),
    met: dt.date | None = None,
    due: dt.date | None = None,
    reason: str = "",
    promised: tuple[PromiseDraft, ...] = (),
    notes: tuple[NoteDraft, ...] = (),
    questions: tuple[QuestionDraft, ...] = (),
) -> Person:
    """Somebody for a book. `met`: called on that day; `due`: a check-in is open for that day."""
    reached = (
        *(ChannelDraft(ChannelKind.EMAIL, value) for value in emails),
        *(ChannelDraft(ChannelKind.PHONE, value) for value in phones),
        *channels,
    )
    draft = ContactDraft(
        name,
        account=account,
        job=job,
        tier=tier,
        cadence=cadence,
        address=address,
        about=about,
        owner=owner,
        channels=reached,
        tags=tags,
    )
    return Person(draft, met, due, reason, promised, notes, questions)


def ann_of_acme(*more: NoteDraft) -> Person:
    """Somebody of whom there is something of most kinds, and `more` notes."""
    return a_contact(
        "Ann",
        "Acme",
        tier="A",
        emails=("ann@acme.example",),
        tags=("vip",),
        met=TODAY - days(5),
        promised=(mine("send it", TODAY), theirs("send PO")),
        notes=(NoteDraft("goal", "grow"), *more),
        questions=(QuestionDraft("who signs?"),),
    )


def a_book(
    folder: Path,
    *people: Person,
    today: dt.date | Clock = TODAY,
    rules: CheckInRules = RULES,
    name: str = "book.db",
) -> Book:
    """A new book in a real file. Hand in a `Clock` to move its day later."""
    clock = today if isinstance(today, Clock) else Clock(today)
    lay_empty_book(folder / name)
    book = open_book(folder / name, clock, rules, origin="test")
    for person in people:
        put(book, person)
    return book


def lay_empty_book(path: Path) -> None:
    """A new, empty book where there is no file yet.

    Made once and laid as a copy from then on: its tables and triggers take as long as opening
    the app on it.
    """
    lay_book(path, _an_empty_book())


def lay_book(path: Path, whole: bytes) -> None:
    """A closed book's file, as its owner's alone, where there is none yet."""
    make_private_folder(path.parent)
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(whole)


@functools.cache
def _an_empty_book() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.db"
        make_book(path)
        return path.read_bytes()


def reopened(book: Book, today: dt.date | None = None, rules: CheckInRules | None = None) -> Book:
    """The same file opened once more, as another process would."""
    clock = book.now if today is None else Clock(today)
    return open_book(book.path, clock, rules or book.rules, origin="test")


def put(book: Book, person: Person) -> Contact:
    """Writes somebody into the book with verbs alone, and reads them back."""
    contact_id = book.add_contact(person.draft)
    if person.met is not None or person.notes or person.questions:
        book.log(
            LogDraft(
                (contact_id,),
                person.met or book.today,
                notes=person.notes,
                questions=person.questions,
            )
        )
    for promise in person.promised:
        book.promise(book.contact(contact_id), promise)
    if person.due is not None:
        book.plan_check_in(book.contact(contact_id), CheckInDraft(person.due, person.reason))
    return book.contact(contact_id)


def who(book: Book, name: str) -> Contact:
    """The one contact of that very name."""
    (row,) = book.rows("select id from contact where name = ?", (name,))
    return book.contact(ContactId(row[0]))


def a_call(
    *contacts: Contact | NewContact,
    on: dt.date = TODAY,
    text: str = "spoke",
    medium: str = "call",
    promises: tuple[PromiseDraft, ...] = (),
    check_in: CheckInDraft | None = None,
    notes: tuple[NoteDraft, ...] = (),
    questions: tuple[QuestionDraft, ...] = (),
) -> LogDraft:
    """What one log line says."""
    ids = tuple(one if isinstance(one, NewContact) else one.id for one in contacts)
    return LogDraft(
        ids,
        on,
        medium=medium,
        text=text,
        promises=promises,
        check_in=check_in,
        notes=notes,
        questions=questions,
    )


def mine(text: str, due: dt.date | None = None, via: str = "") -> PromiseDraft:
    """A promise of the rep's."""
    return PromiseDraft(Side.MINE, text, due, via)


def theirs(text: str, due: dt.date | None = None) -> PromiseDraft:
    """What they said they would do."""
    return PromiseDraft(Side.THEIRS, text, due)


def email(value: str, *, scope: Scope = Scope.WORK, secret: bool = False) -> ChannelDraft:
    """An email address as typed."""
    return ChannelDraft(ChannelKind.EMAIL, value, scope=scope, is_confidential=secret)


def phone(value: str, *, scope: Scope = Scope.WORK, secret: bool = False) -> ChannelDraft:
    """A phone number as typed."""
    return ChannelDraft(ChannelKind.PHONE, value, scope=scope, is_confidential=secret)


def cards(book: Book) -> list[tuple[str, str, str]]:
    """The agenda as (kind, contact, text)."""
    return [(str(item.kind), item.contact, item.text) for item in book.agenda()]


def names(book: Book, kind: str) -> list[str]:
    """Whose cards one section of the agenda shows, in its order."""
    return [item.contact for item in book.agenda() if item.kind == kind]


def dump(book: Book) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that undo brings back, and of what is derived from them."""
    return dict(_tables(book))


WHOLE = Choice(with_confidential=True)
"""All of a book, what was told in confidence too."""


def exported(book: Book, choice: Choice = WHOLE) -> bytes:
    """The book as one JSON document."""
    file = io.BytesIO()
    write_book(book, Wish(choice), file)
    return file.getvalue()


def _tables(book: Book) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    for table in (*TABLES, "standing"):
        yield table, book.rows(f"select * from {table} order by 1")
    yield "tally", book.rows("select * from tally order by what, value")
