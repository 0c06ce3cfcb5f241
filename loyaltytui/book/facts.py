"""Fetches the facts that the five figures are reckoned from, for many contacts at once.

What the figures make of them lives in `loyalty/`; storing figures is `standing`'s work, showing
them that of `figures`. A handful of queries, however many contacts.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct, field

from loyaltytui.book.database import Database
from loyaltytui.book.dealing_rows import (
    DEED_COLUMNS,
    DEPARTURE_COLUMNS,
    PROBLEM_COLUMNS,
    PROMISE_COLUMNS,
    PURCHASE_COLUMNS,
    PURSUIT_COLUMNS,
    read_deed,
    read_departure,
    read_ownership,
    read_problem,
    read_promise,
    read_purchase,
    read_pursuit,
)
from loyaltytui.book.stored import day, read_day
from loyaltytui.dealings import Departure, Problem, Purchase, Pursuit
from loyaltytui.entries import AccountId, Channel, ContactId, InteractionId, Promise, PromiseMove
from loyaltytui.kinds import KINDS, MEDIA
from loyaltytui.loyalty.facts import Deed, Talk
from loyaltytui.loyalty.pursuit import newest
from loyaltytui.loyalty.step import StepFacts, counts_for
from loyaltytui.loyalty.trust import TrustFacts

CHUNK = 500
_Row = tuple[Any, ...]

THESE = "(select value from json_each(?1))"
"""The ids in question, as one value: SQLite takes only so many of them singly."""

CONTACT_MEDIA = ", ".join(f"'{medium.word}'" for medium in MEDIA if medium.is_contact)
_EVIDENCE = ", ".join(f"'{kind.word}'" for kind in KINDS if kind.is_evidence)

_PEOPLE = f"""
    select contact.id, contact.account_id, contact.cadence, contact.tier,
      (select min(happened_on) || ' ' || max(happened_on) from participant
        join interaction on interaction.id = participant.interaction_id
        where participant.contact_id = contact.id and medium in ({CONTACT_MEDIA})),
      (select min(due_on) from check_in where contact_id = contact.id and is_open = 1),
      (select count(*) from check_in where contact_id = contact.id and is_open = 1)
      + (select count(*) from promise where contact_id = contact.id and outcome = 'open'),
      exists (select 1 from promise where contact_id = contact.id),
      exists (select 1 from note where contact_id = contact.id and kind in ({_EVIDENCE})),
      exists (select 1 from problem where contact_id = contact.id),
      exists (select 1 from purchase where account_id = contact.account_id)
      or exists (select 1 from purchase where contact_id = contact.id),
      exists (select 1 from departure where account_id = contact.account_id),
      exists (select 1 from channel where contact_id = contact.id),
      exists (select 1 from pursuit where contact_id = contact.id),
      sort_key, coalesce((select name_key from account where id = contact.account_id), ''), owner
    from contact where contact.id in {THESE}
"""
"""Who they are, and of which facts there are any: most contacts have hardly one kind."""

_PROMISES = f"""
    select {PROMISE_COLUMNS},
      (select json_group_array(json_array(moved_on, from_on, to_on)) from
        (select * from promise_move where promise_id = promise.id order by id))
    from promise where contact_id in {THESE} and side = 'mine'
"""
PROBLEMS_OF = f"select {PROBLEM_COLUMNS} from problem where contact_id in {THESE}"
_DEEDS = f"""
    select note.contact_id, {DEED_COLUMNS} from note
    where contact_id in {THESE} and kind in ({_EVIDENCE})
"""
_CHANNELS = f"select contact_id, id, scope, owner from channel where contact_id in {THESE}"


class Facts(Struct):
    """All that the figures of one contact are reckoned from, save the length of talks."""

    contact_id: ContactId
    account_id: AccountId | None
    cadence: str
    tier: str
    met: tuple[dt.date, dt.date] | None
    """The first and the last day of real contact. None: never yet."""
    next_check_in_on: str | None
    open_count: int
    name_key: str
    account_key: str
    """Empty: at no account."""
    owner: str
    promises: list[Promise] = field(default_factory=list)
    moves: list[PromiseMove] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    purchases: list[Purchase] = field(default_factory=list)
    """Those that count for this contact."""
    departures: list[Departure] = field(default_factory=list)
    channels: list[Channel] = field(default_factory=list)
    """Whose and of what scope: as much as reach is read from."""
    pursuits: list[Pursuit] = field(default_factory=list)

    @property
    def has_evidence(self) -> bool:
        """Is there anything that step, trust or worth is read from?"""
        several = self.promises or self.deeds or self.problems or self.purchases or self.departures
        return self.met is not None or bool(several)

    @property
    def trust(self) -> TrustFacts:
        """What trust is made of."""
        return TrustFacts(self.promises, self.moves, self.problems, self.deeds)

    def steps(self, *, is_late: bool) -> StepFacts:
        """What the step is read from. The first talk that was contact is enough."""
        talks = [Talk(InteractionId(0), self.met[0], MEDIA[0].word)] if self.met else []
        return StepFacts(talks, self.deeds, self.purchases, self.departures, is_late)

    @property
    def bought(self) -> list[Purchase]:
        """What worth is reckoned from: their account's purchases, or theirs if they are at none."""
        if self.account_id is None:
            return self.purchases
        return [each for each in self.purchases if each.account_id == self.account_id]

    @property
    def pursuit(self) -> Pursuit | None:
        """The verdict about them as a prospect that holds."""
        return newest(self.pursuits)


def fetch(db: Database, contact_ids: Sequence[int]) -> list[Facts]:
    """The facts of these contacts; those who are gone are left out."""
    these = json.dumps(list(contact_ids))
    people = db.execute_sql(_PEOPLE, (these,)).fetchall()
    by_id = {row[0]: _person(row) for row in people}
    has_any = [any(row[at] for row in people) for at in range(7, 14)]

    def ask(sql: str) -> list[_Row]:
        found: list[_Row] = db.execute_sql(sql, (these,)).fetchall()
        return found

    if has_any[0]:
        _hand_out_promises(by_id, ask(_PROMISES))
    if has_any[1]:
        for row in ask(_DEEDS):
            by_id[row[0]].deeds.append(read_deed(row[1:]))
    if has_any[2]:
        for row in ask(PROBLEMS_OF):
            by_id[row[1]].problems.append(read_problem(row))
    if has_any[3] or has_any[4]:
        _hand_out_by_account(db, by_id, these)
    if has_any[5]:
        for row in ask(_CHANNELS):
            by_id[row[0]].channels.append(read_ownership(row))
    if has_any[6]:
        for row in ask(f"select {PURSUIT_COLUMNS} from pursuit where contact_id in {THESE}"):
            by_id[row[1]].pursuits.append(read_pursuit(row))
    return list(by_id.values())


def _person(row: _Row) -> Facts:
    contact_id, account_id, cadence, tier, days, next_on, open_count = row[:7]
    first, _, last = (days or "").partition(" ")
    met = (read_day(first), read_day(last)) if days else None
    return Facts(contact_id, account_id, cadence, tier, met, next_on, open_count, *row[14:17])


def _hand_out_promises(by_id: dict[int, Facts], rows: Iterable[_Row]) -> None:
    for *own, moves in rows:
        facts = by_id[own[1]]
        promise = read_promise(own)
        facts.promises.append(promise)
        if moves != "[]":
            facts.moves += [
                PromiseMove(promise.id, read_day(moved), day(old), read_day(new))
                for moved, old, new in json.loads(moves)
            ]


def _hand_out_by_account(db: Database, by_id: dict[int, Facts], these: str) -> None:
    """Purchases and departures are an account's: all who are there share them."""
    there: dict[int, list[Facts]] = {}
    for facts in by_id.values():
        if facts.account_id is not None:
            there.setdefault(facts.account_id, []).append(facts)
    accounts = json.dumps(list(there))
    for row in db.execute_sql(
        # By their indexes, said outright: where most are agreed with nobody in particular SQLite's
        # figures have it read all of them through.
        f"select {PURCHASE_COLUMNS} from purchase where id in (select id from purchase "
        f"indexed by purchase_worth where account_id in {THESE} union all "
        "select id from purchase indexed by purchase_by_contact "
        "where contact_id in (select value from json_each(?2))) order by id",
        (accounts, these),
    ).fetchall():
        purchase = read_purchase(row)
        concerned = {id(each): each for each in there.get(purchase.account_id, ())}
        if purchase.contact_id is not None and (by := by_id.get(purchase.contact_id)):
            concerned[id(by)] = by
        for facts in concerned.values():
            if counts_for(purchase, facts.contact_id, facts.account_id):
                facts.purchases.append(purchase)
    for row in db.execute_sql(
        f"select {DEPARTURE_COLUMNS} from departure where account_id in {THESE} order by id",
        (accounts,),
    ).fetchall():
        departure = read_departure(row)
        for facts in there[departure.account_id]:
            facts.departures.append(departure)
