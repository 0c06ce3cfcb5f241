"""Which keys make sense on which row of the agenda. What they do is the page's work.

Free of Textual: the first frame greys them out as the page does.
"""

from __future__ import annotations

from loyaltytui.entries import CheckIn, Promise

_ON_PROMISES = frozenset({"keep", "break", "release", "move"})


def makes_sense(action: str, entry: object | None) -> bool:
    """Does this action make sense on this entry? None: on no row at all."""
    is_open_promise = isinstance(entry, Promise) and entry.is_open
    if action in _ON_PROMISES:
        return is_open_promise
    if action == "snooze":
        return is_open_promise or isinstance(entry, CheckIn)
    return True


def can_be_edited(entry: object | None) -> bool:
    """Is it something that a form on the agenda changes?"""
    return isinstance(entry, Promise | CheckIn)
