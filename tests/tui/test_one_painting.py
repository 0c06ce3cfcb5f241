"""A page is turned in one painting: nothing stale stands beside it, and nothing follows."""

from importlib.resources import files
from pathlib import Path

import pytest
from textual import events
from textual.screen import Screen

from loyaltytui import commands, tui
from loyaltytui.book.book import Book
from loyaltytui.commands import Command
from loyaltytui.settings import Settings
from loyaltytui.tui.app import LoyaltyApp
from tests.builders import TODAY, a_book, a_contact, days
from tests.tui.stage import WIDE, played, press, until, words


class Counting(LoyaltyApp):
    """Remembers each painting, as words."""

    CSS_PATH = str(files(tui) / "style.tcss")

    def __init__(self, book: Book) -> None:
        super().__init__(book, Settings(Path("settings.toml")))
        self.paintings: list[str] = []

    def _display(self, screen: Screen[object], renderable: object) -> None:
        self.paintings.append("\n".join(one.text for one in screen._compositor.render_strips()))
        super()._display(screen, renderable)  # type: ignore[arg-type]  # handed on as it came


class TypedAhead(Counting):
    """Finds a key that was typed while it was loaded."""

    typed = ""

    def on_load(self) -> None:
        """As a terminal hands it on: before anything was mounted."""
        self.post_message(events.Key(self.typed, self.typed))


def a_book_to_look_at(folder: Path) -> Book:
    """On the agenda Lee is first, on the contacts page Ana."""
    return a_book(
        folder,
        a_contact("Ana Ruiz", job="Buyer", due=TODAY),
        a_contact("Lee Park", job="Head of pumps", due=TODAY - days(3)),
    )


@played
async def test_the_brief_beside_the_first_page_is_there_in_the_first_painting(
    tmp_path: Path,
) -> None:
    app = Counting(a_book_to_look_at(tmp_path))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert "Check-ins" in app.paintings[0]
        assert "Head of pumps" in app.paintings[0]


AHEAD = {
    "a key that nobody has a use for": ("Z", "Check-ins", "Head of pumps"),
    "another row": (commands.DOWN.key.split(",")[0], "Check-ins", "Buyer"),
    "another page": (commands.SHOW_CONTACTS.key, "Contacts · 2", "Buyer"),
}


@pytest.mark.parametrize(("key", "page", "brief"), AHEAD.values(), ids=AHEAD)
@played
async def test_what_was_typed_ahead_is_done_in_the_first_painting_with_its_brief(
    tmp_path: Path, key: str, page: str, brief: str
) -> None:
    app = TypedAhead(a_book_to_look_at(tmp_path))
    app.typed = key
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert page in app.paintings[0]
        assert brief in app.paintings[0]


@played
async def test_a_moved_cursor_is_painted_before_the_brief_is_read(tmp_path: Path) -> None:
    app = Counting(a_book_to_look_at(tmp_path))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        before = len(app.paintings)
        await press(pilot, commands.DOWN)
        await until(pilot, lambda: "Buyer" in words(pilot))
        first = app.paintings[before]
        (under_cursor,) = (line for line in first.splitlines() if "▌" in line)
        assert "Ana Ruiz" in under_cursor
        assert "Head of pumps" in first


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
    app = Counting(book)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await press(pilot, there, commands.SHOW_AGENDA, there, commands.SHOW_AGENDA)
        for turn in (there, commands.SHOW_AGENDA):
            before = len(app.paintings)
            await press(pilot, turn)
            await pilot.pause()
            assert (said in words(pilot)) == (turn is there)
            assert len(app.paintings) == before + 1


@played
async def test_a_section_and_what_stands_beside_it_are_painted_together(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", due=TODAY), a_contact("Lee Park", due=TODAY))
    app = Counting(book)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await press(pilot, commands.SHOW_LOYALTY)
        for said in ("kept by the day", "bought in three years", "top quarter", "Ana Ruiz"):
            before = len(app.paintings)
            await press(pilot, commands.NEXT_SECTION)
            await pilot.pause()
            assert said in words(pilot)
            assert len(app.paintings) == before + 1
