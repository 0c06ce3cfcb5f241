"""The Import box: paths, a preview of all that would happen, and then all of it.

It never sees the book: looking at sources and writing the plan are handed to it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Label, Static

from loyaltytui import commands
from loyaltytui.book.errors import BookError
from loyaltytui.commands import spoken_keys
from loyaltytui.entries import Owner
from loyaltytui.exchange.fingerprint import fingerprint
from loyaltytui.exchange.reading import SourceError, Stopped
from loyaltytui.tui.dialogs.edge import say_at_edge
from loyaltytui.tui.dialogs.import_changes import ChangingBox
from loyaltytui.tui.dialogs.import_wanted import Importer, Wanted
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.widgets.ink import ink
from loyaltytui.tui.widgets.path_line import PathLine, paths_of
from loyaltytui.tui.widgets.preview_list import PreviewList
from loyaltytui.tui.widgets.preview_rows import FoundBook, FoundColumns, Preview, said_of
from loyaltytui.tui.widgets.typing import TextLine
from loyaltytui.tui.widgets.work_line import WorkLine

_OWNERS = "mine, company or public"
_ASKING = "tab complete · enter look · esc leave"
_LOOKING = "enter import · esc leave"
_CHANGING = "space change · A all alike · o whose"
_IN_SHORT = "enter import · esc · space change · A alike · o whose"
_AROUND, _LOWEST = 9, 16
"""Lines of the box around the rows, and of all of it however few there are."""
_NOTHING = "There is nothing to import."
_SAYING = "space or double click: what it is · esc leave"
_WHICH = "Which column is the name, the email or the phone? Space on it says so."


class ImportBox(ChangingBox):
    """Gives back what was imported, or nothing."""

    BINDINGS = bindings(commands.IMPORT_BOX)
    DEFAULT_CSS = """
    ImportBox PreviewList { display: none; }
    ImportBox #whole { display: none; height: auto; min-height: 2; max-height: 4; }
    ImportBox.-looked PreviewList, ImportBox.-looked #whole { display: block; }
    """

    def __init__(self, importer: Importer, owner: Owner = Owner.COMPANY) -> None:
        super().__init__(owner)
        self.importer = importer
        self.owner = owner
        self.imported: Preview | None = None
        """What has been written."""
        self.enter_waits = False
        """Enter was pressed while a change of the preview was still being worked out."""

    def compose(self) -> ComposeResult:
        """The paths, the owner, and room for the preview."""
        with Vertical(classes="box", id="import-box") as box:
            box.border_title = ink("Import")
            with Horizontal(classes="line"):
                yield Label(ink("Files or folder"), classes="label")
                yield PathLine(placeholder="~/Downloads/contacts.vcf", id="field-path")
            with Horizontal(classes="line"):
                yield Label(ink("Whose list is it"), classes="label")
                yield TextLine(str(self.owner), placeholder=_OWNERS, id="field-owner")
            yield Static(ink(""), id="trouble")
            yield WorkLine()
            yield PreviewList()
            yield Static(ink(""), id="whole")

    def stored(self) -> Mapping[str, str]:
        """A box opened for the first time."""
        return {"path": "", "owner": str(self.owner)}

    @on(Input.Changed)
    def forget_preview(self) -> None:
        """What was previewed were other files, or another owner's."""
        if self.preview is not None and self._typed() != (self.wanted.paths, self.wanted.owner):
            self._show(None)
            self.say("")

    @on(Input.Submitted)
    @on(PreviewList.Opened)
    def enter(self) -> None:
        """Enter looks; once looked, it imports."""
        self.action_save()

    @on(PathLine.Offered)
    def offer_names(self, event: PathLine.Offered) -> None:
        """Shows how the path can go on."""
        self.say("  ".join(event.names))

    def _typed(self) -> tuple[tuple[Path, ...], str]:
        return paths_of(self.line("path").value), self.line("owner").value.strip().lower()

    def action_save(self) -> None:
        """Looks at the sources; when that was done, imports them. One at a time."""
        if self.work_in_hand is not None:
            self.enter_waits = self.preview is not None
        elif self.preview is None:
            self._begin()
        elif isinstance(self.preview, FoundColumns):
            self.say(_WHICH, "$text-error")
        elif self.preview.changes_nothing:
            self.forget_typed()
            self.dismiss(None)
        else:
            self._import(self.preview)

    def _begin(self) -> None:
        paths, owner = self._typed()
        if not paths:
            self.say("Type the path of a file of contacts, or of a folder of them.", "$text-error")
        elif owner not in list(Owner):
            self.say(f"'{owner}' is not one of: {_OWNERS}.", "$text-error")
        else:
            self._look(Wanted(paths, Owner(owner)), is_first=True)

    def look_again(self, wanted: Wanted) -> None:
        """Works the preview out anew."""
        self._look(wanted)

    @work(exclusive=True)
    async def _look(self, wanted: Wanted, *, is_first: bool = False) -> None:
        """Reads in a thread: a long file must not freeze the screen."""
        try:
            with self.working("Reading…") as work_in_hand:
                if is_first:
                    self.mark = await asyncio.to_thread(fingerprint, wanted.paths)
                    wanted = self.chosen.again(self.mark, wanted)
                preview = await asyncio.to_thread(self.importer.look, wanted, work_in_hand)
        except Stopped:
            self._say_not("Stopped. Nothing was written.")
            return
        except (SourceError, BookError) as error:
            self._say_not(str(error))
            return
        if not self.is_attached:
            return
        self.wanted = wanted
        self._show(preview)
        if self.enter_waits:
            self.enter_waits = False
            self.action_save()

    def _say_not(self, sentence: str) -> None:
        """What went wrong; a preview that is there stays, with what was true of it."""
        self.enter_waits = False
        if self.is_attached:
            self.say(sentence, "$text-error")
            self._focus_again()
            self.show_rows()

    def _focus_again(self) -> None:
        """Lines that were locked meanwhile have lost the focus."""
        (self.query_one(PreviewList) if self.preview else self.line("path")).focus()

    @work(exclusive=True)
    async def _import(self, preview: Preview) -> None:
        self.is_saving = True
        try:
            with self.working("Writing") as work_in_hand:
                await self.importer.write(preview, work_in_hand)
        except Stopped:
            self._say_not("Stopped. Nothing was written, the book is as it was.")
            return
        except BookError as error:
            # The book may have moved on since the preview: the next enter looks again.
            self._show(None)
            self._say_not(f"NOT IMPORTED: {str(error).removeprefix('Not saved: ')}")
            return
        finally:
            self.is_saving = False
        self.forget_typed()
        self.imported = preview
        self.close_when_done()

    @on(events.ScreenResume)
    def close_when_done(self) -> None:
        """Closes when all is written; not beneath the palette, but as soon as that has gone."""
        imported = self.imported
        if imported is not None and self.is_attached and self.app.screen is self:
            # Told once: a screen may come back more often.
            self.imported = None
            self.dismiss(imported)

    def _show(self, preview: Preview | None) -> None:
        """Shows a preview, or takes the one that is shown away."""
        is_first = self.preview is None
        self.preview = preview
        self.set_class(preview is not None, "-looked")
        self._tell()
        box = self.query_one("#import-box")
        if preview is None:
            box.styles.height = "auto"
            return
        said = f"{preview.summary()} {_NOTHING}" if preview.changes_nothing else preview.summary()
        if is_first and self.wanted.is_chosen:
            said += f" What you chose before is back; {spoken_keys(commands.RESTORE)} drops it."
        self.say(said, "bold")
        self.show_rows(is_first)
        rows = self.query_one(PreviewList)
        box.styles.height = max(len(rows.source) + _AROUND, _LOWEST)
        rows.focus()

    def _tell(self) -> None:
        """The keys that work now, on the frame."""
        short = ""
        if self.work_in_hand is not None:
            keys = "esc stop, and nothing is written"
        elif self.preview is None:
            keys = _ASKING
        elif self.preview.changes_nothing:
            keys = "enter or esc leave"
        elif isinstance(self.preview, FoundColumns):
            keys = _SAYING
        elif isinstance(self.preview, FoundBook):
            keys = _LOOKING
        else:
            keys, short = f"{_LOOKING} · {_CHANGING}", _IN_SHORT
        say_at_edge(self.query_one(".box"), keys, short or keys)

    @on(PreviewList.Moved)
    def tell_whole(self) -> None:
        """A list has no room for long words."""
        said = said_of(self.query_one(PreviewList).entry, self.wanted.decisions)
        self.query_one("#whole", Static).update(ink(said, "$text-muted"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What changes a preview needs one."""
        if action in ("change_row", "change_alike", "whose", "next_part", "previous_part"):
            return True if self.preview is not None and not self.is_saving else None
        return super().check_action(action, parameters)
