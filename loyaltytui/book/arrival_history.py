"""What another program wrote down about contacts, brought into the book: calls, notes, plans.

Contacts themselves are brought by `importing`; which lines are new was decided in `exchange/`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence

from loyaltytui.book.arrival_rows import Columns, Coming
from loyaltytui.book.arrivals import KnownPast
from loyaltytui.book.many_checkins import THESE, ManyCheckIns
from loyaltytui.book.tables import read_day
from loyaltytui.dates import Span, add_span, read_span, slide_to_workday
from loyaltytui.drafts import Past, PastDraft
from loyaltytui.kinds import MEDIA
from loyaltytui.loyalty.checkins import cadence_in_force, first_check_in

_ATTEMPTS = tuple(medium.word for medium in MEDIA if not medium.is_contact)
_LAST_CONTACT = (
    "(select max(happened_on) from participant join interaction on interaction.id = interaction_id "
    "where contact_id = contact.id and medium not in (select value from json_each(?2)))"
)
_NOTE_KIND = "background"
"""What happened on a day to come has not happened: it is noted, and moves no check-in."""
_KNOWN = (
    "select contact_id, 'interaction', happened_on, "
    "case when text <> '' then text else medium || ' ' || at_time end "
    "from participant join interaction on interaction.id = interaction_id",
    "select contact_id, 'note', noted_on, text from note",
    "select contact_id, 'promise', coalesce(due_on, ''), text from promise",
    # A promise that was moved since is known by the day it first had, too.
    "select contact_id, 'promise', coalesce(from_on, ''), text from promise_move "
    "join promise on promise.id = promise_id",
    "select contact_id, 'check_in', '', reason from check_in where reason <> ''",
)


class ArrivingHistory(ManyCheckIns):
    """What an import does beneath contacts that have been written already."""

    def _known_past(self) -> defaultdict[int, list[KnownPast]]:
        """Every line of everybody's history, as an import tells it again."""
        found: defaultdict[int, list[KnownPast]] = defaultdict(list)
        for sql in _KNOWN:
            for contact_id, past, day, text in self.rows(sql):
                found[contact_id].append((past, day, text))
        return found

    def _bring_history(self, several: Sequence[Coming], next_interaction: int) -> None:
        """Writes what happened with them and what is planned."""
        tables: dict[str, list[Columns]] = {
            "interaction": [],
            "participant": [],
            "note": [],
            "promise": [],
            "check_in": [],
        }
        shared: dict[tuple[object, ...], int] = {}
        for one in several:
            for number, line in enumerate(one.past):
                for table, row in self._history_rows(one, line):
                    if table != "interaction":
                        tables[table].append(row)
                        continue
                    own = line.key or (one.contact_id, number)
                    key = (own, line.on, line.word, line.text)
                    if key not in shared:
                        shared[key] = next_interaction + len(shared)
                        tables["interaction"].append({"id": shared[key]} | row)
                    tables["participant"].append(
                        {"interaction_id": shared[key], "contact_id": one.contact_id}
                    )
        for table, rows in tables.items():
            self._insert(table, rows)

    def _insert(self, table: str, rows: Sequence[Columns]) -> None:
        """Many rows of one table. peewee would take longer to say them than SQLite to write."""
        if rows:
            names = list(rows[0])
            marks = ", ".join("?" * len(names))
            self.db.connection().executemany(
                f"insert into {table} ({', '.join(names)}) values ({marks})",
                [tuple(row.values()) for row in rows],
            )

    def _history_rows(self, one: Coming, line: PastDraft) -> Iterator[tuple[str, Columns]]:
        of: Columns = {"contact_id": one.contact_id}
        owner: Columns = {"owner": str(one.draft.owner)}
        day = line.on or self.today
        if line.past is Past.PROMISE:
            made_on = line.made_on or min(day, self.today)
            due_on = line.on.isoformat() if line.on else None
            said: Columns = {"side": "mine", "text": line.text, "due_on": due_on}
            yield "promise", of | owner | said | {"made_on": made_on.isoformat()}
        elif line.past is Past.CHECK_IN:
            yield "check_in", of | self._check_in(line, day)
        elif line.past is Past.NOTE or day > self.today:
            kind = line.word if line.past is Past.NOTE else _NOTE_KIND
            text = line.text or line.word
            yield "note", of | owner | {"kind": kind, "text": text, "noted_on": day.isoformat()}
        else:
            happened: Columns = {
                "medium": line.word,
                "minutes": line.minutes,
                "happened_on": day.isoformat(),
                "at_time": line.at_time,
                "text": line.text,
            }
            yield "interaction", happened | owner

    def _check_in(self, line: PastDraft, day: dt.date) -> Columns:
        """A reminder as a planned touch; one that is over and comes no more has ended."""
        span = read_span(line.every) if line.every else None
        is_open = span is not None or day >= self.today
        due_on = slide_to_workday(_next(day, span, self.today), self.rules.days) if is_open else day
        return {
            "purpose": "asked",
            "reason": line.text,
            "due_on": due_on.isoformat(),
            "is_open": int(is_open),
            "ended_on": None if is_open else day.isoformat(),
        }

    def _plan_check_ins(self, several: Sequence[Coming]) -> None:
        """Whoever brings a cadence, or newer contact than the book knew, is planned anew.

        At most the review cap a day: a thousand new contacts are no morning's work.
        """
        moved = self._newly_met(several)
        asking = [one.contact_id for one in several if one.asks_for_check_in]
        these = json.dumps(list(dict.fromkeys((*asking, *moved))))
        found = self.rows(
            f"select id, cadence, tier, {_LAST_CONTACT} as met_on from contact "
            f"where id in {THESE} order by met_on is null, met_on, id",
            (these, json.dumps(_ATTEMPTS)),
        )
        wanted: dict[int, dt.date | None] = {}
        for contact_id, cadence, tier, met_on in found:
            met = read_day(met_on) if met_on else None
            span = cadence_in_force(cadence, tier, self.rules)
            due_on = first_check_in(met, span, self.today, self.rules)
            if due_on is not None:
                wanted[contact_id] = due_on
        if wanted:
            self._plan_cadences(wanted)

    def _newly_met(self, several: Sequence[Coming]) -> list[int]:
        """Those of whom later contact was brought than the book's figures knew."""
        brought: dict[int, str] = {}
        for one in several:
            days = [
                line.on.isoformat()
                for line in one.past
                if line.past is Past.INTERACTION and line.word not in _ATTEMPTS and line.on
            ]
            if days:
                brought[one.contact_id] = max(days)
        stored = dict(
            self.rows(
                f"select contact_id, last_contact_on from standing where contact_id in {THESE}",
                (json.dumps(list(brought)),),
            )
        )
        return [one for one, day in brought.items() if day > (stored.get(one) or "")]


def _next(day: dt.date, span: Span | None, today: dt.date) -> dt.date:
    """The first time from today on that something comes which comes again and again."""
    if span is None:
        return day
    count, at = 0, day
    while at < today and at != dt.date.max:
        count += 1
        at = add_span(day, Span(span.count * count, span.unit))
    return at
