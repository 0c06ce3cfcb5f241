"""The terminal while Textual is being loaded: keys are kept, and any end leaves it as it was."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from loyaltytui import commands
from tests.builders import TODAY, a_book, a_contact, days, mine
from tests.faults.glass import a_glass, app_on

WITHOUT_COLOURS_OF_ITS_OWN = {"COLORTERM": "truecolor", "NO_COLOR": ""}
TAKEN_OVER = "\x1b[?1003h"
"""Textual asks for the mouse when it begins."""
PROMISE = "send the quote"
WAITS = """
import sys, time
class Slow:
    def find_spec(self, name, path=None, target=None):
        if name == "textual":
            time.sleep(60)
sys.meta_path.insert(0, Slow())
"""
FAILS = """
import sys
sys.modules["textual"] = None
"""


def a_path(folder: Path) -> Path:
    book = a_book(folder, a_contact("Ana Ruiz", promised=(mine(PROMISE, TODAY - days(3)),)))
    book.close()
    return book.path


def started_with(trouble: str, path: Path) -> list[str]:
    """The program with something wrong before Textual is there."""
    words = app_on(path)[2:]
    return ["-c", f"{trouble}\nfrom loyaltytui.__main__ import main\nsys.exit(main())", *words]


def test_the_agenda_is_on_the_glass_before_textual_is_and_is_not_wiped_by_it(
    tmp_path: Path,
) -> None:
    with a_glass(app_on(a_path(tmp_path)), environment=WITHOUT_COLOURS_OF_ITS_OWN) as glass:
        glass.wait(lambda: TAKEN_OVER in glass.painted, "Textual")
        before, _, _ = glass.painted.partition(TAKEN_OVER)
        assert PROMISE in before
        glass.settle()
        assert glass.painted.count("\x1b[?1049h") == 1
        glass.type("q")
        assert glass.until_ended() == 0
        assert glass.is_restored


def test_keys_typed_while_it_loads_are_acted_on(tmp_path: Path) -> None:
    with a_glass(app_on(a_path(tmp_path)), environment=WITHOUT_COLOURS_OF_ITS_OWN) as glass:
        glass.until(PROMISE)
        assert TAKEN_OVER not in glass.painted
        glass.type(commands.SHOW_CONTACTS.key)
        glass.until("Contacts · 1")
        glass.type("q")
        assert glass.until_ended() == 0


def test_what_was_typed_meanwhile_is_answered_before_the_first_page_is_painted_again(
    tmp_path: Path,
) -> None:
    with a_glass(app_on(a_path(tmp_path)), environment=WITHOUT_COLOURS_OF_ITS_OWN) as glass:
        glass.until(PROMISE)
        glass.type(commands.SHOW_CONTACTS.key)
        glass.until("Contacts · 1")
        glass.settle()
        _, _, by_textual = glass.painted.partition(TAKEN_OVER)
        assert PROMISE not in by_textual
        glass.type(commands.SHOW_AGENDA.key)
        glass.wait(lambda: PROMISE in glass.painted.partition(TAKEN_OVER)[2], "the agenda")


def test_a_key_that_turns_to_no_page_leaves_the_brief_where_it_comes(tmp_path: Path) -> None:
    with a_glass(
        app_on(a_path(tmp_path)), size=(120, 40), environment=WITHOUT_COLOURS_OF_ITS_OWN
    ) as glass:
        glass.until(PROMISE)
        assert TAKEN_OVER not in glass.painted
        glass.type("Z")
        glass.until("never asked: role")
        glass.type("q")
        assert glass.until_ended() == 0


def test_what_fails_in_between_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    words = started_with(FAILS, a_path(tmp_path))
    with a_glass(words, environment=WITHOUT_COLOURS_OF_ITS_OWN) as glass:
        assert glass.until_ended() != 0
        assert PROMISE in glass.painted
        assert glass.is_restored


def test_a_signal_in_between_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        folder = tmp_path / number.name
        folder.mkdir()
        words = started_with(WAITS, a_path(folder))
        with a_glass(words, environment=WITHOUT_COLOURS_OF_ITS_OWN) as glass:
            glass.until(PROMISE)
            os.kill(glass.process, number)
            assert glass.until_ended() != 0
            assert glass.is_restored
