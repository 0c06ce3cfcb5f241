"""Files that are damaged, cut, foreign or from the future: a sentence, and not a byte is written.

A child opens them: what SQLite reads of a broken file could end a process.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from loyaltytui.book import migrations
from loyaltytui.book.book import Book
from loyaltytui.book.errors import BookError, BookTooNew
from loyaltytui.book.files import has_log
from loyaltytui.entries import ContactId
from tests.builders import TODAY, a_book, a_call, a_contact, days, dump, mine, who
from tests.faults.children import start
from tests.faults.ledger import Fault, Tried, damage_of, opened, places, plain_words

PAGE = 4096
BATCH = 25
"""Cases of one child."""


def _whole(folder: Path) -> Path:
    """A book with something in every corner, its last words still in the log."""
    people = [
        a_contact(
            f"Name {number}",
            f"Account {number % 7}",
            tier="ABCD"[number % 4],
            emails=(f"n{number}@there.example",),
            tags=("vip",),
            promised=(mine(f"send it {number}", TODAY + days(number)),),
        )
        for number in range(40)
    ]
    book = a_book(folder, *people, name="whole.db")
    for number in range(60):
        book.log(a_call(who(book, f"Name {number % 40}"), text=f"call {number} " + "word " * 60))
    book.checkpoint()
    for number in range(10):
        book.log(a_call(who(book, f"Name {number}"), text=f"late call {number}"))
    for ending in ("", "-wal"):
        shutil.copy(f"{book.path}{ending}", folder / f"kept.db{ending}")
    book.close()
    return folder / "kept.db"


def _flip(content: bytearray, how_many: int) -> None:
    for _ in range(how_many):
        place = random.randrange(len(content))
        content[place] ^= 1 << random.randrange(8)


def _nothing(book: bytearray, log: bytearray) -> None:
    book.clear()
    log.clear()


def _text(book: bytearray, log: bytearray) -> None:
    book[:] = b"Dear diary, today I was no book at all.\n" * random.randint(1, 900)


def _truncated(book: bytearray, log: bytearray) -> None:
    del book[random.randrange(len(book)) :]
    if random.random() < 0.5:
        log.clear()


def _flipped(book: bytearray, log: bytearray) -> None:
    log.clear()
    _flip(book, random.choice((1, 1, 5, 100)))


def _zeroed(book: bytearray, log: bytearray) -> None:
    log.clear()
    start = random.randrange(len(book) // PAGE) * PAGE
    book[start : start + PAGE] = bytes(PAGE)


def _garbled(book: bytearray, log: bytearray) -> None:
    log.clear()
    start = random.randrange(len(book) // PAGE) * PAGE
    book[start : start + PAGE] = random.randbytes(PAGE)


def _swapped(book: bytearray, log: bytearray) -> None:
    """A page that another page was written over."""
    log.clear()
    one, other = (random.randrange(len(book) // PAGE) * PAGE for _ in range(2))
    book[one : one + PAGE] = book[other : other + PAGE]


def _garbage_log(book: bytearray, log: bytearray) -> None:
    log[:] = random.randbytes(random.choice((1, 31, 32, 5000, 100_000)))


def _broken_log(book: bytearray, log: bytearray) -> None:
    if random.random() < 0.5:
        del log[random.randrange(len(log)) :]
    else:
        _flip(log, random.choice((1, 20)))


def _stale_log(book: bytearray, log: bytearray) -> None:
    """The log of another book, whole in itself."""
    log[:] = _other_log


_other_log = b""
DAMAGES: tuple[Callable[[bytearray, bytearray], None], ...] = (
    *(_nothing, _text, _truncated, _flipped, _flipped, _zeroed, _garbled, _swapped),
    *(_garbage_log, _broken_log, _stale_log),
)


def read_everything(book: Book) -> None:
    """Every page of the app, and the check."""
    book.agenda()
    book.open_promises()
    for contact_id in [ContactId(one) for (one,) in book.rows("select id from contact limit 5")]:
        book.contact(contact_id)
        book.timeline(contact_id)
        book.figures(contact_id)
        book.brief(contact_id)
        book.channels_of(contact_id)
    book.find("call")
    book.candidates("name 1")
    book.history()
    book.steps_count()
    book.worth_by_account()
    book.reach_audit()


def one_case(path: Path, expected: object, is_log_damaged: bool) -> tuple[str, str]:
    """Opens a damaged book and asks it everything: what came of it, and the sentence."""
    before, had_log = path.read_bytes(), has_log(path)
    try:
        book = opened(path)
    except BookError as error:
        sentence = plain_words(str(error), path)
        if path.read_bytes() == before:
            return "refused unchanged", sentence
        # SQLite itself moves a log that is whole into the file when it is closed.
        assert had_log, "refused, and yet written to"
        return "refused, the log moved in", sentence
    try:
        read_everything(book)
        found = damage_of(book)
        state = dump(book)
        in_order = book.rows("select count(*) = max(id) from action") == [(1,)]
        name = who(book, "Name 3")
        book.log(a_call(name, text="after all"))
    except (BookError, ValueError) as error:
        if isinstance(error, ValueError) and "unpack" not in str(error):
            raise
        return "opened, and told when read", plain_words(str(error), path)
    finally:
        book.close()
    if found:
        return "opened, and seen by check", plain_words(found[0], path)[:60]
    if state == expected:
        return "harmless", ""
    # What a log has lost at its end never was: the book of a moment before, whole in itself.
    return ("as of a moment before" if is_log_damaged and in_order else "NOT SEEN"), ""


def cases(folder: str, seed: str, count: str) -> None:
    """In a child: so many damages, one line each."""
    global _other_log
    random.seed(seed)
    top = Path(folder)
    whole, log = ((top / f"kept.db{ending}").read_bytes() for ending in ("", "-wal"))
    _other_log = (top / "other.db-wal").read_bytes()
    expected = {is_with: _state(top, whole, log if is_with else b"") for is_with in (True, False)}
    for number in range(int(count)):
        damage = random.choice(DAMAGES)
        content, written = bytearray(whole), bytearray(log)
        damage(content, written)
        place = top / f"case {seed} {number}"
        place.mkdir()
        (place / "book.db").write_bytes(content)
        if written:
            (place / "book.db-wal").write_bytes(written)
        outcome = one_case(place / "book.db", expected[bool(written)], written not in (log, b""))
        print(json.dumps([damage.__name__.strip("_").replace("_", " "), *outcome]), flush=True)
        shutil.rmtree(place)


def _state(top: Path, whole: bytes, log: bytes) -> object:
    place = top / f"state {os.getpid()} {len(log)}"
    place.mkdir()
    (place / "book.db").write_bytes(whole)
    if log:
        (place / "book.db-wal").write_bytes(log)
    book = opened(place / "book.db")
    state = dump(book)
    book.close()
    return state


def damaged(folder: Path, times: int) -> Tried:
    tried = Tried()
    _whole(folder)
    other = a_book(folder, *(a_contact(f"Other {number}") for number in range(30)), name="o.db")
    shutil.copy(f"{other.path}-wal", folder / "other.db-wal")
    kinds = set()
    for batch in range(0, times, BATCH):
        count = min(BATCH, times - batch)
        child = start("damage", folder, random.random(), count)
        lines, trouble = child.rest(600)
        assert child.returncode == 0, f"ended with {child.returncode}: {trouble[-1500:]}"
        for line in lines.splitlines():
            kind, outcome, said = json.loads(line)
            assert outcome != "NOT SEEN", f"{kind}: wrong, and nothing said so"
            kinds.add(kind)
            tried.saw(outcome)
            if said:
                tried.said[said] += 1
    assert tried.times == times
    tried.must_have_seen("refused unchanged")
    if times >= 100:
        tried.must_have_seen("opened, and told when read", "as of a moment before")
    if times >= 400:
        tried.must_have_seen("opened, and seen by check", "harmless")
        assert len(kinds) >= len(set(DAMAGES)) - 1
    return tried


def foreign(folder: Path, times: int) -> Tried:
    """Databases of other programs, whatever their mode and number."""
    tried = Tried()
    for place in places(folder, times):
        path = place / "book.db"
        connection = sqlite3.connect(path)
        connection.execute(f"pragma journal_mode = {random.choice(('delete', 'wal'))}")
        connection.execute("create table contact (a)")
        connection.execute(f"pragma user_version = {random.choice((0, 1, 2, 99))}")
        connection.commit()
        connection.close()
        before = path.read_bytes()
        try:
            opened(path)
        except BookError as error:
            tried.said[plain_words(str(error), path)] += 1
            tried.saw("refused unchanged")
        assert path.read_bytes() == before
        assert [one.name for one in place.iterdir()] == ["book.db"]
    assert tried.outcomes["refused unchanged"] == times
    return tried


def from_the_future(folder: Path, times: int) -> Tried:
    tried = Tried()
    for number, place in enumerate(places(folder, times)):
        book = a_book(place, a_contact("Ann"))
        book.rows(f"pragma user_version = {migrations.NEWEST + 1 + number}")
        book.close()
        before, names = book.path.read_bytes(), sorted(place.iterdir())
        try:
            opened(book.path)
        except BookTooNew as error:
            tried.said[plain_words(str(error), book.path)] += 1
            tried.saw("refused unchanged")
        assert book.path.read_bytes() == before
        assert sorted(place.iterdir()) == names
    assert tried.outcomes["refused unchanged"] == times
    return tried


FAULTS = (
    Fault("damaged at random", damaged, short=50, long=500),
    Fault("somebody else's database", foreign, short=4, long=20),
    Fault("a newer schema", from_the_future, short=2, long=10),
)
