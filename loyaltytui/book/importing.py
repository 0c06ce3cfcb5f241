"""Verbs that bring many contacts at once: all of them in one action, or none.

Who is new and what is added to whom was decided before, in `exchange/`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from loyaltytui.book.arrival_history import ArrivingHistory
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
from loyaltytui.entries import ChannelKind, ContactId
from loyaltytui.plain import fold

Progress = Callable[[int, int], None]
"""Told how many contacts of how many are written; called in the thread that writes."""

_SLICE = 1000
"""Rows between two reports of progress."""
_CHANGED = "The book was changed since the preview, so nothing was imported. Look at it again."


class Importing(ArrivingHistory, Identified):
    """The verbs that bring contacts from other programs."""

    def known_for_import(self, *, with_past: bool = True) -> Known:
        """Everybody in the book, as an import has to know them.

        Their history is long, and needed only where the import brings any (`with_past`).
        """
        # First of all: what is written while the rest is being read makes it out of date.
        as_of = self._last_action()
        book_id = self.book_id()
        kinds = {str(kind): kind for kind in ChannelKind}
        beneath = (
            self._by_contact("channel", "kind, value", lambda kind, value: (kinds[kind], value)),
            self._by_contact("tag", "word", lambda word: word),
            self._by_contact("identity", "uid", lambda uid: uid),
            self._by_contact("extra_field", "name, value", lambda name, value: (name, value)),
        )
        past: Mapping[int, Sequence[object]] = self._known_past() if with_past else {}
        people = self.rows(
            "select contact.id, contact.name, coalesce(account.name, ''), job, tier, cadence, "
            "birthday, address, about from contact "
            "left join account on account.id = contact.account_id order by contact.id"
        )
        # Our own export is known again by the identities it was given.
        for contact_id, *_ in people:
            beneath[2][contact_id].append(own_uid(book_id, "contact", contact_id))
        return Known(
            tuple(
                KnownContact(*own, *(tuple(found.get(own[0], ())) for found in (*beneath, past)))
                for own in people
            ),
            as_of,
        )

    def import_contacts(
        self, arrivals: Arrivals, sentence: str, progress: Progress | None = None
    ) -> int:
        """Writes everything that arrives, or nothing; returns how many contacts it touched.

        A copy of the book is made first. `Conflict` when the book has changed since the
        arrivals were compared with it: what was previewed would not be what is written.
        """
        total = len(arrivals.contacts)
        if not total:
            return 0
        if self.rows("select 1 from contact limit 1"):
            back_up(self.db, self.path, why="before-import", at=self.now())
        with self.act(sentence) as action:
            if self._last_action(before=action.id) != arrivals.as_of:
                raise Conflict(_CHANGED)
            first_id = self._next_id("contact")
            known = [each for each in arrivals.contacts if each.contact_id is not None]
            new = [each for each in arrivals.contacts if each.contact_id is None]
            first_interaction = self._next_id("interaction")
            several = [*coming(known, first_id), *coming(new, first_id)]
            self._add_to(several[: len(known)])
            if new:
                self._bring(several[len(known) :], progress or _tell_nobody, total)
            self._bring_history(several, first_interaction)
            self._plan_check_ins(several)
        return total

    def _last_action(self, before: int | None = None) -> str:
        found = self.rows(
            "select uuid from action where ?1 is null or id < ?1 order by id desc limit 1",
            (before,),
        )
        return str(found[0][0]) if found else ""

    def _by_contact(
        self, table: str, columns: str, made: Callable[..., object]
    ) -> defaultdict[int, list[object]]:
        """What hangs on each contact, in the order in which it was written."""
        found: defaultdict[int, list[object]] = defaultdict(list)
        for contact_id, *values in self.rows(
            f"select contact_id, {columns} from {table} order by id"
        ):
            found[contact_id].append(made(*values))
        return found

    def _next_id(self, table: str) -> int:
        """The id that SQLite would give next: an id that was ever used never comes again."""
        found = self.rows("select seq from sqlite_sequence where name = ?", (table,))
        return int(found[0][0]) + 1 if found else 1

    def _accounts(self, several: Sequence[Coming]) -> dict[str, int]:
        """The ids of accounts by their folded names, those that were missing made."""
        known = {row[0]: row[1] for row in self.rows("select name_key, id from account")}
        next_id = self._next_id("account")
        missing: list[Columns] = []
        for name in (one.draft.account for one in several):
            key = fold(name)
            if name and key not in known:
                known[key] = next_id + len(missing)
                missing.append({"id": known[key], "name": name, "name_key": key})
        self._insert("account", missing)
        return known

    def _add_to(self, several: Sequence[Coming]) -> None:
        """Writes what contacts of the book had left empty or did not have."""
        from loyaltytui.book.tables import REVISED, ContactRow

        account_ids = self._accounts(several)
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
            "insert into employment (contact_id, account_id, job, until_on) "
            "select id, account_id, job, ?2 from contact "
            "where account_id is not null and id in (select value from json_each(?1))",
            (json.dumps(moving), self.today.isoformat()),
        )

    def _bring(self, new: Sequence[Coming], progress: Progress, total: int) -> None:
        """Writes new contacts table by table, which the full-text index takes best."""
        contacts = contact_rows(new, self._accounts(new), self.today)
        tables = {"contact": contacts} | rows_beneath(new)
        row_count = sum(map(len, tables.values()))
        known_count, written = total - len(new), 0
        with found_afterwards(self.db, tables, new[0].contact_id):
            for table, rows in tables.items():
                for start in range(0, len(rows), _SLICE):
                    part = rows[start : start + _SLICE]
                    self._insert(table, part)
                    written += len(part)
                    progress(known_count + len(new) * written // row_count, total)


def _tell_nobody(written: int, total: int) -> None:
    """Nobody wants to know how far it is."""
