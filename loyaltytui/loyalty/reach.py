"""Reach: does it survive a change of employer? Where channels come from is no matter here."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from loyaltytui.entries import Channel, Owner, Scope


class Reach(StrEnum):
    """How a contact could still be reached if either side changed employer."""

    SAFE = "safe"
    WORK_ONLY = "work only"
    NONE = "none"


def reach(channels: Iterable[Channel]) -> Reach:
    """Safe through a personal channel that is `mine` or `public`; else by what there is.

    A personal channel that belongs to the company stays behind with the rest: `work only`.
    """
    known = list(channels)
    if safe_channels(known):
        return Reach.SAFE
    return Reach.WORK_ONLY if known else Reach.NONE


def safe_channels(channels: Iterable[Channel]) -> tuple[Channel, ...]:
    """The channels that make a contact's reach safe."""
    return tuple(
        channel
        for channel in channels
        if channel.scope is Scope.PERSONAL and channel.owner is not Owner.COMPANY
    )
