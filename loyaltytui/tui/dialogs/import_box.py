"""The Import box: a path, a preview of all that would happen, and then all of it.

It never sees the book: reading the source and writing the plan are handed to it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, ProgressBar, Static

from loyaltytui import commands
from loyaltytui.book.errors import BookError
from loyaltytui.entries import Owner
from loyaltytui.exchange.importing import ImportPlan
from loyaltytui.exchange.reading import SourceError
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.widgets.ink import ink
from loyaltytui.tui.widgets.path_line import PathLine, path_of

Progress = Callable[[int, int], None]
Read = Callable[[Path, Owner], ImportPlan]
"""Reads a source and compares it with the book. Blocks; called in a thread of its own."""
Save = Callable[[ImportPlan, Progress], Awaitable[int]]
"""Writes a plan; returns how many contacts. The progress may be told in any thread."""

_OWNERS = "mine, company or public"
_ASKING = "tab complete · enter look · esc leave"
_LOOKING = "enter import · esc leave, nothing is written"
_DONE = "enter or esc leave"
_LOOK_AGAIN_SECONDS = 0.1


class ImportBox(ModalScreen[str | None]):
    """Gives back what was imported, in a sentence, or nothing."""

    BINDINGS = bindings(commands.BOX)
    DEFAULT_CSS = """
    ImportBox #preview { height: auto; max-height: 14; }
    ImportBox #preview Static { height: auto; }
    ImportBox ProgressBar { display: none; width: 1fr; }
    ImportBox ProgressBar Bar { width: 1fr; }
    ImportBox.-importing ProgressBar { display: block; }
    """

    def __init__(
        self, read: Read, save: Save, path: str = "", owner: Owner = Owner.COMPANY
    ) -> None:
        super().__init__()
        self.read = read
        self.save = save
        self.path = path
        self.owner = owner
        self.plan: ImportPlan | None = None
        self.is_busy = False
        self.is_importing = False
        self.written = (0, 0)
        """Contacts written, of how many. Set by the thread that writes, read by the screen."""

    def compose(self) -> ComposeResult:
        """The path, the owner, and room for the preview."""
        with Vertical(classes="box") as box:
            box.border_title = ink("Import contacts")
            box.border_subtitle = ink(_ASKING)
            with Horizontal(classes="line"):
                yield Label(ink("File or folder"), classes="label")
                yield PathLine(
                    self.path,
                    placeholder="~/Downloads/contacts.vcf",
                    id="path",
                    compact=True,
                    select_on_focus=False,
                )
            with Horizontal(classes="line"):
                yield Label(ink("Whose list is it"), classes="label")
                yield Input(
                    str(self.owner),
                    placeholder=_OWNERS,
                    id="owner",
                    compact=True,
                    select_on_focus=False,
                )
            yield Static(ink(""), id="trouble")
            with VerticalScroll(id="preview", can_focus=False):
                yield Static(ink(""))
            yield ProgressBar(show_eta=False)

    @on(Input.Changed)
    def forget_preview(self) -> None:
        """What was previewed was another file, or another owner."""
        if self.plan is not None:
            self._show(None)
        self._say("")

    @on(Input.Submitted)
    def enter(self) -> None:
        """Enter on a line looks; once looked, it imports."""
        self.action_save()

    @on(PathLine.Offered)
    def offer(self, event: PathLine.Offered) -> None:
        """Shows how the path can go on."""
        self._say("  ".join(event.names), "$text-muted")

    def on_key(self, event: events.Key) -> None:
        """Enter imports from the preview too, where no line takes it."""
        if event.key == "enter" and not isinstance(self.focused, Input):
            event.stop()
            self.action_save()

    def action_leave(self) -> None:
        """Closes the box; the book is as it was. Not while it is being written."""
        if self.is_importing:
            self._say("It is being written. Afterwards u takes all of it back.", "$text-warning")
            return
        self.dismiss(None)

    def action_save(self) -> None:
        """Looks at the source; when that was done, imports it. One at a time."""
        if self.is_busy:
            return
        if self.plan is None:
            self._look()
        elif self.plan.changes_nothing:
            self.dismiss(None)
        else:
            self._import(self.plan)

    def _look(self) -> None:
        typed = self.query_one("#path", Input).value
        owner = self.query_one("#owner", Input).value.strip().lower()
        if not typed.strip():
            self._say("Type the path of a vCard or CSV file, or of a folder of them.")
        elif owner not in list(Owner):
            self._say(f"'{owner}' is not one of: {_OWNERS}.")
        else:
            self._read(path_of(typed), Owner(owner))

    @work(exclusive=True)
    async def _read(self, path: Path, owner: Owner) -> None:
        """Reads in a thread: a long file must not freeze the screen."""
        self.is_busy = True
        self._say("Reading…", "$text-muted")
        typed = self._typed()
        try:
            plan = await asyncio.to_thread(self.read, path, owner)
        except (SourceError, BookError) as error:
            self._say(str(error))
            return
        finally:
            self.is_busy = False
        if self._typed() == typed:
            self._say("")
            self._show(plan)

    @work(exclusive=True)
    async def _import(self, plan: ImportPlan) -> None:
        self._set_importing(True)
        self._say("")
        watching = self.set_interval(_LOOK_AGAIN_SECONDS, self._follow)
        try:
            count = await self.save(plan, self._tell)
        except BookError as error:
            # The book may have moved on since the preview: the next enter looks again.
            self._show(None)
            said = str(error).removeprefix("Not saved: ")
            self._say(f"NOT IMPORTED: {said}", "bold $text-error")
            return
        finally:
            watching.stop()
            self._set_importing(False)
        who = "contact" if count == 1 else "contacts"
        self.dismiss(f"Imported: {count:,} {who} from {plan.source}")

    def _set_importing(self, is_importing: bool) -> None:
        self.is_busy = self.is_importing = is_importing
        self.written = (0, 0)
        self.set_class(is_importing, "-importing")
        for line in self.query(Input):
            line.disabled = is_importing

    def _tell(self, written: int, total: int) -> None:
        self.written = (written, total)

    def _follow(self) -> None:
        written, total = self.written
        self.query_one(ProgressBar).update(total=total or None, progress=written)

    def _show(self, plan: ImportPlan | None) -> None:
        """Shows a plan, or takes the one that is shown away."""
        self.plan = plan
        preview = self.query_one("#preview", VerticalScroll)
        preview.can_focus = plan is not None
        preview.query_one(Static).update(ink("") if plan is None else _preview(plan))
        keys = _ASKING if plan is None else _DONE if plan.changes_nothing else _LOOKING
        self.query_one(".box").border_subtitle = ink(keys)
        if plan is not None:
            preview.scroll_home(animate=False)
            preview.focus()

    def _typed(self) -> tuple[str, ...]:
        return tuple(line.value for line in self.query(Input))

    def _say(self, sentence: str, style: str = "$text-error") -> None:
        self.query_one("#trouble", Static).update(ink(sentence, style))


def _preview(plan: ImportPlan) -> Content:
    lines = [ink(plan.summary(), "bold")]
    if plan.changes_nothing:
        lines.append(ink("There is nothing to import."))
    for section in plan.sections():
        lines.append(ink(section.heading, "$text-primary"))
        lines += [ink(f"  {line}") for line in section.lines]
    return Content("\n").join(lines)
