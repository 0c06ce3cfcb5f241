"""A bare Textual app with one line: the floor for whatever a Textual app can do."""

from __future__ import annotations

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static

READY = "READYNOW"


class Bare(App[None]):
    """Paints how many keys were pressed."""

    pressed = 0

    def compose(self) -> ComposeResult:
        """One line."""
        yield Static(READY)

    def on_key(self, event: events.Key) -> None:
        """Each key is seen at once."""
        self.pressed += 1
        self.query_one(Static).update(f"{event.key} {self.pressed}")


if __name__ == "__main__":
    Bare().run()
