"""A book with a passphrase does all that a plain one does, and shows nobody a word."""

import json
import os
import random
import signal
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from loyaltytui.book import cipher
from loyaltytui.book.book import Book, open_book
from loyaltytui.book.cipher import Key
from loyaltytui.book.errors import BookBusy, BookLocked, BookUnreadable, Refused
from loyaltytui.book.files import backup_folder
from loyaltytui.book.forgetting import forget
from loyaltytui.book.restoring import restore
from loyaltytui.book.unsaved import Unsaved, UnsavedForm, UnsavedText
from loyaltytui.drafts import ContactDraft
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
    exported,
    mine,
    reopened,
    who,
)

pytest.importorskip("sqlcipher3", reason="a locked book needs SQLCipher, an extra")

from loyaltytui.book.cipher_change import backups_unlike, change_backups, change_lock

ROOT = Path(__file__).parents[2]
PASSPHRASE = "correct 'horse' battery"
WORDS = (b"Priya", b"Northwind", b"pumps", b"quote", b"priya", b"northwind", b"pump")


@cache
def the_key() -> Key:
    return cipher.new_key(PASSPHRASE)


def lock(path: Path, key: Key | None = None) -> None:
    change_lock(path, key or the_key(), Clock(), RULES)


def a_told_book(folder: Path) -> Book:
    book = a_book(folder, a_contact("Priya Shah", "Northwind", due=YESTERDAY))
    priya = who(book, "Priya Shah")
    book.log(a_call(priya, text="renewing pumps", promises=(mine("send quote", YESTERDAY),)))
    return book


@pytest.fixture(params=["plain", "locked"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Book:
    made = a_told_book(tmp_path)
    if request.param == "locked":
        made.close()
        lock(made.path)
        made = reopened(made)
    assert cipher.is_locked(made.path) == (request.param == "locked")
    return made


def words_beside(path: Path) -> dict[str, set[bytes]]:
    """Which of the customer's words can be read in which file of a folder."""
    found = {}
    for file in path.parent.rglob("*"):
        if file.is_file() and (seen := {word for word in WORDS if word in file.read_bytes()}):
            found[file.name] = seen
    return found


def test_verbs_pages_and_undo_do_the_same_whether_locked_or_not(book: Book) -> None:
    priya = who(book, "Priya Shah")
    assert ("promise", "Priya Shah", "send quote") in cards(book)
    before = dump(book)
    book.log(a_call(priya, text="séance of pumps"))
    assert [text for (text,) in book.rows("select text from interaction order by id")] == [
        "renewing pumps",
        "séance of pumps",
    ]
    found = book.rows("select count(*) from search where search match 'seance'")
    assert found == [(1,)]
    book.undo()
    after = dump(book)
    assert {table: rows for table, rows in after.items() if table != "standing"} == {
        table: rows for table, rows in before.items() if table != "standing"
    }
    assert book.check() == []


def test_a_backup_is_as_locked_as_its_book_and_comes_back(book: Book) -> None:
    before = exported(book)
    copy = book.back_up("by-hand")
    assert cipher.is_locked(copy) == cipher.is_locked(book.path)
    book.add_contact(ContactDraft("Kim Ode"))
    book.checkpoint()
    restore(book.path, copy, book.now, RULES)
    again = reopened(book)
    assert exported(again) == before
    assert again.check() == []


def test_a_locked_book_that_is_damaged_comes_back_from_a_locked_backup(book: Book) -> None:
    copy = book.back_up("by-hand")
    book.close()
    was_locked = cipher.is_locked(book.path)
    content = bytearray(book.path.read_bytes())
    content[16:9000] = bytes(9000 - 16)
    book.path.write_bytes(bytes(content))
    with pytest.raises(BookUnreadable):
        reopened(book)
    restore(book.path, copy, book.now, RULES)
    assert cipher.is_locked(book.path) == was_locked
    assert reopened(book).check() == []


def test_forgetting_somebody_writes_the_file_anew_as_locked_as_it_was(book: Book) -> None:
    was_locked = cipher.is_locked(book.path)
    assert forget(book, who(book, "Priya Shah").id)
    book.close()
    cipher.look_again(book.path)
    assert cipher.is_locked(book.path) == was_locked
    assert reopened(book).rows("select count(*) from contact") == [(0,)]


def test_unsaved_text_survives_the_process_that_typed_it(book: Book) -> None:
    unsaved = Unsaved(book.path)
    unsaved.keep(1, UnsavedText("Priya pumps", "one"))
    unsaved.keep_form("new-contact", UnsavedForm("New contact", {"name": "Northwind"}, "two"))
    again = Unsaved(book.path)
    assert again.of(1) == UnsavedText("Priya pumps", "one")
    assert again.forms() == ["New contact"]
    unsaved.forget(1)
    unsaved.forget_form("new-contact")
    assert not unsaved.path.exists()


def test_locking_and_unlocking_changes_no_row_and_moves_what_was_typed(tmp_path: Path) -> None:
    book = a_told_book(tmp_path)
    before, shown = dump(book), exported(book)
    Unsaved(book.path).keep(1, UnsavedText("Priya pumps", "one"))
    book.close()
    lock(book.path)
    book = reopened(book)
    assert (dump(book), exported(book)) == (before, shown)
    assert Unsaved(book.path).of(1).text == "Priya pumps"
    assert words_beside(book.path) == {}
    book.close()
    change_lock(book.path, None, Clock(), RULES)
    book = reopened(book)
    assert (dump(book), exported(book)) == (before, shown)
    assert Unsaved(book.path).of(1).text == "Priya pumps"
    assert words_beside(book.path).keys() == {"book.db", "book.db.unsaved"}


def test_no_file_beside_a_locked_book_holds_a_word_of_it(tmp_path: Path) -> None:
    book = a_told_book(tmp_path)
    book.back_up("by-hand")
    book.checkpoint()
    assert words_beside(book.path).keys() == {"book.db", "000001-2026-11-23-0900-by-hand.db"}
    book.close()
    lock(book.path)
    assert [why for _, why in change_backups(book.path)] == [""]
    assert backups_unlike(book.path) == []
    book = reopened(book)
    book.log(a_call(who(book, "Priya Shah"), text="more pumps for Northwind"))
    Unsaved(book.path).keep(1, UnsavedText("priya: pumps", "one"))
    book.back_up("by-hand")
    assert (tmp_path / "book.db-wal").stat().st_size
    assert words_beside(book.path) == {}


def test_a_plain_file_whose_locking_was_cut_short_is_written_over_at_the_next_start(
    tmp_path: Path,
) -> None:
    book = a_told_book(tmp_path)
    book.back_up("by-hand")
    book.close()
    (copy,) = backup_folder(book.path).glob("*.db")
    plain = {one: one.read_bytes() for one in (book.path, copy)}
    lock(book.path)
    assert [why for _, why in change_backups(book.path)] == [""]
    seconds = [one.with_name(f".{one.name}-4711.plain") for one in plain]
    for second, content in zip(seconds, plain.values(), strict=True):
        second.write_bytes(content)
    kept = [second.open("rb") for second in seconds]
    reopened(book).close()
    assert not any(second.exists() for second in seconds)
    for file in kept:
        with file:
            assert not file.read().strip(b"\0"), "written over before the name went"


def test_a_second_name_of_a_book_that_is_still_plain_is_not_written_over(tmp_path: Path) -> None:
    book = a_told_book(tmp_path)
    book.close()
    second = tmp_path / ".book.db-4711.plain"
    os.link(book.path, second)
    before = dump(reopened(book))
    reopened(book).close()
    assert second.samefile(book.path)
    lock(book.path)
    assert not second.exists()
    assert dump(reopened(book)) == before


def test_a_book_that_somebody_has_open_is_not_locked_beneath_them(tmp_path: Path) -> None:
    a_told_book(tmp_path).close()
    path = tmp_path / "book.db"
    other = started(LOG, str(path), "other", "1000000")
    assert other.stdout
    other.stdout.readline()
    try:
        with pytest.raises(BookBusy):
            lock(path)
    finally:
        other.kill()
        other.communicate()
    book = open_book(path, Clock(), RULES, origin="test")
    assert not cipher.is_locked(path)
    assert book.check() == []


def test_a_backup_of_another_passphrase_is_told_of_and_changes_nothing(tmp_path: Path) -> None:
    book = a_told_book(tmp_path)
    stranger = tmp_path / "stranger.db"
    book.copy_to(stranger)
    book.close()
    lock(stranger, cipher.new_key("another"))
    cipher.hold(stranger, None)
    cipher.look_again(stranger)
    lost = cipher.salt_of(stranger)
    assert lost
    cipher._BY_SALT.pop(lost)
    cipher._AT.pop(str(stranger), None)
    with pytest.raises(BookLocked, match="is locked"):
        restore(book.path, stranger, Clock(), RULES)
    assert not cipher.unlock(stranger, PASSPHRASE)
    assert cipher.unlock(stranger, "another")
    restore(book.path, stranger, Clock(), RULES)
    assert not cipher.is_locked(book.path), "a plain book stays plain"
    assert reopened(book).check() == []


def test_the_passphrase_is_not_changed_over_text_that_is_not_saved(tmp_path: Path) -> None:
    book = a_told_book(tmp_path)
    book.close()
    lock(book.path)
    Unsaved(book.path).keep(1, UnsavedText("Priya", "one"))
    with pytest.raises(Refused, match="not saved yet"):
        lock(book.path, cipher.new_key("another"))
    assert Unsaved(book.path).of(1).text == "Priya"


@pytest.mark.parametrize("place", [9, 15])
def test_a_damaged_salt_is_made_good_by_that_of_a_backup(tmp_path: Path, place: int) -> None:
    book = a_told_book(tmp_path)
    book.close()
    lock(book.path, cipher.new_key("first"))
    book = reopened(book)
    shown = exported(book)
    backup = book.back_up("by-hand")
    book.close()
    content = bytearray(book.path.read_bytes())
    content[place] ^= 4
    book.path.write_bytes(bytes(content))
    cipher._AT.clear()
    assert not cipher.unlock(book.path, "first")
    assert not cipher.unlock(book.path, "second", (backup,))
    assert cipher.unlock(book.path, "first", (backup,))
    assert exported(reopened(book)) == shown


def test_an_accent_may_be_typed_as_one_letter_or_as_two(tmp_path: Path) -> None:
    book = a_told_book(tmp_path)
    book.close()
    lock(book.path, cipher.new_key("cl\u00e9"))
    assert cipher.unlock(book.path, "cle\u0301")
    assert not cipher.unlock(book.path, "cle")
    assert not cipher.unlock(book.path, "cl\udce9")


def test_a_key_shows_itself_to_nobody() -> None:
    key = the_key()
    assert key.spec not in f"{key!r} {key} {[key]}"


LOG = f"""
import sys
from pathlib import Path
from loyaltytui.book import cipher
from loyaltytui.book.book import open_book
from loyaltytui.drafts import LogDraft
from loyaltytui.entries import ContactId
from tests.builders import RULES, TODAY, Clock

path, name, count = sys.argv[1:]
assert cipher.unlock(Path(path), {PASSPHRASE!r})
book = open_book(Path(path), Clock(), RULES, origin="test")
for number in range(int(count)):
    text = f"{{name}} {{number}}"
    book.log(LogDraft((ContactId(1),), TODAY, text=text), uuid=text)
    if number % 3 == 0:
        book.checkpoint()
    print(text, flush=True)
"""


def started(program: str, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *words], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def test_two_processes_and_a_kill_lose_nothing_of_a_locked_book(tmp_path: Path) -> None:
    book = a_told_book(tmp_path)
    book.close()
    lock(book.path)
    processes = [started(LOG, str(book.path), name, "30") for name in ("left", "right")]
    told = [line for process in processes for line in process.communicate()[0].splitlines()]
    assert len(told) == 60
    for life in range(3):
        process = started(LOG, str(book.path), f"life {life}", "100000")
        assert process.stdout
        for _ in range(random.randint(5, 30)):
            told.append(process.stdout.readline().strip())
        process.send_signal(signal.SIGKILL)
        told += [line.strip() for line in process.stdout if line.endswith("\n")]
        assert process.wait() == -signal.SIGKILL
    book = reopened(book)
    stored = {text for (text,) in book.rows("select text from interaction")}
    assert [text for text in told if text not in stored] == []
    assert book.check() == []
    assert book.today == TODAY


CUT_SHORT = """
import json, multiprocessing, random, shutil, sys, time
from pathlib import Path
from loyaltytui.book import cipher
from loyaltytui.book.book import open_book
from loyaltytui.book.cipher_change import change_lock
from tests.builders import RULES, Clock, dump

folder, passphrase, seed = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
chance = random.Random(seed)
key = cipher.new_key(passphrase)
# Once here, to see how long it takes; and whoever is forked finds all of it loaded.
shutil.copytree(folder / "plain", folder / "warm")
begun = time.monotonic()
change_lock(folder / "warm" / "book.db", key, Clock(), RULES)
usual = time.monotonic() - begun
fork = multiprocessing.get_context("fork")
outcomes = []
for number in range(200):
    if number >= 30 and len({tuple(one[:2]) for one in outcomes}) == 4:
        break
    here = folder / str(number)
    is_unlocking = number % 2
    shutil.copytree(folder / ("warm" if is_unlocking else "plain"), here)
    path = here / "book.db"
    process = fork.Process(
        target=change_lock, args=(path, None if is_unlocking else key, Clock(), RULES)
    )
    process.start()
    process.join(chance.random() * usual * 3)
    process.kill()
    process.join()
    book = open_book(path, Clock(), RULES, origin="test")
    texts = sorted(text for (text,) in book.rows("select text from interaction"))
    outcomes.append([is_unlocking, cipher.is_locked(path), texts, book.check()])
    book.close()
    change_lock(path, key, Clock(), RULES)
    left = [file.name for file in here.iterdir() if file.name.endswith(".new")]
    outcomes[-1].append(left)
print(json.dumps(outcomes))
"""


def test_locking_and_unlocking_cut_short_leave_the_old_book_or_the_new_one(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    book = a_told_book(tmp_path / "plain")
    for number in range(20):
        book.log(a_call(who(book, "Priya Shah"), text=f"line {number}"))
    book.checkpoint()
    book.close()
    seed = str(random.random())
    ran = subprocess.run(
        [sys.executable, "-c", CUT_SHORT, str(tmp_path), PASSPHRASE, seed],
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
        env={**os.environ},
    )
    assert ran.returncode == 0, (seed, ran.stderr)
    outcomes = json.loads(ran.stdout)
    assert {(unlocking, locked) for unlocking, locked, *_ in outcomes} == {
        (0, False),
        (0, True),
        (1, False),
        (1, True),
    }, seed
    for _, _, texts, findings, left in outcomes:
        assert (len(texts), findings, left) == (21, [], []), seed
    assert backup_folder(tmp_path / "0" / "book.db").exists() is False
