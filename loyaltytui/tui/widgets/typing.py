"""Where a line is typed: what no keyboard types is neither taken in nor painted.

What is painted has one letter for each that is stored, or the cursor would stand elsewhere. Several
lines are typed on `typing_lines`.
"""

from __future__ import annotations

from collections.abc import Callable

from rich.text import Text
from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.suggester import Suggester
from textual.widgets import Input

from loyaltytui.plain import clean, visible


class _Completion(Suggester):
    """Offers what begins as the line does."""

    def __init__(self, complete: Callable[[str], str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self.complete = complete

    async def get_suggestion(self, value: str) -> str | None:
        """The whole line as it may become. None: nothing, or nothing that could be painted."""
        found = self.complete(value)
        fits = found.casefold().startswith(value.casefold()) and visible(found) == found
        return found if fits and len(found) > len(value) else None


class TextLine(Input):
    """One line to type on."""

    takes_many = True
    """Letters that came together are taken as they are pasted: all at once."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
    """How long what is typed is. Nothing is laid out anew for it: the line stays where it is."""

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        id: str | None = None,
        complete: Callable[[str], str] | None = None,
    ) -> None:
        """`complete`: what the line may become, shown behind the cursor; the right arrow takes it.

        It is asked with what was typed so far and answers with nothing where it knows nothing.
        """
        super().__init__(
            value,
            placeholder=placeholder,
            id=id,
            compact=True,
            select_on_focus=False,
            suggester=_Completion(complete) if complete else None,
        )

    def on_mount(self) -> None:
        """Leaves the editor's key to a box that opens one; `end` goes to the end as well."""
        if hasattr(self.screen, "action_editor"):
            self._bindings.key_to_bindings.pop("ctrl+e", None)

    @property
    def _value(self) -> Text:
        # Textual paints from here; there is no public place between the value and the glass.
        return Text(visible(self.value), no_wrap=True, overflow="ignore", end="")

    def _on_paste(self, event: events.Paste) -> None:
        # Textual goes on to its own handler with the same event.
        event.text = clean(event.text)
