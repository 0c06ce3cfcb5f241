"""What is in a book stays between it and its owner: modes, faults, no way out of the machine."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from textual.worker import WorkerFailed

from loyaltytui import commands
from loyaltytui.book.book import Book
from loyaltytui.unexpected import told_without_words
from tests.builders import TODAY, a_book, a_contact, days, mine, reopened
from tests.tui.stage import Stage, on_stage, played, press, until, until_told

ROOT = Path(__file__).parent.parent
SECRET = "Qwertz Asdfgh"
WAYS_OUT = (
    *("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"),
    *("socket.getaddrinfo", "socket.gethostbyname", "webbrowser.open", "urllib.Request"),
    *("http.client.connect", "ftplib.connect", "smtplib.connect"),
)
"""What Python tells its auditors of before anything leaves the machine."""


def a_secret_book(folder: Path) -> Book:
    return a_book(
        folder,
        a_contact(
            SECRET,
            "Acme",
            met=TODAY - days(3),
            promised=(mine(f"call {SECRET}", TODAY),),
            due=TODAY,
        ),
    )


def run(code: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *words], cwd=ROOT, capture_output=True, text=True, check=False
    )


def in_main(before: str) -> str:
    """The program with something done to it first."""
    return f"import sys\n{before}\nfrom loyaltytui.__main__ import main\nsys.exit(main())"


BROKEN_VERB = """
from loyaltytui.cli import verbs_due
def broken(arguments, desk):
    with desk.reading() as book:
        card = book.agenda()[0]
        raise ValueError(f"no such card: {card.contact} {card.text}")
verbs_due.due = broken
"""


def test_a_fault_in_a_verb_tells_where_and_never_what(tmp_path: Path) -> None:
    book = a_secret_book(tmp_path)
    done = run(in_main(BROKEN_VERB), "--book", str(book.path), "--today", TODAY.isoformat(), "due")
    assert done.returncode != 0
    assert "builtins.ValueError" in done.stderr
    assert "run.py" in done.stderr
    assert "Qwertz" not in done.stdout + done.stderr


def test_a_fault_behind_a_fault_is_told_without_its_words_too() -> None:
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as first:
            raise RuntimeError(f"about {SECRET}") from first
    except RuntimeError as error:
        said = "".join(told_without_words(error))
    assert "Qwertz" not in said
    assert said.index("KeyError") < said.index("RuntimeError")


async def expect_silence(pilot: Stage, book: Book) -> None:
    """The app has stopped over a fault, and neither glass nor report says whom it was about."""
    await until(pilot, lambda: bool(pilot.app._exit_renderables))
    said = "".join(str(one) for one in pilot.app._exit_renderables)
    report = Path(f"{book.path}.crash.txt")
    assert str(report) in said
    assert "Qwertz" not in said
    text = report.read_text()
    assert "ValueError" in text
    assert "Qwertz" not in text
    assert stat.S_IMODE(report.stat().st_mode) == 0o600


@played
async def test_a_fault_in_a_screen_says_nobodys_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = a_secret_book(tmp_path)

    def broken(self: Book, who: int) -> None:
        raise ValueError(f"{who} is {SECRET}")

    async def open_a_page() -> None:
        async with on_stage(book) as pilot:
            monkeypatch.setattr(Book, "brief", broken)
            await press(pilot, commands.SHOW_CONTACTS, commands.OPEN)
            await expect_silence(pilot, book)

    with pytest.raises(ValueError, match="Qwertz"):
        await open_a_page()


@played
async def test_a_fault_in_the_writing_thread_says_nobodys_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = a_secret_book(tmp_path)

    def broken(self: Book, *_: object) -> None:
        card = self.agenda()[0]
        raise ValueError(f"{card.contact} can't be kept")

    monkeypatch.setattr(Book, "keep", broken)

    async def keep() -> None:
        async with on_stage(book) as pilot:
            await press(pilot, commands.KEEP)
            await expect_silence(pilot, book)

    with pytest.raises(WorkerFailed, match="Qwertz"):
        await keep()


def test_whatever_lies_beside_a_book_is_for_its_owner_alone(tmp_path: Path) -> None:
    script = (
        "import os; os.umask(0)\nfrom loyaltytui.__main__ import main\nimport sys; sys.exit(main())"
    )
    path = tmp_path / "folder" / "book.db"
    for words in (
        ("add", SECRET),
        ("log", "qwertz call: hello > send it fri"),
        ("backup",),
        ("export", str(path.parent / "all.json")),
        ("export", str(path.parent / "all.vcf")),
        ("export", str(path.parent / "all.ics")),
        ("export", str(path.parent / "tables"), "--format", "csv"),
        ("export", str(path.parent / "cards"), "--format", "vdir"),
    ):
        done = run(script, "--book", str(path), *words)
        assert done.returncode == 0, done.stderr
    found = {place: stat.S_IMODE(place.stat().st_mode) for place in path.parent.rglob("*")}
    assert len(found) > 10
    assert {str(place) for place, mode in found.items() if mode & 0o077} == set()


def test_a_verb_says_once_that_files_were_open_to_others(tmp_path: Path) -> None:
    book = a_secret_book(tmp_path)
    backup = book.back_up("by-hand")
    book.close()
    for place, mode in ((book.path, 0o644), (backup.parent, 0o755), (backup, 0o666)):
        place.chmod(mode)
    code = in_main("")
    words = ("--book", str(book.path), "find", "qwertz")
    said = run(code, *words).stderr
    assert said == (
        f"Others could read or change book.db, book.db.backups, {backup.name}. Only you can now.\n"
    )
    assert run(code, *words).stderr == ""
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


@played
async def test_the_app_says_that_files_were_open_to_others(tmp_path: Path) -> None:
    book = a_secret_book(tmp_path)
    book.close()
    book.path.chmod(0o644)
    async with on_stage(reopened(book)) as pilot:
        await until_told(pilot, "Others could read or change book.db. Only you can now.")


def test_what_is_deleted_is_overwritten_on_every_connection(tmp_path: Path) -> None:
    book = a_secret_book(tmp_path)
    assert book.rows("pragma secure_delete") == [(1,)]
    assert book.rows("pragma temp_store") == [(2,)]
    again = reopened(book)
    assert again.rows("pragma secure_delete") == [(1,)]


LISTENING = f"""
import os, sys
ways_out = {WAYS_OUT!r}
def hear(event, arguments):
    if event in ways_out:
        os.write(2, f"WAY OUT: {{event}} {{arguments!r}}\\n".encode())
sys.addaudithook(hear)
"""


def test_an_auditor_hears_of_a_connection(tmp_path: Path) -> None:
    done = run(f"{LISTENING}\nimport socket\nsocket.getaddrinfo('localhost', 1)")
    assert "WAY OUT" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["due"],
        ["show", "qwertz"],
        ["find", "qwertz"],
        ["log", "qwertz call: hello"],
        ["loyalty"],
        ["check"],
        ["backup"],
        ["export", "-", "--format", "json"],
        ["export", "-", "--format", "vcard"],
        ["export", "-", "--format", "ics"],
        ["forget", "qwertz", "--yes"],
        ["review", "--plain"],
        ["help"],
        ["complete", "--", "show", ""],
    ],
    ids=" ".join,
)
def test_no_verb_opens_a_way_out_of_the_machine(tmp_path: Path, words: list[str]) -> None:
    book = a_secret_book(tmp_path)
    book.close()
    given = words if words[0] == "complete" else ["--book", str(book.path), *words]
    done = run(in_main(LISTENING), *given)
    assert done.returncode in (0, 2), done.stderr
    assert "WAY OUT" not in done.stderr


APP = f"""
{LISTENING}
import asyncio, pathlib
from loyaltytui import commands
from tests.builders import a_book, a_contact
from tests.tui.stage import on_stage, press
async def play():
    book = a_book(pathlib.Path(sys.argv[1]), a_contact("Ann Lee", "Acme"))
    async with on_stage(book) as pilot:
        for tab in (commands.SHOW_CONTACTS, commands.OPEN, commands.SHOW_LOYALTY, commands.REVIEW,
                    commands.SHOW_AGENDA, commands.LOG_LINE, commands.LEAVE, commands.HELP):
            await press(pilot, tab)
asyncio.run(play())
print("played")
"""


def test_the_app_opens_no_way_out_of_the_machine(tmp_path: Path) -> None:
    done = run(APP, str(tmp_path))
    assert "played" in done.stdout, done.stderr
    assert "WAY OUT" not in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="modes are a matter of POSIX")
def test_a_crash_report_left_open_is_closed_with_the_book(tmp_path: Path) -> None:
    book = a_secret_book(tmp_path)
    book.close()
    report = Path(f"{book.path}.crash.txt")
    report.write_text("x")
    report.chmod(0o644)
    reopened(book).close()
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
