"""The Export box: where to, in which form, how much of the book; then what was left out and why.

It never sees the book: writing is handed to it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

from msgspec import Struct
from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input, Label, Static

from loyaltytui import commands
from loyaltytui.book.choosing import Choice
from loyaltytui.book.errors import BookError, Refused
from loyaltytui.exchange.exporting import FORMATS
from loyaltytui.exchange.reading import Stopped
from loyaltytui.exchange.wish import VCARD_VERSIONS, Wish
from loyaltytui.tui.dialogs.answers import YES_OR_NO, is_yes
from loyaltytui.tui.dialogs.working_box import WorkingBox
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.long_work import Work
from loyaltytui.tui.widgets.ink import ink, ink_lines
from loyaltytui.tui.widgets.path_line import PathLine, path_of
from loyaltytui.tui.widgets.typing import TextLine
from loyaltytui.tui.widgets.work_line import WorkLine

_ENDINGS = (".json", ".csv", ".vcf", ".ics")
_KEYS = "tab complete, next line · enter write · esc leave"
_NAMED = (
    ("--confidential", "“In confidence too”"),
    ("--format", "the format"),
    (" It was left as it is; --force replaces it.", ""),
    (", or - for standard output", ""),
)
_LINES = (
    ("format", "Format", "by the name; json csv vcard ics vdir"),
    ("mine", "Only what is mine", f"{YES_OR_NO}: not what is the company's"),
    ("secret", "In confidence too", f"{YES_OR_NO}: write that as well"),
    ("vcard", "vCard version", " or ".join(VCARD_VERSIONS)),
)


class ExportDraft(Struct, frozen=True):
    """What is to be written, and where."""

    typed: str
    """The path; a slash at its end says that it is a folder."""
    format: str
    wish: Wish
    may_replace: bool = False


class IsTaken(Exception):
    """There is something at that place already, and nobody has said that it may go."""


Write = Callable[[ExportDraft, Work], list[str]]
"""Writes, and returns the sentences about it; raises a `BookError`, `Stopped` or `IsTaken`. Blocks,
in a thread of its own."""


class ExportBox(WorkingBox[ExportDraft]):
    """Gives back what was written, or nothing."""

    BINDINGS = bindings(tuple(one for one in commands.FORM if one is not commands.EDITOR))
    DEFAULT_CSS = """
    ExportBox #done { display: none; height: auto; max-height: 16; }
    ExportBox #done Static { height: auto; }
    ExportBox.-done #done { display: block; }
    ExportBox.-done .line { display: none; }
    """

    def __init__(self, write: Write) -> None:
        super().__init__(self._never, "Export")
        self.write = write
        self.sure: ExportDraft | None = None
        """What enter was pressed on once, though something is there already."""
        self.done: ExportDraft | None = None

    @staticmethod
    async def _never(_: ExportDraft) -> None:
        """Writing tells how far it is, and so goes its own way."""

    def compose(self) -> ComposeResult:
        """Where to and how, and room for what is said of it in the end."""
        with Vertical(classes="box", id="export-box") as box:
            box.border_title = ink("Export")
            with Horizontal(classes="line"):
                yield Label(ink("To"), classes="label")
                yield PathLine(
                    placeholder="such as ~/contacts.vcf, or a folder",
                    id="field-path",
                    endings=_ENDINGS,
                    is_one=True,
                )
            for name, label, hint in _LINES:
                with Horizontal(classes="line"):
                    yield Label(ink(label), classes="label")
                    yield TextLine(placeholder=hint, id=f"field-{name}")
            yield Static(ink(""), id="trouble")
            yield WorkLine()
            with VerticalScroll(id="done"):
                yield Static(ink(""), id="left-out")

    def stored(self) -> Mapping[str, str]:
        """A box opened for the first time."""
        return dict.fromkeys(("path", *(name for name, _, _ in _LINES)), "")

    @on(PathLine.Offered)
    def offer_names(self, event: PathLine.Offered) -> None:
        """Shows how the path can go on."""
        self.say("  ".join(event.names))

    @on(Input.Changed)
    def forget_asked(self) -> None:
        """Another place, or another form: nothing was said about that."""
        if self.sure is not None:
            self.sure = None
            self.say("")

    @on(Input.Submitted)
    def enter(self) -> None:
        """Enter anywhere writes."""
        self.action_save()

    def action_save(self) -> None:
        """Writes; once it is written, closes."""
        if self.done is not None:
            self.dismiss(self.done)
        elif self.work_in_hand is None:
            try:
                draft = self._draft()
            except BookError as error:
                self.say(str(error), "$text-error")
            else:
                self._write(draft)

    def _draft(self) -> ExportDraft:
        said = {name: self.line(name).value.strip() for name in self.stored()}
        typed = str(path_of(said["path"]))
        if not said["path"]:
            raise Refused("Type where to: a file, or a folder with a / at its end.")
        if said["path"].endswith("/"):
            typed += "/"
        form, version = said["format"].lower(), said["vcard"] or VCARD_VERSIONS[0]
        if form and form not in FORMATS:
            raise Refused(f"'{form}' is not one of: {', '.join(FORMATS)}.")
        if version not in VCARD_VERSIONS:
            raise Refused(f"'{version}' is not one of: {', '.join(VCARD_VERSIONS)}.")
        wish = Wish(Choice(is_yes(said["mine"]), is_yes(said["secret"])), version)
        draft = ExportDraft(typed, form, wish)
        return ExportDraft(typed, form, wish, may_replace=draft == self.sure)

    @work(exclusive=True)
    async def _write(self, draft: ExportDraft) -> None:
        """Beside the screen: a long book must not freeze it."""
        try:
            with self.working("Writing") as work_in_hand:
                said = await asyncio.to_thread(self.write, draft, work_in_hand)
        except IsTaken:
            self.sure = draft
            self._say_not(f"{draft.typed} is there already. Enter once more replaces it.")
        except Stopped as stopped:
            self._say_not(str(stopped) or "Stopped. Nothing was written.")
        except BookError as error:
            self._say_not(_in_the_box(str(error)))
        else:
            self._show(draft, said)

    def _say_not(self, sentence: str) -> None:
        if self.is_attached:
            self.say(sentence, "$text-error")
            self.line("path").focus()

    def _show(self, draft: ExportDraft, said: list[str]) -> None:
        """What was written, and what was left out: as much to read as there is."""
        self.forget_typed()
        self.done = draft
        if self.is_attached:
            self.set_class(True, "-done")
            self._tell()
            self.say(said[0], "$text-success")
            rest = "\n".join(map(_in_the_box, said[1:]))
            self.query_one("#left-out", Static).update(ink_lines(rest))
            self.query_one("#done").focus()

    def on_key(self, event: events.Key) -> None:
        """Enter closes it too, where no line is left to take it."""
        if event.key == "enter" and self.done is not None:
            event.stop()
            self.action_save()

    def _tell(self) -> None:
        """The keys that work now, on the frame."""
        busy = "esc stop"
        keys = "enter or esc leave" if self.done is not None else _KEYS
        self.query_one(".box").border_subtitle = ink(busy if self.work_in_hand else keys)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Once it is written the arrows scroll what is said of it."""
        if action in ("next_field", "previous_field") and self.done is not None:
            return False
        return super().check_action(action, parameters)

    def action_next_field(self) -> None:
        """To the next line."""
        self.focus_next()

    def action_previous_field(self) -> None:
        """To the line before."""
        self.focus_previous()

    def action_leave(self) -> None:
        """Stops the writing; else closes the box."""
        if self.done is not None:
            self.dismiss(self.done)
        else:
            super().action_leave()


def _in_the_box(sentence: str) -> str:
    """A sentence of the verb, its options by the names that they have here."""
    for option, name in _NAMED:
        sentence = sentence.replace(option, name)
    return sentence
