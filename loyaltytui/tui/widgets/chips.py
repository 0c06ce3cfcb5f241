"""What a log line was understood as, as a line of chips. Understanding it is `capture`'s work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message

from loyaltytui.capture.chips import Chip, ChipKind, Reading
from loyaltytui.capture.directory import Candidate
from loyaltytui.tui.widgets.ink import ink
from loyaltytui.tui.widgets.words import Words

_LOOKS = {
    ChipKind.WHO: "bold $text-primary",
    ChipKind.NEW: "bold $text-accent",
    ChipKind.PROMISE: "$text-success",
    ChipKind.OWED: "$text-warning",
    ChipKind.CHECK_IN: "$text-secondary",
    ChipKind.ENDING: "$text-success",
}
_GAP = Content.styled(" · ", "$foreground-muted")


def _in_lines(chips: Sequence[Content], width: int) -> list[list[int]]:
    """Which chips stand on each line, by their numbers.

    Lines end between chips, not within one, unless it is longer than a line.
    """
    lines: list[list[int]] = [[]]
    for number, chip in enumerate(chips):
        used = sum(chips[each].cell_length + _GAP.cell_length for each in lines[-1])
        if lines[-1] and used + chip.cell_length > width:
            lines.append([])
        lines[-1].append(number)
    return lines


class ChipLines(Words):
    """Everything that was understood, in the order it was typed; the mouse may choose one."""

    @dataclass
    class Clicked(Message):
        """A chip was clicked."""

        number: int

    def __init__(self) -> None:
        super().__init__(id="chips")
        self.chips: list[Content] = []
        self.room = 1

    def show(self, reading: Reading, width: int) -> None:
        """Shows the chips of a line in lines of so many cells."""
        self.chips, self.room = [_chip(chip) for chip in reading.chips], width
        lines = _in_lines(self.chips, width)
        shown = (_GAP.join(self.chips[number] for number in line) for line in lines)
        self.inscribe(Content("\n").join(shown))

    def on_click(self, event: events.Click) -> None:
        """Finds the chip beneath the mouse; one that is longer than a line has all of its lines."""
        top = 0
        for line in _in_lines(self.chips, self.room):
            left = 0
            high = max((-(-self.chips[one].cell_length // self.room) for one in line), default=1)
            for number in line:
                right = left + self.chips[number].cell_length
                if top <= event.y < top + high and left <= event.x < max(right, left + 1):
                    self.post_message(self.Clicked(number))
                left = right + _GAP.cell_length
            top += high


def told_chips(chips: Sequence[Chip]) -> Content:
    """Chips in one line, without what was told in confidence."""
    return _GAP.join(ink(told(chip), _LOOKS.get(chip.kind, "$text")) for chip in chips)


def told(chip: Chip) -> str:
    """A chip as it may stand on any page: without what was told in confidence."""
    return f"{chip.kind} (in confidence)" if "in confidence" in chip.sentence else chip.text


def _chip(chip: Chip) -> Content:
    return ink(chip.text, _LOOKS.get(chip.kind, "$text"))


_MOST_SHOWN = 6


def pick_line(
    words: str, candidates: Sequence[Candidate], picked: int, *, is_active: bool
) -> Content:
    """Whom ambiguous words may mean; the one that enter takes is marked.

    `is_active`: the arrows choose among these.
    """
    arrows = "  ↑ ↓ choose" if is_active else ""
    place = f" ({picked + 1} of {len(candidates)})"
    parts = [ink(f"“{words}” may be{place}:{arrows}", "$foreground-muted")]
    first = max(0, min(picked - _MOST_SHOWN // 2, len(candidates) - _MOST_SHOWN))
    for index, candidate in enumerate(candidates[first : first + _MOST_SHOWN], first):
        name = f"{candidate.name} · {candidate.account}" if candidate.account else candidate.name
        is_picked = index == picked
        parts.append(ink(f"▸ {name}" if is_picked else f"  {name}", "bold" if is_picked else ""))
    return Content("\n").join(parts)


def unknown_line(words: str, *, is_new: bool) -> Content:
    """Words that mean nobody: the offer to add them."""
    if is_new:
        return ink(
            f"▸ “{words}” will be added as a new contact. ↑ takes that back.", "$text-accent"
        )
    return ink(
        f"Nobody is called “{words}”. ↓ adds them as new, or correct the name.", "$text-warning"
    )
