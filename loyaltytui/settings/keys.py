"""Keys as somebody writes them, and as the terminal library calls them; no key twice on a page."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping

from loyaltytui.settings.page import Page, nearest

_HELD = ("ctrl", "alt", "shift", "super", "hyper", "meta")
_NAMED = (
    *("enter", "escape", "tab", "space", "backspace", "delete", "insert", "home", "end"),
    *("pageup", "pagedown", "up", "down", "left", "right"),
    *(f"f{number}" for number in range(1, 25)),
)


def key_name(written: str) -> str:
    """A key as the terminal library calls it: `/` is `slash`, `page down` is `pagedown`."""
    key = written.strip()
    *held, last = key.split("+") if len(key) > 1 else [key]
    if len(last) == 1 and not last.isalnum():
        name = unicodedata.name(last, "").lower().replace("-", "_").replace(" ", "_")
        last = _SIGN_NAMES.get(name, name)
    elif len(last) > 1:
        last = last.lower().replace(" ", "")
        last = {"esc": "escape", "return": "enter"}.get(last, last)
    return "+".join([each.strip().lower() for each in held] + [last]) if last else ""


_SIGN_NAMES = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}


def is_key(name: str) -> bool:
    """Does any keyboard have a key that the terminal library calls so?"""
    *held, last = name.split("+")
    if any(each not in _HELD for each in held):
        return False
    if len(last) == 1 or last in _NAMED or last in _SIGN_NAMES.values():
        return True
    try:
        unicodedata.lookup(last.replace("_", " "))
    except KeyError:
        # Two of the names that are spelled with a hyphen in Unicode's own list.
        return last in ("less_than_sign", "greater_than_sign")
    return True


def read_keys(page: Page, command: str, keys: object, command_ids: Collection[str]) -> str:
    """The keys that the table `[keys]` gives a command, as the terminal library calls them."""
    if command not in command_ids:
        near = nearest(command, command_ids)
        raise page.error(("keys", command), f"'{command}' is no command.{near}")
    if not isinstance(keys, str) or not keys.strip() or not keys.isprintable():
        raise page.bad(("keys", command), keys, 'Name a key, as in "l" or "ctrl+l".')
    if keys.strip() == ",":
        return "comma"
    named = [key_name(key) for key in keys.split(",")]
    if not all(named):
        raise page.bad(("keys", command), keys, 'Put one comma between two keys, as in "j,down".')
    for name in named:
        if not is_key(name):
            near = nearest(name.split("+")[-1], _NAMED)
            raise page.error(("keys", command), f"'{name}' is no key of a keyboard.{near}")
    return ",".join(named)


def refuse_clashes(page: Page, keymap: Mapping[str, str], usual: Mapping[str, str]) -> None:
    """No key may mean two things among commands that answer together."""
    owners: dict[str, str] = {}
    # Changed ones last, so that the sentence points at a line of the file.
    for command in sorted(usual, key=lambda each: each in keymap):
        for key in keymap.get(command, usual[command]).split(","):
            other = owners.setdefault(key, command)
            if key and other != command and command in keymap:
                raise page.error(
                    ("keys", command), f"the key '{key}' of '{command}' is that of '{other}' too."
                )
