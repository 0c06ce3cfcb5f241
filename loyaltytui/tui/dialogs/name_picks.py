"""Whom the unclear names of a log line mean: what the arrows chose in the Log box so far."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from loyaltytui.capture.chips import Ambiguity, Chip, ChipKind, Reading
from loyaltytui.entries import ContactId
from loyaltytui.tui.widgets.chips import pick_line, unknown_line


class NamePicks:
    """The answers to "who is meant?" in one Log box."""

    def __init__(self) -> None:
        self.new: dict[str, ContactId | None] = {}
        """Unknown names that are to be added, as `read_line` takes them."""
        self._marked: dict[str, int] = {}

    def answers(self, reading: Reading) -> dict[str, ContactId | None]:
        """What enter takes: each unclear name is the one that is marked."""
        marked = {one.words: one.candidates[self._at(one)].id for one in reading.ambiguities}
        return self.new | marked

    def step(self, reading: Reading, place: int, step: int) -> None:
        """An arrow: the next of several contacts, or an unknown name added, or not after all."""
        if reading.ambiguities:
            one = _active(reading, place)
            self._marked[one.words] = (self._at(one) + step) % len(one.candidates)
        elif step > 0 and reading.unknown:
            self.new[reading.unknown[0]] = None
        elif step < 0 and self.new:
            self.new.popitem()

    def lines(self, reading: Reading, text: str, place: int) -> Iterator[Content]:
        """What is unclear, and what the arrows would do about it."""
        for one in reading.ambiguities:
            is_active = one is _active(reading, place)
            yield pick_line(one.words, one.candidates, self._at(one), is_active=is_active)
        for words in reading.unknown:
            yield unknown_line(words, is_new=False)
        for chip in reading.chips:
            if chip.kind is ChipKind.NEW and self._is_offered(chip, text):
                yield unknown_line(chip.text.removeprefix("new: "), is_new=True)

    def _at(self, one: Ambiguity) -> int:
        return self._marked.get(one.words, 0) % len(one.candidates)

    def _is_offered(self, chip: Chip, text: str) -> bool:
        """Was this new contact an unknown name, rather than typed with a `+`?"""
        words = " ".join(text[chip.start : chip.end].replace('"', "").split())
        return words in self.new


def _active(reading: Reading, place: int) -> Ambiguity:
    """Of several unclear names the one last before the cursor: the arrows choose there."""
    before = [one for one in reading.ambiguities if one.start <= place]
    return before[-1] if before else reading.ambiguities[0]
