"""What a killed export leaves is taken away by the next, and nothing else ever is."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from loyaltytui.book.choosing import Choice
from loyaltytui.book.errors import Refused
from loyaltytui.exchange.file_writing import clear_folder, write_whole
from loyaltytui.exchange.leftovers import in_hand
from loyaltytui.exchange.placing import put_file, put_folder
from loyaltytui.exchange.vdir import write_vdir
from tests.builders import a_book, a_contact

ROOT = Path(__file__).parents[2]

WRITERS = {
    "all.json": """
def write(file):
    file.write(b"all of the book")
    file.flush()
    wait()
    return 1
placing.put_file(target, book, write, may_replace=True)
""",
    "tables": """
def write(folder):
    (folder / "contacts.csv").write_text("all of the book")
    wait()
    return 1
placing.put_folder(target, book, write, may_replace=True)
""",
    "card.vcf": """
real = os.replace
def replace(source, place):
    wait()
    real(source, place)
os.replace = replace
file_writing.write_whole(target, b"all of the book")
""",
}
"""Programs that export to a place of that name, and wait in the middle of it."""

BEFORE = """
import os, sys
from pathlib import Path
from loyaltytui.exchange import file_writing, placing
target = Path(sys.argv[1])
book = target.with_name("book.db")
def wait():
    print("written", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def an_export(target: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A program in the middle of an export to that place."""
    program = BEFORE + WRITERS[target.name]
    words = [sys.executable, "-c", program, str(target)]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as export:
        assert export.stdout
        assert export.stdout.readline() == b"written\n"
        yield export
        export.kill()


def export_again(target: Path) -> None:
    """A whole export to the place, as any later one."""
    book = target.with_name("book.db")
    match target.name:
        case "all.json":
            put_file(target, book, lambda file: file.write(b"new"), may_replace=True)
        case "tables":
            put_folder(
                target,
                book,
                lambda folder: (folder / "contacts.csv").write_text("new"),
                may_replace=True,
            )
        case _:
            clear_folder(target.parent)
            write_whole(target, b"new")


def content(target: Path) -> str:
    return (target / "contacts.csv" if target.is_dir() else target).read_text()


def hidden(folder: Path) -> list[str]:
    return [one.name for one in folder.rglob(".*")]


@pytest.mark.parametrize("name", WRITERS)
def test_what_a_killed_export_left_goes_with_the_next(tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    with an_export(target) as export:
        export.kill()
    assert len(hidden(tmp_path)) == 1, "the fault must have fired"
    export_again(target)
    assert hidden(tmp_path) == []
    assert content(target) == "new"


@pytest.mark.parametrize("name", WRITERS)
def test_an_export_that_is_at_work_is_left_alone_and_ends_well(tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    if name == "tables":
        target.mkdir()  # two that make the same folder refuse each other
    with an_export(target) as export:
        export_again(target)
        assert content(target) == "new"
        assert len(hidden(tmp_path)) == 1
        export.communicate(b"go on\n")
        assert export.returncode == 0
    assert content(target) == "all of the book"
    assert hidden(tmp_path) == []


def test_a_folder_that_holds_nothing_but_a_killed_export_is_empty(tmp_path: Path) -> None:
    target = tmp_path / "tables"
    target.mkdir()
    with an_export(target) as export:
        export.kill()
    assert len(hidden(target)) == 1, "the fault must have fired"
    put_folder(target, tmp_path / "book.db", lambda folder: None, may_replace=False)
    assert list(target.iterdir()) == []


def test_what_a_killed_export_left_goes_even_where_the_next_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "all.json"
    with an_export(target) as export:
        export.kill()
    target.write_text("mine")
    with pytest.raises(Refused, match="--force"):
        put_file(target, tmp_path / "book.db", lambda file: None, may_replace=False)
    assert hidden(tmp_path) == []
    assert target.read_text() == "mine"


def test_names_that_are_only_alike_stay(tmp_path: Path) -> None:
    target = tmp_path / "all.json"
    names = (
        ".all.json-abcdefg.new",
        ".all.json-abcdefghi.new",
        ".all.json-ABCDEFGH.new",
        ".all.json-abcdefgh.new2",
        "..all.json-abcdefgh.new",
        ".allxjson-abcdefgh.new",
        ".other-abcdefgh.new",
        ".loyaltytui-abcdefgh.tmp",
        "all.json-abcdefgh.new",
    )
    for name in names:
        (tmp_path / name).write_text("somebody's")
    export_again(target)
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted((*names, "all.json"))


def test_what_is_no_file_of_ours_stays(tmp_path: Path) -> None:
    target, own = tmp_path / "all.json", tmp_path / "mine.txt"
    own.write_text("mine")
    (tmp_path / ".all.json-aaaaaaaa.new").symlink_to(own)
    os.mkfifo(tmp_path / ".all.json-bbbbbbbb.new")
    export_again(target)
    assert len(hidden(tmp_path)) == 2
    assert own.read_text() == "mine"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_what_belongs_to_somebody_else_stays(tmp_path: Path) -> None:
    theirs = tmp_path / ".all.json-aaaaaaaa.new"
    theirs.write_text("theirs")
    os.chown(theirs, 12345, 12345)
    export_again(tmp_path / "all.json")
    assert theirs.read_text() == "theirs"


def test_what_was_taken_away_before_it_was_held_is_made_again(tmp_path: Path) -> None:
    names = iter(("first", "second"))

    def make() -> str:
        made = tmp_path / next(names)
        if made.name == "second":
            made.touch()
        return str(made)

    with in_hand(make) as made:
        assert made == tmp_path / "second"


def test_what_was_taken_away_while_it_was_opened_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names, real = ["second", "first"], fcntl.flock

    def make() -> str:
        made = tmp_path / names.pop()
        made.touch()
        return str(made)

    def flock(held: int, how: int) -> None:
        (tmp_path / "first").unlink(missing_ok=True)
        real(held, how)

    monkeypatch.setattr(fcntl, "flock", flock)
    with in_hand(make) as made:
        assert made == tmp_path / "second"


def test_a_folder_of_files_is_cleared_wherever_it_holds_some(tmp_path: Path) -> None:
    book, root = a_book(tmp_path, a_contact("Ann")), tmp_path / "vdir"
    write_vdir(book, Choice(), "3.0", root)
    left = [root / ".loyaltytui-aaaaaaaa.tmp", root / "contacts" / ".loyaltytui-bbbbbbbb.tmp"]
    for one in left:
        one.write_text("a card of the book")
    write_vdir(book, Choice(), "3.0", root)
    assert not any(one.exists() for one in left)
