"""khard, khal and todoman read the folders we write. They run as themselves, at a home of ours."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from loyaltytui.book.book import Book
from loyaltytui.book.choosing import Choice
from loyaltytui.drafts import ContactDraft
from loyaltytui.entries import Scope
from loyaltytui.exchange.vdir import write_vdir
from tests.builders import TODAY, TOMORROW, a_book, a_contact, days, email, mine, phone, theirs

HARD_NAMES = ["Lee, Ann; Dr.", "Zoë 👩‍💻 Ødegård", "שלמה לוי", "孔夫子", "O'Neil \\ Sons", "Bo"]

KHARD = """[addressbooks]
[[loyaltytui]]
path = {root}/contacts/
"""
KHAL = """[calendars]
[[loyaltytui]]
path = {root}/calendar/
readonly = True
[locale]
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
timeformat = %H:%M
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""
TODOMAN = """path = "{root}/todo"
date_format = "%Y-%m-%d"
time_format = "%H:%M"
default_list = "todo"
"""


@pytest.fixture
def vdir(tmp_path: Path) -> Path:
    """A home whose programs are told where our folder is."""
    for place, text in (
        ("khard/khard.conf", KHARD),
        ("khal/config", KHAL),
        ("todoman/config.py", TODOMAN),
    ):
        config = tmp_path / "home" / "config" / place
        config.parent.mkdir(parents=True)
        config.write_text(text.format(root=tmp_path / "vdir"), "utf-8")
    return tmp_path / "vdir"


def says(vdir: Path, program: str, *words: str) -> str:
    """What the program prints; it must end well and complain of nothing."""
    pytest.importorskip(program)
    home = vdir.parent / "home"
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "CACHE")}
    ended = subprocess.run(
        [sys.executable, "-m", program, *words],
        env={"HOME": str(home), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **folders},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == 0, ended.stderr.decode()
    assert b"rror" not in ended.stderr
    return ended.stdout.decode()


def export(book: Book, vdir: Path, version: str = "3.0") -> None:
    write_vdir(book, Choice(), version, vdir)


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_khard_lists_everybody(tmp_path: Path, vdir: Path, version: str) -> None:
    book = a_book(
        tmp_path,
        *(a_contact(name, "Acme, Ltd; Oslo", about="one\ntwo", tags=("a",)) for name in HARD_NAMES),
    )
    export(book, vdir, version)
    listed = says(vdir, "khard", "ls", "--parsable", "--fields", "name")
    assert sorted(listed.splitlines()) == sorted(HARD_NAMES)


def test_khard_knows_how_somebody_is_reached(tmp_path: Path, vdir: Path) -> None:
    priya = a_contact(
        "Priya Shah",
        "Northwind; Ltd",
        job="VP, Operations",
        address="Main St 1, 12345 Berlin",
        about="likes boats",
        emails=("priya@northwind.example",),
        channels=(phone("+47 900 00 000", scope=Scope.PERSONAL),),
        tags=("pumps",),
    )
    book = a_book(tmp_path, priya)
    book.add_contact(ContactDraft("Other", extras=(("X-A", "b,c"), ("FN", "Another"))))
    export(book, vdir)
    shown = says(vdir, "khard", "show", "Priya")
    for text in (
        "Organisation: Northwind; Ltd",
        "VP, Operations",
        "WORK: priya@northwind.example",
        "HOME: +47 900 00 000",
        "Main St 1, 12345 Berlin",
        "likes boats",
        "pumps",
    ):
        assert text in shown
    assert "priya@northwind.example\t" in says(vdir, "khard", "email", "--parsable", "priya")


def test_khard_shows_three_hundred_channels(tmp_path: Path, vdir: Path) -> None:
    channels = tuple(email(f"a{number}@x.example") for number in range(300))
    export(a_book(tmp_path, a_contact("Ann", channels=channels)), vdir)
    assert says(vdir, "khard", "show", "Ann").count("@x.example") == 300


def test_khal_shows_check_ins_on_their_days(tmp_path: Path, vdir: Path) -> None:
    book = a_book(
        tmp_path,
        a_contact("Lee, Ann; Dr.", "Acme", due=TOMORROW, reason="is the pump\nquiet? 👩‍💻"),
        a_contact("Bo", due=TODAY + days(7)),
    )
    export(book, vdir)
    words = ("list", "--day-format", "{date}", "--format", "{title}|{all-day}")
    listed = says(vdir, "khal", *words, TODAY.isoformat(), "10d").splitlines()
    assert listed == [
        TOMORROW.isoformat(),
        "Lee, Ann; Dr.: is the pump quiet? 👩‍💻|True",
        (TODAY + days(7)).isoformat(),
        "Check in with Bo|True",
    ]


def test_todoman_lists_promises_and_what_is_owed(tmp_path: Path, vdir: Path) -> None:
    promised = (mine("send a; b, c\nby courier 👩‍💻", TOMORROW), theirs("the PO", TODAY + days(9)))
    export(a_book(tmp_path, a_contact("שלמה לוי", "Acme", promised=promised)), vdir)
    listed = says(vdir, "todoman", "list").splitlines()
    assert len(listed) == 2
    (ours,) = (line for line in listed if "send a; b, c by courier 👩‍💻 (שלמה לוי)" in line)
    (owed,) = (line for line in listed if "שלמה לוי: the PO" in line)
    assert TOMORROW.isoformat() in ours
    assert (TODAY + days(9)).isoformat() in owed


def test_a_task_that_todoman_ticks_off_is_not_brought_back(tmp_path: Path, vdir: Path) -> None:
    book = a_book(tmp_path, a_contact("Ann", promised=(mine("send quote", TOMORROW),)))
    export(book, vdir)
    assert "send quote" in says(vdir, "todoman", "list")
    says(vdir, "todoman", "done", "1")
    outcome = write_vdir(book, Choice(), "3.0", vdir)
    assert [item.said for item in outcome.changed_elsewhere] == ["send quote (Ann)"]
    assert "send quote" not in says(vdir, "todoman", "list")
