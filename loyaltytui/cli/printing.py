"""Printing: text made safe, columns cut to the terminal, data and narration kept apart.

What is printed is decided by each verb; the shapes of JSON live in `as_json`.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Sequence

from loyaltytui.plain import safe

_GAP = "  "
_WIDEST_COLUMN = 30
_NARROWEST_LAST = 12
_WIDE = ("W", "F")


def say(text: str = "") -> None:
    """Prints a line of data."""
    print(safe(text, keep_lines=True))


def narrate(text: str) -> None:
    """Prints a line for the person who reads along, never for a script."""
    print(safe(text, keep_lines=True), file=sys.stderr)


def say_rows(rows: Sequence[Sequence[str]], *, indent: str = "  ") -> None:
    """Prints rows as columns; a terminal gets them cut to its width, a pipe gets all."""
    for line in columns(rows, terminal_width(), indent=indent):
        print(line)


def terminal_width() -> int:
    """How many cells a line has; 0 where nobody counts them, as in a pipe."""
    if sys.stdout is None or not sys.stdout.isatty():
        return 0
    import shutil

    return shutil.get_terminal_size().columns


def columns(rows: Sequence[Sequence[str]], width: int, *, indent: str = "") -> list[str]:
    """Rows as lines of aligned cells, each line within `width`; 0 cuts nothing.

    The last column takes what the others leave. Columns that are empty in every row vanish.
    """
    plain = [[safe(cell) for cell in row] for row in rows]
    used = [at for at in range(max(map(len, plain), default=0)) if any(row[at] for row in plain)]
    plain = [[row[at] for at in used] for row in plain]
    widest = _WIDEST_COLUMN if not width else max(min(_WIDEST_COLUMN, width // 3), 4)
    sizes = [
        min(max(cells(row[at]) for row in plain), widest) for at in range(max(len(used) - 1, 0))
    ]
    lines = []
    for row in plain:
        fixed = [
            _padded(clipped(cell, size) if width else cell, size)
            for cell, size in zip(row[:-1], sizes, strict=True)
        ]
        start = indent + "".join(cell + _GAP for cell in fixed)
        last = row[-1] if row else ""
        if width:
            last = clipped(last, max(width - cells(start), _NARROWEST_LAST))
        line = (start + last).rstrip()
        lines.append(clipped(line, width) if width else line)
    return lines


def cells(text: str) -> int:
    """How many cells of a terminal the text takes: wide letters take two, marks none."""
    if text.isascii():
        return len(text)
    return sum(_cells_of(letter) for letter in text)


def clipped(text: str, width: int) -> str:
    """The text within so many cells, an ellipsis where it was cut."""
    if len(text) * 2 <= width or cells(text) <= width:
        return text
    room = width - 1
    for at, letter in enumerate(text):
        room -= _cells_of(letter)
        if room < 0:
            return text[:at] + "…"
    return text


def _cells_of(letter: str) -> int:
    # Joiners, marks that stand on another letter, and variation selectors take no cell.
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in _WIDE else 1


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text))
