"""An old book being brought up to date: killed at random, or by several programs at once."""

from __future__ import annotations

import random
import signal
import time
from pathlib import Path

from loyaltytui.book import journal, migrations, search
from loyaltytui.book.errors import BookError
from loyaltytui.book.files import backup_folder
from loyaltytui.book.storage import connect
from tests.builders import Clock
from tests.faults.children import start
from tests.faults.killing import begun
from tests.faults.ledger import Fault, Tried, damage_of, opened, plain_words

PEOPLE = 400


def an_old_book(path: Path, version: int = 1) -> None:
    """A book as an earlier schema made it, large enough to be caught in the middle."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    db = connect(path)
    with db.atomic():
        for step in range(1, version + 1):
            for statement in migrations._statements(step):
                db.execute_sql(statement)
        # Only the tables that were there already are filled and watched.
        has = {name for (name,) in db.execute_sql("select name from sqlite_master").fetchall()}
        tables = [name for name in journal.TABLES if name in has]
        known, journal.TABLES[:] = list(journal.TABLES), tables
        journal.install(db)
        journal.TABLES[:] = known
        # Today's triggers want the index of names, which was not there yet: it goes again.
        is_borrowed = "search_name" not in has
        if is_borrowed:
            db.execute_sql(next(filter(_makes_names, migrations._statements(5))))
        search.install(db)
        action = journal.begin(db, "fill", uuid="", origin="test", at=Clock()())
        _fill(db)
        journal.end(db, action)
        if is_borrowed:
            db.execute_sql("drop table search_name")
        db.execute_sql("insert into standing (contact_id) select id from contact")
        db.execute_sql(f"pragma user_version = {version}")
        db.execute_sql(f"pragma application_id = {migrations.APPLICATION_ID}")
    db.close()


def _makes_names(statement: str) -> bool:
    return statement.startswith("create virtual table search_name ")


def _fill(db: object) -> None:
    execute = db.execute_sql  # type: ignore[attr-defined]  # peewee's own, untyped
    execute("insert into account (name, name_key) values ('Acme', 'acme')")
    for number in range(PEOPLE):
        execute(
            "insert into contact (name, sort_key, account_id, tier, added_on) "
            "values (?, ?, 1, 'A', '2026-01-01')",
            (f"Name {number}", f"name {number}"),
        )
        execute(
            "insert into interaction (medium, happened_on, text) values ('call', '2026-03-01', ?)",
            (f"call {number} " + "word " * 30,),
        )
        execute(
            "insert into participant (interaction_id, contact_id) values (?1, ?1)", (number + 1,)
        )
        execute(
            "insert into promise (contact_id, side, text, made_on, due_on, outcome) "
            "values (?, 'mine', 'send', '2026-03-01', '2026-12-09', 'open')",
            (number + 1,),
        )


WATCHED = ("account", "contact", "interaction", "participant", "promise", "action", "change")


def _counts(path: Path) -> tuple[int, dict[str, int]]:
    """The version and the rows of every table, read without bringing anything up to date."""
    db = connect(path, writable=False)
    try:
        whole = db.execute_sql("pragma integrity_check").fetchall()
        assert whole == [("ok",)], whole
        return migrations.version_of(db), {
            table: db.execute_sql(f"select count(*) from {table}").fetchone()[0]
            for table in WATCHED
        }
    finally:
        db.close()


def _seconds_of_an_update(folder: Path) -> float:
    an_old_book(folder / "rehearsal.db")
    child = start("open_once", folder / "rehearsal.db")
    begun(child)
    began = time.monotonic()
    assert child.line() == f"ack {migrations.NEWEST}"
    child.rest()
    return time.monotonic() - began


def killed_in_an_update(folder: Path, times: int) -> Tried:
    tried = Tried()
    seconds = _seconds_of_an_update(folder)
    path = folder / "template" / "book.db"
    an_old_book(path)
    _, then = _counts(path)
    for number in range(times):
        place = folder / f"old {number}" / "book.db"
        place.parent.mkdir()
        place.write_bytes(path.read_bytes())
        child = start("open_once", place)
        begun(child)
        time.sleep(seconds * random.random() * 1.1)
        child.send_signal(signal.SIGKILL)
        said = child.rest()[0]
        version, now = _counts(place)
        assert now == then, "every row is there, old or new"
        assert version in (1, migrations.NEWEST)
        tried.saw("new" if version == migrations.NEWEST else "old")
        if said.startswith("ack"):
            tried.acknowledged += 1
            tried.lost += version != migrations.NEWEST
        _must_open(place, then)
    if times >= 20:
        tried.must_have_seen("old", "new")
    return tried


def _must_open(path: Path, then: dict[str, int]) -> None:
    book = opened(path)
    assert damage_of(book) == []
    assert book.rows("pragma user_version") == [(migrations.NEWEST,)]
    book.close()
    assert _counts(path) == (migrations.NEWEST, then)
    for copy in backup_folder(path).glob("*.db"):
        assert _counts(copy) == (1, then), "a copy has its name only when it is whole"


def three_at_once(folder: Path, times: int) -> Tried:
    tried = Tried()
    for number in range(times):
        path = folder / str(number) / "book.db"
        an_old_book(path)
        _, then = _counts(path)
        several = [start("open_once", path) for _ in range(3)]
        for child in several:
            said, trouble = child.rest(120)
            assert child.returncode == 0, trouble
            words = said.splitlines()[-1]
            assert words == f"ack {migrations.NEWEST}" or words.startswith("no "), words
            tried.acknowledged += words.startswith("ack")
            tried.saw("opened" if words.startswith("ack") else "told to try again")
            if words.startswith("no "):
                tried.said[plain_words(words[3:], path)] += 1
        _must_open(path, then)
    tried.must_have_seen("opened")
    return tried


def every_old_version(folder: Path, times: int) -> Tried:
    """Each schema there has ever been becomes the newest."""
    tried = Tried()
    for version in range(1, migrations.NEWEST):
        path = folder / f"{version}" / "book.db"
        an_old_book(path, version)
        _, then = _counts(path)
        try:
            opened(path).close()
        except BookError as error:
            raise AssertionError(f"schema {version}: {error}") from error
        now = _counts(path)
        assert now == (migrations.NEWEST, then)
        tried.saw(f"from {version}")
    return tried


FAULTS = (
    Fault("killed in an update", killed_in_an_update, short=6, long=100),
    Fault("three updates at once", three_at_once, short=1, long=20),
    Fault("updated from every version", every_old_version, short=1, long=1),
)
