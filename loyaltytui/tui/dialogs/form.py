"""A form: labelled lines, one sentence when something is wrong, a draft at the end.

What the fields are and what they become is each form's own work.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Generic

from msgspec import Struct
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Label, Static

from loyaltytui import commands
from loyaltytui.book.errors import BookError
from loyaltytui.tui.dialogs.kept_box import KeptBox
from loyaltytui.tui.dialogs.saving_box import Draft
from loyaltytui.tui.editor import edited_or_told
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.widgets.ink import ink
from loyaltytui.tui.widgets.typing import TextLine


class Field(Struct, frozen=True):
    """One line of a form."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    """Shown while the line is empty."""
    complete: Callable[[str], str] | None = None
    """What the line may become, by what was typed so far. None: it offers nothing."""
    has_lines: bool = False
    """Are there line breaks in it? They stand there as a sign, and as such in the editor."""


LINE_BREAK = " ⏎ "
"""What stands for a line break on a line of a form."""


class Sheet(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Scrolls by itself to the line that is typed on; the arrows go from line to line."""


class Form(KeptBox[Draft], Generic[Draft]):
    """Gives back a draft once it is saved, or nothing."""

    BINDINGS = bindings(commands.FORM)

    def __init__(
        self,
        heading: str,
        fields: Sequence[Field],
        save: Callable[[Draft], Awaitable[object]],
        *,
        is_edit: bool,
    ) -> None:
        """`is_edit`: what is there already is shown, and left as it is closes the form."""
        super().__init__(save, heading)
        self.fields = fields
        self.is_edit = is_edit

    def draft(self, typed: Mapping[str, str]) -> Draft:
        """What was typed, as a draft; raises a `BookError` whose sentence the form shows."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """A line for each field."""
        with Sheet(classes="box form") as box:
            box.border_title = ink(self.heading[:70])
            for field in self.fields:
                with Horizontal(classes="line"):
                    yield Label(ink(field.label), classes="label")
                    yield TextLine(
                        field.value,
                        placeholder=field.hint,
                        id=f"field-{field.name}",
                        complete=field.complete,
                    )
            yield Static(ink(""), id="trouble")

    def stored(self) -> Mapping[str, str]:
        """What the lines said when the form was opened."""
        return {field.name: field.value for field in self.fields}

    def on_input_submitted(self) -> None:
        """Enter anywhere saves: nobody should have to walk to the last line."""
        self.action_save()

    def action_save(self) -> None:
        """Saves what was typed; an entry that was only looked at is left as it is."""
        typed = {field.name: self._typed(field) for field in self.fields}
        if self.is_edit and all(typed[field.name] == field.value for field in self.fields):
            self.dismiss(None)
            return
        try:
            draft = self.draft(typed)
        except BookError as error:
            self.complain(str(error))
            return
        self.offer(draft)

    def action_next_field(self) -> None:
        """To the next line."""
        self.focus_next()

    def action_previous_field(self) -> None:
        """To the line before."""
        self.focus_previous()

    def action_editor(self) -> None:
        """Goes on with the line that has the focus in the editor; it stays one line."""
        line = self.focused
        if self.is_saving or not isinstance(line, TextLine):
            return
        self._keep()
        if (text := edited_or_told(self, line.value.replace(LINE_BREAK, "\n"))) is not None:
            keeps = any(line.id == f"field-{one.name}" and one.has_lines for one in self.fields)
            parts = [part.strip() for part in text.strip().splitlines()]
            line.value = LINE_BREAK.join(parts) if keeps else " ".join(filter(None, parts))
            line.cursor_position = len(line.value)

    def _typed(self, field: Field) -> str:
        return self.query_one(f"#field-{field.name}", TextLine).value
