"""The open file beneath a book: transactions, threads, and peewee over the same connections."""

from pathlib import Path
from threading import Thread

import peewee
import pytest

from loyaltytui.book.connection import raw
from loyaltytui.book.database import Database
from loyaltytui.book.faults import DRIVER
from loyaltytui.book.tables import TagRow


@pytest.fixture
def db(tmp_path: Path) -> Database:
    path = tmp_path / "some.db"
    path.touch()
    made = Database(lambda: raw(path, None), None)
    made.execute_sql("create table tag (id integer primary key, contact_id integer, word text)")
    return made


def put(db: Database, word: str) -> None:
    db.execute_sql("insert into tag (contact_id, word) values (1, ?)", (word,))


def words(db: Database) -> list[str]:
    return [row[0] for row in db.execute_sql("select word from tag order by id")]


def test_no_other_driver_touches_a_book_than_the_one_peewee_would_choose() -> None:
    assert peewee.sqlite3 is DRIVER  # type: ignore[attr-defined]  # missing in peewee's stubs


def fail_within(db: Database) -> None:
    with db.atomic("immediate"):
        put(db, "lost")
        raise LookupError


def test_what_was_written_before_an_error_is_taken_back(db: Database) -> None:
    put(db, "kept")
    with pytest.raises(LookupError):
        fail_within(db)
    assert words(db) == ["kept"]
    assert not db.connection().in_transaction


def test_a_part_that_fails_is_taken_back_by_itself(db: Database) -> None:
    with db.atomic("immediate"):
        put(db, "first")
        with pytest.raises(LookupError):
            fail_within(db)
        put(db, "last")
    assert words(db) == ["first", "last"]


def test_what_is_rolled_back_inside_stays_so(db: Database) -> None:
    with db.atomic() as transaction:
        put(db, "lost")
        transaction.rollback()
    with db.atomic() as transaction, db.atomic() as part:
        put(db, "lost too")
        part.rollback()
    assert words(db) == []


def test_a_transaction_that_a_fault_took_away_hides_no_other_error(db: Database) -> None:
    """As a full disk does: there is nothing left to roll back, and that is no news."""

    def lose() -> None:
        with db.atomic("immediate"):
            put(db, "lost")
            db.execute_sql("rollback")
            raise LookupError

    with pytest.raises(LookupError):
        lose()
    assert words(db) == []


def test_peewee_sees_the_transaction_that_is_under_way(db: Database) -> None:
    with db.atomic("immediate") as transaction:
        TagRow.insert(contact_id=1, word="lost").execute(db.built)
        assert words(db) == ["lost"]
        transaction.rollback()
    assert TagRow.select().count(db.built) == 0


def test_each_thread_has_its_own_connection_and_closes_no_other(db: Database) -> None:
    seen: list[object] = []

    def other() -> None:
        seen.append(db.connection())
        db.close()

    thread = Thread(target=other)
    thread.start()
    thread.join()
    assert seen != [db.connection()]
    assert not db.is_closed()
    assert words(db) == []


def test_after_closing_peewee_takes_the_new_connection(db: Database) -> None:
    put(db, "kept")
    assert TagRow.select().count(db.built) == 1
    db.close()
    assert db.is_closed()
    assert TagRow.select().count(db.built) == 1
