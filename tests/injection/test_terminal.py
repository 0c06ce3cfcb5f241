"""The bytes that reach a real terminal from a book that is hostile in every field."""

from __future__ import annotations

import re
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.injection.payloads import STORABLE, a_hostile_book
from tests.tui.test_killed import Terminal

ACTS = re.compile(
    r"\x1b\]0;gone|\x1b\]52;c;|\x1bc|\x1b\[31mred|\x1bP1\$r|[\x80-\x9f]|[\u202a-\u202e\u2066-\u2069]"
)
"""What the texts would have the terminal do."""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
def test_nothing_hostile_reaches_the_terminal(tmp_path: Path) -> None:
    raw = " ".join(STORABLE[name] for name in ("terminal", "direction", "control"))
    assert len(ACTS.findall(raw)) > 6
    book = a_hostile_book(tmp_path, raw)
    book.close()
    with closing(Terminal(book.path)) as terminal:
        terminal.until_painted("Agenda")
        terminal.until_painted("Ann ")
        for keys, shown in (("2", "account"), ("4", "Steps"), ("H", "History")):
            terminal.type(keys)
            terminal.until_painted(shown)
        assert not ACTS.findall(terminal.painted)
        assert "␛" in terminal.painted
