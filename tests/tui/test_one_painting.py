"""A page is turned in one painting: nothing stale stands beside it, and nothing follows."""

from importlib.resources import files
from pathlib import Path

import pytest
from textual.screen import Screen

from loyaltytui import commands, tui
from loyaltytui.commands import Command
from loyaltytui.settings import Settings
from loyaltytui.tui.app import LoyaltyApp
from tests.builders import TODAY, a_book, a_contact
from tests.tui.stage import WIDE, played, press, words


class Counting(LoyaltyApp):
    """Counts what is painted."""

    CSS_PATH = str(files(tui) / "style.tcss")
    paintings = 0

    def _display(self, screen: Screen[object], renderable: object) -> None:
        self.paintings += 1
        super()._display(screen, renderable)  # type: ignore[arg-type]  # handed on as it came


TURNS = {
    "to a list": (commands.SHOW_CONTACTS, "Contacts · 2"),
    "to the overview": (commands.SHOW_LOYALTY, "Steps"),
    "to a contact": (commands.SHOW_CONTACT, "Timeline"),
}


@pytest.mark.parametrize(("there", "said"), TURNS.values(), ids=TURNS)
@played
async def test_a_page_and_what_stands_beside_it_are_painted_together(
    tmp_path: Path, there: Command, said: str
) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", due=TODAY), a_contact("Lee Park", due=TODAY))
    app = Counting(book, Settings(Path("settings.toml")))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await press(pilot, there, commands.SHOW_AGENDA, there, commands.SHOW_AGENDA)
        for turn in (there, commands.SHOW_AGENDA):
            before = app.paintings
            await press(pilot, turn)
            await pilot.pause()
            assert (said in words(pilot)) == (turn is there)
            assert app.paintings == before + 1


@played
async def test_a_section_and_what_stands_beside_it_are_painted_together(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", due=TODAY), a_contact("Lee Park", due=TODAY))
    app = Counting(book, Settings(Path("settings.toml")))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await press(pilot, commands.SHOW_LOYALTY)
        for said in ("kept by the day", "bought in three years", "top quarter", "Ana Ruiz"):
            before = app.paintings
            await press(pilot, commands.NEXT_SECTION)
            await pilot.pause()
            assert said in words(pilot)
            assert app.paintings == before + 1
