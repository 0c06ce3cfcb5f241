"""Content lines as vCard and iCalendar share them: text escaped, no control characters, folded.

What the lines say lives in `vcard_writing`.
"""

from __future__ import annotations

import re

from loyaltytui.plain import clean

_LONGEST = 75
"""Octets of a line without its end, and with the space that a continuation begins with."""
_LINE_ENDS = re.compile("[\n\u2028\u2029]")
"""What some program takes for the end of a line when it stands raw."""
_ESCAPES = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;"})


def escaped(text: str) -> str:
    """The text as one value: separators and line ends escaped, control characters gone."""
    return _LINE_ENDS.sub(r"\\n", clean(text).translate(_ESCAPES))


def lightly_escaped(text: str, keeps: str = ";") -> str:
    """The text as a value in which these characters mean something: they stand as they are.

    A comma is escaped even where the format has no lists: readers end the value there.
    """
    own = {code: said for code, said in _ESCAPES.items() if chr(code) not in keeps}
    return _LINE_ENDS.sub(r"\\n", clean(text).translate(own))


def folded(line: str) -> bytes:
    """The line in UTF-8 with its end, broken so that no character is split.

    A continuation of blanks alone, which readers take for an empty line, stays with the line
    before it: to be short is what a line should, to be whole what it must.
    """
    raw = line.encode("utf-8")
    if len(raw) <= _LONGEST:
        return raw + b"\r\n"
    pieces: list[bytes] = []
    start, room = 0, _LONGEST
    while start < len(raw):
        end = min(start + room, len(raw))
        while end < len(raw) and raw[end] & 0xC0 == 0x80:
            end -= 1
        piece = raw[start:end]
        if pieces and piece.isspace():
            pieces[-1] += piece
        else:
            pieces.append(piece)
        start, room = end, _LONGEST - 1
    return b"\r\n ".join(pieces) + b"\r\n"
