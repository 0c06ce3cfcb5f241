"""A verb answers in a blink because it loads what it needs and nothing else: each as a process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import TODAY, a_book, a_contact, mine

HEAVY = {
    "asyncio",
    "gettext",
    "hashlib",
    "icalendar",
    "inspect",
    "ipaddress",
    "locale",
    "logging",
    "msgspec.inspect",
    "msgspec.json",
    "peewee",
    "platform",
    "platformdirs",
    "rich",
    "shutil",
    "socket",
    "tempfile",
    "textual",
    "textwrap",
    "threading",
    "typing_extensions",
    "urllib",
}
ELSEWHERE = {
    f"loyaltytui.book.{name}"
    for name in (
        "book",
        "tables",
        "backups",
        "bringing",
        "bulk",
        "importing",
        "merging",
        "outgoing",
    )
}
"""What the whole book can do, and none of these verbs asks of it."""
WATCH = """
import sys
had = set(sys.modules)
from loyaltytui.__main__ import main
code = main()
for name in sorted(set(sys.modules) - had):
    print("loaded", name, file=sys.stderr)
sys.exit(code)
"""


def loaded_by(folder: Path, *words: str) -> set[str]:
    """The modules that a verb loads besides those Python itself begins with."""
    environment = os.environ | {
        "HOME": str(folder),
        "LOYALTYTUI_BOOK": str(folder / "book.db"),
        "LOYALTYTUI_SETTINGS": str(folder / "settings.toml"),
    }
    day = () if words == ("--version",) else ("--today", TODAY.isoformat())
    ran = subprocess.run(
        [sys.executable, "-c", WATCH, *words, *day],
        check=False,
        capture_output=True,
        text=True,
        env=environment,
    )
    assert ran.returncode == 0, ran.stderr
    return {
        line.removeprefix("loaded ")
        for line in ran.stderr.splitlines()
        if line.startswith("loaded ")
    }


@pytest.mark.parametrize(
    "words",
    [
        ("due",),
        ("find", "quote"),
        ("show", "Ann"),
        ("promises",),
        ("log", "Ann: talked about the quote > send it fri"),
        ("keep", "1"),
    ],
    ids=lambda words: words[0],
)
def test_a_quick_verb_loads_nothing_that_it_can_do_without(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    book = a_book(tmp_path, a_contact("Ann Lee", "Acme", promised=(mine("send the quote"),)))
    book.close()
    loaded = loaded_by(tmp_path, *words)
    assert "loyaltytui.book.storage" in loaded
    assert loaded & (HEAVY | ELSEWHERE) == set()


@pytest.mark.parametrize("words", [("find", "quote"), ("show", "Ann")], ids=lambda words: words[0])
def test_whoever_is_looked_up_is_found_without_what_reads_a_log_line(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    a_book(tmp_path, a_contact("Ann Lee", "Acme", promised=(mine("send the quote"),))).close()
    loaded = loaded_by(tmp_path, *words)
    assert "loyaltytui.capture.directory" in loaded
    left_out = {f"loyaltytui.capture.{name}" for name in ("chips", "header", "marks", "people")}
    assert loaded & left_out == set()


def test_the_version_loads_no_more_than_it_takes_to_print_it(tmp_path: Path) -> None:
    loaded = loaded_by(tmp_path, "--version")
    assert "loyaltytui.cli.run" in loaded
    assert loaded & {"argparse", "msgspec", "sqlite3", *HEAVY} == set()


@pytest.mark.parametrize("name", ["argparse", "msgspec"])
def test_what_a_verb_leaves_out_is_there_for_whoever_asks_later(name: str) -> None:
    asked = "gettext, msgspec.inspect, msgspec.json, msgspec.toml, platform, typing_extensions"
    ran = subprocess.run(
        [
            *(sys.executable, "-c"),
            f"from loyaltytui import lean; lean.load({name!r}); lean.load({name!r})\n"
            f"import {asked}\n"
            "assert gettext.translation and platform.machine and typing_extensions.Protocol\n"
            "assert msgspec.inspect.type_info(int) and msgspec.json.decode(b'[1]') == [1]\n",
        ],
        check=False,
        capture_output=True,
        text=True,
    )
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize(
    ("name", "part", "use"),
    [
        ("pathlib", "urllib.parse", "assert pathlib.Path('/a b').as_uri() == 'file:///a%20b'"),
        ("argparse", "gettext", "argparse.ArgumentParser('x').parse_args([])"),
        ("asyncio", "subprocess", "asyncio.run(asyncio.sleep(0))"),
        ("msgspec", "platform", "msgspec.defstruct('X', ['a'])(1)"),
        ("textual.app", "platformdirs", "textual.app.App()"),
    ],
)
def test_a_name_that_was_never_asked_for_is_had_of_the_true_module(
    name: str, part: str, use: str
) -> None:
    lines = (
        "from loyaltytui import lean",
        f"part = lean._STAND_INS[{name!r}][{part!r}]",
        "held = [each for each in vars(part) if not each.startswith('__')]",
        "for each in held: delattr(part, each)",
        f"lean.load({name!r})",
        f"import {name}, {part}",
        f"assert {part} is not part and all(hasattr({part}, each) for each in held)",
        use,
    )
    ran = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)], check=False, capture_output=True, text=True
    )
    assert (ran.returncode, ran.stderr) == (0, "")
