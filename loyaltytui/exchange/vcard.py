"""A vCard file as contacts: where each card begins and ends, and how large it may be.

What a line looks like lives in `vcard_lines`, what it says about a contact in `vcard_contact`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from msgspec import Struct, field

from loyaltytui.drafts import ContactDraft
from loyaltytui.exchange.foreign_text import byte_lines
from loyaltytui.exchange.reading import Tally
from loyaltytui.exchange.vcard_contact import contact_from
from loyaltytui.exchange.vcard_lines import Line, content_lines

CARD_LIMIT = 1_000_000
"""Bytes of one card, pictures and the like not counted."""
_DEEPEST = 8
_PER_LINE = 100
"""Bytes that a line costs beside its value, so that empty ones cannot fill the memory."""


class _OpenCard(Struct):
    """A card whose end has not come yet."""

    number: int
    lines: list[Line] = field(default_factory=list)
    size: int = 0

    def add(self, line: Line) -> None:
        self.size += len(line.value) + _PER_LINE
        if self.size <= CARD_LIMIT:
            self.lines.append(line)
        else:
            self.lines.clear()

    def close(self, tally: Tally) -> Iterator[ContactDraft]:
        if self.size > CARD_LIMIT:
            tally.lose(self.number, f"a card of more than {CARD_LIMIT // 1_000_000} MB")
            return
        contact = contact_from(self.number, self.lines, tally)
        if contact is not None:
            yield contact


def read_cards(file: BinaryIO, tally: Tally) -> Iterator[ContactDraft]:
    """Read the contacts of a vCard file one after the other; what is wrong goes to the tally.

    A card inside another (the assistant of somebody) is a contact too. A card that never ends is
    closed by the next one, or by the end of the file.
    """
    cards: list[_OpenCard] = []
    is_after_agent = is_after_bad = False
    for line in content_lines(byte_lines(file)):
        edge = _edge(line)
        is_bad = not edge and (not cards or line.head is None or line.head.name in ("BEGIN", "END"))
        if edge == "BEGIN":
            if not (is_after_agent and len(cards) < _DEEPEST):
                yield from _close_unended(cards, tally)
            cards.append(_OpenCard(line.number))
        elif edge == "END" and cards:
            yield from cards.pop().close(tally)
        elif edge == "END":
            tally.leave_out(line.number, "the end of a card that never began")
        elif not is_bad:
            cards[-1].add(line)
        elif not is_after_bad:
            # One word for a whole run of such lines: a mail saved with its cards has hundreds.
            where = "no part of a vCard" if cards else "text outside of any card"
            tally.leave_out(line.number, f"{where}, left out")
        is_after_bad = is_bad
        is_after_agent = line.head is not None and line.head.name == "AGENT" and not line.value
    yield from _close_unended(cards, tally)


def _close_unended(cards: list[_OpenCard], tally: Tally) -> Iterator[ContactDraft]:
    for card in cards:
        tally.leave_out(card.number, "the card has no end; what stood there was read")
        yield from card.close(tally)
    cards.clear()


def _edge(line: Line) -> str:
    """Tell whether a line begins or ends a card; empty when it does neither."""
    if line.head is None or line.head.name not in ("BEGIN", "END"):
        return ""
    return line.head.name if line.value.strip().upper() == b"VCARD" else ""
