"""A saving box whose typed lines survive Escape, quitting, a crash and a closed terminal.

Where they are kept is handed to it; what the lines are and become is each box's own.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Generic, Protocol

from textual import on, work
from textual.timer import Timer
from textual.widgets import Input, TextArea

from loyaltytui.commands import EDITOR, RESTORE, spoken_keys
from loyaltytui.tui.dialogs.edge import say_at_edge
from loyaltytui.tui.dialogs.saving_box import Draft, SavingBox
from loyaltytui.tui.widgets.typing import TextLine
from loyaltytui.tui.widgets.typing_lines import TextLines

KEEP_AFTER_SECONDS = 0.3


class KeptLines(Protocol):
    """Where the lines of one box are kept while they are unsaved."""

    lines: Mapping[str, str]
    """What was left there, by the names of the lines; empty for nothing."""

    def keep(self, heading: str, lines: Mapping[str, str]) -> str:
        """Keeps the lines against every mishap, none forgets; returns why not, or nothing."""
        ...

    async def keep_beside(self, heading: str, lines: Mapping[str, str]) -> str:
        """The same, while the keys are listened to."""
        ...


class KeptBox(SavingBox[Draft], Generic[Draft]):
    """Offers back what was typed on it and left; one key shows what is stored instead."""

    def __init__(self, save: Callable[[Draft], Awaitable[object]], heading: str) -> None:
        super().__init__(save)
        self.heading = heading
        self.kept: KeptLines | None = None
        self.keeping: Timer | None = None
        self.said_unkept = ""
        self.unsaved: Mapping[str, str] = {}
        """The lines that differ from what is stored, as of the last key."""

    def stored(self) -> Mapping[str, str]:
        """What each line says in the book, by its name; empty lines for what is new."""
        raise NotImplementedError

    def line(self, name: str) -> TextLine | TextLines:
        """Where a line is typed."""
        return self.query_one(f"#field-{name}", TextLine)

    def keep_in(self, kept: KeptLines) -> None:
        """From now on what is typed is kept there until it is saved."""
        self.kept = kept
        save = self.save

        async def save_and_forget(draft: Draft) -> None:
            await save(draft)
            self.kept = None
            kept.keep(self.heading, {})

        self.save = save_and_forget

    def on_mount(self) -> None:
        """What was left unsaved stands there again."""
        if self.kept is not None:
            self.unsaved = dict(self.kept.lines)
            for name in self.stored().keys() & self.unsaved.keys():
                _fill(self.line(name), self.unsaved[name])
        self._tell()

    @on(Input.Changed)
    @on(TextArea.Changed)
    def keep_soon(self) -> None:
        """What is typed is on disk within a third of a second."""
        before, self.unsaved = self.unsaved, self._changed()
        if self.kept is not None and self.keeping is None and self.unsaved != before:
            self.keeping = self.set_timer(KEEP_AFTER_SECONDS, self._keep_beside)

    def _changed(self) -> Mapping[str, str]:
        """Only lines that differ are kept: the others may change in the book meanwhile."""
        known = self.stored()
        typed = {name: _typed(self.line(name)) for name in known}
        return {name: text for name, text in typed.items() if text != known[name]}

    @work
    async def _keep_beside(self) -> None:
        # Not before it is begun: a box that is closed first keeps it at once.
        self._stop_keeping()
        if self.kept is not None:
            self._tell_of(await self.kept.keep_beside(self.heading, self.unsaved))

    def _keep(self) -> None:
        self._stop_keeping()
        if self.kept is not None:
            self._tell_of(self.kept.keep(self.heading, self.unsaved))

    def _tell_of(self, trouble: str) -> None:
        """Says what keeps it from being kept, once."""
        self._tell()
        if trouble and trouble != self.said_unkept:
            self.complain(trouble)
        self.said_unkept = trouble

    def _stop_keeping(self) -> None:
        if self.keeping is not None:
            self.keeping.stop()
            self.keeping = None

    def on_resize(self) -> None:
        """The frame says more or less, as it has room."""
        self._tell()

    def _tell(self) -> None:
        """Says on the frame that there are words which no book holds yet."""
        keys, short = "enter or ctrl+s save · esc leave", "ctrl+s save · esc leave"
        said: tuple[str, ...] = (keys, short)
        if hasattr(self, "action_editor") and not self.unsaved:
            said = (f"{spoken_keys(EDITOR)} editor · {keys}", *said)
        if self.kept is not None and self.unsaved:
            stored = f"{spoken_keys(RESTORE)} as stored"
            said = (
                f"not saved yet · {stored} · {keys}",
                f"not saved · {stored} · {short}",
                f"not saved · {short}",
            )
        say_at_edge(self.query_one(".box"), *said)

    def action_restore(self) -> None:
        """Shows what is stored and forgets what was typed."""
        for name, text in self.stored().items():
            _fill(self.line(name), text)
        self.unsaved = {}
        self._keep()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is kept can be dropped."""
        if action == "restore":
            return True if self.kept is not None else None
        return super().check_action(action, parameters)

    def action_leave(self) -> None:
        """Closes the box, its lines kept; at the second try also when they can't be."""
        if self.is_saving:
            return
        warned = self.said_unkept
        self._keep()
        if not self.said_unkept or warned:
            super().action_leave()

    def on_unmount(self) -> None:
        """Closed from outside: what was typed is kept all the same."""
        if self.keeping is not None and self.kept is not None:
            self._stop_keeping()
            self.kept.keep(self.heading, self.unsaved)

    def keep_at_last(self) -> None:
        """The same, where the box can't be closed in order."""
        if self.keeping is not None and self.kept is not None and not self.is_saving:
            self.kept.keep(self.heading, self.unsaved)


def _typed(line: TextLine | TextLines) -> str:
    return line.value if isinstance(line, TextLine) else line.text


def _fill(line: TextLine | TextLines, text: str) -> None:
    if isinstance(line, TextLine):
        line.value = text
        line.cursor_position = len(text)
    elif line.text != text:
        line.load_text(text)
