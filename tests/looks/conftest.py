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

from loyaltytui.book.book import open_book
from loyaltytui.commands import Command
from loyaltytui.sample import write_sample
from loyaltytui.settings import Settings
from loyaltytui.tui.app import SAMPLE_BANNER, LoyaltyApp
from tests.builders import RULES, Clock, lay_empty_book
from tests.looks.journeys import Deed, Wait, Words
from tests.tui.resting import Threads, at_rest
from tests.tui.stage import Stage, pause, press, type_text, until_said

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

    def __init__(
        self, app: LoyaltyApp, request: pytest.FixtureRequest, compare: Compare, threads: Threads
    ) -> None:
        self.app = app
        self.size: tuple[int, int] = request.module.SIZE
        self.compare = compare
        self.threads = threads

    def is_as_before(self, *deeds: Deed) -> bool:
        """Does one thing after another, waits for rest, and compares with the picture on disk."""
        app = self.app

        async def play(pilot: Stage) -> None:
            # A new book's welcome comes behind its first page.
            await at_rest(app, self.threads)
            for deed in deeds:
                await self._do(pilot, deed)
            # What lies beside is followed, what is found is counted, what is typed is kept.
            await at_rest(app, self.threads)
            self._hold_still()
            await at_rest(app, self.threads)

        return self.compare(app, terminal_size=self.size, run_before=play)

    async def _do(self, pilot: Stage, deed: Deed) -> None:
        match deed:
            case Words(text):
                await type_text(pilot, text)
            case Wait(said):
                await until_said(pilot, said)
            case Command(key=""):
                await self.app.screen_stack[0].run_action(deed.action)
                await pause(pilot)
            case _:
                await press(pilot, deed)

    def _hold_still(self) -> None:
        """Nothing blinks in a picture, and no toast comes or goes."""
        for screen in self.app.screen_stack:
            for field in (*screen.query(Input), *screen.query(TextArea)):
                field.cursor_blink = False
        self.app.clear_notifications()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample book, written once for all pictures."""
    path = tmp_path_factory.mktemp("sample") / "book.db"
    write_sample(path, NOON(), RULES)
    return path


@pytest.fixture(autouse=True)
def _same_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths, the locale and what was chosen on other days look the same wherever this runs."""
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_TIME", "LOYALTYTUI_BOOK"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    Path("contacts.csv").write_text(CONTACTS_CSV)


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> Threads:
    """What is read and written behind the glass."""
    return Threads(monkeypatch)


@pytest.fixture
def look(
    sample: Path, snap_compare: Compare, request: pytest.FixtureRequest, threads: Threads
) -> Look:
    """The app on a copy of the sample: a closed book is one whole file."""
    copy = Path("book.db")
    shutil.copyfile(sample, copy)
    copy.chmod(0o600)
    book = open_book(copy, NOON, RULES, origin="app")
    app = LoyaltyApp(book, Settings(Path("settings.toml")), SAMPLE_BANNER)
    return Look(app, request, snap_compare, threads)


@pytest.fixture
def first_look(snap_compare: Compare, request: pytest.FixtureRequest, threads: Threads) -> Look:
    """The app on a new book."""
    path = Path("book.db")
    lay_empty_book(path)
    book = open_book(path, NOON, RULES, origin="app")
    app = LoyaltyApp(book, Settings(Path("settings.toml")))
    return Look(app, request, snap_compare, threads)


CONTACTS_CSV = """\
First Name,Last Name,Email Address,Company,Position
Priya,Shah,priya.shah@northwind.example,Northwind Traders,VP Operations
Ines,Duarte,ines@lisboa.example,Lisboa Pumps,Buyer
Bram,de Wit,bram@polder.example,Polder Starch,Shift lead
"""
