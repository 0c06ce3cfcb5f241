"""How many backups of a book are kept. Making and thinning them is the book's work."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from loyaltytui.settings.page import Page

_SPANS = ("daily", "weekly", "monthly")
_MOST = 1000


class KeepBackups(Struct, frozen=True):
    """The last backup of each of so many days, weeks and months is kept."""

    daily: int = 7
    weekly: int = 4
    monthly: int = 12


def read_backups(page: Page, said: Sequence[tuple[str, object]]) -> KeepBackups:
    """What the table `[backups]` says, with the usual for what it leaves open."""
    keep = KeepBackups()
    for span, count in said:
        if span not in _SPANS:
            raise page.error(
                ("backups", span), f"'{span}' is no setting of backups. Say daily, weekly, monthly."
            )
        if type(count) is not int or not 0 <= count <= _MOST:
            raise page.bad(("backups", span), count, "Say how many to keep, as in daily = 7.")
        keep = replace(keep, **{span: count})
    return keep
