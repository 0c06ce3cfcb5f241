"""Where a source contradicts the book, and what the rep decides about it.

Until something is decided the book keeps its word, and the source's stands beside it.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from loyaltytui.book.arrivals import KnownContact
from loyaltytui.drafts import ContactDraft
from loyaltytui.exchange.person import FIELDS, Whole


class Conflict(Struct, frozen=True):
    """One question that an import leaves to the rep. It has a safe answer already."""

    key: str
    """What a decision about it is kept under; the same in a plan made anew."""
    name: str
    """Whom it is about, as the book calls them."""
    field: str
    """`job`, `account`, ...; `who`: is somebody of another name the same person?"""
    ours: str
    theirs: str
    by: str = ""
    """Of `who`: what both are reached by, an email, a phone or a link."""
    is_taken: bool = False
    """Is the source's word taken? Else the book's stays and the source's stands beside it."""

    @property
    def said(self) -> str:
        """The question, and how it stands."""
        if self.field == "who":
            stands = "one person" if self.is_taken else "two people"
            return f"{self.theirs} has the same {self.by} as {self.ours}: {stands}"
        ours, theirs = _short(self.ours), _short(self.theirs)
        if self.is_taken:
            return f"{self.name}: {self.field} becomes {theirs}, was {ours}"
        return f"{self.name}: {self.field} stays {ours}; {theirs} stands beside it"


def field_key(known: KnownContact, field: str) -> str:
    """Under which key a decision about a field of somebody in the book is kept."""
    return f"{field} of {known.id}"


def same_person_key(draft: ContactDraft, name: str) -> str:
    """Under which key it is kept whether two names are one person's."""
    return f"{draft.name} is {name}"


def taken_fields(
    known: KnownContact | None, draft: ContactDraft, decided: Mapping[str, bool]
) -> frozenset[str]:
    """The fields in which the source's word is taken."""
    if known is None or not decided:
        return frozenset()
    names = ("account", *FIELDS)
    return frozenset(
        name for name in names if getattr(draft, name) and decided.get(field_key(known, name))
    )


def conflicts_of(person: Whole, decided: Mapping[str, bool]) -> dict[str, Conflict]:
    """What the source says of somebody in the book otherwise than the book."""
    known = person.known
    if known is None:
        return {}
    found: dict[str, Conflict] = {}
    for name in ("account", *FIELDS):
        key, ours = field_key(known, name), getattr(known, name)
        if ours and decided.get(key) and name in person.gains.fills:
            theirs = person.gains.fills[name]
            found[key] = Conflict(key, known.name, name, ours, theirs, is_taken=True)
        elif name in person.gains.contradicted:
            theirs = person.gains.contradicted[name]
            found[key] = Conflict(key, known.name, name, ours or person.account, theirs)
    return found


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"
