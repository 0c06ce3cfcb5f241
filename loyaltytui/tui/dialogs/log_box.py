"""The Log box: one line after a call, understood while it is typed, saved with one key.

It never sees the book: reading, saving and keeping what is unsaved are handed to it.
"""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import TextArea

from loyaltytui import commands
from loyaltytui.book.errors import BookError
from loyaltytui.capture.chips import Reading, turn_to_text
from loyaltytui.capture.completing import hint
from loyaltytui.drafts import LogDraft
from loyaltytui.plain import safe
from loyaltytui.tui.dialogs.line_in_hand import Line
from loyaltytui.tui.dialogs.name_picks import NamePicks
from loyaltytui.tui.editor import edited_or_told
from loyaltytui.tui.keys import bindings
from loyaltytui.tui.widgets.chips import ChipLines, told
from loyaltytui.tui.widgets.ink import ink
from loyaltytui.tui.widgets.line_area import LineArea
from loyaltytui.tui.widgets.teaching import example_lines
from loyaltytui.tui.widgets.words import Words

KEEP_AFTER_SECONDS = 0.3
_WITH_WHOM = "renewing, price worry > send quote fri < she sends PO 5 dec ~3w"
_WITHOUT = f"priya call: {_WITH_WHOM}"


class LogBox(ModalScreen[str | None]):
    """Gives back what was saved, in a sentence, or nothing."""

    BINDINGS = bindings(commands.LOG_BOX)

    def __init__(self, whom: str, line: Line, others: str = "") -> None:
        """`others`: what else waits unsaved, in a sentence."""
        super().__init__()
        self.whom = whom
        self.line = line
        self.text = line.text
        self.others = others
        self.unkept = ""
        self.picks = NamePicks()
        self.reading: Reading | None = None
        self.understood: object = None
        """The text and the cursor that the reading is of."""
        self.keeping: Timer | None = None
        self.is_saving = False

    def compose(self) -> ComposeResult:
        """The line, its chips, and what is unclear."""
        with Vertical(classes="box", id="log-box") as box:
            box.border_title = ink(f"Log · {self.whom}" if self.whom else "Log")
            box.border_subtitle = ink("enter save · ctrl+j new line · esc leave, text is kept")
            yield LineArea(self.text, _WITH_WHOM if self.whom else _WITHOUT, self._follow)
            yield ChipLines()
            yield Words(id="unclear")

    def on_mount(self) -> None:
        """What was left unsaved stands there again, with the cursor behind it."""
        area = self.query_one(LineArea)
        area.move_cursor(area.document.end)
        area.focus()
        self._understand()

    @on(TextArea.Changed)
    def keep_soon(self) -> None:
        """What is typed is on disk within a third of a second."""
        self._follow()
        if self.keeping is None:
            self.keeping = self.set_timer(KEEP_AFTER_SECONDS, self._keep_beside)

    @on(TextArea.SelectionChanged)
    def _follow(self) -> None:
        """Understands each keystroke once, with the cursor where it is.

        The keys mean something else right behind a chip's words, or at another name.
        """
        area = self.query_one(LineArea)
        self.text = area.text
        if self.understood != (self.text, area.selection):
            self._understand()

    @work
    async def _keep_beside(self) -> None:
        # Not before it is begun: a box that is closed first keeps it at once.
        self._stop_keeping()
        self.unkept = await self.line.keep_beside(self.text)
        if self.unkept:
            self._understand()

    def _understand(self) -> None:
        area = self.query_one(LineArea)
        text = area.text
        self.understood = (text, area.selection)
        reading = self.line.read(text, self.picks.new)
        self.reading = reading
        self._aim_backspace()
        self._offer(text)
        self.query_one(ChipLines).show(reading, self.width)
        self.query_one("#unclear", Words).inscribe(self._unclear(text, reading))

    @property
    def width(self) -> int:
        """How many cells a line in the box has."""
        return self.size.width - 4

    def _offer(self, text: str) -> None:
        """Shows in grey how the line may go on; within a line there is no room for it."""
        area = self.query_one(LineArea)
        is_at_end = text[area.place : area.place + 1] in ("", "\n")
        is_asked = bool(text.strip()) and is_at_end and area.selection.is_empty
        area.suggestion = self.line.complete(text[: area.place]) if is_asked else ""

    def _unclear(self, text: str, reading: Reading) -> Content:
        if not text.strip():
            lines = list(example_lines(lambda line: self.line.read(line, {}).chips, self.width))
            return Content("\n").join(lines + ([ink(self.others)] if self.others else []))
        place = self.query_one(LineArea).place
        wanted = hint(text[:place])
        lines = [ink(wanted, "$foreground-muted")] if wanted else []
        lines += self.picks.lines(reading, text, place)
        if not reading.ambiguities and not reading.unknown:
            lines += [ink(trouble, "$text-warning") for trouble in reading.troubles]
        lines += [ink(self.unkept, "$text-error")] if self.unkept else []
        return Content("\n").join(lines)

    def _aim_backspace(self) -> None:
        area = self.query_one(LineArea)
        area.takes_back = self._chip_before(area.place) is not None

    def _chip_before(self, place: int) -> int | None:
        chips = self.reading.chips if self.reading else ()
        ends = (index for index, chip in enumerate(chips) if chip.literal_end == place)
        return next(ends, None) if place else None

    @on(LineArea.TookBack)
    def take_back(self) -> None:
        """Puts the words of the chip before the cursor in quotes: they stay words."""
        area = self.query_one(LineArea)
        if (index := self._chip_before(area.place)) is not None:
            self._turn_to_text(index, area.place)

    @on(ChipLines.Clicked)
    def take_clicked_back(self, event: ChipLines.Clicked) -> None:
        """A click on a chip does what backspace behind its words does."""
        chips = self.reading.chips if self.reading else ()
        if event.number < len(chips) and (end := chips[event.number].literal_end):
            self._turn_to_text(event.number, end)
        self.query_one(LineArea).focus()

    def _turn_to_text(self, index: int, place: int) -> None:
        if self.reading is None:
            return
        area = self.query_one(LineArea)
        quoted = turn_to_text(area.text, self.reading.chips[index])
        before = quoted[: place + len(quoted) - len(area.text)]
        area.load_text(quoted)
        area.move_cursor((before.count("\n"), len(before) - before.rfind("\n") - 1))

    @on(LineArea.Chose)
    def choose(self, event: LineArea.Chose) -> None:
        """The arrows choose among several contacts, or offer an unknown name as new."""
        self._pick(1 if event.step > 0 else -1)

    def action_pick_next(self) -> None:
        """The next of several, or: add the unknown name."""
        self._pick(1)

    def action_pick_previous(self) -> None:
        """The one before, or: do not add the name after all."""
        self._pick(-1)

    def _pick(self, step: int) -> None:
        if self.reading is not None:
            self.picks.step(self.reading, self.query_one(LineArea).place, step)
            self._understand()

    def action_take_offer(self) -> None:
        """Takes the name or the mark that is offered in grey."""
        area = self.query_one(LineArea)
        if area.suggestion:
            area.insert(area.suggestion)

    def action_new_line(self) -> None:
        """Goes on in another line: it is still one interaction."""
        self.query_one(LineArea).insert("\n")

    def action_leave(self) -> None:
        """Closes the box; what was typed is kept and offered again.

        Not while it is being saved, nor when it can't be kept: then it must stay in sight.
        """
        if self.is_saving:
            return
        self._stop_keeping()
        self.unkept = self.line.keep(self.text)
        if self.unkept:
            self._understand()
        else:
            self.dismiss(None)

    def on_unmount(self) -> None:
        """Closed from outside: what was typed is kept all the same."""
        if self.keeping is not None:
            self._stop_keeping()
            self.line.keep(self.text)

    def keep_at_last(self) -> None:
        """The same, where the box can't be closed in order. What is being saved is kept already."""
        if self.text != self.line.text and not self.is_saving:
            self.line.keep(self.text)

    def _stop_keeping(self) -> None:
        if self.keeping is not None:
            self.keeping.stop()
            self.keeping = None

    def action_editor(self) -> None:
        """Goes on in the editor; what is typed so far is on disk before it opens."""
        if self.is_saving:
            return
        area = self.query_one(LineArea)
        self._stop_keeping()
        self.unkept = self.line.keep(self.text)
        if (text := edited_or_told(self, area.text)) is not None:
            area.load_text(text)
            area.move_cursor(area.document.end)
            # A signal may have come while the terminal was lent: it is heard next.
            self.text = area.text
            self.unkept = self.line.keep(self.text)

    @on(LineArea.Saved)
    def action_save(self) -> None:
        """Saves what was understood; what can't be saved says why, and stays as it is.

        One at a time: an impatient second enter must neither cancel the first nor repeat it.
        """
        draft = self._draft()
        if draft is None or self.is_saving:
            self._understand()
            return
        self._stop_keeping()
        self.unkept = self.line.keep(self.text)
        self.is_saving = True
        self._save(draft, self.text)

    def _draft(self) -> LogDraft | None:
        """What the line comes to when each unclear name is the one that is marked."""
        reading = self.line.read(self.text, self.picks.new)
        return self.line.read(self.text, self.picks.answers(reading)).draft

    @work
    async def _save(self, draft: LogDraft, text: str) -> None:
        said = self._said()
        try:
            await self.line.save(draft)
        except BookError as error:
            self.is_saving = False
            reason = str(error).removeprefix("Not saved: ")
            trouble = ink(f"NOT SAVED: {reason}", "bold $text-error")
            self.query_one("#unclear", Words).inscribe(trouble)
            return
        # What was typed meanwhile, and perhaps taken back, may have been kept once more.
        await self.line.keep_beside("")
        self.is_saving = False
        self._stop_keeping()
        if self.text == text:
            self.dismiss(said)
            return
        # Somebody went on typing while the disk was busy: those words are a line of their own.
        self.line.begin_again()
        area = self.query_one(LineArea)
        area.load_text(self.text.removeprefix(text).lstrip())
        area.move_cursor(area.document.end)
        self.notify(safe(f"{said}. What you typed since is a line of its own."), markup=False)

    def _said(self) -> str:
        """With whom, and every chip."""
        reading = self.reading
        whom = ", ".join(reading.whom) if reading else ""
        chips = [told(chip) for chip in reading.chips if chip.text not in whom] if reading else []
        return " · ".join([f"Saved: {whom}", *chips])
