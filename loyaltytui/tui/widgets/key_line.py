"""The last line: the keys that work now, as many as there is room for.

A widget for each key, as Textual's own footer has, is slower to make than the whole page.
"""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from loyaltytui.commands import HELP, LOG_LINE, Command
from loyaltytui.tui.keys import keys_in_force, live_commands

_ALWAYS = (LOG_LINE, HELP)
"""Never left out: how to write a talk down, and how to find everything else."""


class KeyLine(Widget):
    """Shows what letters do on this page; a click does the same."""

    DEFAULT_CSS = """
    KeyLine { height: 1; width: 1fr; dock: bottom; background: $panel; }
    """
    ALLOW_SELECT = False

    def on_mount(self) -> None:
        """Follows whatever changes the keys."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)

    def _follow(self, screen: Screen[object]) -> None:
        if screen is self.screen:
            self.refresh()

    def _fitting(self) -> list[tuple[Command, str, bool]]:
        """The commands there is room for: key, and whether it makes sense now."""
        live = live_commands(self.screen.active_bindings)
        found = [
            (command, keys_in_force(command, active).split(", ")[0], active.enabled)
            for command, active in live
            if command.in_footer
        ]
        while found and sum(_width(command, key) for command, key, _ in found) > self.size.width:
            droppable = [one for one in found if one[0] not in _ALWAYS]
            if not droppable:
                break
            greyed = [one for one in droppable if not one[2]]
            found.remove((greyed or droppable)[-1])
        return found

    def render(self) -> Content:
        """Key and label, greyed where they make no sense now."""
        parts: list[tuple[str, str]] = []
        for command, key, is_enabled in self._fitting():
            parts.append((f" {key} ", "bold $footer-key-foreground" if is_enabled else _GREY))
            parts.append((f"{command.label} ", "$footer-foreground" if is_enabled else _GREY))
        return Content.assemble(*parts)

    async def on_click(self, event: events.Click) -> None:
        """Does what the key beneath the mouse does."""
        left = 0
        for command, key, is_enabled in self._fitting():
            right = left + _width(command, key)
            if left <= event.x < right and is_enabled:
                self.app.simulate_key(command.key.split(",")[0])
            left = right


_GREY = "$foreground-disabled"


def _width(command: Command, key: str) -> int:
    return cell_len(f" {key} {command.label} ")
