"""The tables of note kinds and media: each word the book knows, once.

Adding a kind is one line here. What a rule makes of a kind lives in `loyalty/`.
"""

from __future__ import annotations

from msgspec import Struct


class Kind(Struct, frozen=True):
    """One kind of note."""

    word: str
    """How it is typed, before a colon."""
    label: str
    section: str
    """Where the Contact screen shows it: `value` or `know`."""
    about: str
    """What it records, in a few words."""
    is_evidence: bool = False
    """Does a rule read it?"""


KINDS = (
    Kind("core", "core value", "value", "what you were hired for, delivered"),
    Kind("surprise", "surprise value", "value", "value beyond the scope"),
    Kind("personal", "personal value", "value", "help towards the person's own ambition"),
    Kind("extra", "extra mile", "value", "more than was asked; counts when they noticed", True),
    Kind("opening", "opening", "know", "why a first conversation is worth their time"),
    Kind("pitched", "pitched", "value", "our value was put to them, in which words", True),
    Kind("signal", "signal", "value", "they acted as if they believe it", True),
    Kind("goal", "goal", "know", "an ambition, hope or dream: theirs or the company's"),
    Kind("point", "point", "know", "what matters to them in a product"),
    Kind("role", "role", "know", "decides, influences, uses, guards the gate, pays"),
    Kind("background", "background", "know", "where they come from, family, interests"),
    Kind("trend", "trend", "know", "what they see coming in their industry"),
    Kind("tech", "technology", "know", "technology they expect to matter"),
    Kind("fit", "fit", "know", "another product of theirs that could use us"),
    Kind("rival", "rival", "know", "a competitor's standing there, and what it does better", True),
    Kind("test", "test", "value", "a hard moment or small test, and how it was met", True),
    Kind("news", "news", "value", "an update about our service that they were told"),
)
"""Every kind of note, in the order a reader meets them."""

DISCOVERY = ("role", "goal", "point", "trend", "tech", "fit", "rival")
"""The standard questions, by the kind of note that answers them: what to ask everybody."""

CHECKLIST = ("need", "budget", "decides", "timing")
"""What has to be known of a prospect before time goes to them."""

KIND_BY_WORD = {kind.word: kind for kind in KINDS}


class Medium(Struct, frozen=True):
    """One way in which an interaction happens."""

    word: str
    label: str
    usual_minutes: int
    """Counted as effort when no length was given."""
    is_contact: bool = True
    """An attempt is logged but is not contact."""


MEDIA = (
    Medium("call", "call", 15),
    Medium("meeting", "meeting", 60),
    Medium("email", "email", 5),
    Medium("message", "message", 5),
    Medium("visit", "visit", 90),
    Medium("voicemail", "voicemail", 5, is_contact=False),
)
"""Every medium; the first is what a line means when it names none."""

MEDIUM_BY_WORD = {medium.word: medium for medium in MEDIA}
