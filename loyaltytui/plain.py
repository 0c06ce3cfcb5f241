"""Text made plain: safe to show, clean to store, folded to compare. No meaning is read here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

_BIDI = frozenset(  # with the line and paragraph separators, which break a row in two
    {0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x2070)},
)
_INVISIBLE = frozenset(
    {0x00AD, 0x180E, 0x200B, *range(0x2060, 0x2065), 0xFEFF, 0xFFF9, 0xFFFA, 0xFFFB}
)
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_FIRST_MARK = "\u0300"
"""Beneath it no letter is wide, and none stands on another."""
_MOST_MARKS = 3
"""More combining marks than this on one letter climb over the lines above."""


def safe(text: str, limit: int | None = None, *, keep_lines: bool = False) -> str:
    """The text as it may be shown or printed: nothing in it can act on a terminal.

    Control characters become visible pictures, direction overrides and lone surrogates the
    replacement character, invisible ones go. ZWJ and ZWNJ stay: emoji, Persian and Indic
    scripts need them. `limit` counts characters and ends the text with an ellipsis.
    """
    if is_simple(text):
        shown = text
    else:
        most = None if limit is None else limit + 1
        shown = "".join(islice(_shown(text, keep_lines), most))
    if limit is None or len(shown) <= limit:
        return shown
    return shown[: limit - 1] + "…" if limit > 0 else ""


def is_simple(text: str) -> bool:
    """Is each letter of it Latin, as most are, and seen in a cell of its own?"""
    return text.isprintable() and (text.isascii() or max(text) < _FIRST_MARK)


def _shown(text: str, keep_lines: bool) -> Iterator[str]:
    marks = 0
    for letter in text:
        code = ord(letter)
        if code < 0x20 or code == 0x7F:
            if picture := _control(letter, keep_lines):
                yield picture
        elif _is_hostile(code):
            yield _REPLACEMENT
        elif code not in _INVISIBLE:
            marks = marks + 1 if _is_mark(letter) else 0
            if marks <= _MOST_MARKS:
                yield letter


def visible(text: str) -> str:
    """The text as it may be painted where it is typed: one letter for each of its own.

    A cursor counts letters, so nothing may be dropped or added as `safe` does.
    """
    if is_simple(text):
        return text
    # By kinds of letters: there are few, however long the text.
    letters = set(text)
    marks = re.escape("".join(each for each in letters if _is_mark(each)))
    if marks:
        text = re.sub(f"(?<=[{marks}]{{{_MOST_MARKS}}})[{marks}]", _REPLACEMENT, text)
    bad = (ord(each) for each in letters if each != "\t")
    return text.translate(
        {code: _REPLACEMENT for code in bad if _is_control(code) or _is_hostile(code)}
    )


def _is_mark(letter: str) -> bool:
    """Does it stand on the letter before?"""
    return unicodedata.category(letter) in ("Mn", "Me")


def _is_hostile(code: int) -> bool:
    """C1 controls, lone surrogates, tags, line ends, and what turns the direction around."""
    return (
        0x80 <= code <= 0x9F
        or code in (0x2028, 0x2029)
        or 0xD800 <= code <= 0xDFFF
        or 0xE0000 <= code <= 0xE007F
        or code in _BIDI
    )


def _control(letter: str, keep_lines: bool) -> str:
    if letter == "\n":
        return "\n" if keep_lines else "⏎"
    if letter == "\t":
        return "    " if keep_lines else " "
    if letter == "\r":
        return ""
    return "␡" if letter == "\x7f" else chr(0x2400 + ord(letter))


def clean(text: str) -> str:
    """The text as it may be stored: without what no keyboard types.

    NUL, escape, the other control characters and lone surrogates go; lines and tabs stay.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        letter
        for letter in text.replace("\r\n", "\n").replace("\r", "\n")
        if letter in "\n\t" or not (_is_control(ord(letter)) or 0xD800 <= ord(letter) <= 0xDFFF)
    )


def _is_control(code: int) -> bool:
    return code < 0x20 or 0x7F <= code <= 0x9F


_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D"}
    | {
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "þ": "th",
        "Þ": "Th",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "Œ": "Oe",
    }
)
"""Letters of their own that people type without their stroke; Unicode takes none apart."""


def fold(text: str) -> str:
    """The text as it is compared and sorted: no case, no accents, single spaces."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(text.casefold().split())
