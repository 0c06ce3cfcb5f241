"""Writing down an interaction in one line."""

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Shell

WORKED_EXAMPLE = (
    "priya call: renewing, price worry > send quote fri < she sends PO 5 dec ~3w after the board"
)


def test_the_worked_example_becomes_a_call_two_promises_and_a_check_in(priya: Shell) -> None:
    logged = priya.process("log", WORKED_EXAMPLE.removesuffix(" after the board"))
    assert logged.returncode == 0, logged.stderr
    assert logged.stdout.decode().splitlines() == [
        "Call with Priya Shah, today.",
        "I promised: send quote, by Fri 27 Nov.",
        "They owe: she sends PO, by Sat 5 Dec.",
        "Next check-in with Priya Shah: Mon 14 Dec.",
    ]
    assert logged.stderr == b""
    shown = json.loads(priya.process("show", "priya", "--json").stdout)
    assert [(each["text"], each["due_on"]) for each in shown["promises"]] == [
        ("send quote", "2026-11-27")
    ]
    assert [(each["text"], each["due_on"]) for each in shown["owed"]] == [
        ("she sends PO", "2026-12-05")
    ]
    assert shown["next_check_in"] == "2026-12-14"
    assert shown["last_contact"] == "2026-11-21"
    assert shown["timeline"][0]["text"] == "renewing, price worry"


def test_the_reason_of_a_check_in_is_said_back(priya: Shell) -> None:
    said = priya("log", WORKED_EXAMPLE).out
    assert "Next check-in with Priya Shah: Mon 14 Dec, after the board." in said


def test_a_dry_run_says_the_same_and_writes_nothing(priya: Shell) -> None:
    said = priya("log", "--dry-run", WORKED_EXAMPLE)
    assert said.code == 0
    assert "I promised: send quote, by Fri 27 Nov." in said.out
    assert "Mon 14 Dec" in said.out
    assert "Nothing was written" in said.err
    assert priya("promises", "--json").json["items"] == []


def test_a_cadence_plans_the_next_check_in_and_it_is_said(shell: Shell) -> None:
    shell("add", "Ann Lee", "--tier", "A")
    assert shell("log", "ann: hello").out.splitlines() == [
        "Call with Ann Lee, today.",
        "Next check-in with Ann Lee: Mon 14 Dec.",
    ]


def test_nothing_planned_is_said_too(priya: Shell) -> None:
    assert "No check-in with Priya Shah is planned." in priya("log", "priya: hello").out


def test_an_attempt_puts_a_due_check_in_off_and_says_when_it_is_back(shell: Shell) -> None:
    shell("add", "Ann Lee", "--cadence", "2w", today="2026-11-02")
    said = shell("log", "ann voicemail: please call back", today="2026-11-23")
    assert "due Mon 2 Nov, is back on Wed 25 Nov." in said.out


def test_standard_input_is_one_interaction_whatever_its_lines(priya: Shell) -> None:
    said = priya("log", "-", stdin="priya: überall\n> send quote fri\n".encode())
    assert said.code == 0
    assert "I promised: send quote, by Fri 27 Nov." in said.out
    assert priya("show", "priya", "--json").json["timeline"][0]["text"] == "überall"


@pytest.mark.parametrize("stdin", [b"", b"\xff\xfe", b"x" * 1_000_001])
def test_standard_input_that_is_no_line_is_refused(priya: Shell, stdin: bytes) -> None:
    said = priya("log", "-", stdin=stdin)
    assert (said.code, said.out) == (2, "")
    assert said.err


def test_several_matches_are_listed_and_nothing_is_written(priya: Shell) -> None:
    priya("add", "Priya Rao", "--account", "Vale")
    said = priya("log", "priya: hello > call fri")
    assert (said.code, said.out) == (2, "")
    assert "1  Priya" in said.err
    assert "Priya Rao · Vale" in said.err
    assert "Priya Shah · Northwind" in said.err
    assert priya("promises", "--json").json["items"] == []


def test_an_unknown_name_is_offered_as_new_and_near_names_are_said(priya: Shell) -> None:
    said = priya("log", "prya: hello")
    assert said.code == 2
    assert '+"prya"' in said.err
    assert "Did you mean Priya Shah · Northwind?" in said.err


@pytest.mark.parametrize(
    "line", ["hello there", "prya: hello", "priya: x kept: something never promised"]
)
def test_a_line_that_is_not_written_is_handed_back(priya: Shell, line: str) -> None:
    said = priya("log", line)
    assert (said.code, said.out) == (2, "")
    assert said.err.endswith(f"Your line:\n{line}\n")


def test_a_mark_that_could_not_be_read_writes_nothing(priya: Shell) -> None:
    said = priya("log", "priya: met next: somewhen")
    assert said.code == 2
    assert "quotes" in said.err
    assert priya("show", "priya", "--json").json["timeline"] == []


def test_a_line_without_quotes_is_refused_before_the_shell_eats_its_marks(priya: Shell) -> None:
    said = priya("log", "priya:", "hello")
    assert said.code == 2
    assert "quotes" in said.err


def test_somebody_new_may_begin_the_first_book(shell: Shell) -> None:
    said = shell("log", '+"Kim Ode @ Vale": first call ~sat')
    assert said.code == 0, said.err
    assert "Next check-in with Kim Ode: Mon 30 Nov." in said.out
    assert shell("show", "kim vale", "--json").json["account"] == "Vale"


def test_a_dry_run_begins_no_book(shell: Shell) -> None:
    assert shell("log", "--dry-run", '+"Kim Ode": first call').code == 0
    assert not shell.book.exists()


def test_a_line_about_somebody_known_begins_no_book(shell: Shell) -> None:
    said = shell("log", "priya: hello")
    assert said.code == 3
    assert "loyaltytui add" in said.err
    assert said.err.endswith("Your line:\npriya: hello\n")
    assert list(shell.book.parent.iterdir()) == []


def test_a_book_that_is_gone_is_never_made_anew(priya: Shell) -> None:
    priya.book.unlink()
    assert priya("log", '+"Kim Ode": first call').code == 3
    assert priya("add", "Kim Ode").code == 3
    assert priya("due").code == 3
    assert not priya.book.exists()


def test_a_book_held_by_another_program_hands_the_line_back(priya: Shell) -> None:
    holder = priya.read()
    with holder.act("hold"):
        said = priya("log", "priya: hello")
    holder.close()
    assert said.code == 3
    assert "another program" in said.err
    assert said.err.endswith("Your line:\npriya: hello\n")


def test_a_namesake_is_mentioned(priya: Shell) -> None:
    said = priya("log", '+"Priya Shah @ Vale": hello')
    assert said.code == 0
    assert "There was a Priya Shah · Northwind in the book already." in said.err


def test_what_is_told_in_confidence_is_not_said_back(priya: Shell) -> None:
    said = priya("log", "priya: hello > find her a job fri* goal: leaves in may*")
    assert said.code == 0
    assert "job" not in said.out + said.err
    assert "leaves" not in said.out + said.err


def test_the_book_is_for_its_owner_alone(shell: Shell, tmp_path: Path) -> None:
    made = shell.process("log", '+"Kim Ode": hello')
    assert made.returncode == 0
    modes = {path.name: path.stat().st_mode & 0o077 for path in tmp_path.iterdir()}
    assert "book.db" in modes
    if os.name == "posix":
        assert {name: mode for name, mode in modes.items() if mode} == {}
