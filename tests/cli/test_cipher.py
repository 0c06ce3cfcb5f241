"""Locking a book from the command line: who is asked for what, and what is never shown."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, SATURDAY, Shell

pytest.importorskip("sqlcipher3", reason="a locked book needs SQLCipher, an extra")

PASSPHRASE = "correct 'horse' battery"


def kept_in(folder: Path, passphrase: str = PASSPHRASE) -> str:
    """A file that holds a passphrase, as a script names it."""
    file = folder / f"passphrase {abs(hash(passphrase))}"
    file.write_text(f"{passphrase}\n")
    return str(file)


@pytest.fixture
def locked(priya: Shell) -> Shell:
    """A shell whose book holds Priya Shah, a promise and a plain backup, and is locked."""
    assert priya("log", "priya call: renewing pumps > send quote fri").code == 0
    assert priya("backup").code == 0
    done = priya.process("encrypt", "--new-passphrase-file", kept_in(priya.book.parent))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(b"Locked ")
    assert b"by hand  plain" in done.stdout
    assert b"loyaltytui encrypt --encrypt-backups" in done.stderr
    return priya


def told(shell: Shell, *words: str, passphrase: str = PASSPHRASE, stdin: bytes = b"") -> str:
    """What a verb says of a locked book, done in a process of its own."""
    file = kept_in(shell.book.parent, passphrase)
    done = shell.process("--passphrase-file", file, *words, stdin=stdin)
    assert done.returncode == 0, done.stderr
    assert PASSPHRASE.encode() not in done.stdout + done.stderr
    return done.stdout.decode() + done.stderr.decode()


def test_without_its_passphrase_nothing_of_a_locked_book_is_shown(locked: Shell) -> None:
    for words in (["due"], ["find", "priya"], ["backup"], ["log", "priya: hello"], ["check"]):
        done = locked.process(*words)
        assert done.returncode == 3
        assert b"is locked, and nobody is here" in done.stderr
        assert b"--passphrase-file" in done.stderr
        assert done.stdout == b""
    wrong = locked.process("due", "--passphrase-file", kept_in(locked.book.parent, "wrong"))
    assert (wrong.returncode, wrong.stdout) == (3, b"")
    assert b"That passphrase does not open" in wrong.stderr
    assert b"wrong" not in wrong.stderr
    completing = subprocess.run(
        [sys.executable, "-m", "loyaltytui", "complete", "--", "show", "pri"],
        cwd=ROOT,
        env={**os.environ, "LOYALTYTUI_BOOK": str(locked.book)},
        capture_output=True,
        check=False,
    )
    assert (completing.returncode, completing.stdout) == (0, b"")


def test_with_its_passphrase_a_locked_book_does_everything(locked: Shell) -> None:
    assert "send quote" in told(locked, "due", "--days", "9")
    assert "Call with Priya Shah" in told(locked, "log", "priya: more pumps")
    assert "more pumps" in told(locked, "find", "pump")
    told(locked, "undo")
    assert "more pumps" not in told(locked, "find", "pump")
    card = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Kim Ode\r\nN:Ode;Kim;;;\r\nEND:VCARD\r\n"
    told(locked, "import", "-", stdin=card)
    assert "Kim Ode" in told(locked, "find", "kim")
    assert told(locked, "check").startswith("The book is sound.")
    out = locked.book.parent / "book.json"
    told(locked, "export", str(out), "--confidential")
    assert b"Kim Ode" in out.read_bytes()
    other = locked.book.parent / "new" / "other.db"
    assert locked("import", str(out), book=other).code == 0
    assert locked("find", "kim", book=other).code == 0


def test_the_passphrase_may_come_first_on_standard_input(locked: Shell) -> None:
    typed = f"{PASSPHRASE}\npriya: from a script\n".encode()
    done = locked.process("--passphrase-file", "-", "log", "-", stdin=typed)
    assert done.returncode == 0, done.stderr
    assert "from a script" in told(locked, "find", "script")


def test_the_environment_may_name_the_file(locked: Shell) -> None:
    named = {"LOYALTYTUI_PASSPHRASE_FILE": kept_in(locked.book.parent)}
    assert locked.process("find", "priya", environment=named).returncode == 0
    missing = {"LOYALTYTUI_PASSPHRASE_FILE": str(locked.book.parent / "nowhere")}
    done = locked.process("find", "priya", environment=missing)
    assert done.returncode == 2
    assert b"can't be read" in done.stderr


def test_older_backups_are_locked_when_that_is_wanted_and_come_back(locked: Shell) -> None:
    said = told(locked, "encrypt", "--encrypt-backups")
    assert "Backups locked with this passphrase: 1." in said
    for file in locked.book.parent.rglob("*"):
        kept = file.read_bytes() if file.is_file() else b""
        assert [word for word in (b"Priya", b"pumps", b"Northwind") if word in kept] == [], file
    told(locked, "log", "priya: regretted")
    told(locked, "restore", "1")
    assert locked.process("find", "regretted").returncode == 3
    named = kept_in(locked.book.parent)
    assert locked.process("--passphrase-file", named, "find", "regretted").returncode == 1


def test_a_plain_backup_put_back_into_a_locked_book_is_locked(locked: Shell) -> None:
    told(locked, "log", "priya: regretted")
    told(locked, "restore", "1")
    assert locked.process("due").returncode == 3
    assert "renewing pumps" in told(locked, "find", "pump")


def test_another_passphrase_takes_the_place_of_the_first(locked: Shell) -> None:
    new = kept_in(locked.book.parent, "another")
    told(locked, "encrypt", "--encrypt-backups")
    said = told(locked, "passphrase", "--new-passphrase-file", new)
    assert "by hand  locked" in said
    file = kept_in(locked.book.parent)
    assert locked.process("--passphrase-file", file, "due").returncode == 3
    assert "Priya" in told(locked, "find", "priya", passphrase="another")
    assert "locked with another passphrase" in told(
        locked, "backup", "--list", passphrase="another"
    )


def test_a_book_that_is_gone_comes_back_from_a_locked_backup(locked: Shell) -> None:
    told(locked, "encrypt", "--encrypt-backups")
    locked.book.unlink()
    assert "Restored" in told(locked, "restore", "newest")
    assert locked.process("due").returncode == 3
    assert "Priya" in told(locked, "find", "priya")


def test_unlocking_makes_the_book_plain_and_says_what_is_not(locked: Shell) -> None:
    told(locked, "backup")
    said = told(locked, "decrypt")
    assert "Backups that still need the passphrase: 1." in said
    assert b"Priya" in locked.process("find", "priya").stdout


def test_locking_is_refused_where_it_makes_no_sense(locked: Shell, tmp_path: Path) -> None:
    file = kept_in(locked.book.parent)
    twice = locked.process("--passphrase-file", file, "encrypt", "--new-passphrase-file", file)
    assert twice.returncode == 2
    assert b"is locked already" in twice.stderr
    other = tmp_path / "plain" / "book.db"
    assert locked("add", "Kim Ode", book=other).code == 0
    assert "is not locked" in locked("decrypt", book=other).err
    assert "is not locked" in locked("passphrase", book=other).err
    empty = locked("encrypt", "--new-passphrase-file", kept_in(tmp_path, " "), book=other)
    assert (empty.code, "locks nothing" in empty.err) == (2, True)
    assert locked("encrypt", book=other).code == 3
    assert locked("encrypt", book=tmp_path / "never" / "book.db").code == 3
    assert locked("find", "kim", book=other).code == 0


def on_a_terminal(shell: Shell, typed: list[tuple[str, str]], *words: str) -> tuple[int, str]:
    """Types each answer when its question has come; the exit code and all that was shown."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "loyaltytui", "--book", shell.book, "--today", SATURDAY, *words],
        cwd=ROOT,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    shown = unread = ""
    while True:
        try:
            more = os.read(ours, 4096).decode()
        except OSError:
            break
        shown += more
        unread += more
        if typed and typed[0][0] in unread:
            unread = ""
            os.write(ours, typed.pop(0)[1].encode() + b"\n")
    os.close(ours)
    assert typed == []
    return process.wait(), shown


def test_a_terminal_is_asked_three_times_and_shows_nothing_of_the_answer(locked: Shell) -> None:
    ask = "Passphrase of book.db"
    code, shown = on_a_terminal(
        locked, [(ask, "one"), (ask, "two"), (ask, PASSPHRASE)], "find", "priya"
    )
    assert code == 0
    assert shown.count("That is not the passphrase. Try again.") == 2
    assert "Northwind" in shown
    code, shown = on_a_terminal(locked, [(ask, "oops")] * 3, "find", "priya")
    assert code == 3
    assert "either" in shown
    assert "oops" not in shown
    assert "Northwind" not in shown


def test_a_new_passphrase_is_typed_twice_and_its_loss_is_told_of(priya: Shell) -> None:
    first, again = "New passphrase", "once more"
    code, shown = on_a_terminal(priya, [(first, "one"), (again, "two")], "encrypt")
    assert code == 2
    assert "were not the same" in shown
    assert priya.process("due").returncode == 0
    code, shown = on_a_terminal(priya, [(first, PASSPHRASE), (again, PASSPHRASE)], "encrypt")
    assert code == 0
    assert "has lost the book" in shown
    assert PASSPHRASE not in shown
    assert "Priya" in told(priya, "find", "priya")


def test_without_the_extra_a_locked_book_says_what_is_missing(locked: Shell) -> None:
    without = """
import sys
sys.modules["sqlcipher3"] = None
from loyaltytui.__main__ import open_app
from loyaltytui.cli.run import run
sys.exit(run(["--book", sys.argv[1], "find", "priya"], open_app))
"""
    ran = subprocess.run(
        [sys.executable, "-c", without, str(locked.book)],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 2
    assert b"pip install 'loyaltytui[encrypted]'" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


def test_a_plain_books_verbs_never_load_the_cipher(priya: Shell) -> None:
    watch = """
import sys
from loyaltytui.__main__ import open_app
from loyaltytui.cli.run import run
assert run(["--book", sys.argv[1], "find", "priya"], open_app) == 0
assert not {"sqlcipher3", "getpass"} & sys.modules.keys()
"""
    ran = subprocess.run(
        [sys.executable, "-c", watch, str(priya.book)], cwd=ROOT, capture_output=True, check=False
    )
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("form", ["json", "csv", "vcard", "ics", "vdir", "-"])
def test_an_export_of_a_locked_book_says_that_it_is_not_locked(locked: Shell, form: str) -> None:
    target = "-" if form == "-" else str(locked.book.parent / "out")
    word = "vcard" if form == "-" else form
    said = told(locked, "export", target, "--format", word, "--mine")
    assert "Your book is locked, but what was written here is not" in said
    assert "no legal advice" in said


def test_an_export_of_a_book_that_is_not_locked_says_nothing_of_locks(priya: Shell) -> None:
    assert "locked" not in priya("export", str(priya.book.parent / "out.json")).err
