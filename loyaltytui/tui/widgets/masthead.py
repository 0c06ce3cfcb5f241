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
_QUIET = "$foreground-muted"


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

    def _parts(self) -> list[tuple[str, str]]:
        """Name, tabs, banner, day. Without room the day goes first, then the name."""
        tabs = [
            (label, "bold $text on $primary-muted" if command.id == self.current else _QUIET)
            for command, label in zip(self.tabs, self._labels(), strict=True)
        ]
        day = (f"{say_day(self.today, self.today)} {self.today.year} ", _QUIET)
        banner = [(f" {self.banner} ", "$text-warning")] if self.banner else []
        name = [(NAME, "bold $text-primary")]
        for left, right in ((name, [*banner, day]), (name, banner), ([], banner)):
            used = sum(cell_len(text) for text, _ in (*left, *tabs, *right))
            if used <= self.size.width:
                break
        return [*left, *tabs, (" " * max(self.size.width - used, 0), ""), *right]

    def render(self) -> Content:
        """The whole line."""
        return Content.assemble(*self._parts())

    def on_click(self, event: events.Click) -> None:
        """Finds the tab beneath the mouse."""
        at = len(NAME) if self._parts()[0][0] == NAME else 0
        for command, label in zip(self.tabs, self._labels(), strict=True):
            if at <= event.x < at + len(label):
                self.post_message(self.Chosen(command))
            at += len(label)
