"""The first line: the program's name, the tabs, the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from loyaltytui.commands import Command
from loyaltytui.tui.widgets.first_and_last import NAME, masthead_parts, tab_labels
from loyaltytui.tui.widgets.one_line import OneLine

_STYLES = {
    "name": "bold $text-primary",
    "open": "bold $text on $primary-muted",
    "quiet": "$foreground-muted",
    "banner": "$text-warning",
    "": "",
}


class Masthead(OneLine):
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

    def _parts(self) -> list[tuple[str, str]]:
        return masthead_parts(self.tabs, self.current, self.today, self.banner, self.size.width)

    @property
    def said(self) -> Hashable:
        """The open tab, the day, the banner."""
        return self.current, self.today, self.banner

    def render(self) -> Content:
        """The whole line."""
        return Content.assemble(*((text, _STYLES[look]) for text, look in self._parts()))

    def on_click(self, event: events.Click) -> None:
        """Finds the tab beneath the mouse."""
        at = len(NAME) if self._parts()[0][0] == NAME else 0
        for command, label in zip(self.tabs, tab_labels(self.tabs), strict=True):
            if at <= event.x < at + len(label):
                self.post_message(self.Chosen(command))
            at += len(label)
