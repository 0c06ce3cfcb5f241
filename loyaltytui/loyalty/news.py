"""Which news needs the rep today: what somebody who can be told has not heard yet.

Fetching it, and marking somebody as told, is the book's work.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from loyaltytui.tidings import Announcement, Telling


def to_tell(announcements: Iterable[Announcement]) -> list[Announcement]:
    """What is still to be told, the oldest first: one line each, however many wait for it.

    News that only lost, parked or dropped contacts have not heard nags nobody.
    """
    waiting = [each for each in announcements if each.waiting > 0]
    return sorted(waiting, key=lambda each: (each.announced_on, each.id))


def in_turn(tellings: Iterable[Telling]) -> list[Telling]:
    """Whom to tell, those first with whom a talk is planned soonest; who is away comes last."""
    return sorted(tellings, key=_turn)


def _turn(telling: Telling) -> tuple[bool, dt.date, str]:
    return telling.is_away, telling.next_check_in_on or dt.date.max, telling.contact
