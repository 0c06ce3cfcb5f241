"""One thing a person can ask for, and its keys in words. The list of them all is the package."""

from __future__ import annotations

from msgspec import Struct


class Command(Struct, frozen=True):
    """One thing a person can ask for."""

    id: str
    """Its name in a keymap and, with underscores, in `action_...`."""
    key: str
    """The default key, or several with commas between."""
    label: str
    """One or two words for the footer."""
    help: str
    """One sentence for the palette, the help panel and the README."""
    in_footer: bool = True

    @property
    def action(self) -> str:
        """The name of the method behind it, without `action_`."""
        return self.id.replace("-", "_")


_SPOKEN_KEYS = {
    "asterisk": "*",
    "dollar_sign": "$",
    "exclamation_mark": "!",
    "slash": "/",
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "escape": "esc",
    "pagedown": "page down",
    "pageup": "page up",
}


def spoken_keys(command: Command) -> str:
    """A command's keys as a person reads them: `j, down`."""
    return ", ".join(_SPOKEN_KEYS.get(key, key) for key in command.key.split(","))
