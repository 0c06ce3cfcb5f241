"""Whom words may mean: what the log line needs to know of a book.

How a book finds them is the book's affair.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from loyaltytui.dealings import Problem, Purchase
from loyaltytui.entries import ContactId, Promise
from loyaltytui.tidings import Announcement


class Candidate(Struct, frozen=True):
    """A contact the words may mean."""

    id: ContactId
    name: str
    account: str
    """Empty when the contact is at none."""


class OpenDealings(Struct, frozen=True):
    """What a line may say is delivered, confirmed, apologised for, fixed or made good."""

    purchases: tuple[Purchase, ...] = ()
    """Not delivered or not confirmed, the oldest first."""
    problems: tuple[Problem, ...] = ()
    """All of them, the oldest first."""
    news: tuple[Announcement, ...] = ()
    """What one of them at least has not been told yet."""


class Directory(Protocol):
    """Looks up contacts by a few words, what was promised to them and what is open with them."""

    def candidates(self, words: str) -> Sequence[Candidate]:
        """Say whom these words may mean, nearest first; nobody: empty.

        Every word must be the beginning of a word of the contact's name or account.
        """
        ...

    def open_promises(self, contact_ids: Sequence[ContactId]) -> Sequence[Promise]:
        """List the open promises of both sides with these contacts."""
        ...

    def open_dealings(self, contact_ids: Sequence[ContactId]) -> OpenDealings:
        """List what their accounts bought that is not done with, their problems, their news."""
        ...
