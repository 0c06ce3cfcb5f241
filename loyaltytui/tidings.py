"""News that several contacts are to be told: what it is, and to whom it is still owed.

The verbs that tell it live in `book/announcements.py`, when it shows on the agenda in `loyalty/`.
"""

from __future__ import annotations

import datetime as dt
from typing import NewType

from msgspec import Struct

from loyaltytui.entries import ContactId

AnnouncementId = NewType("AnnouncementId", int)
TellingId = NewType("TellingId", int)


class Announcement(Struct, frozen=True):
    """One piece of news, and how far it has got."""

    id: AnnouncementId
    text: str
    announced_on: dt.date
    """The day on which it was decided whom to tell."""
    told: int = 0
    of: int = 0
    """How many are to hear it in all."""
    waiting: int = 0
    """To whom it is owed now: without those who left, were parked or dropped."""

    @property
    def is_open(self) -> bool:
        """Has somebody not heard it yet?"""
        return self.told < self.of

    @property
    def said(self) -> str:
        """`12 of 40 told`."""
        return f"{self.told:,} of {self.of:,} told"


class Telling(Struct, frozen=True):
    """One piece of news for one contact."""

    id: TellingId
    announcement_id: AnnouncementId
    text: str
    """The news itself."""
    announced_on: dt.date
    contact_id: ContactId
    contact: str
    account: str
    told_on: dt.date | None
    """None: they have not heard it yet."""
    is_away: bool = False
    """Their account left, or they were parked or dropped: it can wait."""
    next_check_in_on: dt.date | None = None
    """The day of their earliest open check-in. None: nothing is planned."""

    @property
    def is_open(self) -> bool:
        """Is it still to be told?"""
        return self.told_on is None
