"""A line for a path, completed with tab. What is done with the path is its dialog's work."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from textual import events
from textual.message import Message
from textual.widgets import Input

_SOURCES = (".vcf", ".vcard", ".csv")
_MOST_OFFERED = 8


def path_of(typed: str) -> Path:
    """The path somebody typed; a `~` at its start is their home."""
    return Path(os.path.expanduser(typed.strip()))


def completions(typed: str) -> list[str]:
    """The folders, vCard and CSV files that a path can go on to, each as it would be typed.

    Hidden ones only once their dot is typed. A folder that can't be read goes on to nothing.
    """
    folder, begun = os.path.split(typed)
    try:
        entries = sorted(os.scandir(os.path.expanduser(folder) or "."), key=lambda one: one.name)
    except (OSError, ValueError):
        return []
    found = []
    for entry in entries:
        if not entry.name.casefold().startswith(begun.casefold()):
            continue
        if entry.name.startswith(".") and not begun:
            continue
        is_folder = entry.is_dir()
        if is_folder or entry.name.lower().endswith(_SOURCES):
            found.append(os.path.join(folder, entry.name) + (os.sep if is_folder else ""))
    return found


def _common_start(texts: list[str]) -> str:
    """As much as all of them begin with, letter by letter."""
    least, most = min(texts, default=""), max(texts, default="")
    pairs = enumerate(zip(least, most, strict=False))
    end = next((at for at, (one, other) in pairs if one != other), len(least))
    return least[:end]


class PathLine(Input):
    """A line on which tab completes a path; where nothing can be completed, tab goes on."""

    @dataclass
    class Offered(Message):
        """Several paths go on from what is typed."""

        names: tuple[str, ...]

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "tab" and self._complete():
            event.prevent_default().stop()
        else:
            await super()._on_key(event)

    def _complete(self) -> bool:
        """Types as much as is certain; false when there is nothing to type or to offer."""
        typed = self.value
        found = completions(typed) if typed else []
        common = _common_start(found)
        if not found or (len(found) == 1 and common == typed):
            return False
        if len(common) > len(typed) or (len(found) == 1 and common != typed):
            self.value = common
            self.cursor_position = len(common)
        if len(found) > 1:
            names = [os.path.basename(one.rstrip(os.sep)) for one in found]
            more = len(names) - _MOST_OFFERED
            rest = [f"and {more} more"] if more > 0 else []
            self.post_message(self.Offered((*names[:_MOST_OFFERED], *rest)))
        return True
