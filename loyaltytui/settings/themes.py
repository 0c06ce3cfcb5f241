"""The themes there are, by name. How they look is the app's affair.

A copy of their names, which a test compares: the app's own table stands beside the terminal
library, and no verb may wait for that.
"""

from __future__ import annotations

THEMES = (
    "dark",
    "light",
    "terminal-dark",
    "terminal-light",
    "nord",
    "gruvbox",
    "dracula",
    "tokyo-night",
    "catppuccin-mocha",
    "catppuccin-latte",
    "solarized-dark",
    "solarized-light",
    "rose-pine",
)
USUAL_THEME = THEMES[0]
OTHER_NAMES = ("textual-dark", "textual-light", "ansi-dark", "ansi-light", "textual-ansi")
"""What some of them are called elsewhere."""
