"""What the first and the last line say, and how much of it there is room for.

Free of Textual: the first frame is painted from it before Textual has loaded.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence

from loyaltytui import commands
from loyaltytui.commands import HELP, LOG_LINE, Command, spoken_keys
from loyaltytui.dates import say_day
from loyaltytui.tui.widgets.cells import cells, fit

NAME = " loyaltytui "
TABS = (
    commands.SHOW_AGENDA,
    commands.SHOW_CONTACTS,
    commands.SHOW_CONTACT,
    commands.SHOW_LOYALTY,
)
_ALWAYS = (LOG_LINE, HELP)
"""Never left out: how to write a talk down, and how to find everything else."""

FootKey = tuple[Command, str, bool]
"""A command, its key, and whether it makes sense now."""


def tab_labels(tabs: Sequence[Command]) -> list[str]:
    """How the tabs are written."""
    return [f" {spoken_keys(command)} {command.label} " for command in tabs]


def signed_label(label: str) -> str:
    """The label of what is open. Where there are no colours to tell it by, brackets do."""
    is_framed = bool(os.environ.get("NO_COLOR")) and label[:1] == label[-1:] == " "
    return f"[{label[1:-1]}]" if is_framed else label


def masthead_parts(
    tabs: Sequence[Command], current: str, today: dt.date, banner: str, width: int
) -> list[tuple[str, str]]:
    """Name, tabs, banner, day, each with its look. Without room the day goes first, then the name.

    Looks are `name`, `open` for the tab on show, `quiet`, `banner`, and none for what is blank.
    """
    shown = [
        (signed_label(label), "open") if command.id == current else (label, "quiet")
        for command, label in zip(tabs, tab_labels(tabs), strict=True)
    ]
    day = (f"{say_day(today, today)} {today.year} ", "quiet")
    said = [(f" {banner} ", "banner")] if banner else []
    name = [(NAME, "name")]
    for left, right in ((name, [*said, day]), (name, said), ([], said)):
        used = sum(cells(text) for text, _ in (*left, *shown, *right))
        if used <= width:
            break
    if used > width and banner:
        room = width - sum(cells(text) for text, _ in shown)
        right, used = ([(fit(f" {banner}", room), "banner")], width) if room > 1 else ([], width)
    return [*left, *shown, (" " * max(width - used, 0), ""), *right]


def fitting(found: list[FootKey], width: int) -> list[FootKey]:
    """The keys there is room for: the last goes first, and before it what makes no sense now."""
    found = list(found)
    while found and sum(key_width(command, key) for command, key, _ in found) > width:
        droppable = [one for one in found if one[0] not in _ALWAYS]
        if not droppable:
            break
        greyed = [one for one in droppable if not one[2]]
        found.remove((greyed or droppable)[-1])
    return found


def key_width(command: Command, key: str) -> int:
    """The cells that a key and its label take."""
    return cells(f" {key} {command.label} ")
