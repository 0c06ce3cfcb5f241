"""The agenda as plain terminal codes: what is on the glass while Textual is still being loaded.

Everything stands where the app then puts it: rows, columns, first and last line come from the same
functions. Free of Textual, which takes longer to load than all of this. The terminal itself is
`terminal`'s.
"""

from __future__ import annotations

import colorsys
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from loyaltytui.commands import AGENDA, BY_ID, EVERYWHERE, SHOW_AGENDA, Command, spoken_keys
from loyaltytui.tui.making_sense import can_be_edited, makes_sense
from loyaltytui.tui.themes_table import Palette
from loyaltytui.tui.widgets.agenda_rows import AgendaRows
from loyaltytui.tui.widgets.cells import BAR, THUMB, cells, has_thumb, laid_out
from loyaltytui.tui.widgets.first_and_last import TABS, FootKey, fitting, masthead_parts

SMALLEST = (60, 20)
"""Columns and lines; on less the app says how much it needs."""
ROOM_FOR_BRIEF, ROOM_FOR_TIMELINE = 100, 180
"""Columns from which on the brief stands beside the list, and a timeline beside that."""


class Spot(Struct, frozen=True):
    """Some text of a line in one style. Colours are a palette's."""

    text: str
    colour: str
    ground: str
    is_bold: bool = False


Line = list[Spot]


class Morning(Struct, frozen=True):
    """What the first frame tells of."""

    agenda: AgendaRows
    today: dt.date
    banner: str = ""
    keymap: Mapping[str, str] = {}
    """The settings' keys, by their command's id."""


def first_frame(morning: Morning, palette: Palette, width: int, height: int) -> list[Line]:
    """The lines of the whole screen."""
    painter = _Painter(morning, palette)
    page = page_width(width)
    # The timeline beside the brief comes with the app.
    beside = width * 4 // 15 if width >= ROOM_FOR_TIMELINE else width - page
    return [
        painter.masthead(width),
        [*painter.edge("╭", "╮", page), *painter.brief_edge("╭", "╮", beside, " Brief ")],
        *painter.rows(page, height - 4, beside),
        [*painter.edge("╰", "╯", page), *painter.brief_edge("╰", "╯", beside)],
        painter.key_line(width),
    ]


def page_width(width: int) -> int:
    """Three parts of five where the brief has the others, or seven of fifteen."""
    if width >= ROOM_FOR_TIMELINE:
        return width * 7 // 15
    return width * 3 // 5 if width >= ROOM_FOR_BRIEF else width


class _Painter:
    def __init__(self, morning: Morning, palette: Palette) -> None:
        self.morning = morning
        self.palette = palette
        self.agenda = morning.agenda
        self.looks = {
            "plain": (palette.foreground, False),
            "strong": (palette.foreground, True),
            "dim": (palette.muted, False),
            "late": (palette.error, False),
            "good": (palette.success, False),
            "heading": (palette.primary, True),
            "rule": (palette.frame, False),
        }

    def masthead(self, width: int) -> Line:
        palette, morning = self.palette, self.morning
        looks = {
            "name": (palette.primary, palette.panel, True),
            "open": (palette.foreground, palette.cursor, True),
            "quiet": (palette.muted, palette.panel, False),
            "banner": (palette.warning, palette.panel, False),
            "": (palette.muted, palette.panel, False),
        }
        parts = masthead_parts(TABS, SHOW_AGENDA.id, morning.today, morning.banner, width)
        return [Spot(text, *looks[look]) for text, look in parts]

    def edge(self, left: str, right: str, width: int) -> Line:
        return [self._frame(left + "─" * (width - 2) + right)]

    def brief_edge(self, left: str, right: str, width: int, title: str = "") -> Line:
        """The frame of the brief; what stands in it comes with the app."""
        if not width:
            return []
        rule = "─" * (width - 3 - len(title))
        named = Spot(title, self.palette.muted, self.palette.background)
        return [self._frame(left + "─"), named, self._frame(rule + right)]

    def rows(self, width: int, height: int, beside: int) -> Iterator[Line]:
        # As far as the app's own list reads.
        self.agenda.prepare(0, 2 * height)
        wall, empty = self._frame("│"), [self._frame("│" + " " * (beside - 2) + "│")]
        for y in range(height):
            inside = self._row(y, width - 2, height)
            yield [wall, *inside, wall, *(empty if beside else ())]

    def _row(self, y: int, width: int, height: int) -> Line:
        palette, count = self.palette, len(self.agenda)
        thumb = THUMB if has_thumb(y, 0, height, count) else " "
        scroll_bar = Spot(thumb, palette.frame, palette.background)
        if y >= count:
            return [Spot(" " * (width - 1), palette.foreground, palette.background), scroll_bar]
        is_cursor = y == self.cursor
        ground = palette.cursor if is_cursor else palette.background
        pieces = laid_out(self.agenda, y, width, bar=BAR if is_cursor else " ")
        spots = []
        for piece in pieces:
            colour, is_bold = self.looks[piece.look]
            if is_cursor:
                colour = palette.on_cursor or palette.foreground
            spots.append(Spot(piece.text, colour, ground, is_bold))
        return [*spots, scroll_bar]

    @property
    def cursor(self) -> int:
        """The first card."""
        return next(y for y in range(len(self.agenda)) if not self.agenda.is_heading(y))

    def key_line(self, width: int) -> Line:
        palette = self.palette
        spots = []
        for command, key, is_enabled in fitting(list(self._keys()), width):
            looks = (palette.accent, palette.foreground) if is_enabled else (palette.muted,) * 2
            spots.append(Spot(f" {key} ", looks[0], palette.panel, is_enabled))
            spots.append(Spot(f"{command.label} ", looks[1], palette.panel))
        used = sum(cells(spot.text) for spot in spots)
        return [*spots, Spot(" " * (width - used), palette.muted, palette.panel)]

    def _keys(self) -> Iterator[FootKey]:
        """The page's own keys, then those of every page, as the app lists them."""
        item = self.agenda.item(self.cursor)
        assert item is not None
        for command in sorted(BY_ID.values(), key=lambda command: command in EVERYWHERE):
            if command.in_footer and command in (*AGENDA, *EVERYWHERE):
                action = command.action
                is_enabled = makes_sense(action, item.about)
                if action == "edit":
                    is_enabled = can_be_edited(item.about)
                elif action in ("mark", "act_on_all"):
                    is_enabled = item.contact_id is not None
                yield command, self._key(command), is_enabled

    def _key(self, command: Command) -> str:
        key = self.morning.keymap.get(command.id, command.key).split(",")[-1]
        is_usual = key in command.key.split(",")
        return spoken_keys(command).split(", ")[0] if is_usual else key

    def _frame(self, text: str) -> Spot:
        return Spot(text, self.palette.frame, self.palette.background)


def coded(lines: Sequence[Line], *, has_all_colours: bool) -> str:
    """The lines as what a terminal is sent, each put in its place."""
    codes: dict[tuple[str, str, bool], str] = {}
    sent = []
    for y, line in enumerate(lines, 1):
        sent.append(f"\x1b[{y};1H")
        for spot in line:
            style = (spot.colour, spot.ground, spot.is_bold)
            if style not in codes:
                bold = "1;" if spot.is_bold else ""
                colour = _code(spot.colour, 38, has_all_colours)
                ground = _code(spot.ground, 48, has_all_colours)
                codes[style] = f"\x1b[0;{bold}{colour};{ground}m"
            sent.append(codes[style] + spot.text)
    return "".join(sent) + "\x1b[0m"


_OWN = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")


def _code(colour: str, kind: int, has_all_colours: bool) -> str:
    """`kind` is 38 for text, 48 for its ground."""
    if colour.startswith("ansi_"):
        name = colour.removeprefix("ansi_")
        if name == "default":
            return str(kind + 1)
        bright = 60 if name.startswith("bright_") else 0
        return str(kind - 8 + bright + _OWN.index(name.removeprefix("bright_")))
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    if has_all_colours:
        return f"{kind};2;{parts[0]};{parts[1]};{parts[2]}"
    return f"{kind};5;{nearest_of_256(*parts)}"


def nearest_of_256(red: int, green: int, blue: int) -> int:
    """The number of a colour on terminals of 256: among the greys, or in the cube of six."""
    _, lightness, saturation = colorsys.rgb_to_hls(red / 255, green / 255, blue / 255)
    if saturation < 0.15:
        grey = round(lightness * 25)
        return 16 if grey == 0 else 231 if grey == 25 else 231 + grey
    steps = [part / 95 if part < 95 else 1 + (part - 95) / 40 for part in (red, green, blue)]
    return 16 + 36 * round(steps[0]) + 6 * round(steps[1]) + round(steps[2])
