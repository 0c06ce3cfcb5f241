"""Telling news: the News box over any page, and the key that marks one contact as told."""

from __future__ import annotations

from collections.abc import Sequence

from textual import work

from loyaltytui.book.brief import Brief
from loyaltytui.tidings import Announcement, AnnouncementId, Telling
from loyaltytui.tui.screens.page import Page


async def open_news(page: Page, first: AnnouncementId | None = None) -> None:
    """Opens the News box, at one piece of news where one is asked for."""
    # Loaded when it is first asked for: the first frame need not wait for it.
    from loyaltytui.tui.dialogs.news_box import NewsBox, NewsDesk

    book, write = page.book, page.pen.write

    def read() -> tuple[Sequence[Announcement], Sequence[Telling]]:
        news = book.announcements()
        return news, book.tellings([each.id for each in news if each.is_open])

    desk = NewsDesk(
        read,
        tell=lambda telling: write(book.tell, telling),
        let_off=lambda telling: write(book.let_off, telling),
        reword=lambda news, words: write(book.edit_announcement, news, words),
        delete=lambda news: write(book.delete_announcement, news),
        undo=lambda: write(book.undo),
    )
    asked = await page.app.push_screen_wait(NewsBox(desk, book.today, first))
    page.reread()
    if asked is not None:
        page.post_message(Page.Asked(asked))


class TellingPage(Page):
    """A page about one contact at a time, who may have news to hear."""

    brief: Brief | None = None
    """Of whom the page is about. None: nobody."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Greys out the key where nothing is to be told."""
        if action == "told":
            return True if self.brief is not None and self.brief.to_tell else None
        return True

    @work
    async def action_told(self) -> None:
        """They have heard the oldest news that waits for them; the next one is told next."""
        if self.brief is None or not self.brief.to_tell:
            return
        telling, more = self.brief.to_tell[0], len(self.brief.to_tell) - 1
        left = f" ({more} more to tell)" if more else ""
        await self.write(f"Told: {telling.text}{left}", self.book.tell, telling)
