"""Opens the Settings box, and makes the file that it speaks of."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from textual.screen import Screen

from loyaltytui.book.book import Book
from loyaltytui.book.errors import BookError
from loyaltytui.loyalty.every_setting import every_setting
from loyaltytui.loyalty.settled import rules_of, settled_in
from loyaltytui.plain import safe
from loyaltytui.settings import Settings, SettingsError
from loyaltytui.settings.in_force import Setting, make_file, why_book, written_out
from loyaltytui.tui.dialogs.settings_box import SettingsBox
from loyaltytui.tui.pen import Pen
from loyaltytui.tui.themes import ThemedApp

IN_FORCE = "What was changed counts from now on."
LATER = "Backups go by it from the next start."


async def show_settings(screen: Screen[None], path: Path, book: Book, pen: Pen) -> None:
    """Every setting as the file at `path` says it now; what is changed there counts at once."""

    def read() -> Sequence[Setting]:
        return every_setting(settled_in(path, os.environ))

    before = settled_in(path, os.environ) if _is_understood(path) else None

    def put_in_force() -> str:
        settled = settled_in(path, os.environ)
        if book.rules != (rules := rules_of(settled)):
            book.rules = rules
            if not book.is_read_only:
                screen.run_worker(_follow(screen, book, pen))
        screen.app.set_keymap(dict(settled.keymap))
        if isinstance(app := screen.app, ThemedApp) and app.theme_said != settled.theme:
            app.settle_theme(settled.theme)
        is_later = before is not None and before.backups != settled.backups
        return f"{IN_FORCE} {LATER}" if is_later else IN_FORCE

    said = f"{book.path} ({why_book(book.path)})"
    box = SettingsBox(path, said, read, lambda: _make(path), put_in_force)
    await screen.app.push_screen_wait(box)


async def _follow(screen: Screen[None], book: Book, pen: Pen) -> None:
    """The stored figures follow the rules, as they do when a day has gone by."""
    try:
        await pen.write(book.follow_the_day)
    except BookError as error:
        screen.notify(safe(str(error)), severity="error", markup=False)


def _is_understood(path: Path) -> bool:
    try:
        settled_in(path, os.environ)
    except SettingsError:
        return False
    return True


def make_settings(screen: Screen[None], path: Path) -> None:
    """Makes the file with every setting in it, or says why not."""
    try:
        _make(path)
    except SettingsError as error:
        screen.notify(safe(str(error)), severity="warning", markup=False)
        return
    said = f"Made: {path}. Take the # off what you change; e in the Settings box edits it."
    screen.notify(safe(said), markup=False)


def _make(path: Path) -> None:
    make_file(path, written_out(every_setting(Settings(path), {})))
