"""The first line: the program's name, the tabs, the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from loyaltytui.commands import Command, spoken_keys
from loyaltytui.dates import say_day

NAME = " loyaltytui "


class Masthead(Widget):
    """Shows which page is open and lets the mouse choose another."""

    DEFAULT_CSS = """
    Masthead { height: 1; width: 1fr; background: $panel; color: $text-muted; }
    """

    current: reactive[str] = reactive("")
    today: reactive[dt.date] = reactive(dt.date.min)
    banner: reactive[str] = reactive("")
    """Said in place of the day: `READ-ONLY`, `sample book`. Empty: nothing to say."""

    @dataclass
    class Chosen(Message):
        """A tab was clicked."""

        command: Command

    def __init__(self, tabs: Sequence[Command], today: dt.date, banner: str = "") -> None:
        super().__init__()
        self.tabs = tabs
        self.set_reactive(Masthead.current, tabs[0].id)
        self.set_reactive(Masthead.today, today)
        self.set_reactive(Masthead.banner, banner)

    def _labels(self) -> list[str]:
        return [f" {spoken_keys(command)} {command.label} " for command in self.tabs]

    def render(self) -> Content:
        """Name, tabs, day; the day goes first when there is no room."""
        name = "" if self.size.width < 60 else NAME
        parts: list[tuple[str, str]] = [(name, "bold $text-primary")]
        for command, label in zip(self.tabs, self._labels(), strict=True):
            is_current = command.id == self.current
            parts.append(
                (label, "bold $text on $primary-muted" if is_current else "$foreground-muted")
            )
        day = say_day(self.today, self.today)
        right = (
            f"{self.banner}  {day} {self.today.year} "
            if self.banner
            else f"{day} {self.today.year} "
        )
        used = sum(cell_len(text) for text, _ in parts)
        gap = self.size.width - used - cell_len(right)
        if gap > 0:
            parts += [
                (" " * gap, ""),
                (right, "$text-warning" if self.banner else "$foreground-muted"),
            ]
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Finds the tab beneath the mouse."""
        at = 0 if self.size.width < 60 else len(NAME)
        for command, label in zip(self.tabs, self._labels(), strict=True):
            if at <= event.x < at + len(label):
                self.post_message(self.Chosen(command))
            at += len(label)
