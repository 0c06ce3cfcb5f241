"""What somebody types into a verb that waits, and ctrl+c whenever it comes."""

import os
import select
import signal
import sys
from collections.abc import Iterator
from io import StringIO

import pytest

from loyaltytui.cli.hearing import typed_line


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Where keys are typed that a verb reads as its standard input."""
    master, slave = os.openpty()
    with open(slave, encoding="utf-8") as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        yield master
    os.close(master)


def test_a_signal_that_comes_after_the_last_look_for_one_ends_the_waiting(
    keyboard: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[int] = []
    ended_by: list[int] = []
    wait = select.select

    def wait_a_moment_late(sources: list[int], *_: list[int]) -> None:
        signal.raise_signal(signal.SIGINT)
        ended_by.extend(wait(sources, [], [])[0])

    monkeypatch.setattr(select, "select", wait_a_moment_late)
    os.write(keyboard, b"typed\n")
    # One that raises nothing: what it ends is ended by what can be read of it.
    before = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    try:
        assert typed_line() == "typed"
    finally:
        signal.signal(signal.SIGINT, before)
    assert heard == [signal.SIGINT]
    assert len(ended_by) == 2
    assert sys.stdin.fileno() in ended_by


def test_a_line_is_read_as_it_was_typed(keyboard: int) -> None:
    os.write(keyboard, "é and so\nnext\n\x04".encode())
    assert [typed_line() for _ in range(3)] == ["é and so", "next", None]


def test_nobody_is_waited_for_where_nobody_types(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO("one\n\ntwo"))
    assert [typed_line() for _ in range(4)] == ["one", "", "two", None]
    monkeypatch.setattr(sys, "stdin", None)
    assert typed_line() is None
