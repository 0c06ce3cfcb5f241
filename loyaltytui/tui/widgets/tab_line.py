"""A line of sections, one of them open."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from loyaltytui.tui.widgets.first_and_last import signed_label
from loyaltytui.tui.widgets.ink import ink


class TabLine(Widget):
    """Shows the sections' names and lets the mouse choose one."""

    DEFAULT_CSS = """
    TabLine { height: 1; width: 1fr; }
    """

    current: reactive[int] = reactive(0)

    @dataclass
    class Chosen(Message):
        """A section was clicked."""

        index: int

    def __init__(self, labels: Sequence[str]) -> None:
        super().__init__()
        self.labels = labels

    def _shown(self) -> list[tuple[int, str]]:
        """The names there is room for, each with its place; the open one is among them.

        In narrow terminals they stand closer; where even so some are left out, a sign says it.
        """
        shown = [(at, f" {label} ") for at, label in enumerate(self.labels)]
        if sum(len(label) for _, label in shown) <= self.size.width:
            return shown
        shown = [(at, f"{label} ") for at, label in enumerate(self.labels)]
        shown[-1] = (shown[-1][0], self.labels[-1])
        if os.environ.get("NO_COLOR"):
            shown[self.current] = (self.current, f"▸{self.labels[self.current]}")
        before: list[tuple[int, str]] = []
        while (
            len(shown) > 1 and sum(len(label) for _, label in [*before, *shown]) > self.size.width
        ):
            if shown[-1][0] > self.current:
                shown = [*shown[:-2], (shown[-2][0], f"{self.labels[shown[-2][0]]} …")]
            else:
                shown = shown[1:]
                before = [(shown[0][0] - 1, "… ")]
        return [*before, *shown]

    def render(self) -> Content:
        """The open section stands out."""
        return Content.assemble(
            *(
                ink(signed_label(label), "bold $text on $primary-muted")
                if at == self.current
                else ink(label)
                for at, label in self._shown()
            )
        )

    def on_click(self, event: events.Click) -> None:
        """Finds the section beneath the mouse."""
        left = 0
        for index, label in self._shown():
            right = left + len(label)
            if left <= event.x < right:
                self.post_message(self.Chosen(index))
            left = right
