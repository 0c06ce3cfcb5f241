"""A window that is dragged: whatever signals overtake each other, the app has the size it has."""

from pathlib import Path

import pytest
from textual.events import Resize
from textual.geometry import Size

from loyaltytui.tui.taking_over import as_it_is_now
from tests.builders import a_book, a_contact
from tests.faults.glass import a_glass, app_on

HEARS_OF_AN_OLDER_SIZE = """
import sys
from pathlib import Path
from textual.events import Resize
from textual.geometry import Size
from loyaltytui.__main__ import main
from loyaltytui.tui.app import LoyaltyApp

told, begin = Path(sys.argv.pop(1)), LoyaltyApp._begin_the_rest

def begin_and_hear(app):
    begin(app)
    older = Size(61, 21)
    app.post_message(Resize(older, older))
    app.set_timer(0.2, lambda: told.write_text(f"{app.screen.size.width}x{app.screen.size.height}"))

LoyaltyApp._begin_the_rest = begin_and_hear
sys.exit(main())
"""


def test_an_older_size_that_comes_last_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("LINES", "40")
    older, newest = Size(102, 40), Size(120, 40)
    assert as_it_is_now(Resize(older, older)).size == newest
    same = Resize(newest, newest)
    assert as_it_is_now(same) is same


def test_the_screen_stays_as_large_as_the_terminal_is(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz"))
    book.close()
    told = tmp_path / "size"
    words = ["-c", HEARS_OF_AN_OLDER_SIZE, str(told), *app_on(book.path)[2:]]
    with a_glass(words) as glass:
        glass.wait(lambda: told.exists() and bool(told.read_text()), "the size")
        assert told.read_text() == "80x24"
        glass.type("q")
        assert glass.until_ended() == 0
