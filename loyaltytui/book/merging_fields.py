"""What one contact says of itself that another contradicts, and what becomes of both words.

Pure: no row is read or written here. What hangs on the two is moved by `merging_rows`.
"""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct

from loyaltytui.entries import Contact

FIELDS = ("name", "account", "job", "tier", "cadence", "birthday", "address", "owner")
"""What a contact says once. `about` is no such field: both texts stay, one behind the other."""


class Contested(Struct, frozen=True):
    """A field of which two contacts say different things."""

    field: str
    kept: str
    """What the contact says who stays."""
    other: str
    """What the one says who goes."""


class Merged(Struct, frozen=True):
    """One contact out of two."""

    fields: dict[str, str]
    """Each of `FIELDS`, and `about`."""
    beside: list[tuple[str, str]]
    """The words that gave way, as extra fields: (name, text)."""


def contested(kept: Contact, other: Contact) -> list[Contested]:
    """The fields of which both say something, and not the same."""
    return [
        Contested(name, own, theirs)
        for name in FIELDS
        if (own := _said(kept, name)) and (theirs := _said(other, name)) and own != theirs
    ]


def merged(kept: Contact, other: Contact, take: Collection[str] = ()) -> Merged:
    """What the contact will say: its own words, the other's where it has none or they are taken.

    A word that gives way stays beside it under the name that an import gives such words too, so
    that bringing the same source again finds everything in the book already.
    """
    fields, beside = {}, []
    for name in FIELDS:
        own, theirs = _said(kept, name), _said(other, name)
        wins, gives_way = (theirs, own) if theirs and (not own or name in take) else (own, theirs)
        fields[name] = wins
        if gives_way and gives_way != wins:
            beside.append((f"other {name}", gives_way))
    fields["about"] = _both(kept.about, other.about)
    return Merged(fields, beside)


def _said(contact: Contact, name: str) -> str:
    return str(getattr(contact, name))


def _both(own: str, theirs: str) -> str:
    """Two texts as one, none of it twice."""
    if theirs in own:
        return own
    return theirs if own in theirs else f"{own}\n\n{theirs}"
