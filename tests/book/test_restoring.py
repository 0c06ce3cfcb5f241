"""Putting a backup back: proved first, whole or not at all, and what it replaces is kept."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from loyaltytui.book import migrations
from loyaltytui.book.backup import backup_folder
from loyaltytui.book.backups import BY_HAND, SALVAGED, backups
from loyaltytui.book.book import Book, open_book
from loyaltytui.book.errors import (
    BookError,
    BookMissing,
    BookTooNew,
    BookUnreadable,
    NotFound,
    Refused,
)
from loyaltytui.book.restoring import chosen, newest_sound, restore
from loyaltytui.book.salvage import salvage
from tests.builders import RULES, TODAY, Clock, a_book, a_call, a_contact, dump, mine, put, who

ROOT = Path(__file__).parent.parent.parent


def with_a_backup(folder: Path) -> tuple[Book, Path]:
    """A book that has moved on since its backup: Bob came later."""
    people = [a_contact(f"Person {at}", f"Account {at}", tags=("vip",)) for at in range(12)]
    book = a_book(folder, a_contact("Ann", "Acme", promised=(mine("send", TODAY),)), *people)
    book.log(a_call(who(book, "Ann"), text="spoke at length " * 40))
    made = book.back_up(BY_HAND)
    put(book, a_contact("Bob"))
    book.checkpoint()
    return book, made


def opened(path: Path) -> Book:
    return open_book(path, Clock(), RULES, origin="test")


def names(book: Book) -> set[str]:
    return {name for (name,) in book.rows("select name from contact where name in ('Ann', 'Bob')")}


def test_a_restored_book_is_what_it_was_and_what_it_replaced_is_kept(tmp_path: Path) -> None:
    book, made = with_a_backup(tmp_path)
    then = dump(opened(made))
    done = restore(book.path, made, Clock(), RULES)
    assert names(opened(book.path)) == {"Ann"}
    assert dump(opened(book.path)) == then
    assert opened(book.path).check() == []
    assert done.kept is not None
    assert names(opened(done.kept)) == {"Ann", "Bob"}
    restore(book.path, done.kept, Clock(), RULES)
    assert names(opened(book.path)) == {"Ann", "Bob"}


def test_whoever_has_the_book_open_reads_and_writes_on(tmp_path: Path) -> None:
    book, made = with_a_backup(tmp_path)
    version = book.data_version
    restore(book.path, made, Clock(), RULES)
    assert book.data_version != version
    assert names(book) == {"Ann"}
    put(book, a_contact("Bob"))
    assert names(opened(book.path)) == {"Ann", "Bob"}
    assert opened(book.path).check() == []


def test_a_backup_made_while_another_process_writes_is_whole(tmp_path: Path) -> None:
    book, _ = with_a_backup(tmp_path)
    write = (
        "import sys; from pathlib import Path\n"
        "from tests.builders import *\n"
        "from loyaltytui.book.book import open_book\n"
        "book = open_book(Path(sys.argv[1]), Clock(), RULES, origin='other')\n"
        "for count in range(10_000):\n"
        "    put(book, a_contact(f'Other {count}')); print(count, flush=True)\n"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", write, str(book.path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert other.stdout is not None
        made = []
        for _ in range(3):
            acknowledged = int(other.stdout.readline())
            made.append((acknowledged, book.back_up(BY_HAND)))
    finally:
        other.kill()
        other.wait()
    for acknowledged, copy in made:
        found = opened(copy)
        assert found.check() == []
        (count,) = found.rows("select count(*) from contact where name like 'Other %'")[0]
        assert count > acknowledged
    restore(book.path, made[0][1], Clock(), RULES)
    assert opened(book.path).check() == []


def test_an_older_backup_enters_the_book_in_todays_schema(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = migrations._statements
    new = "create table gift (id integer primary key autoincrement, text text not null) strict"
    book, made = with_a_backup(tmp_path)
    now = migrations.NEWEST
    monkeypatch.setattr(
        migrations, "_statements", lambda step: [new] if step > now else steps(step)
    )
    monkeypatch.setattr(migrations, "NEWEST", now + 1)
    raw = made.read_bytes()
    restore(book.path, made, Clock(), RULES)
    found = opened(book.path)
    assert found.rows("pragma user_version") == [(now + 1,)]
    assert found.rows("select count(*) from gift") == [(0,)]
    assert names(found) == {"Ann"}
    assert found.check() == []
    assert made.read_bytes() == raw


def test_a_book_that_is_gone_can_be_restored_and_a_stale_log_spoils_nothing(
    tmp_path: Path,
) -> None:
    book, made = with_a_backup(tmp_path)
    log = Path(f"{book.path}-wal")
    put(book, a_contact("Cid"))
    stale = log.read_bytes()
    book.close()
    book.path.unlink()
    log.write_bytes(stale)
    with pytest.raises(BookMissing, match="backup"):
        opened(book.path)
    assert restore(book.path, made, Clock(), RULES).kept is None
    assert names(opened(book.path)) == {"Ann"}
    assert opened(book.path).check() == []


@pytest.mark.parametrize("spoil", ["text", "empty", "header", "truncated", "zeroed", "flipped"])
def test_a_damaged_book_gives_a_sentence_and_is_kept_when_a_backup_takes_its_place(
    tmp_path: Path, spoil: str
) -> None:
    book, made = with_a_backup(tmp_path)
    book.close()
    whole = book.path.read_bytes()
    assert len(whole) > 20 * 4096
    damaged = {
        "text": b"Dear diary, " * 500,
        "empty": b"",
        "header": random.Random(2).randbytes(100) + whole[100:],
        "truncated": whole[: len(whole) // 2],
        "zeroed": whole[:4096] + bytes(8 * 4096) + whole[9 * 4096 :],
        "flipped": bytes(
            byte ^ 255 if at > 4096 and at % 50 == 0 else byte for at, byte in enumerate(whole)
        ),
    }[spoil]
    book.path.write_bytes(damaged)
    said: list[str] = []
    try:
        found = opened(book.path)
        said = found.check()
        found.close()
    except BookError as error:
        said = [str(error)]
    assert said
    assert all(each.endswith((".", "--list")) for each in said)
    done = restore(book.path, made, Clock(), RULES)
    assert done.kept is not None
    assert done.kept.read_bytes() == damaged
    assert names(opened(book.path)) == {"Ann"}
    assert opened(book.path).check() == []
    assert newest_sound(book.path).path == made


def test_a_garbage_log_costs_nothing_that_is_in_the_file(tmp_path: Path) -> None:
    book, _ = with_a_backup(tmp_path)
    book.close()
    Path(f"{book.path}-wal").write_bytes(random.Random(3).randbytes(20_000))
    found = opened(book.path)
    assert names(found) == {"Ann", "Bob"}
    assert found.check() == []


@pytest.mark.parametrize("spoil", ["text", "damaged", "newer", "foreign", "none", "itself"])
def test_what_is_no_sound_backup_replaces_nothing(tmp_path: Path, spoil: str) -> None:
    book, made = with_a_backup(tmp_path)
    wanted: type[BookError] = BookUnreadable
    if spoil == "text":
        made.write_text("not a book")
    elif spoil == "damaged":
        raw = made.read_bytes()
        made.write_bytes(raw[: 4096 * 8] + bytes(4096 * 4) + raw[4096 * 12 :])
    elif spoil == "newer":
        older = opened(made)
        older.rows("pragma user_version = 99")
        older.close()
        wanted = BookTooNew
    elif spoil == "foreign":
        made.unlink()
        made.write_bytes(b"")
    elif spoil == "none":
        made.unlink()
        wanted = NotFound
    else:
        made, wanted = book.path, Refused
    before = dump(book)
    with pytest.raises(wanted):
        restore(book.path, made, Clock(), RULES)
    assert dump(book) == before
    assert all(one.why == BY_HAND for one in backups(book.path))


def test_a_sound_database_of_another_program_stays_where_it_is(tmp_path: Path) -> None:
    import sqlite3

    _, made = with_a_backup(tmp_path)
    other = tmp_path / "bank.db"
    with sqlite3.connect(other) as bank:
        bank.execute("create table account (money integer)")
    raw = other.read_bytes()
    with pytest.raises(Refused, match="another program"):
        restore(other, made, Clock(), RULES)
    assert other.read_bytes() == raw


def test_the_newest_sound_one_is_found_and_numbers_are_looked_up(tmp_path: Path) -> None:
    book, made = with_a_backup(tmp_path)
    last = book.back_up(BY_HAND)
    assert chosen(book.path, "newest") == last
    last.write_bytes(last.read_bytes()[:9000])
    assert chosen(book.path, "newest") == made
    assert chosen(book.path, "1") == made
    assert chosen(book.path, str(made)) == made
    with pytest.raises(NotFound, match="no backup 77"):
        chosen(book.path, "77")


def test_killed_at_any_moment_a_restore_leaves_one_book_or_the_other(tmp_path: Path) -> None:
    book, made = with_a_backup(tmp_path)
    before, then = len(dump(book)["contact"]), len(dump(opened(made))["contact"])
    again = (
        "import sys; from pathlib import Path\n"
        "from tests.builders import *\n"
        "from loyaltytui.book.restoring import restore\n"
        "path, one, other = map(Path, sys.argv[1:])\n"
        "print('ready', flush=True)\n"
        "while True:\n"
        "    restore(path, one, Clock(), RULES); print('one', flush=True)\n"
        "    restore(path, other, Clock(), RULES); print('other', flush=True)\n"
    )
    other = book.back_up(BY_HAND)
    book.close()
    seen, finished = set(), 0
    chance = random.Random(5)
    for _ in range(8):
        child = subprocess.Popen(
            [sys.executable, "-c", again, str(book.path), str(made), str(other)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout is not None
        child.stdout.readline()
        for _ in range(chance.randrange(4)):
            child.stdout.readline()
            finished += 1
        time.sleep(chance.random() * 0.02)
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        found = opened(book.path)
        assert found.check() == []
        seen.add(len(dump(found)["contact"]))
        found.close()
    assert seen <= {before, then}
    assert finished > 3
    for one in backups(book.path):
        assert opened(one.path).check() == []


def test_what_reads_of_a_damaged_book_is_kept_as_a_backup_and_never_put_in_its_place(
    tmp_path: Path,
) -> None:
    book, _ = with_a_backup(tmp_path)
    (page,) = book.rows("select rootpage from sqlite_master where name = 'channel'")[0]
    (tags,) = book.rows("select rootpage from sqlite_master where name = 'tag'")[0]
    before = dump(book)
    book.close()
    raw = bytearray(book.path.read_bytes())
    for each in (page, tags):
        raw[(each - 1) * 4096 : each * 4096] = bytes(4096)
    book.path.write_bytes(raw)
    saved = salvage(book.path, Clock()())
    assert book.path.read_bytes() == raw
    assert saved.path is not None
    assert saved.remembered == len(before["tag"])
    assert saved.lost == 0
    found = opened(saved.path)
    assert {name: rows for name, rows in dump(found).items() if name != "standing"} == {
        name: rows for name, rows in before.items() if name != "standing"
    }
    assert found.check() == []
    assert backups(book.path)[0].why == SALVAGED
    assert newest_sound(book.path).why == BY_HAND


def test_of_what_was_no_book_nothing_is_salvaged_and_nothing_is_left(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    path.write_text("Dear diary")
    assert salvage(path, Clock()()).path is None
    assert list(backup_folder(path).iterdir()) == []
