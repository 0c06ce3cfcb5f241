"""A line of sections, one of them open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

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

    def render(self) -> Content:
        """The open section stands out."""
        return Content.assemble(
            *(
                ink(f" {label} ", "bold $text on $primary-muted" if at == self.current else "")
                for at, label in enumerate(self.labels)
            )
        )

    def on_click(self, event: events.Click) -> None:
        """Finds the section beneath the mouse."""
        left = 0
        for index, label in enumerate(self.labels):
            right = left + len(label) + 2
            if left <= event.x < right:
                self.post_message(self.Chosen(index))
            left = right
