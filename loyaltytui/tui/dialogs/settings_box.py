"""What is settled and why: every setting, and a way to the file they stand in.

Which settings there are, and reading them anew, is handed to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from loyaltytui import commands
from loyaltytui.commands import LEAVE, spoken_keys
from loyaltytui.commands.program import EDIT_SETTINGS
from loyaltytui.plain import safe
from loyaltytui.settings import SettingsError
from loyaltytui.settings.in_force import Setting, as_toml
from loyaltytui.tui.editor import EditorError, edit_file
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.widgets.ink import ink
from loyaltytui.tui.widgets.rows import Rows
from loyaltytui.tui.widgets.setting_rows import setting_rows


class SettingsBox(ModalScreen[None]):
    """Shows what is in force; changing it is done in the file."""

    BINDINGS = bindings(commands.SETTINGS_BOX)
    DEFAULT_CSS = """
    SettingsBox .box { width: 100; height: 90%; }
    SettingsBox #place { height: 2; text-wrap: nowrap; text-overflow: ellipsis; }
    SettingsBox #about { height: 3; margin: 1 0 0 0; }
    """

    def __init__(
        self,
        path: Path,
        book: str,
        read: Callable[[], Sequence[Setting]],
        make: Callable[[], None],
        put_in_force: Callable[[], str],
    ) -> None:
        """`book`: which is open and why. `read` reads the file anew, `make` makes it.

        Both raise a `SettingsError`. `put_in_force` has what was changed count, and says so.
        """
        super().__init__()
        self.path = path
        self.book = book
        self.read = read
        self.make = make
        self.put_in_force = put_in_force
        self.rows = setting_rows(())

    def compose(self) -> ComposeResult:
        """Where it all stands, every setting, and a sentence about the highlighted one."""
        with Vertical(classes="box") as box:
            box.border_title = ink("Settings")
            keys = f"{spoken_keys(EDIT_SETTINGS)} edit the file · {spoken_keys(LEAVE)} closes"
            box.border_subtitle = ink(keys)
            yield Static(ink(""), id="place")
            yield Static(ink(""), id="trouble")
            yield Rows()
            yield Static(ink(""), id="about")

    def on_mount(self) -> None:
        """All of them, the first highlighted."""
        self._show()
        self.query_one(Rows).focus()

    def _show(self) -> bool:
        """Reads and shows; a file that makes no sense is a sentence in its place."""
        there = "" if self.path.exists() else "not made yet: "
        lines = (f"book  {self.book}", f"file  {there}{self.path}")
        place = Content("\n").join(ink(line, "$text-muted") for line in lines)
        self.query_one("#place", Static).update(place)
        trouble = self.query_one("#trouble", Static)
        try:
            self.rows = setting_rows(self.read())
        except SettingsError as error:
            trouble.update(ink(str(error), "$text-error"))
            return False
        trouble.update("")
        self.query_one(Rows).show(self.rows)
        return True

    @on(Rows.Moved)
    def tell(self) -> None:
        """The sentence about a setting, its whole value, and the usual one."""
        setting = self.rows.entry(self.query_one(Rows).cursor)
        if isinstance(setting, Setting):
            usual = "" if setting.value == setting.usual else f"   usual: {as_toml(setting.usual)}"
            value = ink(f"{setting.name} = {setting.shown}{usual}", "$text-accent")
            about = ink(setting.about[:1].upper() + setting.about[1:])
            self.query_one("#about", Static).update(Content("\n").join((value, about)))

    def action_edit_settings(self) -> None:
        """Opens the file in the editor; where there is none it is made first."""
        try:
            if not self.path.exists():
                self.make()
            edit_file(self.app, self.path)
        except (SettingsError, EditorError) as error:
            self.notify(safe(str(error)), severity="error", markup=False)
            return
        if self._show():
            self.notify(safe(self.put_in_force()), markup=False)

    def action_leave(self) -> None:
        """Closes the box."""
        self.dismiss(None)
