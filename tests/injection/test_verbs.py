"""Every verb of the command line, on a book that is hostile everywhere and with hostile words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from loyaltytui.cli.grammar import GRAMMAR
from tests.builders import TODAY
from tests.cli.conftest import Shell
from tests.injection.payloads import STORABLE, TEXTS, a_hostile_book, hostile_in

each_stored = pytest.mark.parametrize("text", STORABLE.values(), ids=STORABLE)
each_typed = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
DAY = TODAY.isoformat()
READING = (
    ("due",),
    ("due", "--days", "30"),
    ("show", "ann"),
    ("show", "bob", "--confidential"),
    ("find", "word"),
    ("find", "ann"),
    ("find", "step:0+"),
    ("loyalty",),
    ("promises",),
    ("promises", "ann", "--confidential"),
    ("news",),
    ("history",),
    ("check",),
    ("backup", "--list"),
    ("duplicates",),
    ("forget", "ann", "--dry-run"),
    ("log", "--dry-run", "ann call: hello > send it fri"),
    ("keys",),
    ("settings",),
    ("help", "log-line"),
)
WRITING = (
    ("log", "ann: hello > send it fri < she sends it goal: x ask: y ~3w"),
    ("keep", "1"),
    ("undo",),
    ("redo",),
    ("break", "1"),
    ("undo",),
    ("release", "1"),
    ("undo",),
    ("move", "1", "15 dec"),
    ("snooze", "ann", "mon"),
    ("snooze", "2", "mon"),
    ("told", "bob"),
    ("news", "more of it", "--all"),
    ("add", "Eve Orr", "--account", "acme"),
    ("merge", "dee", "eve", "--yes"),
    ("backup",),
    ("restore", "newest"),
    ("check", "--repair"),
    ("forget", "ann", "--yes"),
    ("backup", "--delete", "1"),
)
ELSEWHERE = {
    "import",
    "export",
    "review",
    "demo",
    "completions",
    "help",
    "encrypt",
    "decrypt",
    "passphrase",
}
"""Told elsewhere: what reads and writes files, and what opens the app or asks."""


def test_no_verb_is_left_out_here() -> None:
    assert {words[0] for words in (*READING, *WRITING)} | ELSEWHERE >= set(GRAMMAR)


def expect_harmless(answer: object, words: object) -> None:
    out, err = getattr(answer, "out", ""), getattr(answer, "err", "")
    assert not hostile_in(out), words
    assert not hostile_in(err), words
    assert "Traceback" not in err


@each_stored
def test_what_stands_in_a_book_is_printed_harmlessly(
    shell: Shell,
    tmp_path: Path,
    text: str,
) -> None:
    book = a_hostile_book(tmp_path, text)
    book.close()
    for words in (*READING, *WRITING):
        answer = shell(*words, book=book.path, today=DAY)
        expect_harmless(answer, words)
        assert answer.code in (0, 1, 2, 3), words


@each_stored
def test_what_stands_in_a_book_is_whole_json(shell: Shell, tmp_path: Path, text: str) -> None:
    book = a_hostile_book(tmp_path, text)
    book.close()
    seen = 0
    for words in READING:
        answer = shell(*words, "--json", book=book.path, today=DAY)
        if answer.out:
            json.loads(answer.out)
            # Data, for programs: marks may pile up in it, but nothing in it acts.
            assert hostile_in(answer.out) <= {"marks piled up"}, words
            seen += 1
    assert seen >= 8


@each_typed
def test_hostile_words_typed_behind_a_verb_do_nothing_but_what_they_say(
    shell: Shell,
    tmp_path: Path,
    text: str,
) -> None:
    assert shell("add", "Ann Lee", "--account", "Acme").code == 0
    text = text.replace("\0", "")  # no system hands one on
    for words in (
        ("find", text),
        ("show", text),
        ("promises", text),
        ("log", text),
        ("log", f"ann: {text} > {text} fri {text} goal: {text}"),
        ("log", f'+"{text}": hello'),
        ("add", text, "--account", text, "--email", text, "--tag", text, "--job", text),
        ("snooze", text, "mon"),
        ("snooze", "ann", text),
        ("keep", text),
        ("move", "1", text),
        ("told", text),
        ("news", text, "--to", "ann"),
        ("forget", text, "--yes"),
        ("merge", "ann", text),
        ("restore", text),
        ("backup", "--delete", text),
        ("help", text),
        ("due", "--days", text),
        ("import", text),
        (text,),
        ("--today", text, "due"),
        ("complete", "--", "show", text),
    ):
        answer = shell(*words)
        expect_harmless(answer, words)
    assert not (tmp_path / "x").exists()
    assert shell("show", "ann", "lee").code in (0, 2)
    assert shell("check").out == "The book is sound.\n"


@each_stored
def test_what_a_shell_is_offered_is_one_line_each(
    shell: Shell,
    tmp_path: Path,
    text: str,
) -> None:
    book = a_hostile_book(tmp_path, text)
    book.close()
    shell.monkeypatch.setenv("LOYALTYTUI_BOOK", str(book.path))
    for typed in ("", "a", "Ann"):
        from loyaltytui.cli.run import run

        shell.capsys.readouterr()
        run(["complete", "--", "show", typed], shell.open_app)
        out = shell.capsys.readouterr().out
        assert not hostile_in(out), out[:200]


def test_patterns_of_a_query_mean_only_themselves(shell: Shell) -> None:
    shell("add", "Ann Lee", "--account", "Acme")
    for text in ("%", "_", "*", '"', "' or 1=1 --", "an% OR 1", "NEAR(ann)", "col:ann", "a_n"):
        assert shell("find", text).code in (1, 2), text
        assert shell("show", text).code in (1, 2), text
