"""One contact on one page, for the minute before a call. It fits a terminal of 80 by 24.

What it says is put together in `widgets.brief_panel`.
"""

from __future__ import annotations

import datetime as dt

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from loyaltytui import commands
from loyaltytui.book.brief import Brief
from loyaltytui.commands import BRIEF, LEAVE, spoken_keys
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.widgets.brief_panel import brief_parts
from loyaltytui.tui.widgets.brief_room import BriefRoom
from loyaltytui.tui.widgets.ink import ink


class BriefBox(ModalScreen[None]):
    """Shows a brief; the key that opened it closes it."""

    BINDINGS = bindings(commands.BRIEF_BOX)
    DEFAULT_CSS = """
    BriefBox BriefRoom { height: auto; }
    """

    def __init__(self, brief: Brief, today: dt.date) -> None:
        super().__init__()
        self.parts = brief_parts(brief, today)

    def compose(self) -> ComposeResult:
        """The whole brief, in what room there is."""
        with Vertical(classes="box", id="brief-box") as box:
            box.border_title = ink("Brief")
            box.border_subtitle = ink(f"{spoken_keys(BRIEF)} or {spoken_keys(LEAVE)} closes")
            room = BriefRoom()
            room.parts = self.parts
            yield room

    def action_leave(self) -> None:
        """Closes the box."""
        self.dismiss()

    def action_brief(self) -> None:
        """The same key closes it again."""
        self.dismiss()
