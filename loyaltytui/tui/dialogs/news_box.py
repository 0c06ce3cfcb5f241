"""What is to be told to whom: every piece of news, and who has not heard it yet.

What a key does in the book is handed to it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable, Sequence

from msgspec import Struct
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Static

from loyaltytui import commands
from loyaltytui.book.errors import BookError
from loyaltytui.commands import ACT_ON_ALL, MARK, spoken_keys
from loyaltytui.commands.bulk import ALL_NEWS
from loyaltytui.entries import ContactId
from loyaltytui.plain import safe
from loyaltytui.tidings import Announcement, AnnouncementId, Telling
from loyaltytui.tui.dialogs.edge import say_at_edge
from loyaltytui.tui.dialogs.news_form import NewsForm
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.widgets.ink import ink
from loyaltytui.tui.widgets.news_rows import NewsRows
from loyaltytui.tui.widgets.rows import Rows

_HOW_TO_TELL = (
    f"Mark contacts with {spoken_keys(MARK)} on page 1 or 2, then {spoken_keys(ACT_ON_ALL)} and "
    f"{spoken_keys(ALL_NEWS)}: what they are all to be told stands here until they know."
)
_NEEDS_TELLING = ("told", "let_off")
_NEEDS_NEWS = ("edit", "delete")


class NewsDesk(Struct, frozen=True):
    """How the box reads the book and writes in it. Writers raise a `BookError` when they fail."""

    read: Callable[[], tuple[Sequence[Announcement], Sequence[Telling]]]
    """All news, and to whom any of it is still owed."""
    tell: Callable[[Telling], Awaitable[object]]
    let_off: Callable[[Telling], Awaitable[object]]
    reword: Callable[[Announcement, str], Awaitable[object]]
    delete: Callable[[Announcement], Awaitable[object]]
    undo: Callable[[], Awaitable[str]]


class NewsBox(ModalScreen[ContactId | None]):
    """Lists who is to be told what; gives back whose page is asked for, or nothing."""

    BINDINGS = bindings(commands.NEWS_BOX)
    DEFAULT_CSS = """
    NewsBox #news-box { width: 100; height: 90%; }
    NewsBox #whole { height: auto; min-height: 2; max-height: 4; }
    """

    rows = query_one(Rows)

    def __init__(self, desk: NewsDesk, today: dt.date, first: AnnouncementId | None = None) -> None:
        """`first`: the news that the cursor begins at. None: the oldest."""
        super().__init__()
        self.desk = desk
        self.today = today
        self.first = first
        self.news = NewsRows((), (), today)

    def compose(self) -> ComposeResult:
        """The list, the highlighted news in all its words, the keys."""
        with Vertical(classes="box", id="news-box") as box:
            box.border_title = ink("News to tell")
            yield Rows()
            yield Static(ink(""), id="whole")

    def on_mount(self) -> None:
        """The oldest news is on top, or the one that was asked for beneath the cursor."""
        self._reread()
        if self.first is not None and (at := self.news.first_of(self.first)) is not None:
            self.rows.show(self.news, at)
        self.rows.focus()
        self._tell()

    def on_resize(self) -> None:
        """The frame says more or less, as it has room."""
        self._tell()

    def _tell(self) -> None:
        shown = (commands.TOLD, commands.LET_OFF, commands.EDIT, commands.DELETE)
        keys = [f"{spoken_keys(each)} {each.label.lower()}" for each in shown]
        fewer = (" · ".join([*keys[:count], "enter opens", "esc"]) for count in (4, 3, 2, 1))
        say_at_edge(self.query_one(".box"), *fewer)

    def _reread(self) -> None:
        self.news = NewsRows(*self.desk.read(), self.today)
        self.rows.show(self.news)
        self._tell_whole()

    @on(Rows.Moved)
    def follow_cursor(self) -> None:
        """A list has no room for long news."""
        self._tell_whole()
        self.refresh_bindings()

    def _tell_whole(self) -> None:
        said = self.news.said_of(self.rows.cursor) or _HOW_TO_TELL
        self.query_one("#whole", Static).update(ink(said, "$foreground-muted"))

    @property
    def telling(self) -> Telling | None:
        """Who is highlighted, and what they wait for."""
        return self.news.telling(self.rows.cursor)

    @property
    def announcement(self) -> Announcement | None:
        """The news that is highlighted."""
        return self.news.announcement(self.rows.cursor)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Greys out what needs somebody who waits, or any news at all."""
        if action in _NEEDS_TELLING:
            return True if self.telling is not None else None
        if action in _NEEDS_NEWS:
            return True if self.announcement is not None else None
        return True

    @on(Rows.Opened)
    def open_contact(self) -> None:
        """Enter turns to the contact's page."""
        if (telling := self.telling) is not None:
            self.dismiss(telling.contact_id)

    @work
    async def action_told(self) -> None:
        """They have heard it now."""
        if (telling := self.telling) is not None:
            said = f"Told {telling.contact}: {telling.text}"
            await self._write(said, self.desk.tell(telling))

    @work
    async def action_let_off(self) -> None:
        """They need not hear it."""
        if (telling := self.telling) is not None:
            await self._write(
                f"{telling.contact} need not hear: {telling.text}", self.desk.let_off(telling)
            )

    @work
    async def action_edit(self) -> None:
        """Other words for the same news."""
        if (news := self.announcement) is None:
            return

        async def save(words: str) -> None:
            await self.desk.reword(news, words)

        if await self.app.push_screen_wait(NewsForm(save, news)) is not None:
            self._reread()

    @work
    async def action_delete(self) -> None:
        """The news goes, told or not; what was noted stays."""
        if (news := self.announcement) is not None:
            await self._write(f"Deleted the news: {news.text}", self.desk.delete(news))

    @work
    async def action_undo(self) -> None:
        """Takes back the last change."""
        try:
            said = f"Undone: {await self.desk.undo()}"
        except BookError as error:
            said = str(error)
        self.notify(safe(said), markup=False)
        self._reread()

    async def _write(self, said: str, writing: Awaitable[object]) -> None:
        try:
            await writing
        except BookError as error:
            self.notify(safe(str(error)), severity="error", markup=False)
        else:
            self.notify(safe(said), markup=False)
        self._reread()

    def action_news(self) -> None:
        """The key that opened it closes it."""
        self.dismiss(None)

    def action_leave(self) -> None:
        """Closes it."""
        self.dismiss(None)
