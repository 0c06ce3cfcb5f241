"""The bytes that reach a real terminal from a book that is hostile in every field."""

from __future__ import annotations

import re
import sys
from contextlib import closing
from pathlib import Path

import pytest

from loyaltytui.drafts import ChannelDraft
from loyaltytui.entries import ChannelKind
from tests.builders import a_book, a_contact, email, phone
from tests.injection.payloads import STORABLE, a_hostile_book
from tests.tui.test_killed import Terminal

ACTS = re.compile(
    r"\x1b\]0;gone|\x1b\]52;c;|\x1bc|\x1b\[31mred|\x1bP1\$r|[\x80-\x9f]|[\u202a-\u202e\u2066-\u2069]"
)
"""What the texts would have the terminal do."""
LINKED = re.compile(r"\x1b\]8;[^;\x07\x1b]*;([^\x07\x1b]*)(?:\x07|\x1b\\)")
ADDRESS = re.compile(r"|(?:https?://|mailto:|tel:)[\x21-\x7e]+")


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
        # Not of the text itself, but of what a terminal opens when it is clicked.
        for address in LINKED.findall(terminal.painted):
            assert ADDRESS.fullmatch(address), address
        assert not ACTS.findall(terminal.painted)
        assert "␛" in terminal.painted


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
def test_a_channel_leads_a_terminal_to_its_own_address_alone(tmp_path: Path) -> None:
    channels = (
        email("ann@acme.example"),
        phone("+34 600 111 222"),
        *(
            ChannelDraft(ChannelKind.LINK, f"acme.example/{text[:200]}")
            for text in STORABLE.values()
        ),
    )
    book = a_book(tmp_path, a_contact("Ann", channels=channels))
    book.close()
    with closing(Terminal(book.path)) as terminal:
        terminal.until_painted("Agenda")
        terminal.type("2")
        terminal.until_painted("account")
        terminal.type("\r")
        terminal.until_painted("Reach")
        terminal.type("]]]]]")
        terminal.wait(lambda: len(set(LINKED.findall(terminal.painted))) > 2, "several links")
        found = {one for one in LINKED.findall(terminal.painted) if one}
        assert "mailto:ann@acme.example" in found
        assert all(ADDRESS.fullmatch(address) for address in found), found
