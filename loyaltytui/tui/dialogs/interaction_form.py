"""Shows an interaction whole and lets its words, day and medium be corrected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping

from msgspec import Struct
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Label, Static

from loyaltytui import commands
from loyaltytui.dates import DayRules, read_when, say_day
from loyaltytui.entries import Interaction
from loyaltytui.kinds import MEDIA, MEDIUM_BY_WORD
from loyaltytui.tui.dialogs.kept_box import KeptBox
from loyaltytui.tui.editor import edited_or_told
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.widgets.ink import ink
from loyaltytui.tui.widgets.typing import TextLine
from loyaltytui.tui.widgets.typing_lines import TextLines


class InteractionDraft(Struct, frozen=True):
    """An interaction as corrected."""

    text: str
    happened_on: dt.date
    medium: str


class InteractionForm(KeptBox[InteractionDraft]):
    """Gives back what was corrected once it is saved, or nothing."""

    BINDINGS = bindings((*commands.KEPT_BOX, commands.EDITOR))
    DEFAULT_CSS = """
    InteractionForm TextArea { height: 8; border: none; }
    """

    def __init__(
        self,
        save: Callable[[InteractionDraft], Awaitable[object]],
        interaction: Interaction,
        today: dt.date,
        rules: DayRules,
    ) -> None:
        super().__init__(save, f"{interaction.medium} of {say_day(interaction.happened_on, today)}")
        self.interaction = interaction
        self.today = today
        self.rules = rules

    def compose(self) -> ComposeResult:
        """The words, then when and how."""
        day = say_day(self.interaction.happened_on, self.today)
        with Vertical(classes="box") as box:
            box.border_title = ink(self.heading)
            yield TextLines(self.interaction.text, compact=True)
            for name, value in (("When", day), ("How", self.interaction.medium)):
                with Horizontal(classes="line"):
                    yield Label(ink(name), classes="label")
                    yield TextLine(value, id=f"field-{name.lower()}")
            yield Static(ink(""), id="trouble")

    def stored(self) -> Mapping[str, str]:
        """The words, the day and the medium as they were opened."""
        day = say_day(self.interaction.happened_on, self.today)
        return {"text": self.interaction.text, "when": day, "how": self.interaction.medium}

    def line(self, name: str) -> TextLine | TextLines:
        """The words have more than a line."""
        return self.query_one(TextLines) if name == "text" else super().line(name)

    def action_editor(self) -> None:
        """Goes on in the editor; what is typed so far is on disk before it opens."""
        if self.is_saving:
            return
        self._keep()
        area = self.query_one(TextLines)
        if (text := edited_or_told(self, area.text)) is not None:
            area.load_text(text)

    def on_input_submitted(self) -> None:
        """Enter on a single line saves."""
        self.action_save()

    def action_save(self) -> None:
        """Hands back what was corrected, or says what makes no sense."""
        text = self.query_one(TextLines).text
        typed = self.query_one("#field-when", TextLine).value.strip()
        medium = self.query_one("#field-how", TextLine).value.strip().lower()
        before = self.interaction
        if typed == say_day(before.happened_on, self.today):
            happened_on = before.happened_on
        else:
            when = read_when(typed, self.today, rules=self.rules)
            if when is None:
                self.complain(f"'{typed}' is no past day I know. Try yesterday, mon, 18 nov.")
                return
            happened_on = when.on
        if medium not in MEDIUM_BY_WORD:
            self.complain(f"'{medium}' is not one of: {', '.join(one.word for one in MEDIA)}.")
            return
        changed = InteractionDraft(text, happened_on, medium)
        same = InteractionDraft(before.text, before.happened_on, before.medium)
        if changed == same:
            self.dismiss(None)
        else:
            self.offer(changed)
