"""Hands the command table to Textual: bindings and the palette.

Which commands there are is written in `loyaltytui.commands`; what they do, on the pages.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from functools import partial

from textual.binding import ActiveBinding, Binding, BindingType
from textual.command import DiscoveryHit, Hit, Hits, Provider

from loyaltytui.commands import BY_ID, EVERYWHERE, LIST, PALETTE_ONLY, Command, spoken_keys


def bindings(commands: tuple[Command, ...]) -> list[BindingType]:
    """The commands of one page, as its `BINDINGS`."""
    return [
        Binding(
            command.key,
            command.action,
            command.label,
            tooltip=command.help,
            show=command.in_footer,
            id=command.id,
        )
        for command in commands
    ]


def live_commands(
    active_bindings: Mapping[str, ActiveBinding],
) -> list[tuple[Command, ActiveBinding]]:
    """The commands that answer now, once each: the page's own, then those of every page.

    Moving about in a list comes last: nobody looks that up.
    """
    found = {active.binding.id: active for active in active_bindings.values() if active.binding.id}
    commands = [BY_ID[one] for one in BY_ID if one in found]
    commands.sort(key=lambda command: (command in LIST, command in EVERYWHERE))
    return [(command, found[command.id]) for command in commands]


def keys_in_force(command: Command, active: ActiveBinding) -> str:
    """A command's keys as a person reads them, also where the settings chose others."""
    is_usual = active.binding.key in command.key.split(",")
    return spoken_keys(command) if is_usual else active.binding.key


class LiveCommands(Provider):
    """The palette: exactly what the page beneath would answer to now."""

    def _live(self) -> Iterator[tuple[Command, Callable[[], Awaitable[bool]]]]:
        for command, active in live_commands(self.screen.active_bindings):
            if active.enabled:
                yield command, partial(self.app.run_action, active.binding.action, active.node)
        for command in PALETTE_ONLY:
            if hasattr(self.screen, f"action_{command.action}"):
                yield command, partial(self.app.run_action, command.action, self.screen)

    async def discover(self) -> Hits:
        """Everything, before a word is typed."""
        for command, run in self._live():
            yield DiscoveryHit(command.label, run, help=command.help)

    async def search(self, query: str) -> Hits:
        """What matches the words typed."""
        matcher = self.matcher(query)
        for command, run in self._live():
            score = matcher.match(f"{command.label} {command.help}")
            if score > 0:
                yield Hit(score, matcher.highlight(command.label), run, help=command.help)
