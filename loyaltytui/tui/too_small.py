"""What a terminal smaller than the pages are made for shows instead of them: a sentence.

Everything beneath stays as it is, and comes back when there is room again. A letter that means
something on a page is not acted on out of sight; one that is typed into a field is kept.
"""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual.app import App
from textual.geometry import Size
from textual.widgets import Static

from loyaltytui import commands
from loyaltytui.tui.widgets.ink import ink_lines

LEAST = Size(60, 20)
"""Columns and lines that every page and box is made for."""

Result = TypeVar("Result")
_EDITING = {"backspace", "delete", "left", "right", "home", "end"}
_ALWAYS = {"ctrl+q", "ctrl+c"}


def is_too_small(size: Size) -> bool:
    """Is there less room than the pages need?"""
    return size.width < LEAST.width or size.height < LEAST.height


def sentence(size: Size) -> str:
    """What is told then."""
    return (
        f"loyaltytui needs {LEAST.width} columns and {LEAST.height} lines; "
        f"here are {size.width} and {size.height}.\n"
        "Make the window larger: what was typed is kept."
    )


class TooSmall(Static):
    """Lies over a page or box that has no room."""

    DEFAULT_CSS = """
    TooSmall {
        overlay: screen;
        position: absolute;
        offset: 0 0;
        width: 100vw;
        height: 100vh;
        padding: 0 1;
        background: $background;
        color: $foreground;
        content-align: center middle;
        text-align: center;
    }
    """


class SizedApp(App[Result]):
    """Covers whatever is on show while the terminal is too small for it."""

    async def cover_or_uncover(self) -> None:
        """Makes the sentence come, say the size there is, or go."""
        for screen in self.screen_stack:
            covers = screen.query(TooSmall)
            if is_too_small(self.size) and not covers:
                await screen.mount(TooSmall(ink_lines(sentence(self.size))))
            elif is_too_small(self.size):
                covers.first().update(ink_lines(sentence(self.size)))
            elif covers:
                await covers.remove()

    def on_resize(self) -> None:
        """The screens are told first."""
        self.call_after_refresh(self.cover_or_uncover)

    def is_out_of_sight(self, key: events.Key) -> bool:
        """Would this key do something that nobody can see?"""
        if not is_too_small(self.size):
            return False
        # Loaded only here: no first frame has a field to type in.
        from textual.widgets import Input, TextArea

        is_typing = isinstance(self.focused, Input | TextArea)
        if is_typing and (key.is_printable or key.key in _EDITING):
            return False
        return key.key not in {*_ALWAYS, *(() if is_typing else commands.QUIT.key.split(","))}
