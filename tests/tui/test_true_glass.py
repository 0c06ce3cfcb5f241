"""After keys in a burst the glass shows what a fresh painting of the same page shows.

Only what changes is painted; a line that was forgotten stays as it was, on a real terminal alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks.screen import Screen
from tests.benchmarks.terminal import Terminal, a_terminal
from tests.builders import TODAY, a_book, a_contact

PAGE_DOWN, PAGE_UP = "\x1b[6~", "\x1b[5~"
BURSTS = {
    "down": "2" + "j" * 70,
    "down and up": "2" + "j" * 70 + "k" * 45,
    "pages and ends": f"2{PAGE_DOWN}{PAGE_DOWN}{PAGE_UP}Gg{PAGE_DOWN}",
    "sorted and turned": f"2{PAGE_DOWN}oO12",
    "typed": "2/person 1",
    "marked": f"2{PAGE_DOWN}jj  kk",
    "opened and left": "2jj\r2jj\r]]",
}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    a_book(folder, *(a_contact(f"Person {number:03}") for number in range(120))).close()
    return next(folder.glob("*.db"))


@pytest.fixture
def terminal(many: Path) -> Iterator[Terminal]:
    day = TODAY.isoformat()
    words = ["-m", "loyaltytui", "--book", str(many), "--today", day]
    if sys.platform == "win32":
        pytest.skip("no pseudo-terminals here")
    with a_terminal(words) as terminal:
        yield terminal


@pytest.mark.parametrize("burst", BURSTS.values(), ids=BURSTS)
def test_after_a_burst_of_keys_no_line_is_stale(terminal: Terminal, burst: str) -> None:
    screen = Screen(terminal)
    screen.until("Agenda")
    screen.rest()
    terminal.type("2")
    screen.until("Person 0")
    terminal.type(burst)
    screen.rest()
    before = screen.lines()
    screen.paint_anew()
    assert [one for one in before if "Person" in one]
    assert screen.lines() == before
