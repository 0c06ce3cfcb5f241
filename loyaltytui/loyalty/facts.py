"""As much of a talk and of a note as the rules read. Both, whole, are entries."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from loyaltytui.dealings import Met
from loyaltytui.entries import InteractionId, NoteId


class Talk(Struct, frozen=True):
    """As much of an interaction as the rules read."""

    id: InteractionId
    happened_on: dt.date
    medium: str
    """A word of `kinds.MEDIA`; the table says whether it is contact or an attempt."""
    minutes: int | None = None
    """None: not said, the medium's usual length counts."""


class Deed(Struct, frozen=True):
    """As much of a note as the rules read: a pitch, a signal, a rival, an extra mile, a test."""

    id: NoteId
    noted_on: dt.date
    kind: str
    """A word of `kinds.KINDS`."""
    text: str = ""
    was_noticed: bool = False
    """Did they notice the extra mile?"""
    was_met: Met = Met.NOT_SAID
    is_confidential: bool = False
