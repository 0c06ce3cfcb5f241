"""The values of a vCard's properties read as people would: lists, names, days, addresses.

How values get out of a file lives in `vcard_lines`.
"""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import unquote

from loyaltytui.exchange.foreign_text import clean, one_line

_ESCAPE = re.compile(r"\\([\\,;:nN\"])")
_YEAR_DAY = re.compile(r"(\d{4})[-./]?(\d\d)[-./]?(\d\d)(?:[T ].*)?", re.DOTALL)
_DAY = re.compile(r"--(\d\d)-?(\d\d)(?:[T ].*)?", re.DOTALL)
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_", re.DOTALL)
_NO_YEAR = {0, 1604}
"""Years that stand for none: Apple writes 1604, some phones 0000."""


def unescape(text: str, is_exact: bool = False) -> str:
    """Read the escapes of a value. Exact: it had another way to write a line end, `\\n` is text."""
    if "\\" not in text:
        return text

    def meant(found: re.Match[str]) -> str:
        if found[1] in "nN":
            return found[0] if is_exact else "\n"
        return found[1]

    return _ESCAPE.sub(meant, text)


def parts(text: str, separator: str = ";", is_exact: bool = False) -> list[str]:
    """Split a value at its separators, but not at escaped ones, and read the escapes."""
    if "\\" not in text:
        return text.split(separator)
    found: list[str] = []
    open_part: list[str] = []
    for piece in text.split(separator):
        open_part.append(piece)
        backslashes = len(piece) - len(piece.rstrip("\\"))
        if backslashes % 2 == 0:
            found.append(unescape(separator.join(open_part), is_exact))
            open_part = []
    if open_part:
        found.append(unescape(separator.join(open_part), is_exact))
    return found


def full_name(components: list[str]) -> str:
    """Put the parts of a structured name in the order in which they are spoken."""
    family, given, middle, prefix, suffix, *more = [*components, "", "", "", "", ""]
    spoken = [prefix, given, middle, family, suffix, *more]
    return one_line(" ".join(part.replace(",", ", ") for part in spoken if part))


def birthday(text: str) -> str:
    """Read a day as ISO 8601 writes it, `1980-02-03` or `--02-03`; empty when it is none."""
    text = text.strip()
    if found := _YEAR_DAY.fullmatch(text):
        year, month, day = (int(number) for number in found.groups())
    elif found := _DAY.fullmatch(text):
        year, (month, day) = 0, (int(number) for number in found.groups())
    else:
        return ""
    is_yearless = year in _NO_YEAR
    try:
        born = dt.date(2000 if is_yearless else year, month, day)
    except ValueError:
        return ""
    return born.strftime("--%m-%d") if is_yearless else born.isoformat()


def address(components: list[str]) -> str:
    """Write a structured address in one line.

    The postal code stands before the city, unless a region is named: the countries that write
    regions put it behind them (`New York, NY 99999`).
    """
    filled = [
        ", ".join(filter(None, (one_line(line) for line in part.split("\n"))))
        for part in [*components, "", "", "", "", "", "", ""]
    ]
    box, extended, street, city, region, code, country, *more = filled
    place = [city, f"{region} {code}".strip()] if region else [f"{code} {city}".strip()]
    return ", ".join(filter(None, [street, extended, box, *place, country, *more]))


def apple_label(text: str) -> str:
    """Read the label of a group: `_$!<HomePage>!$_` is `HomePage`."""
    # Matched as a whole: searched for, marks that never close would take quadratic time.
    found = _APPLE_LABEL.fullmatch(text.strip())
    return one_line(found[1] if found else text)


def phone(text: str) -> str:
    """Read a phone number that may be written as an address of the web."""
    text = text.strip()
    if text[:4].lower() == "tel:":
        text = _unquoted(text[4:]).replace(";ext=", " ext ")
    return one_line(text)


def email(text: str) -> str:
    """Read an email address that may be written as an address of the web."""
    text = text.strip()
    if text[:7].lower() == "mailto:":
        text = _unquoted(text[7:].partition("?")[0])
    return one_line(text)


def _unquoted(text: str) -> str:
    """Read percent signs, which may hide what the text had been cleaned of."""
    return clean(unquote(text))[0]


def uid(text: str) -> str:
    """Read an identity; vCard 4.0 dresses as a URN what 3.0 writes plainly."""
    text = one_line(text)
    return text[9:] if text[:9].lower() == "urn:uuid:" else text
