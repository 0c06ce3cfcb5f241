"""Chips: each thing that was understood, and from which of the typed words.

What makes a chip lives in `header` and `clauses`, how a line is read as a whole in `reading`, how
a chip looks on a screen in `tui/`.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from loyaltytui.capture.directory import Candidate
from loyaltytui.drafts import LogDraft


class ChipKind(StrEnum):
    """What a chip is about."""

    WHO = "who"
    NEW = "new"
    MEDIUM = "medium"
    MINUTES = "minutes"
    WHEN = "when"
    PROMISE = "promise"
    OWED = "owed"
    CHECK_IN = "check-in"
    QUESTION = "question"
    NOTE = "note"
    ENDING = "ending"
    PURCHASE = "purchase"
    PROBLEM = "problem"
    ACCOUNT = "account"
    PROSPECT = "prospect"


class Chip(Struct, frozen=True):
    """One thing that was understood, and from which words."""

    kind: ChipKind
    text: str
    """As the box shows it: `promise: send quote → Fri 27 Nov`."""
    start: int
    """Where the words that made it begin in the typed text."""
    end: int
    literal_start: int
    """Where the words begin that Backspace turns back into text."""
    literal_end: int
    sentence: str = ""
    """The same, said plainly after saving; empty for the header, which is said as a whole."""


class Ambiguity(Struct, frozen=True):
    """Words that may mean several contacts."""

    words: str
    candidates: tuple[Candidate, ...]
    """Nearest first."""
    start: int
    end: int


class Reading(Struct, frozen=True):
    """What a typed line came to."""

    draft: LogDraft | None
    """None: it cannot be saved as it stands; the other fields say why."""
    chips: tuple[Chip, ...]
    """In the order of the typed words."""
    ambiguities: tuple[Ambiguity, ...]
    unknown: tuple[str, ...]
    """Words for WHO that mean nobody in the book: offered as new."""
    troubles: tuple[str, ...]
    """One plain sentence each."""
    whom: tuple[str, ...] = ()
    """The names of those it was with, as far as they are known."""


def turn_to_text(text: str, chip: Chip) -> str:
    """Put the words that made a chip in quotes, so that they stay words.

    Quotes cannot be nested: those inside the words are dropped.
    """
    words = text[chip.literal_start : chip.literal_end].replace('"', "")
    return f'{text[: chip.literal_start]}"{words}"{text[chip.literal_end :]}'
