"""Makes the pages of the home screen: when they are turned to, or ahead while nobody types.

Which page is on show is `home`'s work; whether anybody types is told by whoever has the keys.
"""

from __future__ import annotations

import gc
from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import TYPE_CHECKING

from loyaltytui import commands
from loyaltytui.commands import Command
from loyaltytui.tui.pen import Pen
from loyaltytui.tui.screens.page import Page

if TYPE_CHECKING:
    from loyaltytui.book.book import Book
    from loyaltytui.book.unsaved import Unsaved

AHEAD = (commands.SHOW_CONTACTS, commands.SHOW_CONTACT, commands.SHOW_LOYALTY)
_LOADED_AHEAD = (
    "loyaltytui.tui.screens.contacts_page",
    "textual.widgets.input",
    "textual.widgets.text_area",
    "loyaltytui.tui.dialogs.kept_box",
    "loyaltytui.tui.dialogs.contact_forms",
    "loyaltytui.tui.dialogs.relation_forms",
    "loyaltytui.tui.screens.relation_editing",
    "loyaltytui.tui.screens.contact_reading",
    "loyaltytui.tui.screens.contact_page",
    "loyaltytui.tui.screens.loyalty_page",
    "loyaltytui.capture.clauses",
    "loyaltytui.capture.header",
    "loyaltytui.capture.reading",
    "loyaltytui.tui.dialogs.log_box",
    "loyaltytui.tui.screens.line_logging",
    "loyaltytui.tui.screens.review_reading",
    "loyaltytui.tui.screens.review_page",
)
"""In steps so short that a key which comes meanwhile is not waited for."""


def made(tab: Command, book: Book, pen: Pen, unsaved: Callable[[], Unsaved]) -> Page:
    """The page of a tab. Each is loaded only here: the first frame need not wait for it."""
    if tab is commands.SHOW_CONTACTS:
        from loyaltytui.tui.screens.contacts_page import ContactsPage

        return ContactsPage(book, pen)
    if tab is commands.SHOW_CONTACT:
        from loyaltytui.tui.screens.contact_page import ContactPage

        return ContactPage(book, pen)
    if tab is commands.SHOW_LOYALTY:
        from loyaltytui.tui.screens.loyalty_page import LoyaltyPage

        return LoyaltyPage(book, pen)
    from loyaltytui.tui.screens.review_page import ReviewPage

    return ReviewPage(book, pen, unsaved())


async def make_ahead(
    rest: Callable[[], Awaitable[None]], make: Callable[[Command], Awaitable[Page]]
) -> None:
    """Loads and makes what the first keys turn to, one thing at a time, while nobody types.

    `rest`: returns when nobody has typed for a while. What is read from the book waits for the key.
    """
    for name in _LOADED_AHEAD:
        await rest()
        import_module(name)
    for tab in AHEAD:
        await rest()
        page = await make(tab)
        await rest()
        await page.make_rest()
    await rest()
    # All of it stays: looked through again and again for garbage, it would make a key wait.
    gc.collect()
    gc.freeze()
