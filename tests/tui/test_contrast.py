"""Every text in every theme can be read: at 4.5:1 or better against what lies beneath it.

First the colours of the tables, then the glass itself: each page and box, cell by cell.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.color import Color, ColorType
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from loyaltytui import commands
from loyaltytui.commands.exchange import EXPORT
from loyaltytui.commands.program import SETTINGS, TOUR
from loyaltytui.settings import Settings
from loyaltytui.tui.themes_table import PALETTES, Palette
from tests.tui.customer import a_customer, open_section
from tests.tui.stage import WIDE, Stage, on_stage, played, press, type_text, until

ENOUGH = 4.5
GROUNDS = ("background", "surface", "panel", "cursor")
TEXTS = (
    *("foreground", "muted", "primary", "secondary"),
    *("accent", "error", "warning", "success"),
)

XTERM = "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5"
XTERM_BRIGHT = "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
VGA = "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa"
VGA_BRIGHT = "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"
TANGO = "000000 cc0000 4e9a06 c4a000 3465a4 75507b 06989a d3d7cf"
TANGO_BRIGHT = "555753 ef2929 8ae234 fce94f 729fcf ad7fa8 34e2e2 eeeeec"
CAMPBELL = "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc"
CAMPBELL_BRIGHT = "767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2"
TERMINALS = {
    "xterm": f"{XTERM} {XTERM_BRIGHT}".split(),
    "the Linux console": f"{VGA} {VGA_BRIGHT}".split(),
    "Gnome": f"{TANGO} {TANGO_BRIGHT}".split(),
    "Windows": f"{CAMPBELL} {CAMPBELL_BRIGHT}".split(),
}
"""What usual terminals make of the sixteen colours."""
ANSI = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")

Rgb = tuple[int, int, int]
each_theme = pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)


def rgb(colour: str) -> Rgb:
    digits = colour.removeprefix("#")
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def contrast(one: Rgb, other: Rgb) -> float:
    """As the Web Content Accessibility Guidelines reckon it: from 1 to 21."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: Rgb) -> float:
    red, green, blue = (
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def on_terminal(name: str, colours: list[str], *, is_dark: bool, is_ground: bool) -> Rgb:
    """What a terminal shows for one of its own colours; its default is white or black."""
    if name == "ansi_default":
        return rgb(colours[0] if is_ground == is_dark else "e5e5e5" if is_dark else "ffffff")
    words = name.removeprefix("ansi_")
    bright = words.startswith("bright_")
    return rgb(colours[ANSI.index(words.removeprefix("bright_")) + 8 * bright])


def test_black_on_white_is_the_most_and_a_colour_on_itself_the_least() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)
    assert contrast((1, 2, 3), (1, 2, 3)) == 1


@each_theme
def test_every_colour_of_text_can_be_read_on_every_ground(palette: Palette) -> None:
    for ground in GROUNDS:
        for text in TEXTS:
            if palette.on_cursor and ground == "cursor":
                continue
            for terminal, shown, beneath in shown_by(palette, text, ground):
                found = contrast(shown, beneath)
                assert found >= ENOUGH, f"{text} on {ground} is {found:.2f} {terminal}"


@each_theme
def test_the_row_beneath_the_cursor_can_be_read(palette: Palette) -> None:
    text = "on_cursor" if palette.on_cursor else "foreground"
    for terminal, shown, beneath in shown_by(palette, text, "cursor"):
        assert contrast(shown, beneath) >= ENOUGH, terminal


def shown_by(palette: Palette, text: str, ground: str) -> list[tuple[str, Rgb, Rgb]]:
    """A colour of text and its ground, as each terminal shows them."""
    names = getattr(palette, text), getattr(palette, ground)
    if not palette.is_ansi:
        return [("", rgb(names[0]), rgb(names[1]))]
    dark = palette.is_dark
    return [
        (
            f"in {terminal}",
            on_terminal(names[0], colours, is_dark=dark, is_ground=False),
            on_terminal(names[1], colours, is_dark=dark, is_ground=True),
        )
        for terminal, colours in TERMINALS.items()
    ]


def test_no_style_asks_for_a_colour_that_the_themes_do_not_say() -> None:
    said = {
        *("background", "surface", "panel", "primary-muted", "frame", "box-frame", "on-cursor"),
        *("foreground", "foreground-muted", "foreground-disabled", "text", "text-muted"),
        *("text-primary", "text-secondary", "text-accent", "text-error", "text-warning"),
        *("text-success", "footer-foreground", "footer-key-foreground"),
    }
    room = Path(__file__).parents[2] / "loyaltytui" / "tui"
    for path in (*room.rglob("*.py"), *room.rglob("*.tcss")):
        asked = set(re.findall(r"\$([a-z][a-z0-9-]*)", path.read_text("utf-8")))
        assert asked <= said, f"{path.name} asks for {asked - said}"


@each_theme
@played
async def test_every_page_and_box_can_be_read(tmp_path: Path, palette: Palette) -> None:
    settings = Settings(tmp_path / "settings.toml", theme=palette.name)
    async with on_stage(a_customer(tmp_path), WIDE, settings=settings) as pilot:
        is_ours = palette in PALETTES[:4]
        for keys, text in WALK if is_ours else SHORT_WALK:
            await press(pilot, *keys)
            await type_text(pilot, text)
            assert unreadable(pilot, palette) == [], (keys, text)
        if not is_ours:
            return
        await open_section(pilot, "Timeline")
        for _ in range(6):
            assert unreadable(pilot, palette) == []
            await press(pilot, commands.NEXT_SECTION)


@pytest.mark.parametrize("palette", PALETTES[:4], ids=lambda palette: palette.name)
@played
async def test_every_box_of_the_palette_can_be_read(tmp_path: Path, palette: Palette) -> None:
    settings = Settings(tmp_path / "settings.toml", theme=palette.name)
    async with on_stage(a_customer(tmp_path), WIDE, settings=settings) as pilot:
        home = pilot.app.screen
        await press(pilot, commands.MARK)
        for command in BOXES:
            await home.run_action(command.action)
            await until(pilot, lambda: pilot.app.screen is not home)
            await type_text(pilot, "zz")
            assert unreadable(pilot, palette) == [], command.id
            while pilot.app.screen is not home:
                await press(pilot, LEAVE)


@played
async def test_all_of_a_box_is_seen_and_what_is_too_faint_is_found(tmp_path: Path) -> None:
    """Else the tests above would pass on a glass they do not see."""
    async with on_stage(a_customer(tmp_path), WIDE) as pilot:
        await press(pilot, commands.HELP)
        seen = texts(pilot)
    assert len(seen) > 60
    dark = PALETTES[0]
    assert all(readability(one.style or Style.null(), dark) >= ENOUGH for one in seen)
    faint = Style.parse("#3a3f46 on #14171c")
    assert readability(faint, dark) < ENOUGH
    assert readability(faint + Style(reverse=True), dark) < ENOUGH
    assert readability(Style.parse("dim #ffffff on #000000"), dark) < ENOUGH


BOXES = (SETTINGS, EXPORT, commands.IMPORT, commands.BACKUPS, commands.FORGET, commands.NEWS, TOUR)
LEAVE, NEXT = commands.LEAVE, commands.NEXT_SECTION
WALK: tuple[tuple[tuple[commands.Command | str, ...], str], ...] = (
    ((), ""),
    ((commands.BRIEF,), ""),
    ((LEAVE, commands.HELP), ""),
    ((LEAVE, commands.LOG_LINE), "nobody here call: renewing > send it fri < a PO rival: Acme"),
    ((LEAVE, commands.ADD_CONTACT), ""),
    (("enter",), ""),
    ((LEAVE, commands.SHOW_CONTACTS, "space"), ""),
    ((commands.FIND,), "seal"),
    ((LEAVE, LEAVE, commands.SHOW_LOYALTY), ""),
    *(((NEXT,), "") for _ in range(7)),
    ((commands.REVIEW,), ""),
    ((LEAVE, commands.HISTORY), ""),
    ((LEAVE, commands.PALETTE), ""),
    ((), "theme"),
    ((LEAVE, commands.SHOW_CONTACTS), ""),
)

SHORT_WALK = WALK[:6]


def unreadable(pilot: Stage, palette: Palette) -> list[str]:
    """The texts on the glass that are too near to their ground, with how near."""
    return sorted(
        {
            f"{segment.text.strip()!r} {segment.style} {ratio:.2f}"
            for segment in texts(pilot)
            if (ratio := readability(segment.style or Style.null(), palette)) < ENOUGH
        }
    )


def texts(pilot: Stage) -> list[Segment]:
    """Whatever holds a letter or a digit, on the box that lies on top or else on the page."""
    screen = pilot.app.screen
    update = screen._compositor.render_update(full=True)
    lines = [Strip.join(line) for line in getattr(update, "strips")]  # noqa: B009  its own type
    # What a box lies over is veiled, and not meant to be read.
    for box in screen.query(".box, #--container"):
        region = box.region
        lines = [line.crop(region.x, region.right) for line in lines[region.y : region.bottom]]
    everything = (segment for line in lines for segment in line)
    return [one for one in everything if any(letter.isalnum() for letter in one.text)]


def readability(style: Style, palette: Palette) -> float:
    """The least contrast that any terminal gives a style; dim text is as good as unreadable."""
    if style.dim:
        return 1
    first, second = (style.bgcolor, style.color) if style.reverse else (style.color, style.bgcolor)
    return min(
        contrast(
            glass(first, colours, palette, is_ground=False),
            glass(second, colours, palette, is_ground=True),
        )
        for colours in TERMINALS.values()
    )


def glass(colour: Color | None, colours: list[str], palette: Palette, *, is_ground: bool) -> Rgb:
    if colour is None or colour.is_default:
        dark = palette.is_dark
        return on_terminal("ansi_default", colours, is_dark=dark, is_ground=is_ground)
    if colour.type is ColorType.TRUECOLOR:
        assert colour.triplet is not None
        return colour.triplet.red, colour.triplet.green, colour.triplet.blue
    assert colour.number is not None
    return rgb(colours[colour.number])
