"""What another program wrote down about contacts, brought into the book: calls, notes, plans.

Contacts themselves are brought by `importing`; which lines are new was decided in `exchange/`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from loyaltytui.book.arrival_rows import Columns, Coming
from loyaltytui.book.many_checkins import THESE, ManyCheckIns
from loyaltytui.book.many_rows import insert_rows
from loyaltytui.book.revision import THIS_ACTION
from loyaltytui.book.stored import read_day
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
_THEM = "contact_id between ?1 and ?2"
_KNOWN = (
    "select contact_id, 'interaction', happened_on, "
    "case when text <> '' then text else medium || ' ' || at_time end "
    f"from participant join interaction on interaction.id = interaction_id where {_THEM}",
    f"select contact_id, 'note', noted_on, text from note where {_THEM}",
    f"select contact_id, 'promise', coalesce(due_on, ''), text from promise where {_THEM}",
    # A promise that was moved since is known by the day it first had, too.
    "select contact_id, 'promise', coalesce(from_on, ''), text from promise "
    f"join promise_move on promise.id = promise_id where {_THEM}",
    f"select contact_id, 'check_in', '', reason from check_in where reason <> '' and {_THEM}",
)
_PROMISED = (
    "select contact_id, id, coalesce(due_on, ''), text from promise "
    f"where side = 'mine' and outcome = 'open' and {_THEM} "
    "union select contact_id, promise.id, coalesce(from_on, ''), text from promise "
    "join promise_move on promise.id = promise_id "
    f"where side = 'mine' and outcome = 'open' and {_THEM}"
)


class Brought(Struct):
    """What must be remembered of history from one part of an import to the next."""

    next_interaction: int
    shared: dict[tuple[object, ...], int] = field(default_factory=dict)
    """Interactions that several contacts may have had together, and their ids."""
    asking: list[int] = field(default_factory=list)
    """Who brings a cadence."""
    met: dict[int, str] = field(default_factory=dict)
    """The latest contact that was brought of each."""

    has_past: bool = False
    """Did anybody bring any?"""

    def remember(self, one: Coming) -> None:
        """Whether the check-ins of somebody will have to be planned, and from which day."""
        self.has_past = self.has_past or bool(one.past)
        if one.asks_for_check_in:
            self.asking.append(one.contact_id)
        days = [
            line.on.isoformat()
            for line in one.past
            if line.past is Past.INTERACTION and line.word not in _ATTEMPTS and line.on
        ]
        if days:
            self.met[one.contact_id] = max(days)


class ArrivingHistory(ManyCheckIns):
    """What an import does beneath contacts that have been written already."""

    def _known_past(self, among: tuple[int, int]) -> defaultdict[int, list[object]]:
        """Every line of the history of some contacts, as an import tells it again."""
        found: defaultdict[int, list[object]] = defaultdict(list)
        for sql in _KNOWN:
            for contact_id, *line in self.rows(sql, among):
                found[contact_id].append(tuple(line))
        return found

    def _promised(self, among: tuple[int, int]) -> defaultdict[int, list[object]]:
        """What I still owe to some contacts, by each day that it was ever due."""
        found: defaultdict[int, list[object]] = defaultdict(list)
        for contact_id, *promise in self.rows(_PROMISED, among):
            found[contact_id].append(tuple(promise))
        return found

    def _bring_history(self, several: Sequence[Coming], brought: Brought) -> None:
        """Writes what happened with them, what is planned, and which promises were kept."""
        tables: dict[str, list[Columns]] = {
            "interaction": [],
            "participant": [],
            "note": [],
            "promise": [],
            "check_in": [],
        }
        for one in several:
            self._keep_promises(one)
            brought.remember(one)
            for line in one.past:
                for table, row in self._history_rows(one, line):
                    if table != "interaction":
                        tables[table].append(row)
                        continue
                    key = (line.key, line.on, line.word, line.text)
                    same = brought.shared.get(key) if line.key else None
                    if same is None:
                        same = brought.next_interaction
                        brought.next_interaction += 1
                        tables["interaction"].append({"id": same} | row)
                    if line.key:
                        brought.shared[key] = same
                    tables["participant"].append(
                        {"interaction_id": same, "contact_id": one.contact_id}
                    )
        for table, rows in tables.items():
            self._insert(table, rows)

    def _insert(self, table: str, rows: Sequence[Columns]) -> None:
        """Many rows of one table. peewee would take longer to say them than SQLite to write."""
        if rows:
            insert_rows(self.db, table, list(rows[0]), (list(row.values()) for row in rows))

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
            yield "check_in", of | owner | self._check_in(line, day)
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

    def _keep_promises(self, one: Coming) -> None:
        """What the source says is done was kept on the day it says, else today."""
        for kept in one.kept:
            ended_on = min(kept.on or self.today, self.today)
            self.write(
                f"update promise set outcome = 'kept', ended_on = ?2, rev = {THIS_ACTION} "
                "where id = ?1 and outcome = 'open'",
                (kept.id, ended_on.isoformat()),
            )

    def _plan_check_ins(self, brought: Brought) -> None:
        """Whoever brings a cadence, or newer contact than the book knew, is planned anew.

        At most the review cap a day: a thousand new contacts are no morning's work.
        """
        moved = self._newly_met(brought)
        these = json.dumps(list(dict.fromkeys((*brought.asking, *moved))))
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

    def _newly_met(self, brought: Brought) -> list[int]:
        """Those of whom later contact was brought than the book's figures knew."""
        stored = dict(
            self.rows(
                f"select contact_id, last_contact_on from standing where contact_id in {THESE}",
                (json.dumps(list(brought.met)),),
            )
        )
        return [one for one, day in brought.met.items() if day > (stored.get(one) or "")]


def _next(day: dt.date, span: Span | None, today: dt.date) -> dt.date:
    """The first time from today on that something comes which comes again and again."""
    if span is None:
        return day
    count, at = 0, day
    while at < today and at != dt.date.max:
        count += 1
        at = add_span(day, Span(span.count * count, span.unit))
    return at
