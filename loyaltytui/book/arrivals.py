"""What the book tells an import about whom it knows, and what an import brings into it.

How the two are compared lives in `exchange/`, how it is written in `importing`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from msgspec import Struct

from loyaltytui.drafts import ContactDraft
from loyaltytui.entries import ChannelKind, ContactId, PromiseId

KnownPast = tuple[str, str, str]
"""A line of history: which sort of `drafts.Past`, its day as ISO text or empty, its words."""


class KnownContact(Struct, frozen=True):
    """A contact of the book with everything that an import may find again or add to."""

    id: ContactId
    name: str
    account: str
    job: str
    tier: str
    cadence: str
    birthday: str
    address: str
    about: str
    channels: tuple[tuple[ChannelKind, str], ...] = ()
    """(kind, value), those told in confidence too: nobody is met twice."""
    tags: tuple[str, ...] = ()
    uids: tuple[str, ...] = ()
    extras: tuple[tuple[str, str], ...] = ()
    past: tuple[KnownPast, ...] = ()
    """What has happened with them and is planned; told only where an import brings such lines."""
    promised: tuple[tuple[PromiseId, str, str], ...] = ()
    """What I still owe them: which, when it is or once was due, its words. Told like `past`."""


class Known(Struct, frozen=True):
    """Everybody in the book, as of one moment."""

    contacts: Sequence[KnownContact] = ()
    as_of: str = ""
    """The last action that the book had seen; empty for a book nobody has written in."""


class KeptPromise(Struct, frozen=True):
    """An open promise that is done in the source."""

    id: PromiseId
    text: str
    on: dt.date | None
    """When it was marked as done. None: not said, so today."""


class Arrival(Struct, frozen=True):
    """All that is written of somebody new, or only what is added to somebody known."""

    draft: ContactDraft
    """Its owner is whose the imported list is. Of somebody known: the name, and what is added."""
    uids: tuple[str, ...] = ()
    contact_id: ContactId | None = None
    """None: somebody new."""
    kept: tuple[KeptPromise, ...] = ()


class Arrivals(Struct, frozen=True):
    """Everything that one import brings."""

    contacts: Collection[Arrival]
    """Gone through several times, and never held all at once."""
    as_of: str
    """The moment of the book that they were compared with."""
