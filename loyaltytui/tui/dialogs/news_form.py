"""Asks for other words for a piece of news."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from loyaltytui.book.errors import Refused
from loyaltytui.tidings import Announcement
from loyaltytui.tui.dialogs.form import Field, Form

NEWS_HINT = "what they are to be told, in one line"


class NewsForm(Form[str]):
    """One line: the news."""

    def __init__(self, save: Callable[[str], Awaitable[object]], news: Announcement) -> None:
        super().__init__("News", [Field("news", "News", news.text, NEWS_HINT)], save, is_edit=True)

    def draft(self, typed: Mapping[str, str]) -> str:
        """The words as typed."""
        words = typed["news"].strip()
        if not words:
            raise Refused("News needs words: what are they to be told?")
        return words
