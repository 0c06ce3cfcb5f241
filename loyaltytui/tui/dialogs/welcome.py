"""What an empty book says: four ways to begin."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from loyaltytui import commands
from loyaltytui.commands import Command, spoken_keys
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.widgets.ink import ink

_WORDS = (
    "Your book is new and empty. It lives on this machine alone, in one file:\n",
    "\n\nBegin with one of these; everything can be undone with u.\n\n",
)


class WelcomeBox(ModalScreen[Command | None]):
    """Gives back what to begin with, or nothing."""

    BINDINGS = bindings(commands.WELCOME)

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path

    def compose(self) -> ComposeResult:
        """Where the book is, and the ways to begin."""
        choices = [
            Content.assemble(
                ink(f"  {spoken_keys(command):<5}", "bold $text-accent"), ink(command.help)
            )
            for command in commands.WELCOME
            if command is not commands.LEAVE
        ]
        choices.append(
            Content.assemble(
                ink(f"  {spoken_keys(commands.LEAVE):<5}", "bold $text-accent"),
                ink("Look around first."),
            )
        )
        with Vertical(classes="box", id="welcome") as box:
            box.border_title = ink("Welcome")
            yield Static(
                Content.assemble(
                    _WORDS[0],
                    ink(self.path, "$foreground-muted"),
                    _WORDS[1],
                    Content("\n").join(choices),
                )
            )

    def action_import_contacts(self) -> None:
        """Begins with an import."""
        self.dismiss(commands.IMPORT)

    def action_open_sample(self) -> None:
        """Begins with the sample book."""
        self.dismiss(commands.SAMPLE)

    def action_add_contact(self) -> None:
        """Begins with the first contact."""
        self.dismiss(commands.ADD_CONTACT)

    def action_log_line(self) -> None:
        """Begins with the first talk; whoever it was with is added on the way."""
        self.dismiss(commands.LOG_LINE)

    def action_leave(self) -> None:
        """Begins with nothing in particular."""
        self.dismiss(None)
