"""Keys as somebody writes them, and as the terminal library calls them."""

from __future__ import annotations

import unicodedata


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
