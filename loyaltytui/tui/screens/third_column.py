"""The third column: on very wide terminals the highlighted contact's timeline stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.widget import Widget

from loyaltytui.entries import ContactId
from loyaltytui.tui.widgets.brief_room import BriefPanel
from loyaltytui.tui.widgets.section_rows import Telling

if TYPE_CHECKING:
    from loyaltytui.book.book import Book

_COLUMNS = 180
"""From how many columns on there is one."""


def has_third_column(home: Screen[None]) -> bool:
    """Is the terminal wide enough? The style sheet is told."""
    has_room = home.app.size.width >= _COLUMNS
    home.set_class(has_room, "-third")
    return has_room


def timeline_column(book: Book) -> Widget:
    """The column without anybody in it yet."""
    # Loaded only here: few terminals are as wide.
    from loyaltytui.tui.widgets.timeline_panel import TimelinePanel

    return TimelinePanel(Telling(book.today))


def give_room(home: Screen[None], *, has_own: bool, is_contact: bool) -> None:
    """Shows brief and timeline, but for what the page on show says itself.

    Told to them alone: of a class that they are given the style sheet would be gone through.
    """
    is_away = has_own and not (is_contact and home.has_class("-third"))
    home.query_one(BriefPanel).styles.display = "none" if is_away else None
    if home.has_class("-third"):
        for column in home.query("TimelinePanel"):
            column.styles.display = "none" if is_contact else None


async def show_timeline(home: Screen[None], book: Book, who: ContactId | None) -> None:
    """Shows what happened with a contact of late; the column is made when it is first wanted."""
    from loyaltytui.tui.widgets.timeline_panel import MOST_MOMENTS, TimelinePanel

    telling = Telling(book.today)
    if not home.query(TimelinePanel):
        await home.query_one("#desk").mount(timeline_column(book))
    moments = None if who is None else book.timeline(who, 0, MOST_MOMENTS)
    home.query_one(TimelinePanel).show(moments, telling)
