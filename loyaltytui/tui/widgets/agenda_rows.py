"""The agenda as rows: sections with headings, one card a row. Free of Textual, like `cells`."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Sequence
from itertools import count

from loyaltytui.dates import say_due, say_past
from loyaltytui.entries import CheckIn, Contact, Promise
from loyaltytui.loyalty.agenda import SECTION_LABELS, AgendaItem, AgendaKind, said_count
from loyaltytui.tidings import Announcement
from loyaltytui.tui.widgets.cells import Piece, column
from loyaltytui.tui.widgets.said import IN_CONFIDENCE, KEEPING_IN_TOUCH

NOTHING_DUE = "Nothing is due today."
_WHEN_WIDTH = 16
_SIGNS = {
    "promise": "promise: ",
    "owed": "owed: ",
    "check_in": "check-in: ",
    "after_sale": "after the sale: ",
}
_PLACES = {kind: at for at, kind in enumerate(AgendaKind)}


class AgendaRows:
    """What the agenda's list shows, as far as anybody has looked."""

    def __init__(self, sections: Iterable[Sequence[AgendaItem]], today: dt.date) -> None:
        """`sections` may be read as they are asked for: no more are than the screen needs."""
        self.today = today
        self.rows: list[AgendaItem | str] = []
        self._unread = iter(sections)

    def __len__(self) -> int:
        return len(self.rows)

    def prepare(self, start: int, stop: int) -> None:
        """Reads on until there are rows beyond `stop`, or no more sections."""
        while len(self.rows) <= stop and (cards := next(self._unread, None)):
            kind = cards[0].kind
            if not self.rows and kind is AgendaKind.UPCOMING:
                self.rows.append(NOTHING_DUE)
            self.rows += [f"{SECTION_LABELS[kind]} · {said_count(len(cards))}", *cards]

    def read_rest(self) -> None:
        """All of it is wanted."""
        self.prepare(0, sys.maxsize)

    def place_of(self, item: AgendaItem) -> int | None:
        """Where the same card stands. None: it is not there any more."""
        for index in count():
            self.prepare(index, index)
            if index >= len(self.rows):
                return None
            row = self.rows[index]
            if isinstance(row, str):
                continue
            if (row.kind, row.about.id) == (item.kind, item.about.id):
                return index
            if _PLACES[row.kind] > _PLACES[item.kind]:
                return None
        return None

    def is_heading(self, index: int) -> bool:
        """A section's heading, or the line that says nothing is due."""
        return isinstance(self.rows[index], str)

    def item(self, index: int) -> AgendaItem | None:
        """The card of a row. None: a heading, or no row at all."""
        row = self.rows[index] if 0 <= index < len(self.rows) else ""
        return None if isinstance(row, str) else row

    def pieces(self, index: int, width: int) -> Iterable[Piece]:
        """When, who, what; the account where there is room for it."""
        row = self.rows[index]
        if isinstance(row, str):
            rule = "" if row == NOTHING_DUE else " " + "─" * max(width - len(row) - 1, 0)
            yield Piece(row, "good" if row == NOTHING_DUE else "heading")
            yield Piece(rule, "rule")
            return
        who = max(14, min(26, width // 4))
        account = min(20, width // 5) if width >= 90 else 0
        text = width - _WHEN_WIDTH - who - account - (4 if account else 3)
        is_late = row.is_late and row.kind is not AgendaKind.UPCOMING
        yield column(self._when(row), _WHEN_WIDTH, "late" if is_late else "dim")
        said = row.about.said if isinstance(row.about, Announcement) else row.contact
        yield column(said, who, "strong")
        if account:
            yield column(row.account, account, "dim")
        what = self._what(row)
        if what:
            yield column(what, text)
        elif isinstance(row.about, CheckIn):
            yield column(KEEPING_IN_TOUCH, text, "dim")

    def _when(self, item: AgendaItem) -> str:
        if isinstance(item.about, Announcement):
            return say_past(item.about.announced_on, self.today)
        if isinstance(item.about, Contact) and item.due_on is None:
            last = item.about.last_contact_on
            return say_past(last, self.today) if last else ""
        if item.kind is AgendaKind.UPCOMING and item.snoozed_until is not None:
            return say_due(max(item.snoozed_until, item.due_on or self.today), self.today)
        return "no day agreed" if item.due_on is None else say_due(item.due_on, self.today)

    def _what(self, item: AgendaItem) -> str:
        about, text = item.about, item.text
        if isinstance(about, Promise):
            text = IN_CONFIDENCE if about.is_confidential else text
            text = f"chase {about.via}: {text}" if about.via else text
        if item.kind is AgendaKind.UPCOMING:
            late = f" · {say_due(item.due_on, self.today)}" if item.is_late and item.due_on else ""
            return f"{_SIGNS[item.of]}{text}".rstrip(": ") + late
        return text
