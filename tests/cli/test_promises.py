"""Promises by their numbers, and cards put off."""

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def promised(priya: Shell) -> Shell:
    """Promise 1 is the rep's, for Friday; 2 is Priya's; the check-in is on 14 December."""
    priya("log", "priya: x > send quote fri < she sends PO 5 dec ~3w")
    return priya


def open_ones(shell: Shell) -> list[tuple[int, str, str | None]]:
    items = shell("promises", "--json").json["items"]
    return [(item["id"], item["side"], item["due_on"]) for item in items]


def test_open_promises_of_both_sides_have_numbers(promised: Shell) -> None:
    assert promised("promises").out.splitlines() == [
        "Promises",
        "  #1  in 6 days  Priya Shah  Northwind  send quote",
        "",
        "They owe you",
        "  #2  in 2 weeks  Priya Shah  Northwind  she sends PO",
    ]
    assert open_ones(promised) == [(1, "mine", "2026-11-27"), (2, "theirs", "2026-12-05")]


def test_promises_of_one_contact_only(promised: Shell) -> None:
    promised("add", "Ann Lee")
    assert promised("promises", "priya", "--json").json["items"]
    nothing = promised("promises", "ann")
    assert (nothing.code, nothing.out) == (0, "")
    assert nothing.err == "No promise is open.\n"
    assert promised("promises", "nobody").code == 1


@pytest.mark.parametrize(
    ("verb", "said"), [("keep", "Kept"), ("break", "Broken"), ("release", "Released")]
)
def test_a_promise_ends_once(promised: Shell, verb: str, said: str) -> None:
    assert promised(verb, "#1").out == f"{said}: send quote · Priya Shah.\n"
    assert open_ones(promised) == [(2, "theirs", "2026-12-05")]
    again = promised(verb, "1")
    assert (again.code, again.out) == (2, "")
    assert promised("move", "1", "fri").code == 2
    assert promised("snooze", "1", "fri").code == 2


@pytest.mark.parametrize("number", ["99", "999999999999999999"])
def test_an_unknown_number_is_exit_code_one(promised: Shell, number: str) -> None:
    for words in (("keep", number), ("move", number, "fri"), ("snooze", number, "fri")):
        assert promised(*words).code == 1


@pytest.mark.parametrize("number", ["x", "-1", "1.5", "9" * 30, "²", "1_0", ""])
def test_no_number_is_exit_code_two(promised: Shell, number: str) -> None:
    assert promised("keep", "--", number).code == 2


def test_a_moved_promise_is_still_open(promised: Shell) -> None:
    said = promised("move", "1", "15", "dec")
    assert said.out == "Moved: send quote · Priya Shah is due Tue 15 Dec.\n"
    assert open_ones(promised)[1] == (1, "mine", "2026-12-15")


@pytest.mark.parametrize("date", ["yesterday", "someday", "2020-01-01", "31 feb"])
def test_no_promise_moves_to_a_day_that_is_none_or_has_gone_by(promised: Shell, date: str) -> None:
    said = promised("move", "1", date)
    assert (said.code, said.out) == (2, "")
    assert open_ones(promised)[0] == (1, "mine", "2026-11-27")


def test_snoozing_a_promise_leaves_its_due_day(promised: Shell) -> None:
    said = promised("snooze", "1", "wed")
    assert said.out == "Snoozed until Wed 25 Nov: send quote · Priya Shah.\n"
    assert said.err == "Its due day stays Fri 27 Nov.\n"
    assert open_ones(promised)[0] == (1, "mine", "2026-11-27")


def test_snoozing_a_contact_puts_the_earliest_check_in_off(promised: Shell) -> None:
    said = promised("snooze", "priya", "5 jan")
    assert "Snoozed until Tue 5 Jan: check-in with Priya Shah · Northwind." in said.out
    (check_in,) = promised("show", "priya", "--json").json["check_ins"]
    assert (check_in["due_on"], check_in["shown_on"]) == ("2026-12-14", "2027-01-05")


def test_snoozing_needs_a_day_ahead_and_something_to_snooze(promised: Shell) -> None:
    promised("add", "Ann Lee")
    assert promised("snooze", "priya", "today").code == 2
    assert promised("snooze", "ann", "fri").code == 1
    assert promised("snooze", "nobody", "fri").code == 1
    assert promised("snooze", "9" * 30, "fri").code == 1


def test_undo_takes_back_and_redo_does_again(promised: Shell) -> None:
    promised("keep", "1")
    assert promised("undo").out.startswith("Undone: keep 'send quote'")
    assert (1, "mine", "2026-11-27") in open_ones(promised)
    assert promised("redo").out.startswith("Done again: keep 'send quote'")
    assert (1, "mine", "2026-11-27") not in open_ones(promised)
    assert promised("redo").code == 1


def test_the_history_tells_each_change_newest_first(promised: Shell) -> None:
    promised("keep", "1")
    promised("undo")
    lines = promised("history").out.splitlines()
    assert [line.split("  ")[0] for line in lines] == ["2026-11-21 12:00"] * len(lines)
    assert [line.split("  ")[2][:4] for line in lines] == ["undo", "keep", "log ", "add "]
    assert lines[1].endswith("(taken back)")
