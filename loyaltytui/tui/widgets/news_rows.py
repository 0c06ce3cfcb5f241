"""News as rows: each piece as a heading with how far it has got, beneath it who still waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from loyaltytui.dates import say_day, say_past
from loyaltytui.loyalty.news import in_turn
from loyaltytui.tidings import Announcement, AnnouncementId, Telling
from loyaltytui.tui.widgets.ink import fit
from loyaltytui.tui.widgets.rows import Piece, column

NO_NEWS = "There is no news to tell."
_MOST_TOLD = 20
"""So many that everybody has heard are listed; they are for looking back."""


class NewsRows:
    """What the News box lists: open news with who waits, then news that all have heard."""

    def __init__(
        self, announcements: Sequence[Announcement], tellings: Sequence[Telling], today: dt.date
    ) -> None:
        self.today = today
        self.by_id = {each.id: each for each in announcements}
        waiting: dict[AnnouncementId, list[Telling]] = {}
        for telling in tellings:
            waiting.setdefault(telling.announcement_id, []).append(telling)
        self.rows: list[Announcement | Telling] = []
        for each in announcements:
            if each.is_open:
                self.rows += [each, *in_turn(waiting.get(each.id, ()))]
        told = [each for each in reversed(announcements) if not each.is_open]
        self.rows += told[:_MOST_TOLD]

    def __len__(self) -> int:
        return max(len(self.rows), 1)

    def is_heading(self, index: int) -> bool:
        """News that somebody waits for, or the line that says there is none."""
        if not self.rows:
            return True
        row = self.rows[index]
        return isinstance(row, Announcement) and row.is_open

    def prepare(self, start: int, stop: int) -> None:
        """They are read whole."""

    def telling(self, index: int) -> Telling | None:
        """Who waits for what. None: nobody in this row does."""
        row = self.rows[index] if 0 <= index < len(self.rows) else None
        return row if isinstance(row, Telling) else None

    def announcement(self, index: int) -> Announcement | None:
        """The news that a row is about."""
        row = self.rows[index] if 0 <= index < len(self.rows) else None
        return self.by_id.get(row.announcement_id) if isinstance(row, Telling) else row

    def first_of(self, announcement_id: AnnouncementId) -> int | None:
        """The first row beneath a piece of news. None: it is not listed."""
        for index, row in enumerate(self.rows):
            found = row.announcement_id if isinstance(row, Telling) else row.id
            if found == announcement_id and not self.is_heading(index):
                return index
        return None

    def pieces(self, index: int, width: int) -> Iterable[Piece]:
        """A heading with a rule behind it; whom to tell and when they are next talked to."""
        if not self.rows:
            yield Piece(fit(NO_NEWS, width).rstrip(), "dim")
            return
        row = self.rows[index]
        if isinstance(row, Telling):
            yield from self._whom(row, width)
            return
        said = f" {row.said}"
        if row.is_open:
            text = fit(row.text, min(len(row.text), width - len(said) - 2)).rstrip()
            yield Piece(text, "heading")
            yield Piece(f" {'─' * max(width - len(text) - len(said) - 1, 0)}", "dim")
            yield Piece(said, "heading")
        else:
            yield column(row.text, width - len(said) - 1, "dim")
            yield Piece(said.strip(), "good")

    def _whom(self, row: Telling, width: int) -> Iterable[Piece]:
        who = max(14, width // 3)
        when = 26 if width >= 60 else 0
        yield column(row.contact, who, "dim" if row.is_away else "strong")
        yield column(row.account, max(width - who - when - (3 if when else 2), 0), "dim")
        if when:
            yield column(self._when(row), when, "dim")

    def _when(self, row: Telling) -> str:
        if row.is_away:
            return "can wait: lost or parked"
        if row.next_check_in_on is None:
            return "no check-in planned"
        return f"check-in {say_day(row.next_check_in_on, self.today)}"

    def said_of(self, index: int) -> str:
        """The highlighted news in all its words, and since when it is told."""
        news = self.announcement(index)
        if news is None:
            return ""
        return f"{news.text} ({news.said}, announced {say_past(news.announced_on, self.today)})"
