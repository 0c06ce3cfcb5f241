"""The file beneath a book: private, never made by accident, never written when it is not ours."""

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import pytest

from loyaltytui.book import storage
from loyaltytui.book.book import Book, create_book, open_book, was_here
from loyaltytui.book.errors import (
    BookBusy,
    BookError,
    BookMissing,
    BookReadOnly,
    BookTooNew,
    BookUnreadable,
    NotFound,
    NotSaved,
    Refused,
)
from loyaltytui.book.faults import sentence_for
from loyaltytui.book.files import backup_folder
from loyaltytui.dates import Span
from loyaltytui.drafts import ContactDraft
from loyaltytui.entries import ContactId
from loyaltytui.loyalty.checkins import CheckInRules
from tests.builders import (
    RULES,
    TODAY,
    YESTERDAY,
    Clock,
    a_book,
    a_call,
    a_contact,
    cards,
    dump,
    mine,
    reopened,
    who,
)


def opened(path: Path) -> Book:
    return open_book(path, Clock(), RULES, origin="test")


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_book_is_private(tmp_path: Path) -> None:
    book = create_book(tmp_path / "new" / "loyaltytui" / "book.db", Clock(), RULES, origin="test")
    book.add_contact(ContactDraft("Ann"))
    assert mode_of(book.path.parent) == mode_of(book.path.parent.parent) == 0o700
    assert {path.name: mode_of(path) for path in book.path.parent.iterdir()} == {
        "book.db": 0o600,
        "book.db-wal": 0o600,
        "book.db-shm": 0o600,
        "book.db.lock": 0o600,
    }


def test_looser_modes_are_tightened_and_said(tmp_path: Path) -> None:
    folder = tmp_path / "loyaltytui"
    folder.mkdir()
    book = a_book(folder)
    backup_folder(book.path).mkdir()
    book.close()
    for place, mode in ((book.path, 0o644), (folder, 0o755), (backup_folder(book.path), 0o777)):
        place.chmod(mode)
    again = opened(book.path)
    assert set(again.tightened) == {book.path, folder, backup_folder(book.path)}
    assert (mode_of(book.path), mode_of(folder), mode_of(backup_folder(book.path))) == (
        0o600,
        0o700,
        0o700,
    )
    assert opened(book.path).tightened == ()


def test_a_folder_that_is_not_the_programs_own_keeps_its_mode(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o755)
    a_book(shared)
    assert mode_of(shared) == 0o755


def test_a_missing_book_is_an_error_and_no_file_appears(tmp_path: Path) -> None:
    with pytest.raises(BookMissing, match="There is no book at"):
        opened(tmp_path / "book.db")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_book(tmp_path: Path) -> None:
    with pytest.raises(BookUnreadable, match="is a folder"):
        opened(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_book_that_was_there_and_is_gone_is_not_made_anew(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    book.close()
    book.path.unlink()
    assert was_here(book.path)
    with pytest.raises(BookMissing, match="is gone"):
        create_book(book.path, Clock(), RULES, origin="test")
    assert not book.path.exists()


def test_a_book_is_never_made_over_a_file(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    path.write_text("my diary")
    with pytest.raises(Refused, match="already"):
        create_book(path, Clock(), RULES, origin="test")
    assert path.read_text() == "my diary"
    assert [entry.name for entry in tmp_path.iterdir()] == ["book.db"]


def test_no_book_is_made_where_no_folder_can_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BookError):
        create_book(tmp_path / "file" / "book.db", Clock(), RULES, origin="test")


def test_a_book_deleted_or_replaced_while_open_takes_no_more_writes(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    other = a_book(tmp_path, name="other.db")
    other.close()
    book.path.rename(tmp_path / "moved.db")
    with pytest.raises(BookMissing, match="Not saved"):
        book.add_contact(ContactDraft("Bob"))
    other.path.rename(book.path)
    with pytest.raises(BookMissing, match="Not saved"):
        book.add_contact(ContactDraft("Bob"))


def a_foreign_database(path: Path, version: int, mode: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"pragma journal_mode = {mode}")
    connection.execute("create table contact (a)")
    connection.execute("insert into contact values ('theirs')")
    connection.execute(f"pragma user_version = {version}")
    connection.commit()
    connection.close()


def strange_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Files that are no book, by what they are."""
    a_book(folder, *(a_contact(f"Name {number}") for number in range(30)), name="whole.db").close()
    whole = (folder / "whole.db").read_bytes()
    for version in (0, 1, 7):
        for mode in ("delete", "wal"):
            path = folder / "foreign.db"
            a_foreign_database(path, version, mode)
            yield f"foreign {version} {mode}", path.read_bytes()
            path.unlink()
    yield "text", b"Dear diary,\n" * 1000
    yield "zero bytes", b""
    yield "one byte", b"S"
    yield "header only", whole[:100]
    yield "first page only", whole[:4096]
    yield "truncated", whole[: len(whole) // 2]
    yield "zeroes", bytes(len(whole))
    yield "garbage header", os.urandom(100) + whole[100:]
    yield "garbage after a header's name", whole[:16] + os.urandom(8192)


def test_what_is_no_book_is_named_so_and_not_one_byte_of_it_changes(tmp_path: Path) -> None:
    seen = 0
    for number, (what, content) in enumerate(strange_files(tmp_path)):
        path = tmp_path / str(number) / "book.db"
        path.parent.mkdir()
        path.write_bytes(content)
        with pytest.raises(BookUnreadable, match=r"no loyaltytui book"):
            opened(path)
        assert path.read_bytes() == content, what
        assert [entry.name for entry in path.parent.iterdir()] == ["book.db"], what
        seen += 1
    assert seen == 15


def test_a_book_of_a_newer_program_is_refused_unchanged(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    book.rows("pragma user_version = 999")
    book.close()
    content = book.path.read_bytes()
    with pytest.raises(BookTooNew, match="newer loyaltytui"):
        opened(book.path)
    assert book.path.read_bytes() == content


def test_damage_inside_is_told_in_a_sentence(tmp_path: Path) -> None:
    book = a_book(tmp_path, *(a_contact(f"Name {number}", tier="A") for number in range(200)))
    book.close()
    content = bytearray(book.path.read_bytes())
    for start in range(4096 * 4, len(content), 4096):
        content[start : start + 64] = os.urandom(64)
    book.path.write_bytes(content)
    with pytest.raises(BookUnreadable):
        opened(book.path).agenda()


def test_a_day_that_is_none_is_damage_too(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", promised=(mine("send it", TODAY),)))
    book.rows("drop trigger journal_promise_update")
    book.rows("update promise set made_on = 'soon' returning id")
    with pytest.raises(BookUnreadable, match="'soon'"):
        book.agenda()
    assert any("'soon' where a day should be" in found for found in book.check())


@contextmanager
def unwritable(folder: Path, way: str) -> Iterator[None]:
    """The folder refuses writes, root's too; skips where that cannot be arranged."""
    if way == "immutable file":
        make, end = (
            ["chattr", "+i", str(folder / "book.db")],
            ["chattr", "-i", str(folder / "book.db")],
        )
    elif way == "immutable folder":
        make, end = ["chattr", "-R", "+i", str(folder)], ["chattr", "-R", "-i", str(folder)]
    else:
        make = ["sh", "-c", f"mount --bind {folder} {folder} && mount -o remount,ro,bind {folder}"]
        end = ["umount", "-l", str(folder)]
    try:
        made = subprocess.run(make, check=False, capture_output=True)
    except FileNotFoundError:
        pytest.skip(f"no {make[0]} here")
    if made.returncode:
        pytest.skip(f"{way}: not allowed here")
    try:
        yield
    finally:
        subprocess.run(end, check=True)


@pytest.mark.parametrize("way", ["immutable file", "immutable folder", "read-only mount"])
def test_a_read_only_book_can_be_read_and_refuses_writes_with_a_sentence(
    tmp_path: Path, way: str
) -> None:
    folder = tmp_path / "medium"
    folder.mkdir()
    book = a_book(folder, a_contact("Ann", "Acme", due=YESTERDAY))
    book.close()
    with unwritable(folder, way):
        book = opened(book.path)
        assert book.is_read_only
        assert cards(book) == [("check_in", "Ann", "")]
        assert [hit.contact for hit in book.find("acme")] == ["Ann"]
        assert book.check() == []
        with pytest.raises(BookReadOnly, match="read-only"):
            book.log(a_call(who(book, "Ann")))
        book.checkpoint()
        book.close()
    assert not opened(book.path).is_read_only


def test_a_read_only_book_with_a_log_beside_it_is_read_with_its_log(tmp_path: Path) -> None:
    folder = tmp_path / "medium"
    folder.mkdir()
    book = a_book(folder, a_contact("Ann", due=YESTERDAY))
    assert Path(f"{book.path}-wal").stat().st_size > 0
    with unwritable(folder, "immutable file"):
        other = opened(book.path)
        assert other.is_read_only
        assert cards(other) == [("check_in", "Ann", "")]
        other.close()


HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("begin immediate")
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def held_by_another_program(path: Path) -> Iterator[None]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        yield
    finally:
        holder.communicate()


def test_a_book_held_by_another_program_is_read_and_its_writes_wait_but_not_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert storage.WRITE_WAIT_SECONDS <= 2
    monkeypatch.setattr(storage, "WRITE_WAIT_SECONDS", 0.1)
    book = a_book(tmp_path, a_contact("Ann", due=YESTERDAY))
    before = dump(book)
    with held_by_another_program(book.path):
        with pytest.raises(BookBusy, match="another program"):
            book.log(a_call(who(book, "Ann")))
        assert cards(opened(book.path)) == [("check_in", "Ann", "")]
        book.checkpoint()
    assert dump(book) == before
    book.log(a_call(who(book, "Ann")))
    assert cards(book) == [("nothing_planned", "Ann", "")]


def test_a_full_disk_says_so_and_trying_again_later_enters_it_once(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    before = dump(book)
    (pages,) = book.rows("pragma page_count")[0]
    book.rows(f"pragma max_page_count = {pages}")
    long_call = a_call(who(book, "Ann"), text="word " * 20_000)
    for _ in range(2):
        with pytest.raises(NotSaved, match="the disk is full"):
            book.log(long_call, uuid="draft-1")
    assert dump(book) == before
    book.rows("pragma max_page_count = 1000000")
    made = book.log(long_call, uuid="draft-1")
    assert book.log(long_call, uuid="draft-1") == made
    assert len(book.timeline(who(book, "Ann").id)) == 1
    assert book.check() == []


WANTED = {
    "foreign_keys": 1,
    "cell_size_check": 1,
    "secure_delete": 1,
    "temp_store": 2,
    "journal_mode": "wal",
    "synchronous": 2,
    "busy_timeout": 1500,
}


def test_every_connection_has_its_pragmas(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    book.log(a_call(who(book, "Ann")))

    def pragmas() -> dict[str, object]:
        return {name: book.rows(f"pragma {name}")[0][0] for name in WANTED}

    assert pragmas() == WANTED
    found: list[dict[str, object]] = []
    thread = threading.Thread(target=lambda: found.append(pragmas()))
    thread.start()
    thread.join()
    assert found == [WANTED]


def test_one_thread_writes_while_another_reads(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    failed: list[BookError] = []

    def write() -> None:
        try:
            for number in range(30):
                book.promise(book.contact(ContactId(1)), mine(f"promise {number}", TODAY))
                book.checkpoint()
        except BookError as error:
            failed.append(error)
        finally:
            book.close()

    thread = threading.Thread(target=write)
    thread.start()
    seen = [len(book.agenda())]
    while thread.is_alive():
        seen.append(len(book.agenda()))
    thread.join()
    assert failed == []
    assert seen == sorted(seen)
    assert len(book.agenda()) == 30


def test_other_programs_changes_are_noticed(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    before = book.data_version
    assert book.data_version == before
    reopened(book).promise(who(book, "Ann"), mine("send it"))
    assert book.data_version != before


def test_after_a_checkpoint_the_file_alone_is_the_whole_book(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    book.checkpoint()
    copy = tmp_path / "copy.db"
    subprocess.run(["cp", str(book.path), str(copy)], check=True)
    assert dump(opened(copy)) == dump(book)


def test_a_checkpoint_never_waits_for_a_reader(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    reader = sqlite3.connect(book.path, isolation_level=None)
    reader.execute("begin")
    reader.execute("select * from contact").fetchall()
    book.promise(who(book, "Ann"), mine("send it"))
    book.checkpoint()
    reader.close()
    book.checkpoint()
    assert Path(f"{book.path}-wal").stat().st_size == 0


def test_settings_changed_meanwhile_bring_the_stored_figures_up_to_date(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", tier="A"))
    weekly = CheckInRules(cadences=MappingProxyType({"A": Span(1, "w")}))
    again = reopened(book, rules=weekly)
    assert again.check() == []
    assert [one.cadence_days for one in again.check_ins_of(who(again, "Ann").id)] == [7]


def test_an_error_of_a_verb_passes_through_and_takes_its_writes_along(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann"))
    before, history = dump(book), book.history()

    def add_and_fail(error: BaseException) -> None:
        with book.act("fail"):
            book.rows("insert into tag (contact_id, word) values (1, 'x') returning id")
            raise error

    for error in (NotFound("nobody"), FileNotFoundError("a file of somebody else's"), KeyError(1)):
        with pytest.raises(type(error)) as raised:
            add_and_fail(error)
        assert raised.value is error
    assert dump(book) == before
    assert book.history() == history


def test_a_retry_after_a_failure_is_told_its_own_reason(tmp_path: Path) -> None:
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = 13
    busy = sqlite3.OperationalError("unexpected")
    busy.sqlite_errorcode = 1
    busy.__context__ = NotSaved("Not saved: the disk is full.")
    busy.__context__.__cause__ = full
    assert str(sentence_for(busy, tmp_path)) == "Not saved: unexpected"


def test_the_reason_is_found_behind_a_rollback_that_failed_too(tmp_path: Path) -> None:
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = 13
    rollback = sqlite3.OperationalError("cannot rollback - no transaction is active")
    rollback.sqlite_errorcode = 1
    rollback.__context__ = full
    assert "disk is full" in str(sentence_for(rollback, tmp_path))


def test_what_no_book_can_hold_is_refused(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    with pytest.raises(Refused):
        book.rows("select ?", ("\ud800",))
    with pytest.raises(Refused):
        book.contact(ContactId(2**70))
