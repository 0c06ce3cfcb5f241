"""Backups from the terminal app: made, put back, by themselves; and the proof that all is sound.

What is done to the files lives in `book/`; all of it runs beside the typing, never before it.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.screen import Screen

from loyaltytui.book.backups import BY_HAND, Backup, backups, holding, thin
from loyaltytui.book.book import Book
from loyaltytui.book.errors import BookError, NotFound
from loyaltytui.plain import safe
from loyaltytui.settings import KeepBackups
from loyaltytui.tui.pen import Pen

if TYPE_CHECKING:
    from loyaltytui.tui.dialogs.backups_box import Held
    from loyaltytui.tui.long_work import Work
    from loyaltytui.tui.screens.working_beside import WorkingBeside

START_SECONDS = 3.0
"""After the first frame, and the first keys."""
BETWEEN_SECONDS = 1800.0
_DAY = dt.timedelta(days=1)


def back_up_by_itself(
    app: App[Any], book: Book, keep: KeepBackups, rest: Callable[[], Awaitable[None]]
) -> None:
    """From now on a copy is made a day after the last, and every half an hour of changes.

    `rest`: returns when nobody has typed for a while. A large book keeps a machine busy meanwhile.
    """

    async def make(after: dt.timedelta) -> None:
        await rest()
        from loyaltytui.tui.long_work import Work

        work = Work()
        try:
            await asyncio.to_thread(book.keep_safe, keep, after, work)
        except BookError as error:
            app.notify(safe(str(error)), severity="warning", markup=False)
        finally:
            # Where the app is left meanwhile: leaving makes a copy of its own.
            work.stop()

    app.set_timer(START_SECONDS, lambda: app.run_worker(make(_DAY), group="backups"))
    app.set_interval(BETWEEN_SECONDS, lambda: app.run_worker(make(dt.timedelta()), group="backups"))


async def back_up_now(home: WorkingBeside, keep: KeepBackups) -> None:
    """One that the rep asked for."""
    book = home.book

    def make(work: Work) -> Path:
        made = book.back_up(BY_HAND, work)
        thin(book.path, keep)
        return made

    made = await home.work_beside(make, "Stopped. No backup was made.")
    if made is not None:
        home.notify(safe(f"Backed up: {made.name}"), markup=False)


async def check_now(home: WorkingBeside) -> None:
    """Proves that nothing is damaged, and says what is."""
    from loyaltytui.tui.dialogs.findings_box import FindingsBox

    found = await home.work_beside(home.book.check, "Stopped. Not all of it was checked.")
    if found:
        await home.app.push_screen_wait(FindingsBox(found))
    elif found is not None:
        home.notify("The book is sound.", markup=False)


async def choose_backup(screen: Screen[None], book: Book, pen: Pen) -> None:
    """Shows the backups; puts one back in this very book, which stays open."""
    from loyaltytui.book.restoring import restore
    from loyaltytui.tui.dialogs.backups_box import BackupsBox

    async def put_back(one: Backup) -> str:
        done = await pen.write(restore, book.path, one.path, book.now, book.rules)
        kept = f" What it replaced is kept: {done.kept.name}" if done.kept else ""
        return f"Restored number {one.number}.{kept}"

    box = BackupsBox(lambda: held(book.path), put_back, book.today)
    said = await screen.app.push_screen_wait(box)
    if said is not None:
        screen.notify(safe(said), markup=False)


def held(path: Path) -> Held:
    """The backups of a book, with what they hold."""
    return [(one, holding(one)) for one in backups(path)]


def newest_sound_or_none(path: Path) -> Backup | None:
    """What is offered where a book is damaged."""
    from loyaltytui.book.restoring import newest_sound

    try:
        return newest_sound(path)
    except NotFound:
        return None
