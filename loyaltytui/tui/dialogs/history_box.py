"""The latest changes, with their time: what `u` would take back next, and what it took back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable, Iterable, Sequence

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from loyaltytui import commands
from loyaltytui.book.errors import BookError
from loyaltytui.book.journal import PastAction
from loyaltytui.commands import REDO, UNDO, spoken_keys
from loyaltytui.dates import say_day
from loyaltytui.plain import safe
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.widgets.ink import ink
from loyaltytui.tui.widgets.rows import Piece, Rows, column

_WHEN_WIDTH = 17
_KEYS = f"{spoken_keys(UNDO)} undo · {spoken_keys(REDO)} redo · esc closes"


class PastRows:
    """Changes as rows; undone ones are grey, and say so."""

    def __init__(self, past: Sequence[PastAction], today: dt.date) -> None:
        self.past = past
        self.today = today

    def __len__(self) -> int:
        return max(len(self.past), 1)

    def is_heading(self, index: int) -> bool:
        """Only the line that says there is nothing."""
        return not self.past

    def prepare(self, start: int, stop: int) -> None:
        """They are read whole."""

    def pieces(self, index: int, width: int) -> Iterable[Piece]:
        """When and what."""
        if not self.past:
            yield Piece("Nothing has been written in this book yet."[:width], "dim")
            return
        one = self.past[index]
        look = "dim" if one.is_reverted else "plain"
        yield column(self._when(one), _WHEN_WIDTH, "dim")
        yield column(_told(one), max(width - _WHEN_WIDTH - 2, 0), look)

    def _when(self, one: PastAction) -> str:
        at = dt.datetime.fromisoformat(one.done_at)
        day = "today" if at.date() == self.today else say_day(at.date(), self.today)
        return f"{day} {at:%H:%M}"


def _told(one: PastAction) -> str:
    return f"undone: {one.sentence}" if one.is_reverted else one.sentence


class HistoryBox(ModalScreen[None]):
    """Shows the changes; undo and redo work on it."""

    BINDINGS = bindings(commands.HISTORY_BOX)
    DEFAULT_CSS = """
    HistoryBox #whole { height: auto; min-height: 2; max-height: 4; }
    """

    def __init__(
        self,
        read: Callable[[], Sequence[PastAction]],
        undo: Callable[[], Awaitable[str]],
        redo: Callable[[], Awaitable[str]],
        today: dt.date,
    ) -> None:
        """`undo` and `redo` return the sentence of what they did, or raise a `BookError`."""
        super().__init__()
        self.read = read
        self.undo = undo
        self.redo = redo
        self.today = today
        self.past = PastRows((), today)

    def compose(self) -> ComposeResult:
        """The list, and the highlighted change in all its words."""
        with Vertical(classes="box", id="history-box") as box:
            box.border_title = ink("History")
            box.border_subtitle = ink(_KEYS)
            yield Rows()
            yield Static(ink(""), id="whole")

    def on_mount(self) -> None:
        """The newest is on top."""
        self._reread()
        self.query_one(Rows).focus()

    def _reread(self) -> None:
        self.past = PastRows(self.read(), self.today)
        self.query_one(Rows).show(self.past)

    @on(Rows.Moved)
    def tell_whole(self) -> None:
        """A list has no room for a long sentence."""
        at = self.query_one(Rows).cursor
        if at < len(self.past.past):
            one = self.past.past[at]
            said = f"{_told(one)} ({one.origin})"
            self.query_one("#whole", Static).update(ink(said, "$foreground-muted"))

    @work
    async def action_undo(self) -> None:
        """Takes back the newest that stands."""
        await self._revert("Undone", self.undo)

    @work
    async def action_redo(self) -> None:
        """Does again what was just taken back."""
        await self._revert("Done again", self.redo)

    async def _revert(self, said: str, verb: Callable[[], Awaitable[str]]) -> None:
        try:
            sentence = await verb()
        except BookError as error:
            self.notify(safe(str(error)), markup=False)
            return
        self.notify(safe(f"{said}: {sentence}"), markup=False)
        self._reread()

    def action_history(self) -> None:
        """The key that opened it closes it."""
        self.dismiss()

    def action_leave(self) -> None:
        """Closes it."""
        self.dismiss()
