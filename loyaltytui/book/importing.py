"""Verbs that bring many contacts at once: all of them in one action, or none.

Who is new and what is added to whom was decided before, in `exchange/`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from loyaltytui.book.arrival_history import ArrivingHistory, Brought
from loyaltytui.book.arrival_rows import (
    FILLED,
    Columns,
    Coming,
    coming,
    contact_rows,
    rows_beneath,
)
from loyaltytui.book.arrivals import Arrivals, Known, KnownContact
from loyaltytui.book.backup import back_up
from loyaltytui.book.errors import Conflict
from loyaltytui.book.identity import Identified, own_uid
from loyaltytui.book.late_search import found_afterwards
from loyaltytui.book.packed import Packed
from loyaltytui.book.stopping import Follower
from loyaltytui.entries import ChannelKind, ContactId
from loyaltytui.plain import fold

Progress = Callable[[int, int], None]
"""Told how many contacts of how many are written; called in the thread that writes."""

_PART = 500
"""Contacts that are in memory at once with all there is of them."""
_WRITTEN = 25
"""Contacts that are made ready and written together, between two reports."""
_PEOPLE = (
    "select contact.id, contact.name, coalesce(account.name, ''), job, tier, cadence, "
    "birthday, address, about from contact left join account on account.id = contact.account_id "
    "where contact.id > ? order by contact.id limit ?"
)
_CHANGED = "The book was changed since the preview, so nothing was imported. Look at it again."


class _New(NamedTuple):
    """Who is new, the first id that they get, and who is told how many are written."""

    arrivals: Arrivals
    first_id: int
    tell: Callable[[int], None]


class Importing(ArrivingHistory, Identified):
    """The verbs that bring contacts from other programs."""

    def known_for_import(self, *, with_past: bool = True) -> Known:
        """Everybody in the book, as an import has to know them.

        Their history is long, and needed only where the import brings any (`with_past`).
        """
        # First of all: what is written while the rest is being read makes it out of date.
        as_of = self._last_action()
        book_id = self.book_id()
        contacts, after = Packed(KnownContact), 0
        while people := self.rows(_PEOPLE, (after, _PART)):
            among = (people[0][0], people[-1][0])
            beneath = (
                self._by_contact("channel", "kind, value", among, _channel),
                self._by_contact("tag", "word", among, _one),
                self._by_contact("identity", "uid", among, _one),
                self._by_contact("extra_field", "name, value", among, _both),
                *((self._known_past(among), self._promised(among)) if with_past else ()),
            )
            for own in people:
                # Our own export is known again by the identities it was given.
                beneath[2][own[0]].append(own_uid(book_id, "contact", own[0]))
                told = (tuple(found.get(own[0], ())) for found in beneath)
                contacts.append(KnownContact(*own, *told))
            after = among[1]
        return Known(contacts, as_of)

    def import_contacts(
        self,
        arrivals: Arrivals,
        sentence: str,
        progress: Progress | None = None,
        follower: Follower | None = None,
    ) -> int:
        """Writes everything that arrives, or nothing; returns how many contacts it touched.

        A copy of the book is made first. `Conflict` when the book has changed since the
        arrivals were compared with it: what was previewed would not be what is written.
        """
        total = len(arrivals.contacts)
        if not total:
            return 0
        if self.rows("select 1 from contact limit 1"):
            back_up(self.db, self.path, "before-import", self.now(), follower)
        if follower is not None:
            follower.begin("Writing")
        with self.act(sentence) as action:
            if self._last_action(before=action.id) != arrivals.as_of:
                raise Conflict(_CHANGED)
            tell = progress or _tell_nobody
            account_ids = self._account_ids()
            brought = Brought(self._next_id("interaction"))
            first_id, done = self._next_id("contact"), 0
            for part in _parts(arrivals, first_id, are_new=False):
                self._add_to(part, account_ids)
                self._bring_history(part, brought)
                done += len(part)
                tell(done, total)
            if done < total:
                new = _New(arrivals, first_id, lambda written: tell(done + written, total))
                self._bring(new, account_ids, brought)
                if brought.has_past:
                    for part in _parts(arrivals, first_id, are_new=True):
                        self._bring_history(part, brought)
            self._plan_check_ins(brought)
        return total

    def _last_action(self, before: int | None = None) -> str:
        found = self.rows(
            "select uuid from action where ?1 is null or id < ?1 order by id desc limit 1",
            (before,),
        )
        return str(found[0][0]) if found else ""

    def _by_contact(
        self, table: str, columns: str, among: tuple[int, int], made: Callable[..., object]
    ) -> defaultdict[int, list[object]]:
        """What hangs on each of some contacts, in the order in which it was written."""
        found: defaultdict[int, list[object]] = defaultdict(list)
        for contact_id, *values in self.rows(
            f"select contact_id, {columns} from {table} "
            "where contact_id between ? and ? order by id",
            among,
        ):
            found[contact_id].append(made(*values))
        return found

    def _next_id(self, table: str) -> int:
        """The id that SQLite would give next: an id that was ever used never comes again."""
        found = self.rows("select seq from sqlite_sequence where name = ?", (table,))
        return int(found[0][0]) + 1 if found else 1

    def _account_ids(self) -> dict[str, int]:
        """The ids of accounts by their folded names."""
        return {row[0]: row[1] for row in self.rows("select name_key, id from account")}

    def _make_accounts(self, several: Sequence[Coming], known: dict[str, int]) -> None:
        """Makes those accounts that are missing, and writes their ids down."""
        next_id = self._next_id("account")
        missing: list[Columns] = []
        for name in (one.draft.account for one in several):
            key = fold(name)
            if name and key not in known:
                known[key] = next_id + len(missing)
                missing.append({"id": known[key], "name": name, "name_key": key})
        self._insert("account", missing)

    def _add_to(self, several: Sequence[Coming], account_ids: dict[str, int]) -> None:
        """Writes what contacts of the book had left empty or did not have."""
        from loyaltytui.book.tables import REVISED, ContactRow

        self._make_accounts(several, account_ids)
        self._remember_employments([one.contact_id for one in several if one.draft.account])
        for one in several:
            changes = {name: text for name in FILLED if (text := getattr(one.draft, name))}
            if one.draft.account:
                changes["account_id"] = account_ids[fold(one.draft.account)]
            if changes:
                change = ContactRow.update(**changes, rev=REVISED)
                self.run(change.where(ContactRow.id == one.contact_id))
        for table, rows in rows_beneath(several).items():
            self._insert(table, rows)

    def _remember_employments(self, moving: Sequence[ContactId]) -> None:
        """Where they were until now, before another account is written."""
        self.write(
            "insert into employment (contact_id, account_id, job, until_on, owner) "
            "select id, account_id, job, ?2, owner from contact "
            "where account_id is not null and id in (select value from json_each(?1))",
            (json.dumps(moving), self.today.isoformat()),
        )

    def _bring(self, new: _New, account_ids: dict[str, int], brought: Brought) -> None:
        """Writes new contacts, some at a time: no more of them are in memory at once."""
        written = 0
        with found_afterwards(self.db, ("contact", *rows_beneath(())), new.first_id):
            for part in _parts(new.arrivals, new.first_id, are_new=True):
                for one in part:
                    brought.remember(one)
                self._make_accounts(part, account_ids)
                self._insert("contact", contact_rows(part, account_ids, self.today))
                for table, rows in rows_beneath(part).items():
                    self._insert(table, rows)
                written += len(part)
                new.tell(written)


def _parts(arrivals: Arrivals, first_id: int, *, are_new: bool) -> Iterator[list[Coming]]:
    """Those who are new, or those who are not, so many at a time with the ids they get."""
    wanted = (one for one in arrivals.contacts if (one.contact_id is None) is are_new)
    while part := coming(islice(wanted, _WRITTEN), first_id):
        yield part
        first_id += len(part) if are_new else 0


def _channel(kind: str, value: str) -> object:
    return ChannelKind(kind), value


def _one(value: str) -> object:
    return value


def _both(name: str, value: str) -> object:
    return name, value


def _tell_nobody(written: int, total: int) -> None:
    """Nobody wants to know how far it is."""
