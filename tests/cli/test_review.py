"""`review` opens the app with the first card; `show` tells which days a promise was moved from."""

import sys

import pytest

from loyaltytui.cli.run import run
from tests.cli.conftest import SATURDAY, Answer, Shell
from tests.cli.test_program import Terminal


def test_review_opens_the_app_straight_into_it(
    priya: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, Terminal())
    assert run(["--book", str(priya.book), "--today", SATURDAY, "review"], priya.open_app) == 0
    assert priya.opened == [(priya.book, False)]
    assert priya.reviewed == [True]


def test_without_a_terminal_review_says_what_to_use_instead(priya: Shell) -> None:
    answer = priya("review")
    assert answer.code == 2
    assert "loyaltytui due" in answer.err
    assert priya.opened == []


def test_show_tells_which_days_a_promise_was_moved_from(priya: Shell) -> None:
    assert priya("log", "priya call: > send quote fri").code == 0
    assert priya("move", "1", "mon").code == 0
    assert priya("move", "1", "15", "dec").code == 0
    assert "send quote  (moved from Fri 27 Nov, Mon 23 Nov)" in priya("show", "priya").out
    (promise,) = priya("show", "priya", "--json").json["promises"]
    assert promise["moves"] == [
        {"moved_on": "2026-11-21", "from": "2026-11-27", "to": "2026-11-23"},
        {"moved_on": "2026-11-21", "from": "2026-11-23", "to": "2026-12-15"},
    ]


def test_a_promise_that_was_only_snoozed_was_not_moved(priya: Shell) -> None:
    assert priya("log", "priya call: > send quote fri").code == 0
    assert priya("snooze", "1", "mon").code == 0
    (promise,) = priya("show", "priya", "--json").json["promises"]
    assert (promise["due_on"], promise["moves"]) == ("2026-11-27", [])
    assert "moved" not in priya("show", "priya").out


def through(shell: Shell, *typed: str) -> Answer:
    """The plain review, with these lines typed at it."""
    return shell("review", "--plain", stdin="".join(f"{line}\n" for line in typed).encode())


def a_busy_day(priya: Shell) -> Shell:
    assert priya("log", "priya call yesterday: > send quote today > call Tom today").code == 0
    assert priya("log", '+"Ann Lee" call yesterday: > send list today').code == 0
    return priya


def test_the_plain_review_goes_from_card_to_card_and_ends_with_what_was_done(priya: Shell) -> None:
    shell = a_busy_day(priya)
    answer = through(shell, "b", "l a long talk > write to Ann fri", "", "k")
    assert answer.code == 0
    assert "[1 of 2]" in answer.out
    assert "Priya Shah · Northwind" in answer.out
    assert "Kept: send quote." in answer.out
    assert "Kept: call Tom." in answer.out
    assert "Call with Priya Shah, today." in answer.out
    assert answer.out.strip().endswith("All clear: 3 done.")
    assert "Broken: send list." in answer.out
    assert [item["text"] for item in shell("promises", "--json").json["items"]] == ["write to Ann"]


def test_enter_says_what_to_do_where_nothing_was_promised(shell: Shell) -> None:
    shell("log", '+"Ann Lee": hello ~1w')
    answer = shell("review", "--plain", stdin=b"\nq\n", today="2026-11-30")
    assert "Say l and what was said" in answer.err
    assert "Stopped." in answer.err


def test_of_several_items_the_one_with_the_number_is_meant(priya: Shell) -> None:
    shell = a_busy_day(priya)
    answer = through(shell, "n", "s 2 mon", "m 1 15 dec", "q")
    assert "Snoozed until Mon 23 Nov." in answer.out
    assert "Moved to Tue 15 Dec: send quote." in answer.out
    days = {item["text"]: item["due_on"] for item in shell("promises", "--json").json["items"]}
    assert (days["send quote"], days["call Tom"]) == ("2026-12-15", "2026-11-21")


def test_undo_brings_the_card_back_and_a_skip_too(priya: Shell) -> None:
    shell = a_busy_day(priya)
    answer = through(shell, "k", "u", "n", "u", "q")
    assert "undone: keep" in answer.out
    assert "undone: skip Ann Lee" in answer.out
    assert len(shell("promises", "--json").json["items"]) == 3


def test_what_is_not_understood_changes_nothing_and_the_line_comes_back(priya: Shell) -> None:
    shell = a_busy_day(priya)
    before = shell("history").out
    answer = through(shell, "x", "m someday", "l", "s 1 yesterday", "q")
    assert "'x' is none of l k b r s m n u q" in answer.err
    assert "someday" in answer.err
    assert shell("history").out == before


def test_a_stopped_review_goes_on_where_it_was_left(priya: Shell) -> None:
    shell = a_busy_day(priya)
    through(shell, "n", "q")
    answer = through(shell)
    assert "[2 of 2]" in answer.out
    assert "Priya Shah" in answer.out
    assert "Ann Lee" not in answer.out


def test_words_in_confidence_stay_off_the_plain_card(priya: Shell) -> None:
    priya("log", "priya call yesterday: > hush money today * goal: leaves in may *")
    answer = through(priya, "k")
    assert "(in confidence)" in answer.out
    assert "hush" not in answer.out + answer.err
    assert "leaves in may" not in answer.out + answer.err
