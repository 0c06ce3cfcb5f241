"""Choosing a filter for the contacts without knowing its words: the box writes them.

What the words mean is `capture.filters`; nothing is filtered here.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from textual.widgets import Input, Static

from loyaltytui.book.errors import Refused
from loyaltytui.capture.filters import parts_of, read_sought, said
from loyaltytui.tui.dialogs.form import Field, Form
from loyaltytui.tui.widgets.ink import ink
from loyaltytui.tui.widgets.sought_chips import sought_line

_FIELDS = (
    Field("tier", "Tier", hint="A, AB, none"),
    Field("step", "Step", hint="0 to 6: 4, 4+, 2-5, <3"),
    Field("tag", "Tag", hint="pumps"),
    Field("account", "Account", hint="north, none"),
    Field("reach", "Reach", hint="none, work, safe"),
    Field("quiet", "Not contacted in", hint="90 days, 3w, 6m"),
    Field("trust", "Trust", hint="<0, 3+"),
    Field("owner", "Owner", hint="mine, company, public"),
    Field("state", "Only who are", hint="lost, go-to, loyal, late"),
    Field("words", "And with the words", hint="any words of a name or a note"),
)
_STATES = ("lost", "go-to", "loyal", "late")


class FilterBox(Form[str]):
    """Gives back a filter as it would be typed, or nothing."""

    def __init__(self, save: Callable[[str], Awaitable[object]], typed: str) -> None:
        super().__init__("Filter contacts", _filled(typed), save, is_edit=False)

    def on_mount(self) -> None:
        """Says what was typed already."""
        self.query_one(".box").border_subtitle = ink("enter filters · esc leave")
        self._foretell()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Says what it means while it is typed."""
        self._foretell()

    def draft(self, typed: Mapping[str, str]) -> str:
        """The filter in words; raises `Refused` for what would mean nothing."""
        parts = []
        for field in self.fields:
            value = " ".join(typed[field.name].split())
            if value and field.name == "quiet":
                value = value.removesuffix("days").strip()
            if not value:
                continue
            if field.name == "words":
                parts.append(value)
                continue
            words = value.replace(",", " ").split() if field.name == "state" else [value]
            for one in words:
                part = one.lower() if field.name == "state" else said(field.name, one)
                understood = read_sought(part)
                if not understood.conditions or understood.words:
                    raise Refused(f"{field.label}: '{value}' is not understood. Try {field.hint}.")
                parts.append(part)
        return " ".join(parts)

    def _foretell(self) -> None:
        try:
            line = self.draft({field.name: self._typed(field) for field in self.fields})
        except Refused as error:
            self.query_one("#trouble", Static).update(ink(str(error), "$foreground-muted"))
            return
        self.query_one("#trouble", Static).update(sought_line(read_sought(line)))


def _filled(typed: str) -> list[Field]:
    """The lines with what was typed in the filter already; each kind of it once."""
    values: dict[str, str] = {}
    rest: list[str] = []
    states: list[str] = []
    for part in parts_of(typed):
        name, colon, value = part.partition(":")
        if part.lower() in _STATES:
            states.append(part.lower())
        elif colon and read_sought(part).conditions and name.lower() not in values:
            values[name.lower()] = value.strip('"')
        else:
            rest.append(part)
    values |= {"state": ", ".join(states), "words": " ".join(rest)}
    return [
        Field(field.name, field.label, values.get(field.name, ""), field.hint) for field in _FIELDS
    ]
