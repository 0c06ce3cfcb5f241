"""The colours of every theme, as plain data: whoever paints before Textual is loaded reads them.

How Textual is told of them lives in `themes`, which of them was chosen in `settings.theme`.
Every colour of text is at 4.5:1 or better on each of its theme's four grounds: the tests reckon it.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Palette(Struct, frozen=True):
    """One theme: its grounds, its frame, and one colour for each thing that a text can mean.

    Colours are `#rrggbb`; those of a theme in the terminal's own colours begin with `ansi_`.
    """

    name: str
    is_dark: bool
    background: str
    """Pages."""
    surface: str
    """Boxes."""
    panel: str
    """The first and the last line, toasts, and the field that is typed in."""
    cursor: str
    """The row beneath the cursor, and the tab that is open."""
    frame: str
    foreground: str
    muted: str
    """What matters less: days that are not due, labels, keys that make no sense now."""
    primary: str
    """Headings and names of boxes."""
    secondary: str
    """Questions to ask."""
    accent: str
    """Keys, tags, and what is to be told."""
    error: str
    """Late, missing, refused."""
    warning: str
    """Not understood, or about to be lost."""
    success: str
    """Kept, confirmed, loyal, safe."""
    on_cursor: str = ""
    """All text on the row beneath the cursor. Empty: its own colours."""

    @property
    def is_ansi(self) -> bool:
        """Is it in the terminal's own sixteen colours?"""
        return self.background.startswith("ansi_")


DARK, LIGHT = "dark", "light"
TERMINAL_DARK, TERMINAL_LIGHT = "terminal-dark", "terminal-light"


def _mixed(name: str, is_dark: bool, grounds: str, texts: str) -> Palette:
    """A theme known from elsewhere: its grounds and frame, then its texts, in their order above.

    Texts are the theme's own colours, moved towards white or black as far as 4.5:1 asks for.
    """
    return Palette(name, is_dark, *(f"#{colour}" for colour in f"{grounds} {texts}".split()))


PALETTES = (
    Palette(
        DARK,
        is_dark=True,
        background="#14171c",
        surface="#1b1f26",
        panel="#222831",
        cursor="#1d3a57",
        frame="#48525f",
        foreground="#e3e6ea",
        muted="#a3adb9",
        primary="#7db7ee",
        secondary="#8fc4c9",
        accent="#f0b866",
        error="#f48a94",
        warning="#f2c66d",
        success="#86cf9c",
    ),
    Palette(
        LIGHT,
        is_dark=False,
        background="#fbfaf7",
        surface="#f3f1ec",
        panel="#e9e6de",
        cursor="#cfe1f4",
        frame="#a9a69d",
        foreground="#22262b",
        muted="#565d66",
        primary="#1c5a96",
        secondary="#23636a",
        accent="#8a4b00",
        error="#a81f32",
        warning="#7d5300",
        success="#1e6a38",
    ),
    Palette(
        TERMINAL_DARK,
        is_dark=True,
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        cursor="ansi_blue",
        frame="ansi_default",
        foreground="ansi_default",
        muted="ansi_default",
        primary="ansi_cyan",
        secondary="ansi_cyan",
        accent="ansi_bright_yellow",
        error="ansi_bright_red",
        warning="ansi_bright_yellow",
        success="ansi_green",
        on_cursor="ansi_bright_white",
    ),
    Palette(
        TERMINAL_LIGHT,
        is_dark=False,
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        cursor="ansi_cyan",
        frame="ansi_default",
        foreground="ansi_default",
        muted="ansi_default",
        primary="ansi_blue",
        secondary="ansi_blue",
        accent="ansi_magenta",
        error="ansi_red",
        warning="ansi_magenta",
        # Green on white is below 3:1 in the usual palettes: a sign or a word says "good".
        success="ansi_blue",
        on_cursor="ansi_black",
    ),
    _mixed(
        "nord",
        True,
        "2e3440 3b4252 434c5e 475b68 696f7b",
        "d8dee9 d1d3d8 b7d9e2 c7d5e3 decedb eacccf ecd096 c7d8ba",
    ),
    _mixed(
        "gruvbox",
        True,
        "282828 3c3836 504945 424b47 716e5f",
        "fbf1c7 c2beab adc2b9 c6bdaf f9bd2f fca99f fdab67 c1c444",
    ),
    _mixed(
        "dracula",
        True,
        "282a36 2b2e3b 313442 51476c 707277",
        "f8f8f2 c0c1c1 d1b4fa bbc2d7 ffa5d8 feabab feb86c 50fa7b",
    ),
    _mixed(
        "tokyo-night",
        True,
        "1a1b26 24283b 414868 473e60 4c4f63",
        "b4bbdb b9bcca cab1f8 a0bcf9 fea875 f9a5b5 e1b574 9ece6a",
    ),
    _mixed(
        "catppuccin-mocha",
        True,
        "181825 313244 45475a 55475b 575a6d",
        "cdd6f4 bcbfcc f5c2e7 d2b2f8 f9b387 f5abc1 fae3b0 abe9b3",
    ),
    _mixed(
        "catppuccin-latte",
        False,
        "eff1f5 e6e9ef ccd0da daccf3 b5b8c4",
        "4c4f69 545661 6f2ec3 784b42 923a06 ad0c2f 774c0f 27631a",
    ),
    _mixed(
        "solarized-dark",
        True,
        "002b36 073642 073642 0a4561 2d4f57",
        "a6b3b4 a4b2b5 78b7e3 6cbeb7 a9acdc ed9a99 e3a185 aab84f",
    ),
    _mixed(
        "solarized-light",
        False,
        "fdf6e3 eee8d5 eee8d5 d2e0df c3c6bc",
        "4e6168 5a605e 1a6295 1b6862 55599a b32926 a53d12 576400",
    ),
    _mixed(
        "rose-pine",
        True,
        "191724 1f1d2e 26233a 483f5a 5e5c6c",
        "e0def4 b4b2bf c5a8e7 98b9c7 ebbcba f09bb3 f5c177 9ccfd8",
    ),
)
"""Those to choose from; the first is the usual one."""

COLOURLESS = Palette(
    "colourless",
    True,
    **dict.fromkeys(
        (
            *("background", "surface", "panel", "cursor", "frame", "foreground", "muted"),
            *("primary", "secondary", "accent", "error", "warning", "success"),
        ),
        "ansi_default",
    ),
)
"""Where the environment says NO_COLOR: weight, signs and words have to do."""

_BY_NAME = {palette.name: palette for palette in PALETTES}
_OTHER_NAMES = {
    "textual-dark": DARK,
    "textual-light": LIGHT,
    "ansi-dark": TERMINAL_DARK,
    "ansi-light": TERMINAL_LIGHT,
    "textual-ansi": TERMINAL_DARK,
}
"""What these themes are called elsewhere."""


def palette_of(name: str) -> Palette | None:
    """The theme of that name. None: there is none."""
    return _BY_NAME.get(_OTHER_NAMES.get(name, name))


def palette_in_force(asked: str, environment: Mapping[str, str]) -> Palette:
    """The theme asked for, as far as the terminal can show it; empty or unknown: the usual one.

    A terminal of sixteen colours would show the others' greys as one: there the theme in its
    own colours stands in for them.
    """
    if environment.get("NO_COLOR"):
        return COLOURLESS
    palette = palette_of(asked)
    if not has_few_colours(environment) or (palette is not None and palette.is_ansi):
        return palette or PALETTES[0]
    is_dark = _is_dark_terminal(environment) if palette is None else palette.is_dark
    return _BY_NAME[TERMINAL_DARK if is_dark else TERMINAL_LIGHT]


def has_few_colours(environment: Mapping[str, str]) -> bool:
    """Has the terminal sixteen colours only, by what it says of itself?"""
    # A terminal of Windows says nothing of itself, and has all colours.
    term = environment.get("TERM", "").strip().lower()
    if not term or environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return False
    return term.rpartition("-")[2] not in ("256color", "kitty", "direct")


def _is_dark_terminal(environment: Mapping[str, str]) -> bool:
    """By COLORFGBG, which some terminals set: "15;0" is white on black."""
    return environment.get("COLORFGBG", "").rpartition(";")[2] not in ("7", "15")
