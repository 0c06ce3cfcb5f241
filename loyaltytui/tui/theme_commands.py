"""The palette's themes: those that this terminal can show, tried on before one is chosen.

What a theme looks like lives in `themes_table`; wearing one is the work of `themes`.
"""

from __future__ import annotations

import os
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from loyaltytui.tui.themes import LABEL, ThemedApp
from loyaltytui.tui.themes_table import PALETTES, Palette, has_few_colours


class ThemeCommands(Provider):
    """The palette's themes: those that this terminal can show."""

    def _offered(self) -> list[tuple[str, str]]:
        """The name of each, and a word about it."""
        if os.environ.get("NO_COLOR"):
            return []
        few = has_few_colours(os.environ)
        worn = self.app.worn.name if isinstance(self.app, ThemedApp) else ""
        return [
            (palette.name, _about(palette, is_worn=palette.name == worn))
            for palette in PALETTES
            if palette.is_ansi or not few
        ]

    def _choose(self, name: str) -> None:
        if isinstance(self.app, ThemedApp):
            self.app.choose_theme(name)

    async def discover(self) -> Hits:
        """All of them, before a word is typed."""
        for name, about in self._offered():
            label = LABEL + name
            yield DiscoveryHit(label, partial(self._choose, name), label, about)

    async def search(self, query: str) -> Hits:
        """What matches the words typed."""
        matcher = self.matcher(query)
        for name, about in self._offered():
            label = LABEL + name
            score = matcher.match(label)
            if score > 0:
                run = partial(self._choose, name)
                yield Hit(score, matcher.highlight(label), run, label, about)


def _about(palette: Palette, *, is_worn: bool) -> str:
    kind = "Dark" if palette.is_dark else "Light"
    said = f"{kind}, in the terminal's own 16 colours" if palette.is_ansi else kind
    return f"{said}. You have it now." if is_worn else f"{said}. Enter keeps it."
