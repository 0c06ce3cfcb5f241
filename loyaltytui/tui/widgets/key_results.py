"""Where each key of a review leads, said before it is pressed. What it then does is the page's."""

from __future__ import annotations

import datetime as dt

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from loyaltytui import commands
from loyaltytui.commands import Command
from loyaltytui.dates import say_day
from loyaltytui.entries import Contact, Promise
from loyaltytui.loyalty.agenda import AgendaItem
from loyaltytui.loyalty.checkins import CheckInRules
from loyaltytui.loyalty.review import say_next, say_usual, snooze_day
from loyaltytui.tui.keys import keys_in_force, live_commands

_GAP = 3


def key_results(
    item: AgendaItem, contact: Contact, today: dt.date, rules: CheckInRules
) -> tuple[tuple[Command, str], ...]:
    """Where each key leads for this item; the usual one first.

    Keys that make no sense for it are among them: the page greys those, and `KeyResults`
    leaves out what is grey.
    """
    is_promise = isinstance(item.about, Promise)
    is_mine = isinstance(item.about, Promise) and item.about.is_mine
    log = ((commands.LOG_LINE, f"log, {say_next(contact, today, rules)}"),) if is_promise else ()
    return (
        (commands.OPEN, say_usual(item, contact, today, rules)),
        *log,
        (commands.SNOOZE, f"snooze → {say_day(snooze_day(today, rules), today)}"),
        (commands.SNOOZE_UNTIL, "snooze until…"),
        (commands.MOVE, "move to…"),
        (commands.KEEP, "kept" if is_mine else "they did it"),
        (commands.BREAK, "broken"),
        (commands.RELEASE, "released"),
        (commands.ADD_CHECK_IN, "plan a check-in…"),
        (commands.SKIP, "skip, stays due"),
        (commands.UNDO, "undo"),
        (commands.STOP, "stop here"),
    )


class KeyResults(Widget):
    """Each key with where it leads, before it is pressed; a click does the same."""

    DEFAULT_CSS = """
    KeyResults { height: auto; width: 1fr; }
    """
    ALLOW_SELECT = False

    results: reactive[tuple[tuple[Command, str], ...]] = reactive((), layout=True)
    """What each command comes to now, in words."""

    def on_mount(self) -> None:
        """Follows whatever changes the keys."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow, immediate=True)

    def _follow(self, screen: Screen[object]) -> None:
        # Of a page that is away nothing is laid out; it follows again when it is turned to.
        above = (each for each in self.ancestors_with_self if isinstance(each, Widget))
        if screen is self.screen and all(each.display for each in above):
            self.refresh(layout=True)

    def _lines(self, width: int) -> list[list[tuple[Command, str, str]]]:
        """Command, key and words of each result that makes sense now, broken into lines."""
        live = {
            command.id: keys_in_force(command, active).split(", ")[0]
            for command, active in live_commands(self.screen.active_bindings)
            if active.enabled
        }
        lines: list[list[tuple[Command, str, str]]] = [[]]
        used = 0
        for command, said in self.results:
            if command.id not in live:
                continue
            key = live[command.id]
            size = cell_len(f"{key} {said}") + _GAP
            if lines[-1] and used + size - _GAP > width:
                lines.append([])
                used = 0
            lines[-1].append((command, key, said))
            used += size
        return lines

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """As many lines as the results need."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Keys stand out, the words after them do not."""
        parts: list[tuple[str, str]] = []
        for number, line in enumerate(self._lines(self.size.width)):
            parts.append(("\n" if number else "", ""))
            for command, key, said in line:
                is_usual = command is self.results[0][0]
                parts.append((f"{key} ", "bold $footer-key-foreground"))
                parts.append((said + " " * _GAP, "bold" if is_usual else "$foreground"))
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Does what the key beneath the mouse does."""
        lines = self._lines(self.size.width)
        left = 0
        for command, key, said in lines[event.y] if event.y < len(lines) else ():
            right = left + cell_len(f"{key} {said}")
            if left <= event.x < right:
                self.app.simulate_key(command.key.split(",")[0])
            left = right + _GAP
