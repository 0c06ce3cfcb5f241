"""What a column of an unknown table is: one of the words that a column can be mapped to.

What becomes of the table then is worked out by whoever asks.
"""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from loyaltytui import commands
from loyaltytui.exchange.columns import FIELDS, Column, read_choice
from loyaltytui.exchange.source_error import SourceError
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.widgets.ink import ink
from loyaltytui.tui.widgets.typing import TextLine

_KEYS = "↑ ↓ another word · enter take it · esc leave"


class ColumnBox(ModalScreen[str | None]):
    """Gives back `Column=field`, or nothing."""

    BINDINGS = bindings(commands.COLUMN_BOX)
    DEFAULT_CSS = """
    ColumnBox #example { height: auto; max-height: 3; }
    ColumnBox #words { height: auto; margin: 1 0 0 0; }
    """

    def __init__(self, column: Column) -> None:
        super().__init__()
        self.column = column

    def compose(self) -> ComposeResult:
        """The line, what its word means, and all the words there are."""
        with Vertical(classes="box") as box:
            box.border_title = ink(f"What is the column “{self.column.header[:40]}”?")
            box.border_subtitle = ink(_KEYS)
            yield Static(ink(f"For instance: {self.column.example}", "$text-muted"), id="example")
            yield TextLine(self.column.target.said, id="field", complete=_word_that_begins)
            yield Static(ink(""), id="trouble")
            yield Static(ink(f"Words: {', '.join(FIELDS)}.", "$text-muted"), id="words")

    def on_mount(self) -> None:
        """The word there is stands ready to be replaced."""
        self.query_one(TextLine).action_select_all()
        self.tell_meaning()

    @on(Input.Changed)
    def tell_meaning(self) -> None:
        """What the word means that is typed."""
        word, _, _ = self.query_one(TextLine).value.strip().lower().partition(" ")
        said = ink(FIELDS[word], "$text-success") if word in FIELDS else Content("")
        self.query_one("#trouble", Static).update(said)

    @on(Input.Submitted)
    def take(self) -> None:
        """Enter takes it."""
        self.action_save()

    def action_next_field(self) -> None:
        """The next word there is."""
        self._step(1)

    def action_previous_field(self) -> None:
        """The word before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        words = list(FIELDS)
        line = self.query_one(TextLine)
        word = line.value.strip().lower().partition(" ")[0]
        at = words.index(word) + by if word in words else 0
        line.value = words[at % len(words)]
        line.cursor_position = len(line.value)

    def action_save(self) -> None:
        """Gives the word back; says why where it is none."""
        choice = f"{self.column.header}={self.query_one(TextLine).value.strip()}"
        try:
            read_choice(choice)
        except SourceError:
            named = bool(self.column.header.strip())
            why = "That is none of the words below." if named else "A column needs a name for that."
            self.query_one("#trouble", Static).update(ink(why, "$text-error"))
            return
        self.dismiss(choice)

    def action_leave(self) -> None:
        """The column stays what it was."""
        self.dismiss(None)


def _word_that_begins(typed: str) -> str:
    return next((word for word in FIELDS if word.startswith(typed.lower())), "") if typed else ""
