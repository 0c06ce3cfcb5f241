"""A list that is filtered as you type. Which conditions there are is decided in `capture.filters`.

The line is made when somebody first filters, or ahead while nobody types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, work
from textual.content import Content
from textual.timer import Timer
from textual.widget import AwaitMount

from loyaltytui.tui.screens.marking import MarkingPage
from loyaltytui.tui.widgets.ink import ink

if TYPE_CHECKING:
    from loyaltytui.tui.widgets.contact_rows import ContactRows
    from loyaltytui.tui.widgets.filter_line import FilterLine

_REST_SECONDS = 0.2


class FilteredPage(MarkingPage):
    """The line above the list, and the list that answers to it."""

    people: ContactRows
    """Who is found, a row each."""
    line: FilterLine | None = None
    """What a filter is typed on. None: nobody has filtered yet."""
    _mounting: AwaitMount
    """Until the line has its place."""
    below: Content = ink("")
    """Said in the lower edge of the frame: how the filter ends."""
    _waiting: Timer | None = None
    """Runs until the typing rests. None: nobody types."""

    def paint_title(self) -> None:
        """What the list is of, and `below`."""
        raise NotImplementedError

    def show_first(self) -> None:
        """Reads who is found, and shows them from the first on."""
        raise NotImplementedError

    def tell_whom(self) -> None:
        """Tells who is highlighted."""
        raise NotImplementedError

    async def make_rest(self) -> None:
        """The line that a filter is typed on."""
        await self._have_line()

    async def _have_line(self) -> FilterLine:
        """Made once, also when it is asked for while it is being made."""
        if self.line is None:
            # Loaded only here: the list itself need not wait for all that a line can do.
            from loyaltytui.tui.widgets.filter_line import FilterLine

            self.line = FilterLine()
            self._mounting = self.mount(self.line, before=0)
            # The value itself is watched: its message would come a frame later.
            self.watch(self.line, "value", self._filter, init=False)
        if not self.line.is_mounted:
            await self._mounting
        return self.line

    @property
    def typed(self) -> str:
        """The filter as it was typed."""
        return "" if self.line is None else self.line.value

    @property
    def is_typed_on(self) -> bool:
        """Was a letter of the filter typed just now?"""
        return self._waiting is not None

    def _filter(self) -> None:
        """Looks for what is typed, at once: the letter and what it finds are painted together.

        Whom half a word finds first is nobody to tell of; that waits until the typing rests.
        """
        self.show_first()
        self._stop_waiting()
        self._waiting = self.set_timer(_REST_SECONDS, self._rest)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None

    def _rest(self) -> None:
        """Nobody types any more."""
        if self._waiting is not None:
            self._stop_waiting()
            self.tell_whom()

    async def begin_filter(self) -> None:
        """Opens the filter line."""
        line = await self._have_line()
        line.display = True
        self._say_below("enter goes to the list · esc ends the filter")
        line.focus()

    def on_key(self, event: events.Key) -> None:
        """Arrows and enter reach the list from the filter line; escape ends the filter."""
        line = self.line
        if line is None:
            return
        if self.app.focused is line and event.key in ("down", "up", "pagedown", "pageup"):
            self._rest()
            event.prevent_default().stop()
            move = {
                "down": self.rows.action_down,
                "up": self.rows.action_up,
                "pagedown": self.rows.action_page_down,
                "pageup": self.rows.action_page_up,
            }
            move[event.key]()
        elif event.key == "escape" and line.display:
            event.prevent_default().stop()
            self._end_filter()

    @work
    async def action_filter(self) -> None:
        """Chooses a filter in a box, which writes it into the line."""
        from loyaltytui.tui.dialogs.filter_box import FilterBox

        async def take(typed: str) -> None:
            await self._begin(typed)

        await self.app.push_screen_wait(FilterBox(take, self.typed))

    async def _begin(self, typed: str) -> None:
        if not typed:
            self._end_filter()
            return
        line = await self._have_line()
        self.rows.focus()
        line.display = True
        line.value = typed
        self._say_below("esc ends the filter")

    def _end_filter(self) -> None:
        self.rows.focus()
        self._say_below("")
        if self.line is not None:
            self.line.display = False
            self.line.value = ""
        self._rest()

    # Found by its name: the class is loaded with the line.
    def on_input_submitted(self) -> None:
        """Enter on the filter goes on in the list, or opens the only contact left."""
        self._rest()
        self.rows.focus()
        if len(self.people) == 1:
            self.rows.action_open()

    def _say_below(self, words: str) -> None:
        self.below = ink(words)
        self.paint_title()
