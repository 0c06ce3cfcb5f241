"""The palette: commands that answer now, contacts by their names, themes. In this order.

What a command does lives on its page; a theme's looks in `themes`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from time import monotonic
from typing import Any, Protocol, runtime_checkable

from textual import on
from textual.app import App
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider, SearchIcon
from textual.markup import escape
from textual.timer import Timer
from textual.widgets import Input, OptionList

from loyaltytui.book.book import Book
from loyaltytui.commands import PALETTE_ONLY, Command
from loyaltytui.entries import ContactId
from loyaltytui.plain import safe
from loyaltytui.tui.keys import keys_in_force, live_commands
from loyaltytui.tui.theme_commands import ThemeCommands
from loyaltytui.tui.themes import ThemedApp
from loyaltytui.tui.widgets.ink import ink

_BY_LABEL = 2.0
"""How much more it counts when a command's own name holds the words, not what is said about it."""
_BY_NAME = 1.5
_FEWEST = 2
"""Letters before contacts are looked for."""
_REST_SECONDS = 0.15
"""Nobody has typed for so long, nor moved the cursor: the theme it is on is tried on.

All styles are worked out anew for that, and all of the glass: no letter is to wait for it."""
_LATE_SECONDS = 0.05
"""What kept that from being noticed for longer may keep letters waiting too."""

Run = Callable[[], Awaitable[object]]


class Greys(Protocol):
    """A page that greys out what makes no sense on it."""

    def why_greyed(self) -> str:
        """Why, in a sentence."""
        ...


@runtime_checkable
class OpensContacts(Protocol):
    """A screen that has a book, and a page for each contact in it."""

    book: Book

    @property
    def page(self) -> Greys:
        """The page on show."""
        ...

    async def open_contact(self, contact_id: ContactId) -> None:
        """Turns to a contact's page."""
        ...


class LiveCommands(Provider):
    """Exactly what the page beneath would answer to now."""

    def _live(self) -> Iterator[tuple[Command, str, Run]]:
        """Each, what is said about it, and how it is done."""
        for command, active in live_commands(self.screen.active_bindings):
            if active.enabled:
                said = f"{command.help} Key: {keys_in_force(command, active)}"
                yield (
                    command,
                    said,
                    partial(self.app.run_action, active.binding.action, active.node),
                )
        for command in PALETTE_ONLY:
            if hasattr(self.screen, f"action_{command.action}"):
                run = partial(self.app.run_action, command.action, self.screen)
                yield command, command.help, run

    def _greyed(self) -> Iterator[tuple[Command, str]]:
        """What makes no sense now, and why."""
        if isinstance(self.screen, OpensContacts):
            for command, active in live_commands(self.screen.active_bindings):
                if not active.enabled:
                    yield command, self.screen.page.why_greyed()

    async def discover(self) -> Hits:
        """Everything, before a word is typed."""
        for command, said, run in self._live():
            yield DiscoveryHit(command.label, run, help=said)

    async def search(self, query: str) -> Hits:
        """What matches the words typed, in its name before what is said about it."""
        matcher = self.matcher(query)
        for command, said, run in self._live():
            score = max(_BY_LABEL * matcher.match(command.label), matcher.match(command.help))
            if score > 0:
                yield Hit(score, matcher.highlight(command.label), run, help=said)
        for command, why in self._greyed():
            if (score := matcher.match(command.label)) > 0:
                tell = partial(self.app.notify, why, markup=False)
                yield Hit(score / 2, matcher.highlight(command.label), tell, help=why)


class Contacts(Provider):
    """Contacts whom the words may mean."""

    async def search(self, query: str) -> Hits:
        """Each leads to their page."""
        home = self.screen
        if not isinstance(home, OpensContacts) or len(query.strip()) < _FEWEST:
            return
        matcher = self.matcher(query)
        for one in home.book.candidates(query):
            score = _BY_NAME * max(matcher.match(one.name), 0.5)
            run = partial(home.open_contact, one.id)
            # The palette reads what is said about a hit as markup, and the name not when it is ink.
            said = escape(safe(one.account)) or "A contact."
            yield Hit(score, ink(one.name), run, text=safe(one.name), help=said)


class Everything(Provider):
    """All of it from one hand: providers of their own would come in no order."""

    def _providers(self) -> list[Provider]:
        kinds = (LiveCommands, Contacts, ThemeCommands)
        return [kind(self.screen, self.match_style) for kind in kinds]

    async def discover(self) -> Hits:
        """What can be done here, and the themes behind it."""
        for provider in self._providers():
            async for hit in provider.discover():
                yield hit

    async def search(self, query: str) -> Hits:
        """What matches the words typed."""
        for provider in self._providers():
            async for hit in provider.search(query):
                yield hit


class Palette(CommandPalette):
    """Looks as the rest does, and says what can be typed."""

    _resting: Timer | None = None
    """Runs until the keys rest. None: nothing was typed yet."""
    _rests_at = 0.0

    def __init__(self) -> None:
        super().__init__(
            providers={Everything},
            placeholder="A command, a theme, or somebody's name…",
            id="--command-palette",
        )

    def on_mount(self) -> None:
        """A sign that is one cell wide on every terminal."""
        self.query_one(SearchIcon).icon = ">"

    @on(Input.Changed)
    @on(OptionList.OptionHighlighted)
    def wait_for_rest(self) -> None:
        """The cursor may be on a theme."""
        if self._resting is not None:
            self._resting.stop()
        self._rests_at = monotonic() + _REST_SECONDS
        self._resting = self.set_timer(_REST_SECONDS, self._rest)

    def _rest(self) -> None:
        if monotonic() - self._rests_at > _LATE_SECONDS:
            self.wait_for_rest()
        else:
            self._try_on()

    def _try_on(self) -> None:
        hit = getattr(self.query_one(OptionList).highlighted_option, "hit", None)
        if isinstance(self.app, ThemedApp):
            self.app.try_on(str(getattr(hit, "text", None) or ""))


def open_palette(app: App[Any]) -> None:
    """Opens it, once."""
    if not CommandPalette.is_open(app):
        app.push_screen(Palette())
