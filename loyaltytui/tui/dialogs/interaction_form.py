"""Shows an interaction whole and lets its words, day and medium be corrected."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static, TextArea

from loyaltytui import commands
from loyaltytui.dates import DayRules, read_when, say_day
from loyaltytui.entries import Interaction
from loyaltytui.kinds import MEDIA, MEDIUM_BY_WORD
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.widgets.ink import ink


@dataclass(frozen=True, slots=True)
class InteractionDraft:
    """An interaction as corrected."""

    text: str
    happened_on: dt.date
    medium: str


class InteractionForm(ModalScreen[InteractionDraft | None]):
    """Gives back what was corrected, or nothing."""

    BINDINGS = bindings(commands.BOX)
    DEFAULT_CSS = """
    InteractionForm TextArea { height: 8; border: none; }
    """

    def __init__(self, interaction: Interaction, today: dt.date, rules: DayRules) -> None:
        super().__init__()
        self.interaction = interaction
        self.today = today
        self.rules = rules

    def compose(self) -> ComposeResult:
        """The words, then when and how."""
        day = say_day(self.interaction.happened_on, self.today)
        with Vertical(classes="box") as box:
            box.border_title = ink(f"{self.interaction.medium} of {day}")
            box.border_subtitle = ink("ctrl+s save · esc leave")
            yield TextArea(self.interaction.text, compact=True)
            for name, value in (("When", day), ("How", self.interaction.medium)):
                with Horizontal(classes="line"):
                    yield Label(ink(name), classes="label")
                    yield Input(value, id=f"field-{name.lower()}", compact=True)
            yield Static(ink(""), id="trouble")

    def on_input_submitted(self) -> None:
        """Enter on a single line saves."""
        self.action_save()

    def action_leave(self) -> None:
        """Nothing was corrected."""
        self.dismiss(None)

    def action_save(self) -> None:
        """Hands back what was corrected, or says what makes no sense."""
        text = self.query_one(TextArea).text
        typed = self.query_one("#field-when", Input).value.strip()
        medium = self.query_one("#field-how", Input).value.strip().lower()
        before = self.interaction
        if typed == say_day(before.happened_on, self.today):
            happened_on = before.happened_on
        else:
            when = read_when(typed, self.today, rules=self.rules)
            if when is None:
                self._say(f"'{typed}' is no past day I know. Try yesterday, mon, 18 nov.")
                return
            happened_on = when.on
        if medium not in MEDIUM_BY_WORD:
            self._say(f"'{medium}' is not one of: {', '.join(one.word for one in MEDIA)}.")
            return
        changed = InteractionDraft(text, happened_on, medium)
        same = InteractionDraft(before.text, before.happened_on, before.medium)
        self.dismiss(None if changed == same else changed)

    def _say(self, sentence: str) -> None:
        self.query_one("#trouble", Static).update(ink(sentence, "$text-error"))
