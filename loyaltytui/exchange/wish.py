"""How an export is wanted, and what it answers. Which formats there are lives in `exporting`."""

from __future__ import annotations

from msgspec import Struct

from loyaltytui.book.choosing import Choice

VCARD_VERSIONS = ("3.0", "4.0")


class Wish(Struct, frozen=True):
    """How an export is wanted."""

    choice: Choice
    vcard: str = VCARD_VERSIONS[0]
    """The version of vCard, where cards are written."""


Counts = dict[str, int]
"""How many of what were written, by the word for several of them: `{"contacts": 40}`."""
