"""How the app looks: a few pictures on a fixed day, compared with the ones beside this file.

What the app does is tested in `tests/tui/`. After a change that is meant to be seen, look at each
new picture, then take them all anew:

    .venv/bin/pytest tests/looks --snapshot-update

The pictures lie in `__snapshots__/`, in a folder for each size, named as their tests are: the
README shows some of them.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Protocol

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from loyaltytui.book.book import create_book, open_book
from loyaltytui.commands import Command
from loyaltytui.sample import write_sample
from loyaltytui.settings import Settings
from loyaltytui.tui.app import SAMPLE_BANNER, LoyaltyApp
from tests.builders import RULES, Clock
from tests.tui.stage import Stage, press, type_text, until

NOON = Clock(dt.date(2026, 11, 21), dt.time(12, 0))
"""A Saturday."""


class Compare(Protocol):
    """The plugin's fixture: is the screen as the picture on disk?"""

    def __call__(
        self,
        app: App[Command],
        *,
        terminal_size: tuple[int, int],
        run_before: Callable[[Pilot[Command]], Awaitable[None]],
    ) -> bool: ...


class Look:
    """The app, about to be looked at."""

    def __init__(self, app: LoyaltyApp, size: tuple[int, int], compare: Compare) -> None:
        self.app = app
        self.size = size
        self.compare = compare

    def is_as_before(self, *keys: Command | str, text: str = "") -> bool:
        """Presses keys, types, holds still, and compares with the picture on disk."""

        async def play(pilot: Stage) -> None:
            await press(pilot, *keys)
            if text:
                await type_text(pilot, text)
            self._hold_still()
            await until(pilot, lambda: not self.app._notifications)

        return self.compare(self.app, terminal_size=self.size, run_before=play)

    def _hold_still(self) -> None:
        """Nothing blinks in a picture, and no toast comes or goes."""
        for screen in self.app.screen_stack:
            for field in (*screen.query(Input), *screen.query(TextArea)):
                field.cursor_blink = False
        self.app.clear_notifications()


def _size(request: pytest.FixtureRequest) -> tuple[int, int]:
    size: tuple[int, int] = request.module.SIZE
    return size


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample book, written once for all pictures."""
    path = tmp_path_factory.mktemp("sample") / "book.db"
    write_sample(path, NOON(), RULES)
    return path


@pytest.fixture
def look(
    sample: Path, tmp_path: Path, snap_compare: Compare, request: pytest.FixtureRequest
) -> Look:
    """The app on a copy of the sample: a closed book is one whole file."""
    copy = tmp_path / "book.db"
    shutil.copyfile(sample, copy)
    copy.chmod(0o600)
    book = open_book(copy, NOON, RULES, origin="app")
    app = LoyaltyApp(book, Settings(tmp_path / "settings.toml"), SAMPLE_BANNER)
    return Look(app, _size(request), snap_compare)


@pytest.fixture
def first_look(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    snap_compare: Compare,
    request: pytest.FixtureRequest,
) -> Look:
    """The app on a new book, whose path is the same wherever the tests run."""
    monkeypatch.chdir(tmp_path)
    book = create_book(Path("book.db"), NOON, RULES, origin="app")
    return Look(LoyaltyApp(book, Settings(Path("settings.toml"))), _size(request), snap_compare)
