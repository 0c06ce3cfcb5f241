"""What stands beside a list: the brief of whoever is highlighted, and on very wide terminals more.

Where there is room for it is said in the style sheet and in `third_column`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loyaltytui.book.errors import NotFound
from loyaltytui.entries import ContactId
from loyaltytui.tui.screens.first_paint import FirstPaint
from loyaltytui.tui.screens.third_column import give_room, has_third_column, show_timeline
from loyaltytui.tui.widgets.brief_room import BriefPanel

if TYPE_CHECKING:
    from loyaltytui.book.book import Book


class Beside:
    """Follows whoever is highlighted, behind the list: a moved cursor is painted first."""

    def __init__(self, home: FirstPaint, book: Book) -> None:
        self._home = home
        self._book = book
        self._wanted: ContactId | None = None
        self.said: tuple[str, str] = ("", "")
        """A title and words that the page has for those times when nobody is highlighted."""
        self.has_own = False
        """Does the page on show say itself what a brief would?"""
        self.is_contact = False
        """Is it a contact's own page, with their timeline?"""
        self._is_waiting = False
        """Does it wait for what comes first to be painted?"""
        self._shown: object = None
        """Whose brief is on show, as the book was when, beside a timeline? None: nobody's yet."""

    @property
    def is_empty(self) -> bool:
        """Was nothing shown there yet?"""
        return self._shown is None

    async def follow(self, who: ContactId | None, *, at_once: bool = False) -> None:
        """Shows somebody's brief, or nobody's.

        `at_once`: in the same painting as a page that is turned to, rather than behind it.
        """
        self._wanted = who
        if self.is_empty or at_once:
            await self._show()
        elif not self._is_waiting:
            self._is_waiting = True
            self._home.call_after_refresh(self._show_next)

    async def _show_next(self) -> None:
        """Behind what was painted first, and not a frame later."""
        await self._show()
        self._home.paint_soon()

    async def _show(self) -> None:
        """Of all who were highlighted since the last time, the last alone is read."""
        self._is_waiting = False
        has_third = has_third_column(self._home)
        give_room(self._home, has_own=self.has_own, is_contact=self.is_contact)
        if not self._home.has_class("-wide") or (self.has_own and not has_third):
            return
        # Several things tell of the same row: its brief is read once.
        who, book = self._wanted, self._book
        shown = (who, book.as_of, has_third, who is None and self.said)
        if shown == self._shown:
            return
        try:
            brief = book.brief(who) if who is not None else None
        except NotFound:
            brief = None
        panel = self._home.query_one(BriefPanel)
        if brief is None:
            panel.say(*self.said)
        else:
            panel.show(brief, book.today)
        if has_third:
            await show_timeline(self._home, book, brief.contact.id if brief else None)
            give_room(self._home, has_own=self.has_own, is_contact=self.is_contact)
        self._shown = shown
