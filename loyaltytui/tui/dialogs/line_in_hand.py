"""What the Log box is handed: a line that can be read, kept and saved.

The box never sees the book; how a line does all that is told where the box is opened.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from loyaltytui.capture.chips import Reading
from loyaltytui.drafts import LogDraft
from loyaltytui.entries import ContactId


class Line(Protocol):
    """What the box is handed: it reads, keeps and saves one line."""

    text: str
    """What was left unsaved."""

    def read(self, text: str, picks: Mapping[str, ContactId | None]) -> Reading:
        """What the text means."""
        ...

    def complete(self, before: str) -> str:
        """What might be typed next behind these words; empty: nothing is offered."""
        ...

    def keep(self, text: str) -> str:
        """Keeps the text against every mishap; returns why not, or nothing."""
        ...

    async def keep_beside(self, text: str) -> str:
        """The same, while the keys are listened to."""
        ...

    async def save(self, draft: LogDraft) -> None:
        """Writes the draft down; raises a `BookError`."""
        ...

    def begin_again(self) -> None:
        """From now on it is another line."""
        ...
