"""Verbs about many contacts at once: one action each, however many they are.

Written set by set, for a rep may mark everybody. What is done to one contact lives in `people`,
check-ins of many in `many_checkins`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence

from loyaltytui.book.backup import back_up
from loyaltytui.book.channels import tidy_tags
from loyaltytui.book.errors import Refused
from loyaltytui.book.many_checkins import THESE, ManyCheckIns
from loyaltytui.book.people import read_cadence, read_tier
from loyaltytui.book.revision import THIS_ACTION
from loyaltytui.book.stored import read_day
from loyaltytui.entries import ContactId, Owner
from loyaltytui.loyalty.checkins import cadence_in_force, first_check_in


class Bulk(ManyCheckIns):
    """The verbs that concern everybody who is marked. Each returns how many it changed."""

    def set_cadence_of(self, contact_ids: Sequence[ContactId], cadence: str) -> int:
        """Gives them a cadence; check-ins are planned anew, at most the review cap a day."""
        cadence = read_cadence(cadence)
        said = f"set cadence {cadence}" if cadence else "let the tier decide the cadence"
        return self._set_rhythm(contact_ids, "cadence", cadence, said)

    def set_tier_of(self, contact_ids: Sequence[ContactId], tier: str) -> int:
        """Puts them in a tier; check-ins that follow it are planned anew, spread likewise."""
        tier = read_tier(tier)
        return self._set_rhythm(
            contact_ids, "tier", tier, f"set tier {tier}" if tier else "set no tier"
        )

    def tag_all(self, contact_ids: Sequence[ContactId], words: Iterable[str]) -> int:
        """Adds tags to those who lack them."""
        tags, these = _some_tags(words), json.dumps(contact_ids)
        with self.act(f"tag {self._whom(these)} with {', '.join(tags)}"):
            lacking = self.rows(
                "select contact.id, json_each.value from contact, json_each(?2) "
                f"where contact.id in {THESE} and not exists (select 1 from tag "
                "where contact_id = contact.id and word = json_each.value) "
                "order by contact.id, json_each.key",
                (these, json.dumps(tags)),
            )
            self._many("insert into tag (contact_id, word) values (?, ?)", lacking)
            return len({contact_id for contact_id, _ in lacking})

    def untag_all(self, contact_ids: Sequence[ContactId], words: Iterable[str]) -> int:
        """Takes tags off those who have them."""
        tags, these = _some_tags(words), json.dumps(contact_ids)
        with self.act(f"take tag {', '.join(tags)} off {self._whom(these)}"):
            gone = self.rows(
                f"delete from tag where contact_id in {THESE} "
                "and word in (select value from json_each(?2)) returning contact_id",
                (these, json.dumps(tags)),
            )
            return len(set(gone))

    def set_owner_of(self, contact_ids: Sequence[ContactId], owner: Owner) -> int:
        """Says whose they are when the rep changes employer."""
        these = json.dumps(contact_ids)
        with self.act(f"set owner {owner} for {self._whom(these)}"):
            return self.write(
                f"update contact set owner = ?2, rev = {THIS_ACTION} "
                f"where id in {THESE} and owner <> ?2",
                (these, str(owner)),
            )

    def delete_contacts(self, contact_ids: Sequence[ContactId]) -> int:
        """Takes them out of the book with all that hangs on them. `u` brings them back.

        A copy of the book is made first when they are several. What happened with others too
        stays theirs.
        """
        these = json.dumps(contact_ids)
        self._whom(these)
        if len(contact_ids) > 1:
            back_up(self.db, self.path, why="before-delete", at=self.now())
        with self.act(f"delete {self._whom(these)}"):
            self.write(
                "delete from interaction where id in (select interaction_id from participant "
                f"where contact_id in {THESE}) and not exists (select 1 from participant "
                f"where interaction_id = interaction.id and contact_id not in {THESE})",
                (these,),
            )
            return self.write(f"delete from contact where id in {THESE}", (these,))

    def _set_rhythm(
        self, contact_ids: Sequence[ContactId], column: str, value: str, said: str
    ) -> int:
        """Sets the cadence or the tier, and follows with the check-ins of those it changes."""
        these = json.dumps(contact_ids)
        with self.act(f"{said} for {self._whom(these)}"):
            before = self.rows(
                "select id, cadence, tier, last_contact_on from contact "
                f"left join standing on contact_id = id where id in {THESE} and {column} <> ?2 "
                "order by last_contact_on is null, last_contact_on, id",
                (these, value),
            )
            self.write(
                f"update contact set {column} = ?2, rev = {THIS_ACTION} "
                f"where id in {THESE} and {column} <> ?2",
                (these, value),
            )
            wanted: dict[int, dt.date | None] = {}
            for contact_id, cadence, tier, met_on in before:
                own, rank = (value, tier) if column == "cadence" else (cadence, value)
                span = cadence_in_force(own, rank, self.rules)
                if span != cadence_in_force(cadence, tier, self.rules):
                    met = read_day(met_on) if met_on else None
                    wanted[contact_id] = first_check_in(met, span, self.today, self.rules)
            self._plan_cadences(wanted)
            return len(before)


def _some_tags(words: Iterable[str]) -> list[str]:
    """Tags as they are stored; none at all is `Refused`."""
    tags = tidy_tags(words)
    if not tags:
        raise Refused("Say at least one tag.")
    return tags
