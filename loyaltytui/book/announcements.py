"""Verbs for news that many contacts are to be told: announcing, telling one by one, letting off.

Whom to tell first and what of it the agenda shows is decided in `loyalty.news`; which words of a
log line settle it, in `capture.news`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence

from loyaltytui.book.announcement_pages import AnnouncementPages
from loyaltytui.book.channels import tidy_tags
from loyaltytui.book.entry_writing import shortened
from loyaltytui.book.errors import Conflict, NotFound, Refused
from loyaltytui.book.notes import Notes
from loyaltytui.book.people import read_tier
from loyaltytui.drafts import NoteDraft, ToldDraft
from loyaltytui.entries import ContactId, InteractionId
from loyaltytui.plain import clean, fold
from loyaltytui.tidings import Announcement, AnnouncementId, Telling, TellingId


class Announcements(Notes, AnnouncementPages):
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


def _short(text: str) -> str:
    return shortened(text, is_confidential=False)


def _some_words(text: str) -> str:
    """News as it is stored, in one line; none at all is `Refused`."""
    words = " ".join(clean(text).split())
    if not words:
        raise Refused("News needs words: what are they to be told?")
    return words
