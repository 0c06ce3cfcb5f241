"""The program itself: help, keys, odd surroundings, and the way into the terminal app."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from loyaltytui import __version__
from loyaltytui.book.book import open_book
from loyaltytui.cli.desk import Clock
from loyaltytui.cli.run import run
from loyaltytui.commands import key_table
from tests.builders import RULES
from tests.cli.conftest import ROOT, SATURDAY, Shell

HOSTILE = {
    "markup": "[bold]Acme[/] [@click=app.quit]x[/]",
    "escape": "An\x1b[2J\x1b]52;c;aGk=\x07n",
    "c1": "An\x9b31mn\x85",
    "bidi": "An\u202en\u2066x",
    "long": "An" + "n" * 10_000,
    "marks": "A" + "\u0301" * 60,
}


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_help_is_short_and_has_the_worked_example(shell: Shell) -> None:
    said = shell("--help")
    assert said.code == 0
    assert "loyaltytui log 'priya call: renewing, price worry > send quote fri" in said.out
    assert len(said.out.splitlines()) < 40
    assert shell("help").out == said.out


def test_every_verb_has_help_of_its_own(shell: Shell) -> None:
    for verb in ("log", "due", "show", "find", "add", "promises", "keep", "move", "snooze", "demo"):
        said = shell("help", verb)
        assert said.code == 0
        assert said.out == shell(verb, "--help").out
        assert f"loyaltytui {verb}" in said.out
        assert "--today DATE" in said.out


@pytest.mark.parametrize("words", [["shw"], ["help", "shw"], ["due", "extra"], ["--what"]])
def test_bad_usage_is_a_sentence_and_exit_code_two(shell: Shell, words: list[str]) -> None:
    said = shell(*words)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("loyaltytui")


def test_a_verb_misspelled_is_nearly_guessed(shell: Shell) -> None:
    assert "Did you mean show?" in shell("shw").err


def test_the_version_is_said(shell: Shell) -> None:
    assert shell("--version").out == f"loyaltytui {__version__}\n"


def test_the_keys_are_those_of_the_readme(shell: Shell) -> None:
    assert shell("keys").out == key_table.table()
    assert shell("keys", "--markdown").out == key_table.table(is_markdown=True)


@pytest.mark.parametrize(
    "words",
    [
        ["due"],
        ["due", "--json"],
        ["show", "ann"],
        ["find", "ann"],
        ["promises"],
        ["keep", "1"],
        ["break", "1"],
        ["release", "1"],
        ["move", "1", "fri"],
        ["snooze", "ann", "fri"],
        ["undo"],
        ["redo"],
        ["history"],
    ],
    ids=" ".join,
)
def test_no_verb_but_add_and_log_begins_a_book(shell: Shell, words: list[str]) -> None:
    said = shell(*words)
    assert (said.code, said.out) == (3, "")
    assert "loyaltytui add" in said.err
    assert list(shell.book.parent.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"no book at all", b"\0" * 5000])
def test_a_file_that_is_no_book_is_a_sentence(shell: Shell, content: bytes) -> None:
    shell.book.write_bytes(content)
    for words in (["due"], ["add", "Ann"], ["undo"], ["log", "ann: hello"]):
        said = shell(*words)
        assert (said.code, said.out) == (3, "")
        assert str(shell.book) in said.err
    assert shell.book.read_bytes() == content


@pytest.mark.skipif(os.name != "posix", reason="modes of files are a matter of POSIX")
def test_whatever_a_verb_makes_is_for_its_owner_alone() -> None:
    say_mask = (
        "import os; from loyaltytui.__main__ import main; os.umask(0); main(); "
        "print(oct(os.umask(0)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", say_mask, "keys"], cwd=ROOT, capture_output=True, check=True
    )
    assert ran.stdout.split()[-1] == b"0o77"


def test_global_options_work_before_and_behind_the_verb(shell: Shell, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    assert (
        shell("add", "Ann", "--tier", "A", "--book", str(other), "--today", "2027-01-05").code == 0
    )
    assert not shell.book.exists()
    shape = shell("show", "ann", "--json", book=other).json
    assert shape["today"] == "2026-11-21"
    assert shape["next_check_in"] == "2027-01-05"


def test_the_environment_may_name_the_book(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOYALTYTUI_BOOK", str(tmp_path / "named.db"))
    assert run(["add", "Ann"], shell.open_app) == 0
    assert (tmp_path / "named.db").exists()


def test_a_day_that_is_none_is_refused(priya: Shell) -> None:
    assert priya("due", today="someday").code == 2
    assert priya("due", today="yesterday").code == 0
    assert priya("due", today="in 3 weeks").code == 0


def test_words_that_are_no_text_are_refused(priya: Shell) -> None:
    said = priya("add", "An\udcffn")
    assert (said.code, said.out) == (2, "")
    if sys.platform == "linux":
        assert priya.process("add", b"An\xffn").returncode == 2


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_no_name_acts_on_the_terminal(shell: Shell, name: str) -> None:
    assert shell("add", name, "--account", name, "--tag", "x").code == 0
    assert shell("log", "a: hello > send it fri ask: why? ~3w").code == 0
    for words in (
        ["due", "--days", "30"],
        ["due", "--days", "30", "--json"],
        ["show", "a"],
        ["show", "a", "--json"],
        ["find", "hello"],
        ["promises"],
        ["promises", "--json"],
        ["history"],
        ["snooze", "a", "5 jan"],
        ["keep", "1"],
        ["undo"],
        ["add", name],
    ):
        said = shell(*words)
        assert said.code == 0, said.err
        for text in (said.out, said.err):
            acting = [letter for letter in text if ord(letter) < 32 and letter != "\n"]
            assert acting == []
            assert not set("\x7f\x85\x9b\u202e\u2066") & set(text)


def test_what_was_typed_is_not_echoed_raw_either(shell: Shell) -> None:
    shell("add", "Ann")
    for words in (["show"], ["find"], ["log"], ["move", "1"], ["keep"], ["due", "--days"], []):
        said = shell(*words, "\x1b[2J\u202e")
        assert said.code in (1, 2)
        assert "\x1b" not in said.out + said.err
        assert "\u202e" not in said.out + said.err


def test_markup_in_a_name_is_printed_as_it_is(shell: Shell) -> None:
    assert "[bold]Acme[/]" in shell("add", "[bold]Acme[/]").out


def test_json_reads_back_as_the_very_same_text(shell: Shell) -> None:
    shell("add", "Ann")
    shell("log", "ann: \u202eback\u2066 \u2028line 東京 🙂")
    said = shell("show", "ann", "--json")
    assert "東京 🙂" in said.out
    assert "\u202e" not in said.out
    assert said.json["timeline"][0]["text"] == "\u202eback\u2066 \u2028line 東京 🙂"


def test_a_reader_who_has_seen_enough_ends_a_verb_quietly(priya: Shell) -> None:
    priya("log", "priya: " + "word " * 20_000)
    words = [sys.executable, "-m", "loyaltytui", "--book", str(priya.book), "show", "priya"]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as verb:
        assert verb.stdout is not None
        assert verb.stderr is not None
        verb.stdout.close()
        assert verb.stderr.read() == b""
    assert verb.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk to write to")
def test_output_that_could_not_be_written_is_no_success(priya: Shell) -> None:
    words = [sys.executable, "-m", "loyaltytui", "--book", str(priya.book), "show", "priya"]
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(words, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False)
    assert ran.returncode == 2
    assert ran.stderr.startswith(b"The output can't be written")
    assert b"Traceback" not in ran.stderr


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "LANG": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
        {"TERM": "dumb", "NO_COLOR": "1"},
    ],
    ids=str,
)
def test_no_surroundings_break_a_verb(shell: Shell, environment: dict[str, str]) -> None:
    shell("add", "Zoë 東京")
    ran = shell.process("show", "zo", environment=environment)
    assert ran.returncode == 0
    assert ran.stdout.startswith(b"Zo")
    assert ran.stderr == b""


def test_ctrl_c_ends_a_verb_without_a_word(priya: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupting(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise KeyboardInterrupt

    class Standing(io.TextIOWrapper):
        @property
        def buffer(self) -> Interrupting:
            return Interrupting()

    monkeypatch.setattr(sys, "stdin", Standing(io.BytesIO()))
    code = run(["--book", str(priya.book), "log", "-"], priya.open_app)
    assert code == 130
    assert "Traceback" not in priya.capsys.readouterr().err


def test_the_app_needs_a_terminal_and_says_what_to_use_instead(shell: Shell) -> None:
    for words in ([], ["demo"]):
        said = shell(*words)
        assert (said.code, said.out) == (2, "")
        assert "terminal" in said.err
        assert "loyaltytui" in said.err
    assert shell.opened == []
    assert shell.process().returncode == 2


def test_without_a_verb_the_app_opens_on_the_book(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, Terminal())
    assert run(["--book", str(shell.book), "--today", SATURDAY], shell.open_app) == 0
    assert shell.opened == [(shell.book, False)]


def test_the_demo_opens_on_a_sample_that_is_gone_afterwards(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def open_app(path: Path, settings: object, now: Clock, is_demo: bool, in_review: bool) -> int:
        book = open_book(path, now, RULES, origin="test")
        seen.append(book.contact_count())
        book.close()
        return shell.open_app(path, settings, now, is_demo, in_review)

    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, Terminal())
    assert run(["--book", str(shell.book), "--today", SATURDAY, "demo"], open_app) == 0
    ((path, is_demo),) = shell.opened
    assert is_demo
    assert seen[0] > 0
    assert path != shell.book
    assert not path.parent.exists()
    assert not shell.book.exists()
