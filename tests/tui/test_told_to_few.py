"""What a key changes is told to those alone who answer: all that is told costs every key."""

from importlib.resources import files
from pathlib import Path

from textual import events, on
from textual.dom import DOMNode
from textual.message import Message

from loyaltytui import commands, tui
from loyaltytui.settings import Settings
from loyaltytui.tui.app import LoyaltyApp
from loyaltytui.tui.screens.page import Page
from loyaltytui.tui.widgets.rows import Rows
from tests.builders import TODAY, a_book, a_contact
from tests.tui.stage import WIDE, cursor_line, played, press


class Listening(LoyaltyApp):
    """Hears what goes by everything else, and counts how often styles are reckoned."""

    CSS_PATH = str(files(tui) / "style.tcss")
    reckonings = 0
    heard: tuple[Message, ...] = ()

    def update_styles(self, node: DOMNode, animate: bool = True) -> None:
        self.reckonings += 1
        super().update_styles(node, animate)

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    @on(Rows.Moved)
    @on(Rows.Opened)
    @on(Page.Highlighted)
    @on(Page.Asked)
    def hear(self, event: Message) -> None:
        self.heard += (event,)


@played
async def test_moving_and_turning_pages_reckons_no_style_and_goes_by_nobody_else(
    tmp_path: Path,
) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", due=TODAY), a_contact("Lee Park", due=TODAY))
    app = Listening(book, Settings(Path("settings.toml")))
    turns = (commands.SHOW_CONTACTS, "j", "enter", commands.SHOW_CONTACTS, "k")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await press(pilot, *turns)
        before = app.reckonings
        await press(pilot, *turns)
        assert "Ana Ruiz" in cursor_line(pilot)
        assert app.reckonings == before
        assert not app.heard
