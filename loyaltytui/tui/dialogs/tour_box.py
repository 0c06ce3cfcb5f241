"""Four steps through the app: a few words at the bottom, with the page they are about in sight.

Turning to a page is handed to it; when the tour comes is decided where it is opened.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from msgspec import Struct
from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from loyaltytui import commands
from loyaltytui.commands import (
    BREAK,
    FIND,
    HELP,
    KEEP,
    LEAVE,
    LOG_LINE,
    MOVE,
    REVIEW,
    SHOW_AGENDA,
    SHOW_CONTACT,
    SHOW_LOYALTY,
    SNOOZE,
    UNDO,
    Command,
    spoken_keys,
)
from loyaltytui.commands.program import NEXT_STEP, STEP_BACK
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.widgets.ink import ink


class Step(Struct, frozen=True):
    """One step: what it is called, the page it stands before, and its words."""

    label: str
    page: Command
    words: tuple[str, ...]


def _key(command: Command) -> str:
    return spoken_keys(command).split(", ")[0]


STEPS = (
    Step(
        "Whom do I owe what today?",
        SHOW_AGENDA,
        (
            "Promises first, then whom to be in touch with, then what they owe you.",
            f"On a row: {_key(KEEP)} kept, {_key(BREAK)} broken, {_key(MOVE)} a new day agreed, "
            f"{_key(SNOOZE)} later, enter opens it.",
            f"{_key(REVIEW)} goes through all of it, one card at a time.",
        ),
    ),
    Step(
        "One line after each call",
        SHOW_AGENDA,
        (
            f"{_key(LOG_LINE)} opens a box. What you type there is understood as you type:",
            "renewing > send quote fri < PO 5 dec ~3w",
            "my promise, by Friday; what they owe me; the next check-in in 3 weeks.",
        ),
    ),
    Step(
        "What should I know before I call?",
        SHOW_CONTACT,
        (
            "Six steps of loyalty, moved by evidence alone; trust, by kept promises.",
            "tab: what you promised, gave, sold and know, and how to reach them.",
        ),
    ),
    Step(
        "Who is loyal, and who only bought once?",
        SHOW_LOYALTY,
        (
            "Everybody at once: steps, promises by month, worth, references.",
            f"{_key(UNDO)} takes anything back, also tomorrow. "
            f"{_key(FIND)} finds, {_key(HELP)} shows the keys.",
        ),
    ),
)


class TourBox(ModalScreen[None]):
    """Goes through the steps; leaving it at any of them is the end of it."""

    BINDINGS = bindings(commands.TOUR_BOX)
    DEFAULT_CSS = """
    TourBox .box { width: 100%; margin: 0 0 1 0; }
    TourBox Static { height: auto; }
    """

    def __init__(self, turn: Callable[[Command], Awaitable[object]]) -> None:
        """`turn` turns to the page of a command."""
        super().__init__()
        self.turn = turn
        self.at = 0

    def compose(self) -> ComposeResult:
        """The words of the step."""
        with Vertical(classes="box"):
            yield Static(ink(""))

    def on_mount(self) -> None:
        """At the bottom, and nothing is dimmed: the page is what it is about."""
        self.styles.background = "transparent"
        self.styles.align = ("center", "bottom")
        self._show()

    def _show(self) -> None:
        step = STEPS[self.at]
        box = self.query_one(".box")
        box.border_title = ink(f"Tour · {self.at + 1} of {len(STEPS)} · {step.label}")
        onward = "next" if self.at + 1 < len(STEPS) else "done"
        keys = f"{_key(NEXT_STEP)} {onward} · {_key(STEP_BACK)} back · {_key(LEAVE)} skip"
        box.border_subtitle = ink(keys)
        words = Content("\n").join(ink(line) for line in step.words)
        self.query_one(Static).update(words)
        self._turn(step.page)

    @work(exclusive=True)
    async def _turn(self, page: Command) -> None:
        await self.turn(page)

    def action_next_step(self) -> None:
        """To the next step; behind the last one the tour is over."""
        if self.at + 1 < len(STEPS):
            self.at += 1
            self._show()
        else:
            self.dismiss(None)

    def action_step_back(self) -> None:
        """To the step before."""
        if self.at:
            self.at -= 1
            self._show()

    def action_leave(self) -> None:
        """Ends the tour."""
        self.dismiss(None)

    def on_click(self) -> None:
        """A click anywhere goes on, as enter does."""
        self.action_next_step()
