"""Verbs for news that many contacts are to be told: announcing, telling one by one, letting off.

Whom to tell first and what of it the agenda shows is decided in `loyalty.news`; which words of a
log line settle it, in `capture.news`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from loyaltytui.book.channels import tidy_tags
from loyaltytui.book.entry_writing import shortened
from loyaltytui.book.errors import Conflict, NotFound, Refused
from loyaltytui.book.notes import Notes
from loyaltytui.book.people import read_tier
from loyaltytui.book.stored import day, read_day
from loyaltytui.drafts import NoteDraft, ToldDraft
from loyaltytui.entries import ContactId, InteractionId
from loyaltytui.loyalty.news import in_turn
from loyaltytui.loyalty.step import State
from loyaltytui.plain import clean, fold
from loyaltytui.tidings import Announcement, AnnouncementId, Telling, TellingId

IS_AWAY = f"(coalesce(standing.away_until, '') > ?1 or standing.step_state = '{State.LOST}')"
"""Whoever left, was parked or dropped, as of the day that is bound first."""

ANNOUNCEMENT_COLUMNS = (
    "announcement.id, announcement.text, announced_on, sum(told_on is not null), count(*), "
    f"sum(told_on is null and not coalesce({IS_AWAY}, 0))"
)
"""What `read_announcement` reads of an announcement with its tellings and their standings."""

ANNOUNCED = (
    "from announcement join telling on telling.announcement_id = announcement.id "
    "left join standing on standing.contact_id = telling.contact_id"
)
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


class Announcements(Notes):
    """The verbs about telling many contacts one thing."""

    def announce(self, text: str, contact_ids: Sequence[ContactId]) -> int:
        """Writes down what is to be told to whom; returns how many more are to hear it.

        The same words again, while somebody still waits for them, go to more contacts.
        """
        words = _some_words(text)
        with self.act(f"announce {_short(words)} to {self._said_whom(contact_ids)}"):
            known = [each for each in self.announcements() if fold(each.text) == fold(words)]
            announcement_id = next((each.id for each in known if each.is_open), None)
            if announcement_id is None:
                announcement_id = AnnouncementId(
                    self._put("announcement", text=words, announced_on=self.today)
                )
            return self.write(
                "insert or ignore into telling (announcement_id, contact_id) "
                "select ?1, id from contact where id in (select value from json_each(?2)) "
                "order by id",
                (announcement_id, json.dumps(list(contact_ids))),
            )

    def tell(self, telling: Telling) -> None:
        """They were told it today, and a note of news about them says so."""
        with self.act(f"tell {telling.contact} {_short(telling.text)}"):
            self._mark_told(telling.id, self.today)
            draft = NoteDraft("news", telling.text)
            self._insert_note(telling.contact_id, None, draft, self.today)

    def let_off(self, telling: Telling) -> None:
        """They need not hear it, and count no more."""
        with self.act(f"leave {telling.contact} out of {_short(telling.text)}"):
            gone = self.write("delete from telling where id = ? and told_on is null", (telling.id,))
            if not gone:
                self._refuse_told(telling.id)

    def edit_announcement(self, before: Announcement, text: str) -> None:
        """Puts news in other words; one changed meanwhile is a `Conflict`."""
        words = _some_words(text)
        with self.act(f"reword {_short(before.text)} as {_short(words)}"):
            if words == before.text:
                return
            changed = self.write(
                "update announcement set text = ? where id = ? and text = ?",
                (words, before.id, before.text),
            )
            if not changed:
                self.announcement(before.id)
                raise Conflict("That news was changed elsewhere. Look again.")

    def delete_announcement(self, announcement: Announcement) -> None:
        """Takes news out, told or not; the notes of whom it was told stay. `u` brings it back."""
        with self.act(f"delete the news {_short(announcement.text)}"):
            if not self.write("delete from announcement where id = ?", (announcement.id,)):
                raise NotFound("That news is not in the book any more.")

    def announcements(self, *, only_owed_to: Sequence[ContactId] = ()) -> list[Announcement]:
        """All news with how far it has got, the oldest first; or what some still are to hear."""
        values: list[object] = [self.today.isoformat()]
        if only_owed_to:
            values.append(json.dumps(list(only_owed_to)))
        rows = self.rows(
            f"select {ANNOUNCEMENT_COLUMNS} {ANNOUNCED} "
            f"{f'where {_OWED_TO}' if only_owed_to else ''} "
            "group by announcement.id order by announced_on, announcement.id",
            values,
        )
        return [read_announcement(row) for row in rows]

    def announcement(self, announcement_id: AnnouncementId) -> Announcement:
        """One piece of news; raises `NotFound`."""
        rows = self.rows(
            f"select {ANNOUNCEMENT_COLUMNS} {ANNOUNCED} where announcement.id = ?2 "
            "group by announcement.id",
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

    def everybody_with(
        self, tags: Sequence[str] = (), tiers: Sequence[str] = ()
    ) -> list[ContactId]:
        """Whoever has one of the tags or is in one of the tiers; everybody where none is given."""
        is_any = int(not tags and not tiers)
        read = [tier for each in tiers if (tier := read_tier(each))]
        rows = self.rows(
            "select id from contact where ?1 or tier in (select value from json_each(?3)) "
            "or id in (select contact_id from tag where word in (select value from json_each(?2))) "
            "order by sort_key, id",
            (is_any, json.dumps(tidy_tags(tags)), json.dumps(read)),
        )
        return [ContactId(row[0]) for row in rows]

    def _tellings(self, whose: str, value: object) -> list[Telling]:
        rows = self.rows(
            f"{_TELLING} where {whose} and told_on is null "
            "order by announced_on, announcement.id, telling.id",
            (self.today.isoformat(), value),
        )
        return [_read_telling(row) for row in rows]

    def _tell_in_line(
        self,
        told: ToldDraft,
        contact_ids: Sequence[ContactId],
        interaction_id: InteractionId,
        on: dt.date,
    ) -> None:
        """Everybody the line names has heard it; its own note is of the first of them."""
        found = self.rows(
            "update telling set told_on = ? where announcement_id = ? and told_on is null "
            "and contact_id in (select value from json_each(?)) returning contact_id",
            (on.isoformat(), told.announcement_id, json.dumps(list(contact_ids))),
        )
        heard = {contact_id for (contact_id,) in found}
        for contact_id in contact_ids[1:]:
            if contact_id in heard:
                self._insert_note(contact_id, interaction_id, NoteDraft("news", told.text), on)

    def _mark_told(self, telling_id: TellingId, on: dt.date) -> None:
        changed = self.write(
            "update telling set told_on = ? where id = ? and told_on is null",
            (on.isoformat(), telling_id),
        )
        if not changed:
            self._refuse_told(telling_id)

    def _refuse_told(self, telling_id: TellingId) -> None:
        if self.rows("select 1 from telling where id = ?", (telling_id,)):
            raise Refused("They were told that already.")
        raise NotFound("That news is not to be told to them any more.")

    def _said_whom(self, contact_ids: Sequence[ContactId]) -> str:
        ((count, name),) = self.rows(
            "select count(*), max(name) from contact where id in (select value from json_each(?))",
            (json.dumps(list(contact_ids)),),
        )
        if not count:
            raise NotFound("None of them is in the book any more.")
        return str(name) if count == 1 else f"{count:,} contacts"


def read_announcement(row: Sequence[Any]) -> Announcement:
    """A row of `ANNOUNCEMENT_COLUMNS`."""
    found, text, announced_on, told, of, waiting = row[:6]
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


def _short(text: str) -> str:
    return shortened(text, is_confidential=False)


def _some_words(text: str) -> str:
    """News as it is stored, in one line; none at all is `Refused`."""
    words = " ".join(clean(text).split())
    if not words:
        raise Refused("News needs words: what are they to be told?")
    return words
