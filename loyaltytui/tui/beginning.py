"""The beginning of a day: the book opened, the agenda read and on the glass, then the app loaded.

Free of Textual. Where no first frame can be painted the app begins without one: a book that is new,
empty or can't be used, a terminal that is small or can't draw.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from loyaltytui.book.errors import BookError
from loyaltytui.book.pages import AgendaPages
from loyaltytui.loyalty.settled import rules_of
from loyaltytui.settings import Settings
from loyaltytui.settings.theme import theme_asked_for
from loyaltytui.tui.first_frame import SMALLEST, Morning, coded, first_frame
from loyaltytui.tui.terminal import Terminal, has_all_colours, size_here, terminal_here
from loyaltytui.tui.themes_table import palette_in_force
from loyaltytui.tui.widgets.agenda_rows import AgendaRows

if TYPE_CHECKING:
    from loyaltytui.book.book import Book

SAMPLE_BANNER = "sample, not kept"


class Begun:
    """What was opened, read and painted before the app."""

    def __init__(self, pages: AgendaPages, agenda: AgendaRows, terminal: Terminal) -> None:
        self.pages = pages
        self.agenda = agenda
        self.as_of = (pages.data_version, pages.today)
        self.terminal = terminal

    @cached_property
    def book(self) -> Book:
        """The same book, able to do all that a book can. What that takes is loaded when needed."""
        from loyaltytui.book.morning import MorningBook

        self.pages.__class__ = MorningBook
        return cast("Book", self.pages)


@contextmanager
def begin(
    path: Path, settings: Settings, now: Callable[[], dt.datetime], banner: str = ""
) -> Iterator[Begun | None]:
    """Opens the book and paints the agenda; whatever comes after it, the terminal is given back.

    None: nothing was opened or painted, and whoever comes next sees to all of it.
    """
    terminal = terminal_here(os.environ)
    if terminal is None or not path.exists():
        yield None
        return
    terminal.quieten()
    try:
        begun = _begun(path, settings, now, terminal)
        if begun is None or not _paint(begun, settings, banner):
            terminal.leave()
        yield begun
    finally:
        terminal.leave()


def narrate(sentence: str) -> None:
    """Told on the terminal as it is, while the app is still to come."""
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


def _begun(
    path: Path, settings: Settings, now: Callable[[], dt.datetime], terminal: Terminal
) -> Begun | None:
    try:
        pages = AgendaPages(path, now, rules_of(settings), origin="app", say=narrate)
    except BookError:
        # Told by whoever opens it next, who has a terminal to say so and backups to offer.
        return None
    try:
        agenda = AgendaRows(pages.agenda_sections(), pages.today)
        agenda.prepare(0, size_here()[1] * 2)
        return Begun(pages, agenda, terminal)
    except BookError:
        pages.close()
        return None


def _paint(begun: Begun, settings: Settings, banner: str) -> bool:
    """Was there something to paint, and room for it?"""
    palette = palette_in_force(theme_asked_for(settings.theme), os.environ)
    colours = has_all_colours(os.environ)
    width, height = size_here()
    has_room = width >= SMALLEST[0] and height >= SMALLEST[1]
    if not len(begun.agenda) or not has_room or (colours is None and not palette.is_ansi):
        return False
    said = "READ-ONLY" if begun.pages.is_read_only else banner
    morning = Morning(begun.agenda, begun.pages.today, said, settings.keymap)
    lines = first_frame(morning, palette, width, height)
    begun.terminal.paint(coded(lines, has_all_colours=bool(colours)))
    return True
