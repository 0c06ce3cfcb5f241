"""Check-ins of many contacts at once: put off, spread over working days, or planned anew.

Written set by set. Where they go is decided by `loyalty.scatter`; the other verbs about many
contacts live in `bulk`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence

from msgspec import Struct

from loyaltytui.book.checkins import OWNER_OF_CONTACT
from loyaltytui.book.errors import NotFound, Refused
from loyaltytui.book.people import People
from loyaltytui.book.revision import THIS_ACTION
from loyaltytui.book.stored import read_day
from loyaltytui.dates import say_day
from loyaltytui.entries import ContactId
from loyaltytui.loyalty.agenda import UNRANKED_CADENCE_DAYS
from loyaltytui.loyalty.scatter import scatter

THESE = "(select value from json_each(?1))"
"""The contacts in question, as one value: SQLite takes only so many of them singly."""


class _Card(Struct, frozen=True):
    """One contact whose check-in is to be given another day."""

    contact_id: ContactId
    lateness: float
    check_ins: tuple[tuple[int, dt.date], ...]
    """Open ones by day: id and day. None of them: one is opened."""

    @property
    def urgency(self) -> tuple[bool, float, dt.date]:
        """Late ones come first, as the agenda ranks them, then by day, then who has none."""
        first_on = self.check_ins[0][1] if self.check_ins else dt.date.max
        return not self.check_ins, -max(self.lateness, 0.0), first_on


_OPEN = f"insert into check_in (contact_id, due_on, owner) values (?1, ?2, {OWNER_OF_CONTACT})"


class ManyCheckIns(People):
    """The verbs about when to be in touch with everybody who is marked."""

    def snooze_check_ins_of(self, contact_ids: Sequence[ContactId], until: dt.date) -> int:
        """Puts the cards of their check-ins off until a day; how late they are stays true."""
        self._refuse_past(until)
        these = json.dumps(contact_ids)
        with self.act(f"snooze check-ins of {self._whom(these)} until {self._spoken(until)}"):
            put_off = self.rows(
                f"update check_in set shown_on = ?2, rev = {THIS_ACTION} where is_open = 1 "
                f"and contact_id in {THESE} and due_on < ?2 and shown_on is not ?2 "
                "returning contact_id",
                (these, until.isoformat()),
            )
            return len(set(put_off))

    def scatter_check_ins_of(
        self, contact_ids: Sequence[ContactId], from_on: dt.date, cap: int
    ) -> int:
        """Plans their check-ins anew over working days, the most late first.

        With what is planned already, no day gets more than `cap`. All check-ins that are open
        before a contact's new day move to it; whoever has nothing planned at all gets one.
        """
        self._refuse_past(from_on)
        with self.act(
            f"scatter check-ins of {self._whom(json.dumps(contact_ids))} "
            f"from {self._spoken(from_on)}, {cap} a day"
        ):
            moved: list[tuple[str, int]] = []
            opened: list[tuple[int, str]] = []
            placed = self._placed(contact_ids, from_on, cap)
            for card, day in placed:
                if not card.check_ins:
                    opened.append((card.contact_id, day.isoformat()))
                for index, (check_in_id, due_on) in enumerate(card.check_ins):
                    if index == 0 or due_on < day:
                        moved.append((day.isoformat(), check_in_id))
            self._many(
                f"update check_in set due_on = ?1, shown_on = null, rev = {THIS_ACTION} "
                "where id = ?2 and (due_on <> ?1 or shown_on is not null)",
                moved,
            )
            self._many(_OPEN, opened)
            return len(placed)

    def scattered_days(
        self, contact_ids: Sequence[ContactId], from_on: dt.date, cap: int
    ) -> list[dt.date]:
        """The days that `scatter_check_ins_of` would give them, one a contact, in order."""
        return sorted(day for _, day in self._placed(contact_ids, from_on, cap))

    def _whom(self, these: str) -> str:
        """The contacts in a sentence: one by name, several by number; `NotFound` for none."""
        found = self.rows(f"select count(*), max(name) from contact where id in {THESE}", (these,))
        count, name = found[0]
        if not count:
            raise NotFound("None of them is in the book any more.")
        return str(name) if count == 1 else f"{count:,} contacts"

    def _spoken(self, day: dt.date) -> str:
        return say_day(day, self.today)

    def _refuse_past(self, day: dt.date) -> None:
        if day < self.today:
            raise Refused(f"{self._spoken(day)} has gone by. Say a day from today on.")

    def _plan_cadences(self, wanted: Mapping[int, dt.date | None]) -> None:
        """Sets the cadences' own check-ins, spread where too many would fall on one day."""
        ended = [one for one, day in wanted.items() if day is None]
        self.write(
            f"update check_in set is_open = 0, ended_on = ?2, rev = {THIS_ACTION} "
            f"where is_open = 1 and reason = '' and contact_id in {THESE}",
            (json.dumps(ended), self.today.isoformat()),
        )
        asked = {one: day for one, day in wanted.items() if day is not None}
        these = json.dumps(list(asked))
        taken = self._taken(these, "and reason = ''")
        days = scatter(asked.values(), self.rules.review_cap, taken, self.rules.days)
        planned = {one: day.isoformat() for one, day in zip(asked, days, strict=True)}
        known = {
            row[0]
            for row in self.rows(
                "select contact_id from check_in where is_open = 1 and reason = '' "
                f"and contact_id in {THESE}",
                (these,),
            )
        }
        self._many(
            "update check_in set purpose = 'cadence', due_on = ?1, shown_on = null, "
            f"rev = {THIS_ACTION} where contact_id = ?2 and reason = '' and is_open = 1",
            [(day, one) for one, day in planned.items() if one in known],
        )
        self._many(_OPEN, [(one, day) for one, day in planned.items() if one not in known])

    def _placed(
        self, contact_ids: Sequence[ContactId], from_on: dt.date, cap: int
    ) -> list[tuple[_Card, dt.date]]:
        """Whose check-in goes where: the most late first, then in the order given."""
        if cap < 1:
            raise Refused("At least one a day, or they would never be over.")
        these = json.dumps(contact_ids)
        unplanned = self.rows(
            f"select id from contact where id in {THESE} and not exists (select 1 from promise "
            "where contact_id = contact.id and outcome = 'open')",
            (these,),
        )
        open_ones: dict[int, list[tuple[int, dt.date]]] = {one: [] for (one,) in unplanned}
        cadences: dict[int, int] = {}
        for row_id, contact_id, due_on, cadence in self.rows(
            "select check_in.id, check_in.contact_id, due_on, cadence_days from check_in "
            "left join standing on standing.contact_id = check_in.contact_id "
            f"where is_open = 1 and check_in.contact_id in {THESE} order by due_on, check_in.id",
            (these,),
        ):
            open_ones.setdefault(contact_id, []).append((row_id, read_day(due_on)))
            cadences[contact_id] = cadence or UNRANKED_CADENCE_DAYS
        cards = [
            _Card(one, self._lateness(found, cadences.get(one, 1)), tuple(found))
            for one in dict.fromkeys(contact_ids)
            if (found := open_ones.get(one)) is not None
        ]
        cards.sort(key=lambda card: card.urgency)
        days = scatter([from_on] * len(cards), cap, self._taken(these), self.rules.days)
        return list(zip(cards, days, strict=True))

    def _lateness(self, check_ins: list[tuple[int, dt.date]], cadence_days: int) -> float:
        """As the agenda ranks it: over the cadence."""
        return (self.today - check_ins[0][1]).days / cadence_days if check_ins else 0.0

    def _taken(self, without: str, narrowed: str = "") -> dict[dt.date, int]:
        """How many contacts have a card on each day from today on; what is late counts today.

        Check-ins of the contacts `without` are left out, or those that are `narrowed` down to:
        they are about to be planned anew.
        """
        found = self.rows(
            "select day, count(distinct contact_id) from ("
            "select contact_id, max(due_on, coalesce(shown_on, ''), ?2) as day from check_in "
            f"where is_open = 1 and not (contact_id in {THESE} {narrowed}) union all "
            "select contact_id, max(due_on, coalesce(shown_on, ''), ?2) from promise "
            "where outcome = 'open' and side = 'mine' and due_on is not null) group by day",
            (without, self.today.isoformat()),
        )
        return {read_day(day): count for day, count in found}

    def _many(self, sql: str, rows: Sequence[tuple[object, ...]]) -> None:
        if rows:
            self.db.connection().executemany(sql, rows)
