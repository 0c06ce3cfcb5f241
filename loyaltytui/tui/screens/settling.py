"""Opens the Settings box, and makes the file that it speaks of."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from textual.screen import Screen

from loyaltytui.loyalty.every_setting import every_setting
from loyaltytui.loyalty.settled import settled_in
from loyaltytui.plain import safe
from loyaltytui.settings import Settings, SettingsError
from loyaltytui.settings.in_force import Setting, make_file, why_book, written_out
from loyaltytui.tui.dialogs.settings_box import SettingsBox


async def show_settings(screen: Screen[None], path: Path, book: Path) -> None:
    """Every setting as the file at `path` says it now."""

    def read() -> Sequence[Setting]:
        return every_setting(settled_in(path, os.environ))

    box = SettingsBox(path, f"{book} ({why_book(book)})", read, lambda: _make(path))
    await screen.app.push_screen_wait(box)


def make_settings(screen: Screen[None], path: Path) -> None:
    """Makes the file with every setting in it, or says why not."""
    try:
        _make(path)
    except SettingsError as error:
        screen.notify(safe(str(error)), severity="warning", markup=False)
        return
    said = f"Made: {path}. Take the # off what you change; it counts from the next start."
    screen.notify(safe(said), markup=False)


def _make(path: Path) -> None:
    make_file(path, written_out(every_setting(Settings(path), {})))
