"""A form: labelled lines, one sentence when something is wrong, a draft at the end.

What the fields are and what they become is each form's own work.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

from loyaltytui import commands
from loyaltytui.book.errors import BookError
from loyaltytui.plain import safe
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.widgets.ink import ink

Draft = TypeVar("Draft")


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a form."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    """Shown while the line is empty."""


class Form(ModalScreen[Draft | None], Generic[Draft]):
    """Gives back a draft when everything on it makes sense, or nothing."""

    BINDINGS = bindings(commands.FORM)

    def __init__(self, heading: str, fields: Sequence[Field]) -> None:
        super().__init__()
        self.heading = heading
        self.fields = fields

    def draft(self, typed: Mapping[str, str]) -> Draft:
        """What was typed, as a draft; raises a `BookError` whose sentence the form shows."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """A line for each field."""
        with VerticalScroll(classes="box form", can_focus=False) as box:
            box.border_title = ink(self.heading[:70])
            box.border_subtitle = ink("enter or ctrl+s save · esc leave")
            for field in self.fields:
                with Horizontal(classes="line"):
                    yield Label(ink(field.label), classes="label")
                    yield Input(
                        field.value,
                        placeholder=field.hint,
                        id=f"field-{field.name}",
                        compact=True,
                        select_on_focus=False,
                    )
            yield Static(ink(""), id="trouble")

    def on_input_submitted(self) -> None:
        """Enter anywhere saves: nobody should have to walk to the last line."""
        self.action_save()

    def action_save(self) -> None:
        """Hands back the draft; nothing when nothing was changed."""
        typed = {field.name: self._typed(field) for field in self.fields}
        is_untouched = all(typed[field.name] == field.value for field in self.fields)
        if is_untouched and any(field.value for field in self.fields):
            self.dismiss(None)
            return
        try:
            draft = self.draft(typed)
        except BookError as error:
            self.query_one("#trouble", Static).update(ink(safe(str(error)), "$text-error"))
            return
        self.dismiss(draft)

    def action_next_field(self) -> None:
        """To the next line."""
        self.focus_next()

    def action_previous_field(self) -> None:
        """To the line before."""
        self.focus_previous()

    def action_leave(self) -> None:
        """Closes the form; what was typed goes, since nothing was asked for yet."""
        self.dismiss(None)

    def _typed(self, field: Field) -> str:
        return self.query_one(f"#field-{field.name}", Input).value
