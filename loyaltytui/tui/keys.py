"""Hands the command table to Textual: bindings and the palette.

Which commands there are is written in `loyaltytui.commands`; what they do, on the pages.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from functools import partial

from textual.binding import Binding, BindingType
from textual.command import DiscoveryHit, Hit, Hits, Provider

from loyaltytui.commands import BY_ID, Command


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


class LiveCommands(Provider):
    """The palette: exactly what the page beneath would answer to now."""

    def _live(self) -> Iterator[tuple[Command, Callable[[], Awaitable[bool]]]]:
        seen: set[str] = set()
        for active in self.screen.active_bindings.values():
            command = BY_ID.get(active.binding.id or "")
            if command is not None and active.enabled and command.id not in seen:
                seen.add(command.id)
                yield command, partial(self.app.run_action, active.binding.action, active.node)

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
