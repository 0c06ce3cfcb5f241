"""The first frame, painted before Textual is loaded, is the frame that Textual then paints."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.color import Color, ColorSystem
from rich.color_triplet import ColorTriplet
from rich.style import Style

from loyaltytui.book.book import Book
from loyaltytui.settings import Settings
from loyaltytui.tui.app import LoyaltyApp
from loyaltytui.tui.first_frame import (
    SMALLEST,
    Line,
    Morning,
    Spot,
    coded,
    first_frame,
    nearest_of_256,
    page_width,
)
from loyaltytui.tui.themes_table import DARK, LIGHT, PALETTES, Palette, palette_of
from loyaltytui.tui.too_small import LEAST
from loyaltytui.tui.widgets.agenda_rows import AgendaRows
from loyaltytui.tui.widgets.cells import cells
from tests.builders import TODAY, a_book, a_contact, days, mine, theirs

SIZES = [(80, 24), (120, 40), (60, 20), (63, 21), (99, 20), (101, 30), (139, 50), (200, 24)]
Cell = tuple[str, str, str, bool]


def a_full_book(folder: Path) -> Book:
    """Late, due and coming, of both sides; wide letters, marks, long words, a confidence."""
    return a_book(
        folder,
        a_contact("Ana Ruiz", promised=(mine("send the quote", TODAY - days(3)),)),
        a_contact("山田太郎と山田花子と山田次郎と山田三郎", promised=(mine("見積書" * 24, TODAY),)),
        a_contact("Zoë O\u0308berg 👩‍🚀", promised=(mine("ein sehr langes Wort " * 9, TODAY),)),
        a_contact("Ben [bold]", promised=(theirs("the papers\nand more", TODAY - days(9)),)),
        *(a_contact(f"Person {number}", due=TODAY - days(number)) for number in range(30)),
    )


def painted(lines: list[Line]) -> list[list[Cell]]:
    """The first frame, cell by cell; the second cell of a wide letter is empty."""
    return [
        [cell for spot in line for cell in split(spot.text, spot.colour, spot.ground, spot.is_bold)]
        for line in lines
    ]


def split(text: str, colour: str, ground: str, is_bold: bool) -> list[Cell]:
    found: list[Cell] = []
    for letter in text:
        size = cell_len(letter)
        if not size and found:
            before = found[-1]
            found[-1] = (before[0] + letter, *before[1:])
        elif letter == " ":
            # What colour a blank would have nobody can see.
            found.append((" ", "", ground, False))
        else:
            found += [(letter, colour, ground, is_bold), *[("", "", ground, False)] * (size - 1)]
    return found


def named(colour: Color | None) -> str:
    if colour is None or colour.is_default:
        return "ansi_default"
    return colour.name if colour.triplet else f"ansi_{colour.name}"


def shown(app: LoyaltyApp) -> list[list[Cell]]:
    """What Textual has painted, cell by cell."""
    found = []
    for strip in app.screen._compositor.render_strips():
        line: list[Cell] = []
        for segment in strip:
            style = segment.style or Style()
            line += split(segment.text, named(style.color), named(style.bgcolor), bool(style.bold))
        found.append(line)
    return found


def both_frames(
    book: Book, size: tuple[int, int], palette: Palette, keymap: dict[str, str] | None = None
) -> tuple[list[list[Cell]], list[list[Cell]]]:
    """Ours, then Textual's, without what stands beside the list."""
    settings = Settings(Path("settings.toml"), theme=palette.name, keymap=keymap or {})

    async def second() -> list[list[Cell]]:
        app = LoyaltyApp(book, settings, "a banner")
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await pilot.pause()
            return shown(app)

    morning = Morning(AgendaRows(book.agenda_sections(), TODAY), TODAY, "a banner", settings.keymap)
    ours, theirs_ = painted(first_frame(morning, palette, *size)), asyncio.run(second())
    page = page_width(size[0])
    return [
        [frame[0], *[line[:page] for line in frame[1:-1]], frame[-1]] for frame in (ours, theirs_)
    ]  # type: ignore[return-value]  # two of them


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_cell_stays_as_it_is_when_textual_takes_over(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    ours, textuals = both_frames(a_full_book(tmp_path), size, PALETTES[0])
    assert len(ours) == len(textuals) == size[1]
    for mine_, other in zip(ours, textuals, strict=True):
        assert mine_ == other


@pytest.mark.parametrize("theme", [DARK, LIGHT, "nord"])
def test_the_colours_are_those_of_the_theme_in_force(tmp_path: Path, theme: str) -> None:
    palette = palette_of(theme)
    assert palette is not None
    ours, textuals = both_frames(a_full_book(tmp_path), (80, 24), palette)
    assert ours == textuals


def test_keys_of_the_settings_stand_in_the_last_line(tmp_path: Path) -> None:
    ours, textuals = both_frames(
        a_full_book(tmp_path), (80, 24), PALETTES[0], {"keep": "y", "snooze": "z,s"}
    )
    assert ours[-1] == textuals[-1]
    assert " y Kept " in "".join(cell[0] for cell in ours[-1])


def test_a_card_that_is_no_promise_greys_the_same_keys(tmp_path: Path) -> None:
    book = a_book(tmp_path, a_contact("Ana Ruiz", due=TODAY - days(3)))
    ours, textuals = both_frames(book, (120, 24), PALETTES[0])
    assert ours == textuals


def test_a_terminal_of_256_colours_gets_those_that_textual_would_choose() -> None:
    for palette in PALETTES:
        said = (palette.background, palette.cursor, palette.muted, palette.error, palette.frame)
        for colour in (one for one in said if one.startswith("#")):
            parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
            rich = Color.from_triplet(ColorTriplet(*parts)).downgrade(ColorSystem.EIGHT_BIT)
            assert nearest_of_256(*parts) == rich.number


def test_colours_of_the_terminal_itself_are_asked_for_by_their_numbers() -> None:
    line = [
        Spot("late", "ansi_bright_red", "ansi_default", True),
        Spot("x", "ansi_cyan", "ansi_blue"),
    ]
    said = "\x1b[1;1H\x1b[0;1;91;49mlate\x1b[0;36;44mx\x1b[0m"
    assert coded([line], has_all_colours=False) == said


def test_nothing_is_painted_first_where_the_app_would_ask_for_more_room() -> None:
    assert SMALLEST == LEAST


def test_a_letter_taken_for_narrow_is_narrow() -> None:
    letters = [chr(code) for code in (*range(0x20, 0x7F), *range(0xA1, 0x300))]
    letters += list("·…─▌▏▐●“”")
    assert [letter for letter in letters if cells(letter) != cell_len(letter)] == []


WORDS = (
    ("textual", "loyaltytui.tui.beginning"),
    ("rich", "loyaltytui.tui.beginning"),
    ("asyncio", "loyaltytui.tui.beginning"),
    ("loyaltytui.tui.dialogs", "loyaltytui.tui.app"),
    ("loyaltytui.tui.screens.contacts_page", "loyaltytui.tui.app"),
    ("loyaltytui.tui.screens.contact_page", "loyaltytui.tui.app"),
    ("loyaltytui.tui.screens.review_page", "loyaltytui.tui.app"),
    ("loyaltytui.tui.screens.line_logging", "loyaltytui.tui.app"),
    ("loyaltytui.capture.reading", "loyaltytui.tui.app"),
    ("loyaltytui.money.reading", "loyaltytui.tui.app"),
    ("loyaltytui.exchange", "loyaltytui.tui.app"),
    ("loyaltytui.sample", "loyaltytui.tui.app"),
    ("textual.widgets._text_area", "loyaltytui.tui.app"),
    ("textual.widgets._markdown", "loyaltytui.tui.app"),
)


@pytest.mark.parametrize(("late", "early"), WORDS)
def test_what_the_first_frame_does_not_show_is_not_loaded_for_it(late: str, early: str) -> None:
    asked = f"import sys, {early}; print({late!r} in sys.modules)"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout == "False\n"
