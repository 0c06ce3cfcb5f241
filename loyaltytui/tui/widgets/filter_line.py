"""The line that filters the contacts. What it was understood as is told by `sought_chips`."""

from __future__ import annotations

from loyaltytui.tui.widgets.typing import TextLine


class FilterLine(TextLine):
    """The line behind `/`: the list keeps answering to the arrows while it is typed on."""

    DEFAULT_CSS = """
    FilterLine { display: none; background: $panel; }
    """

    def __init__(self) -> None:
        super().__init__(placeholder="a name, an account, any words of a note, or tier:A quiet:90")
