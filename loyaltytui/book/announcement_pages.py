"""Reads news that many contacts are to be told, and who still is to hear what of it.

The verbs about it are `announcements`'; whom to tell first is decided in `loyalty.news`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from loyaltytui.book.errors import NotFound
from loyaltytui.book.storage import Storage
from loyaltytui.book.stored import day, read_day
from loyaltytui.entries import ContactId
from loyaltytui.loyalty.news import in_turn
from loyaltytui.loyalty.step import State
from loyaltytui.tidings import Announcement, AnnouncementId, Telling, TellingId

IS_AWAY = f"(coalesce(standing.away_until, '') > ?1 or standing.step_state = '{State.LOST}')"
"""Whoever left, was parked or dropped, as of the day that is bound first."""

ANNOUNCEMENT_COLUMNS = (
    "announcement.id, announcement.text, announced_on, "
    "(select count(*) from telling where announcement_id = announcement.id), "
    "coalesce(owed.people, 0), coalesce(owed.waiting, 0)"
)
"""What `read_announcement` reads of an announcement and to whom it is owed."""

ANNOUNCED = f"""
    from announcement left join (
      select announcement_id, count(*) as people, sum(not coalesce({IS_AWAY}, 0)) as waiting
      from telling indexed by telling_owed
      left join standing on standing.contact_id = telling.contact_id
      where told_on is null group by announcement_id) as owed
    on owed.announcement_id = announcement.id
"""
"""Over the years nearly everybody has been told: those are counted in an index alone."""
_WAS_FOR_SOMEBODY = "exists (select 1 from telling where announcement_id = announcement.id)"
_TELLING = (
    "select telling.id, announcement.id, announcement.text, announced_on, contact.id, "
    f"contact.name, coalesce(account.name, ''), told_on, coalesce({IS_AWAY}, 0), "
    "next_check_in_on "
    "from telling join announcement on announcement.id = telling.announcement_id "
    "join contact on contact.id = telling.contact_id "
    "left join account on account.id = contact.account_id "
    "left join standing on standing.contact_id = contact.id"
)
_OWED_TO = (
    "exists (select 1 from telling as owed where owed.announcement_id = announcement.id "
    "and owed.told_on is null and owed.contact_id in (select value from json_each(?2)))"
)


class AnnouncementPages(Storage):
    """Reads news and its tellings."""

    def announcements(self, *, only_owed_to: Sequence[ContactId] = ()) -> list[Announcement]:
        """All news with how far it has got, the oldest first; or what some still are to hear."""
        values: list[object] = [self.today.isoformat()]
        if only_owed_to:
            values.append(json.dumps(list(only_owed_to)))
        rows = self.rows(
            f"select {ANNOUNCEMENT_COLUMNS} {ANNOUNCED} "
            f"where {_OWED_TO if only_owed_to else _WAS_FOR_SOMEBODY} "
            "order by announced_on, announcement.id",
            values,
        )
        return [read_announcement(row) for row in rows]

    def announcement(self, announcement_id: AnnouncementId) -> Announcement:
        """One piece of news; raises `NotFound`."""
        rows = self.rows(
            f"select {ANNOUNCEMENT_COLUMNS} {ANNOUNCED} "
            f"where announcement.id = ?2 and {_WAS_FOR_SOMEBODY}",
            (self.today.isoformat(), announcement_id),
        )
        if not rows:
            raise NotFound("That news is not in the book any more.")
        return read_announcement(rows[0])

    def tellings(self, announcement_ids: Sequence[AnnouncementId]) -> list[Telling]:
        """To whom these are still owed, those first with whom a talk is planned soonest."""
        return in_turn(
            self._tellings(
                "announcement.id in (select value from json_each(?2))",
                json.dumps(list(announcement_ids)),
            )
        )

    def tellings_of(self, contact_id: ContactId) -> list[Telling]:
        """What a contact is still to be told, the oldest news first."""
        return self._tellings("telling.contact_id = ?2", contact_id)

    def _tellings(self, whose: str, value: object) -> list[Telling]:
        rows = self.rows(
            f"{_TELLING} where {whose} and told_on is null "
            "order by announced_on, announcement.id, telling.id",
            (self.today.isoformat(), value),
        )
        return [_read_telling(row) for row in rows]


def read_announcement(row: Sequence[Any]) -> Announcement:
    """A row of `ANNOUNCEMENT_COLUMNS`."""
    found, text, announced_on, of, owed, waiting = row[:6]
    told = of - owed
    return Announcement(AnnouncementId(found), text, read_day(announced_on), told, of, waiting)


def _read_telling(row: Sequence[Any]) -> Telling:
    found, announced, text, on, contact_id, name, account, told_on, is_away, next_on = row
    return Telling(
        TellingId(found),
        AnnouncementId(announced),
        text,
        read_day(on),
        ContactId(contact_id),
        name,
        account,
        day(told_on),
        bool(is_away),
        day(next_on),
    )
