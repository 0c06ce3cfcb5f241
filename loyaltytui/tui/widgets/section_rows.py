"""Rows of a contact's sections: headings, lines, and how words in confidence are told.

What each section holds lives in the module named after it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Protocol

from msgspec import Struct

from loyaltytui.dates import say_day
from loyaltytui.dates.words import WEEKDAY_NAMES
from loyaltytui.entries import Owner
from loyaltytui.tui.widgets.brief_panel import IN_CONFIDENCE
from loyaltytui.tui.widgets.ink import fit
from loyaltytui.tui.widgets.rows import Piece, column

_WIDE = 100


class Telling(Struct, frozen=True):
    """How a section is told: on which day, and whether confidences are shown."""

    today: dt.date
    is_revealed: bool = False

    def words(self, text: str, *, is_confidential: bool) -> str:
        """Words on one line, masked when they were told in confidence."""
        if is_confidential and not self.is_revealed:
            return IN_CONFIDENCE
        return " ".join(text.split())

    def day(self, day: dt.date | None) -> str:
        """A day in words; empty for none."""
        return "" if day is None else say_day(day, self.today)

    def marks(self, *, is_confidential: bool, owner: Owner = Owner.COMPANY) -> str:
        """What is to be known of a row besides its words: whose it is, and a lifted mask."""
        said = [] if owner is Owner.COMPANY else [str(owner)]
        if is_confidential and self.is_revealed:
            said.append("in confidence")
        return " · ".join(said)


class Row(Protocol):
    """One line of a section."""

    @property
    def entry(self) -> object | None:
        """What the line is about. None: nothing that can be changed."""
        ...

    def pieces(self, width: int) -> Iterable[Piece]:
        """The line in so many cells."""
        ...


class SectionRow(Struct, frozen=True):
    """One line of a section: words in three columns, and the entry behind them."""

    first: str
    second: str
    third: str
    entry: object | None = None
    look: str = "dim"
    """How the first column looks."""
    note: str = ""
    """Said after the words, however long they are."""
    short: str = ""
    """The same in fewer words, for narrow terminals; empty for no shorter ones."""
    link: str = ""
    """Where the terminal's own click on the words leads; empty: nowhere."""

    def pieces(self, width: int) -> Iterable[Piece]:
        """Three columns; the last takes what is left."""
        first, second = (16, 16) if width >= 60 else (13, 13)
        yield column(_day_within(self.first, first), first, self.look)
        yield column(_day_within(self.second, second), second, "dim")
        room = width - first - second - 3
        note = self.note if width >= _WIDE else self.short or self.note
        yield column(with_note(self.third, note, room), room, link=self.link)


def _day_within(text: str, room: int) -> str:
    """A day of another year that would be cut does without its weekday, then without "until"."""
    words = text.split(" ")
    if len(text) <= room or len(words) < 4 or not words[-1].isdecimal():
        return text
    if words[-4] in WEEKDAY_NAMES:
        del words[-4]
    if words[0] == "until" and len(" ".join(words)) > room:
        del words[0]
    return " ".join(words)


def with_note(text: str, note: str, room: int) -> str:
    """The words give way to the note, but never more than two thirds of the room."""
    if not note:
        return text
    return f"{fit(text, max(room - len(note) - 3, room // 3)).rstrip()} · {note}"


class SectionRows:
    """A section that is read whole: headings and lines."""

    def __init__(self, rows: Sequence[Row | str]) -> None:
        self.rows = rows

    def __len__(self) -> int:
        return len(self.rows)

    def is_heading(self, index: int) -> bool:
        """A heading, or the line that says a section is empty."""
        return isinstance(self.rows[index], str)

    def entry(self, index: int) -> object | None:
        """The entry behind a row. None: a heading, or nothing that can be changed."""
        row = self.rows[index] if 0 <= index < len(self.rows) else ""
        return None if isinstance(row, str) else row.entry

    def prepare(self, start: int, stop: int) -> None:
        """Everything is there already."""

    def pieces(self, index: int, width: int) -> Iterable[Piece]:
        """A heading, or the columns of a line."""
        row = self.rows[index]
        if isinstance(row, str):
            return (Piece(fit(row, width), "heading"),)
        return row.pieces(width)


def joined(*parts: str) -> str:
    """The parts that say something, with dots between."""
    return " · ".join(part for part in parts if part)
