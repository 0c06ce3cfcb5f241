"""`review` opens the app with the first card; `show` tells which days a promise was moved from."""

import sys

import pytest

from loyaltytui.cli.run import run
from tests.cli.conftest import SATURDAY, Shell
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
