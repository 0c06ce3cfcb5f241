"""The last line: the keys that work now, as many as there is room for.

A widget for each key, as Textual's own footer has, is slower to make than the whole page.
"""

from __future__ import annotations

from collections.abc import Hashable

from textual import events
from textual.content import Content
from textual.screen import Screen

from loyaltytui.tui.keys import keys_in_force, live_commands
from loyaltytui.tui.widgets.first_and_last import FootKey, fitting, key_width
from loyaltytui.tui.widgets.one_line import OneLine

_GREY = "$foreground-disabled"


class KeyLine(OneLine):
    """Shows what letters do on this page; a click does the same."""

    DEFAULT_CSS = """
    KeyLine { height: 1; width: 1fr; dock: bottom; background: $panel; }
    """
    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[FootKey] = []
        self._shown_in = 0
        """How wide the line was, when it was reckoned what there is room for. 0: never yet."""

    def on_mount(self) -> None:
        """Follows whatever changes the keys."""
        # At once: else it would be painted a frame behind the page that the keys belong to.
        self.screen.bindings_updated_signal.subscribe(self, self._follow, immediate=True)

    def _follow(self, screen: Screen[object]) -> None:
        # Asked after every move: most often the keys are what they were.
        if screen is self.screen and (shown := self._fitting()) != self._shown:
            self._shown, self._shown_in = shown, self.size.width
            self.refresh()

    def _fitting(self) -> list[FootKey]:
        """The commands there is room for: key, and whether it makes sense now."""
        live = live_commands(self.screen.active_bindings)
        found = [
            (command, keys_in_force(command, active).split(", ")[0], active.enabled)
            for command, active in live
            if command.in_footer
        ]
        return fitting(found, self.size.width)

    @property
    def said(self) -> Hashable:
        """The keys, each with its label and whether it makes sense now."""
        return tuple((command.id, key, is_enabled) for command, key, is_enabled in self._keys())

    def _keys(self) -> list[FootKey]:
        if self._shown_in != self.size.width:
            self._shown, self._shown_in = self._fitting(), self.size.width
        return self._shown

    def render(self) -> Content:
        """Key and label, greyed where they make no sense now."""
        parts: list[tuple[str, str]] = []
        for command, key, is_enabled in self._keys():
            parts.append((f" {key} ", "bold $footer-key-foreground" if is_enabled else _GREY))
            parts.append((f"{command.label} ", "$footer-foreground" if is_enabled else _GREY))
        return Content.assemble(*parts)

    async def on_click(self, event: events.Click) -> None:
        """Does what the key beneath the mouse does."""
        left = 0
        for command, key, is_enabled in self._fitting():
            right = left + key_width(command, key)
            if left <= event.x < right and is_enabled:
                self.app.simulate_key(command.key.split(",")[0])
            left = right
