"""Cells that no spreadsheet runs as a formula, and those cells read back. Tables live elsewhere."""

from __future__ import annotations

import re

_DANGEROUS = re.compile(r"'*[^\S\t\r]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_PHONE = re.compile(r"[+(]{0,2}[0-9][0-9 ()/.\-]*", re.ASCII)


def guarded(cell: str, *, is_phone: bool = False) -> str:
    """The cell with an apostrophe before it where a spreadsheet would take it for a formula.

    Also before one that has apostrophes there already, or reading it back would lose one.
    Phone numbers begin with a plus and stay as they are.
    """
    if _DANGEROUS.match(cell) is None or (is_phone and _PHONE.fullmatch(cell)):
        return cell
    return f"'{cell}"


def unguarded(cell: str) -> str:
    """The cell as it was before `guarded`."""
    return cell[1:] if cell.startswith("'") and _DANGEROUS.match(cell) else cell
