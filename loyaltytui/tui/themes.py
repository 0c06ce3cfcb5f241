"""Themes as Textual wants them, and the app that wears one; their colours: `themes_table`."""

from __future__ import annotations

import os
from typing import TypeVar

from textual.theme import Theme

from loyaltytui.plain import safe
from loyaltytui.settings.theme import remember_theme, theme_asked_for
from loyaltytui.tui.themes_table import (
    COLOURLESS,
    PALETTES,
    Palette,
    palette_in_force,
    palette_of,
)
from loyaltytui.tui.too_small import SizedApp

Result = TypeVar("Result")
LABEL = "Theme: "
"""Heads the palette's lines that each stand for a theme."""


def theme_of(palette: Palette) -> Theme:
    """A theme for Textual, with every colour that we or its own widgets ask for said outright.

    Left to itself it mixes colours of text that are too near to their ground.
    """
    return Theme(
        name=palette.name,
        primary=palette.primary,
        secondary=palette.secondary,
        accent=palette.accent,
        error=palette.error,
        warning=palette.warning,
        success=palette.success,
        foreground=palette.foreground,
        background=palette.background,
        surface=palette.surface,
        panel=palette.panel,
        boost=palette.surface,
        dark=palette.is_dark,
        ansi=palette.is_ansi,
        variables=_variables(palette),
    )


def _variables(palette: Palette) -> dict[str, str]:
    text, muted = palette.foreground, palette.muted
    on_cursor = palette.on_cursor or text
    return {
        "frame": palette.frame,
        "box-frame": palette.primary,
        "on-cursor": on_cursor,
        "surface": palette.surface,
        "panel": palette.panel,
        "primary-muted": palette.cursor,
        "text": text,
        "text-muted": muted,
        "text-disabled": muted,
        "foreground-muted": muted,
        "foreground-disabled": muted,
        "text-primary": palette.primary,
        "text-secondary": palette.secondary,
        "text-accent": palette.accent,
        "text-error": palette.error,
        "text-warning": palette.warning,
        "text-success": palette.success,
        "footer-foreground": text,
        "footer-key-foreground": palette.accent,
        "block-cursor-background": palette.cursor,
        "block-cursor-foreground": on_cursor,
        "block-cursor-blurred-background": palette.cursor,
        "block-cursor-blurred-foreground": on_cursor,
        "block-hover-background": palette.panel,
        "input-selection-background": palette.cursor,
        "input-selection-foreground": on_cursor,
        "input-cursor-background": text,
        "input-cursor-foreground": palette.background,
        "input-cursor-text-style": "reverse" if palette.is_ansi else "none",
        "screen-selection-background": palette.cursor,
        "screen-selection-foreground": on_cursor,
        "panel-darken-1": palette.panel,
        "panel-lighten-1": palette.panel,
        "ansi-background": palette.background,
        "ansi-foreground": text,
    }


class ThemedApp(SizedApp[Result]):
    """Wears the theme in force from its first frame on, and remembers another that is chosen."""

    theme_said = ""
    """What the settings say."""

    def __init__(self, theme: str = "") -> None:
        """`theme`: what the settings say; empty for nothing."""
        # Without colours Textual would still paint greys, unless the terminal's own are asked for.
        super().__init__(ansi_color=True if os.environ.get("NO_COLOR") else None)
        self.theme_said = theme
        for name in list(self.available_themes):
            self.unregister_theme(name)
        for palette in (*PALETTES, COLOURLESS):
            self.register_theme(theme_of(palette))
        self.worn = palette_in_force(theme_asked_for(theme), os.environ)
        """What is worn when nothing is tried on."""
        self.theme = self.worn.name

    def refresh_css(self, animate: bool = True) -> None:
        """Puts on the theme in force.

        Before the first screen the styles are read into the app's own sheet: Textual would read
        them in a sheet of their own, and then all of them again.
        """
        if self.screen_stack:
            super().refresh_css(animate)
            return
        self.stylesheet.set_variables(self.get_css_variables())
        self.stylesheet.parse()
        self.stylesheet.update(root=self, animate=animate)

    def on_mount(self) -> None:
        """A theme in the settings that there is not is told, with those there are."""
        if self.theme_said and palette_of(self.theme_said) is None:
            names = ", ".join(palette.name for palette in PALETTES)
            said = f"There is no theme '{self.theme_said}'. Themes are {names}."
            self.notify(safe(said), severity="warning", markup=False)

    def choose_theme(self, name: str) -> None:
        """Wears a theme from now on."""
        palette = palette_of(name)
        if palette is None:
            return
        self.worn = palette
        self.theme = palette.name
        try:
            remember_theme(palette.name, self.theme_said)
        except OSError as error:
            said = f"This theme is for today only: it can't be remembered. {error.strerror}."
            self.notify(safe(said), severity="warning", markup=False)

    def settle_theme(self, said: str) -> None:
        """The settings name another theme than they did: that is worn now."""
        self.theme_said = said
        self.worn = palette_in_force(theme_asked_for(said), os.environ)
        self.theme = self.worn.name

    def try_on(self, label: str) -> None:
        """Shows the theme that a line of the palette stands for; any other line goes back."""
        name = label.removeprefix(LABEL) if label.startswith(LABEL) else ""
        palette = palette_of(name) if name else None
        self.theme = (palette or self.worn).name

    # Found by its name: the palette itself is loaded only when it is opened.
    def on_command_palette_closed(self) -> None:
        """What was only tried on is taken off, once a theme that was chosen is worn."""
        self.call_later(self.try_on, "")
