"""Whom words may mean: what the log line needs to know of a book.

How a book finds them is the book's affair.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from loyaltytui.entries import ContactId, Promise


@dataclass(frozen=True, slots=True)
class Candidate:
    """A contact the words may mean."""

    id: ContactId
    name: str
    account: str
    """Empty when the contact is at none."""


class Directory(Protocol):
    """Looks up contacts by a few words, and what was promised to them."""

    def candidates(self, words: str) -> Sequence[Candidate]:
        """Say whom these words may mean, nearest first; nobody: empty.

        Every word must be the beginning of a word of the contact's name or account.
        """
        ...

    def open_promises(self, contact_ids: Sequence[ContactId]) -> Sequence[Promise]:
        """List the open promises of both sides with these contacts."""
        ...
