"""Asks which of somebody's channels is meant. What is done with it is the page's work."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from loyaltytui import commands
from loyaltytui.commands import LEAVE, spoken_keys
from loyaltytui.entries import Channel
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.widgets.ink import ink
from loyaltytui.tui.widgets.loyalty_row import Cell, LoyaltyRow
from loyaltytui.tui.widgets.rows import Rows
from loyaltytui.tui.widgets.said import IN_CONFIDENCE
from loyaltytui.tui.widgets.section_rows import SectionRows


class ChannelBox(ModalScreen[Channel | None]):
    """Gives back one of several channels, or nothing."""

    BINDINGS = bindings(commands.HELP_BOX)
    DEFAULT_CSS = """
    ChannelBox Rows { height: auto; max-height: 12; }
    """

    def __init__(self, verb: str, whom: str, channels: Sequence[Channel]) -> None:
        super().__init__()
        self.verb = verb
        self.whom = whom
        self.rows = SectionRows([_row(channel) for channel in channels])

    def compose(self) -> ComposeResult:
        """The channels, the first highlighted."""
        with Vertical(classes="box") as box:
            box.border_title = ink(f"{self.verb}: {self.whom}"[:70])
            box.border_subtitle = ink(f"enter takes it · {spoken_keys(LEAVE)} leave")
            rows = Rows()
            rows.styles.height = len(self.rows)
            yield rows

    def on_mount(self) -> None:
        """Ready for the arrows."""
        self.query_one(Rows).show(self.rows)
        self.query_one(Rows).focus()

    @on(Rows.Opened)
    def take(self) -> None:
        """Enter, or a double click."""
        channel = self.rows.entry(self.query_one(Rows).cursor)
        self.dismiss(channel if isinstance(channel, Channel) else None)

    def action_leave(self) -> None:
        """Closes the box."""
        self.dismiss(None)


def _row(channel: Channel) -> LoyaltyRow:
    said = IN_CONFIDENCE if channel.is_confidential else channel.value
    label = channel.label or str(channel.kind)
    return LoyaltyRow(
        (Cell(label, 16, "strong"), Cell(said), Cell(str(channel.scope), 10, "dim")), channel
    )
