"""The backups there are, and the one to be restored. It is asked for twice: once more to be sure.

How one is put back is the book's work; over a damaged book it says so first.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Iterable, Sequence

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from loyaltytui import commands
from loyaltytui.book.backups import Backup, Holding
from loyaltytui.book.errors import BookError
from loyaltytui.dates import say_day
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.widgets.ink import ink
from loyaltytui.tui.widgets.rows import Piece, Rows, column

_KEYS = "enter restore · esc closes"
_NUMBER_WIDTH = 4
_WHY_WIDTH = 14
_NARROWEST = 12

Held = Sequence[tuple[Backup, Holding | None]]


class BackupRows:
    """Backups as rows, the newest first."""

    def __init__(self, held: Held, today: dt.date, nothing: str) -> None:
        self.held = held
        self.today = today
        self.nothing = nothing
        self.when_width = max((len(said_when(one, today)) for one, _ in held), default=0)

    def __len__(self) -> int:
        return max(len(self.held), 1)

    def is_heading(self, index: int) -> bool:
        """Only the line that says there is nothing."""
        return not self.held

    def prepare(self, start: int, stop: int) -> None:
        """They are read whole."""

    def pieces(self, index: int, width: int) -> Iterable[Piece]:
        """Number, when, why, and how much it holds; a narrow box does without the why."""
        if not self.held:
            yield Piece(self.nothing[:width], "dim")
            return
        one, holds = self.held[index]
        yield column(str(one.number), _NUMBER_WIDTH)
        yield column(said_when(one, self.today), self.when_width, "dim")
        room = width - _NUMBER_WIDTH - self.when_width - 3
        if room - _WHY_WIDTH - 1 >= _NARROWEST:
            yield column(one.reason, _WHY_WIDTH)
            room -= _WHY_WIDTH + 1
        yield column(said_holding(holds, room), max(room, 0), "plain" if holds else "late")


def said_when(one: Backup, today: dt.date) -> str:
    """Its day and time in words."""
    return f"{say_day(one.at.date(), today)} {one.at:%H:%M}"


def said_holding(holds: Holding | None, room: int) -> str:
    """How much it holds, in as many cells as there are."""
    if holds is None:
        return "can't be read"
    contacts = f"{holds.contacts:,} {'contact' if holds.contacts == 1 else 'contacts'}"
    what = "interaction" if holds.interactions == 1 else "interactions"
    both = f"{contacts}, {holds.interactions:,} {what}"
    return both if len(both) <= room else contacts


class BackupsBox(ModalScreen[str | None]):
    """Gives back what was said of the restoring, or nothing."""

    BINDINGS = bindings(commands.BACKUPS_BOX)
    DEFAULT_CSS = """
    BackupsBox #backups-box { width: 92; height: auto; max-height: 90%; }
    BackupsBox Rows { height: auto; min-height: 3; max-height: 20; }
    BackupsBox #trouble, BackupsBox #whole { height: auto; margin: 0 0 1 0; }
    """

    def __init__(
        self,
        read: Callable[[], Held],
        restore: Callable[[Backup], Awaitable[str]],
        today: dt.date,
        trouble: str = "",
        offered: Callable[[], Backup | None] | None = None,
    ) -> None:
        """`trouble`: why it was opened unasked, and `offered`: the newest sound backup then."""
        super().__init__()
        self.read = read
        self.restore = restore
        self.today = today
        self.trouble = trouble
        self.offered = offered
        self.held: Held = ()
        self.sure: int | None = None
        """The number that enter was pressed on once."""
        self.is_restoring = False

    def compose(self) -> ComposeResult:
        """What is wrong, the list, and what would happen."""
        with Vertical(classes="box", id="backups-box") as box:
            box.border_title = ink("The book can't be used" if self.trouble else "Backups")
            box.border_subtitle = ink(_KEYS)
            if self.trouble:
                yield Static(ink(self.trouble, "$text-error"), id="trouble")
            yield Rows()
            yield Static(ink("Looking at the backups…", "$foreground-muted"), id="whole")

    def on_mount(self) -> None:
        """The list comes from the disk, and nobody waits for that."""
        self._say_nothing("…")
        self.query_one(Rows).focus()
        self._look()

    def _say_nothing(self, nothing: str) -> None:
        rows = self.query_one(Rows)
        rows.styles.height = min(max(len(self.held), 3), 20)
        rows.show(BackupRows(self.held, self.today, nothing))

    @work
    async def _look(self) -> None:
        try:
            self.held = await asyncio.to_thread(self.read)
        except BookError as error:
            self._say(str(error), "$text-error")
            return
        self._say_nothing("There are no backups yet.")
        self._say("")
        if self.offered is None or not self.held:
            return
        self._say("Looking for the newest sound one…")
        best = await asyncio.to_thread(self.offered)
        if best is None:
            self._say("None of them is sound.", "$text-error")
            return
        numbers = [one.number for one, _ in self.held]
        self.query_one(Rows).show(BackupRows(self.held, self.today, ""), numbers.index(best.number))
        self._say(f"Number {best.number} is sound: enter restores it.")

    def _say(self, text: str, style: str = "$foreground-muted") -> None:
        self.query_one("#whole", Static).update(ink(text, style))

    @on(Rows.Moved)
    def forget_asked(self) -> None:
        """Another row: nothing was said about that one."""
        if self.sure is not None and self.sure != self._number():
            self.sure = None
            self._say("")

    def _number(self) -> int | None:
        at = self.query_one(Rows).cursor
        return self.held[at][0].number if at < len(self.held) else None

    @on(Rows.Opened)
    def ask_or_restore(self) -> None:
        """The first enter asks, the second does it."""
        if self.is_restoring or (number := self._number()) is None:
            return
        one = self.held[self.query_one(Rows).cursor][0]
        if self.sure != number:
            self.sure = number
            kept = "The damaged file is" if self.trouble else "What is in the book now is"
            self._say(
                f"Put back number {number}, of {said_when(one, self.today)}? Enter once more "
                f"does it. {kept} kept among the backups.",
                "$text-warning",
            )
            return
        self.is_restoring = True
        self._say("Restoring…")
        self._restore(one)

    @work
    async def _restore(self, one: Backup) -> None:
        try:
            said = await self.restore(one)
        except BookError as error:
            self.is_restoring, self.sure = False, None
            self._say(str(error), "$text-error")
            return
        self.dismiss(said)

    def action_leave(self) -> None:
        """Closes it; not while a book is being put back."""
        if not self.is_restoring:
            self.dismiss(None)
