"""The keys that work on every page: logging, adding, undoing, asking for help.

Which page is on show, and turning from one to another, is `home`'s work.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from textual import work

from loyaltytui import commands
from loyaltytui.book.errors import BookError, NotFound
from loyaltytui.plain import safe
from loyaltytui.settings import KeepBackups, settings_path
from loyaltytui.tui.keys import keys_in_force, live_commands
from loyaltytui.tui.pen import Pen
from loyaltytui.tui.screens.news_telling import open_news
from loyaltytui.tui.screens.page import Page
from loyaltytui.tui.screens.working_beside import WorkingBeside

if TYPE_CHECKING:
    from loyaltytui.book.book import Book
    from loyaltytui.book.unsaved import Unsaved


class Everywhere(WorkingBeside):
    """Answers the keys that mean the same wherever they are pressed.

    What a key opens is loaded when it is first pressed: the first frame need not wait for it.
    """

    def __init__(self, book: Book, pen: Pen) -> None:
        super().__init__(book)
        self.pen = pen
        self.keep = KeepBackups()
        """What the settings keep, once the app has said so."""
        self.settings_path = settings_path()
        """Where the settings are, or would be."""

    @cached_property
    def unsaved(self) -> Unsaved:
        """What was typed and is not saved yet."""
        from loyaltytui.book.unsaved import Unsaved

        return Unsaved(self.book.path)

    @property
    def page(self) -> Page:
        """The page on show."""
        raise NotImplementedError

    @property
    def page_label(self) -> str:
        """What the page on show is called."""
        raise NotImplementedError

    @work
    async def action_log_line(self) -> None:
        """Opens the Log box, with the highlighted contact filled in."""
        from loyaltytui.tui.screens.line_logging import log_line

        await log_line(self.page, self.unsaved, self.page.highlighted_id)

    @work
    async def action_add_contact(self) -> None:
        """Writes a new contact into the book."""
        from loyaltytui.tui.screens.contact_editing import add_contact

        await add_contact(self.page)

    @work
    async def action_undo(self) -> None:
        """Takes back the last change, whatever it was."""
        if taken_back := self.page.take_back():
            self.page.notify(safe(f"Undone: {taken_back}"), markup=False)
            self.page.reread()
            return
        await self._revert("Undone", self.book.undo)

    @work
    async def action_redo(self) -> None:
        """Does again what was just taken back."""
        await self._revert("Done again", self.book.redo)

    async def _revert(self, said: str, verb: Callable[[], str]) -> None:
        try:
            sentence = await self.pen.write(verb)
        except NotFound as nothing:
            self.page.notify(safe(str(nothing)), markup=False)
            return
        except BookError as error:
            self.notify(safe(str(error)), severity="error", markup=False)
            return
        self.page.notify(safe(f"{said}: {sentence}"), markup=False)
        self.page.reread()

    def action_history(self) -> None:
        """Shows the latest changes; undo and redo go on there."""
        from loyaltytui.tui.dialogs.history_box import HistoryBox

        write, book = self.pen.write, self.book
        self.app.push_screen(
            HistoryBox(book.steps, lambda: write(book.undo), lambda: write(book.redo), book.today)
        )

    @work
    async def action_news(self) -> None:
        """Shows what is to be told, and who has not heard it."""
        await open_news(self.page)

    @work
    async def action_welcome(self) -> None:
        """What an empty book says."""
        from loyaltytui.tui.dialogs.welcome import WelcomeBox

        choice = await self.app.push_screen_wait(WelcomeBox(str(self.book.path)))
        if choice is not None:
            await self.run_action(choice.action)

    @work
    async def action_import_contacts(self) -> None:
        """Brings in contacts from other programs."""
        from loyaltytui.tui.screens.importing import import_contacts

        await import_contacts(self.page)

    @work
    async def action_export_book(self) -> None:
        """Writes contacts, plans or the whole book to a file."""
        from loyaltytui.tui.screens.exporting import export_book

        await export_book(self.page)

    @work
    async def action_back_up(self) -> None:
        """Makes a copy of the book."""
        from loyaltytui.tui.screens.backing_up import back_up_now

        await back_up_now(self, self.keep)

    @work
    async def action_check(self) -> None:
        """Proves that nothing in the book is damaged."""
        from loyaltytui.tui.screens.backing_up import check_now

        await check_now(self)

    @work
    async def action_backups(self) -> None:
        """Shows the copies of the book, and puts one back."""
        from loyaltytui.tui.screens.backing_up import choose_backup

        await choose_backup(self, self.book, self.pen)

    @work
    async def action_settings(self) -> None:
        """Shows what is settled, and why."""
        from loyaltytui.tui.screens.settling import show_settings

        await show_settings(self, self.settings_path, self.book, self.pen)

    @work
    async def action_tour(self) -> None:
        """Four steps through the app; from now on it comes only when it is asked for."""
        from loyaltytui.settings.tour import remember_tour
        from loyaltytui.tui.dialogs.tour_box import TourBox

        remember_tour()
        box = TourBox(lambda command: self.run_action(command.action))
        await self.app.push_screen_wait(box)
        await self.run_action(commands.SHOW_AGENDA.action)

    def action_make_settings(self) -> None:
        """Makes a file with every setting in it."""
        from loyaltytui.tui.screens.settling import make_settings

        make_settings(self, self.settings_path)

    @work
    async def action_forget(self) -> None:
        """Erases the highlighted contact for good, after asking."""
        from loyaltytui.tui.screens.forgetting import forget_highlighted

        await forget_highlighted(self.page)

    @work
    async def action_duplicates(self) -> None:
        """Goes through those who are likely in the book twice."""
        from loyaltytui.tui.screens.merging import go_through_duplicates

        await go_through_duplicates(self.page)

    def action_open_sample(self) -> None:
        """Leaves this book for the sample; leaving the sample comes back."""
        self.app.exit(commands.SAMPLE)

    def action_help(self) -> None:
        """Shows the keys that work here."""
        from loyaltytui.tui.dialogs.help_box import HelpBox

        live = [
            (command, active.enabled, keys_in_force(command, active))
            for command, active in live_commands(self.active_bindings)
        ]
        self.app.push_screen(HelpBox(self.page_label, live, self.page.why_greyed()))

    def action_palette(self) -> None:
        """Finds a command by its name."""
        self.app.action_command_palette()

    async def action_quit(self) -> None:
        """Closes the book."""
        self.app.exit()
