"""A line for paths, completed with tab. What is done with them is its dialog's work."""

from __future__ import annotations

import asyncio
import os
import shlex
from collections.abc import Collection
from dataclasses import dataclass
from glob import glob
from pathlib import Path

from textual import events
from textual.message import Message

from loyaltytui.tui.widgets.typing import TextLine

SOURCES = (".vcf", ".vcard", ".csv", ".tsv", ".txt", ".json")
"""How the files end that can be imported."""
_MOST_OFFERED = 8
_PATIENCE_SECONDS = 1.0
"""A folder of another machine may never answer."""


def path_of(typed: str) -> Path:
    """The path somebody typed; a `~` at its start is their home."""
    return Path(os.path.expanduser(typed.strip()))


def paths_of(typed: str) -> tuple[Path, ...]:
    """The paths somebody typed: one, or several with `;` between, or a pattern like `*.vcf`.

    And as a terminal writes those that are dropped on it, in quotes or with backslashes.
    """
    whole = path_of(typed)
    if _is_there(whole):
        return (whole,)
    if dropped := _dropped(typed):
        return dropped
    found: list[Path] = []
    for part in typed.split(";"):
        if part.strip():
            found += _one_or_several(part)
    return tuple(dict.fromkeys(found))


def _one_or_several(part: str) -> list[Path]:
    path = path_of(part)
    is_pattern = any(sign in part for sign in "*?[") and not _is_there(path)
    matching = [Path(one) for one in sorted(glob(str(path)))] if is_pattern else []
    return matching or list(_dropped(part)) or [path]


def _dropped(typed: str) -> tuple[Path, ...]:
    """What a terminal wrote of files dropped on it; nothing unless all of them are there."""
    try:
        found = tuple(path_of(word) for word in shlex.split(typed))
    except ValueError:
        return ()
    return found if all(map(_is_there, found)) else ()


def _is_there(path: Path) -> bool:
    try:
        return os.path.lexists(path)
    except ValueError:
        return False


def completions(typed: str, endings: Collection[str] = SOURCES) -> list[str]:
    """The folders, and the files with such endings, that a path can go on to, as they are typed.

    Hidden ones only once their dot is typed. A folder that can't be read goes on to nothing.
    """
    if typed == "~":
        return ["~" + os.sep]
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
        is_folder = _is_folder(entry)
        if is_folder or entry.name.lower().endswith(tuple(endings)):
            found.append(os.path.join(folder, entry.name) + (os.sep if is_folder else ""))
    return found


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _common_start(texts: list[str]) -> str:
    """As much as all of them begin with, letter by letter."""
    least, most = min(texts, default=""), max(texts, default="")
    pairs = enumerate(zip(least, most, strict=False))
    end = next((at for at, (one, other) in pairs if one != other), len(least))
    return least[:end]


class PathLine(TextLine):
    """A line on which tab completes a path; where nothing can be completed, tab goes on."""

    @dataclass
    class Offered(Message):
        """Several paths go on from what is typed."""

        names: tuple[str, ...]

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        id: str | None = None,
        endings: Collection[str] = SOURCES,
        is_one: bool = False,
    ) -> None:
        """`is_one`: a `;` is a letter of the path; else one path ends there."""
        super().__init__(value, placeholder=placeholder, id=id)
        self.endings = endings
        self.is_one = is_one

    async def _on_key(self, event: events.Key) -> None:
        is_asked = event.key == "tab" and self.cursor_position == len(self.value)
        # What is typed behind the tab waits in the line's own queue, so that no letter is lost.
        if is_asked and await self._complete():
            event.prevent_default().stop()
        else:
            await super()._on_key(event)

    async def _complete(self) -> bool:
        """Types as much as is certain; false when there is nothing to type or to offer."""
        before, last = self._last_part()
        found = await self._found(last) if last else []
        common = _common_start(found)
        if not found or (len(found) == 1 and common == last):
            return False
        if len(common) > len(last) or (len(found) == 1 and common != last):
            self.value = before + common
            self.cursor_position = len(self.value)
        if len(found) > 1:
            names = [os.path.basename(one.rstrip(os.sep)) for one in found]
            more = len(names) - _MOST_OFFERED
            rest = [f"and {more:,} more"] if more > 0 else []
            self.post_message(self.Offered((*names[:_MOST_OFFERED], *rest)))
        return True

    def _last_part(self) -> tuple[str, str]:
        """The path that is being typed, and what stands before it."""
        if self.is_one or _is_there(path_of(self.value)):
            return "", self.value
        before, sign, last = self.value.rpartition(";")
        gap = last[: len(last) - len(last.lstrip())]
        return before + sign + gap, last.lstrip()

    async def _found(self, typed: str) -> list[str]:
        looking = asyncio.to_thread(completions, typed, self.endings)
        try:
            return await asyncio.wait_for(looking, _PATIENCE_SECONDS)
        except TimeoutError:
            return []
