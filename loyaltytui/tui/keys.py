"""Hands the command table to Textual as bindings, and tells which of them answer now.

Which commands there are is written in `loyaltytui.commands`; what they do, on the pages.
"""

from __future__ import annotations

from collections.abc import Mapping

from textual.binding import ActiveBinding, Binding, BindingType

from loyaltytui.commands import BY_ID, EVERYWHERE, LIST, Command, spoken_keys


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
