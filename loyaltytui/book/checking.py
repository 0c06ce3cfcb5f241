"""Proves that a book is whole, and mends what is derived, if somebody asks for it.

What of the entries themselves can be mended lives in `mending`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from loyaltytui.book import account_sums, search, spoken_of, standing, tallies
from loyaltytui.book.backups import Backups
from loyaltytui.book.errors import BookReadOnly, BookUnreadable
from loyaltytui.book.faults import told
from loyaltytui.book.lock import writer_lock
from loyaltytui.book.stopping import Follower, followed
from loyaltytui.book.storage import WRITE_WAIT_SECONDS

_MOST_NAMED = 20


class Checking(Backups):
    """The verb that looks for damage."""

    def check(self, follower: Follower | None = None) -> list[str]:
        """What is wrong, a sentence each; empty when the book is whole.

        Damage that keeps one proof from being made is a finding, and the next proof is made.
        """
        proofs = {
            "every page": self._damaged_pages,
            "every table": self._missing_parts,
            "every link": self._orphans,
            "the figures": self._figure_differences,
            "the sums": self._sum_differences,
            "the counts": self._tally_differences,
            "the search": self._search_differences,
            "the history": self._journal_differences,
            "for traces": self._traces,
        }
        found: list[str] = []
        # Proofs compare what is read by one statement and by the next: between the two somebody
        # may log a call, and would be told of damage that is none.
        with self.reading(), followed(self.db.connection(), follower):
            for number, (said, proof) in enumerate(proofs.items(), 1):
                if follower is not None:
                    follower.begin(f"Checking {said}, {number} of {len(proofs)}")
                found += self._findings(proof)
        if follower is not None:
            # A proof that was cut short may have found what is not there.
            follower.tell(0)
        return found

    def repair(self) -> None:
        """Stores the figures and the full-text index anew from the entries, which stay untouched.

        What every book is made of is completed before.
        All that is derived is mended by it; what is damaged itself has to come from a copy.
        """
        if self.is_read_only:
            raise BookReadOnly(f"Not repaired: {self.path} is read-only. Make it writable.")
        from loyaltytui.book import shape

        with (
            told(self.path),
            writer_lock(self.path, WRITE_WAIT_SECONDS),
            self.db.atomic("IMMEDIATE"),
        ):
            shape.complete(self.db)
            standing.rebuild(self.db, self._reckoned)
            search.rebuild(self.db)
            account_sums.rebuild(self.db, self._reckoned)
            tallies.rebuild(self.db)
            spoken_of.rebuild(self.db)

    def mend_from_history(self) -> list[str]:
        """Makes each entry what the history last said of it; a sentence for each that was not.

        Only the rep can know which of the two copies is right, so this is never done unasked.
        It is one action: a backup is made before, and undo takes it back.
        """
        from loyaltytui.book import mending

        with told(self.path):
            wrong = list(mending.differences(self.db))
        if not wrong:
            return []
        self.back_up("before-repair")
        with self.act("make entries what the history says of them"):
            self.db.execute_sql("pragma defer_foreign_keys = on")
            return [sentence for each in wrong if (sentence := mending.mend(self.db, each))]

    def _findings(self, proof: Callable[[], Iterator[str]]) -> Iterator[str]:
        """The first of a proof's findings, and a word about all the others."""
        found = proof()
        try:
            with told(self.path):
                yield from islice(found, _MOST_NAMED)
                if more := sum(1 for _ in found):
                    yield f"And {more:,} more like that."
        except BookUnreadable as damage:
            yield str(damage)

    def _damaged_pages(self) -> Iterator[str]:
        for (found,) in self.rows(f"pragma integrity_check({_MOST_NAMED})"):
            if found != "ok":
                yield f"The file is damaged: {found}."

    def _missing_parts(self) -> Iterator[str]:
        # Loaded here: no other verb needs it, and each would wait for it.
        from loyaltytui.book import shape

        for each in shape.missing(self.db):
            yield f"The {each.kind} {each.name} is missing."

    def _orphans(self) -> Iterator[str]:
        for table, row_id, parent, _ in self.rows("pragma foreign_key_check"):
            yield f"{table} {row_id} belongs to a {parent} that is not there."

    def _figure_differences(self) -> Iterator[str]:
        wrong = standing.differences(self.db, self._reckoned)
        for found in (*wrong, *spoken_of.differences(self.db)):
            yield f"The stored figures of contact {found} are not what its entries say."

    def _sum_differences(self) -> Iterator[str]:
        for found in account_sums.differences(self.db):
            yield f"What account {found} costs and brings is not what the entries say."

    def _tally_differences(self) -> Iterator[str]:
        for what in dict.fromkeys(tallies.differences(self.db)):
            yield f"The count by {what} is not what the entries say."

    def _search_differences(self) -> Iterator[str]:
        words = (search.expected(), f"select {search.COLUMNS} from search")
        for first, second, what in (
            (*words, "is not found by its words"),
            (*reversed(words), "is found by words it does not hold"),
        ):
            sql = (
                "select rowid, source from "
                f"(select * from ({first}) except select * from ({second}))"
            )
            for rowid, source in self.db.execute_sql(sql):
                yield f"{source} {search.row_of(rowid)} {what}."
        names = (search.expected_names(), f"select {search.NAME_COLUMNS} from search_name")
        for first, second in (names, names[::-1]):
            sql = f"select rowid from (select * from ({first}) except select * from ({second}))"
            for (rowid,) in self.db.execute_sql(sql):
                yield f"contact {rowid} is not found by its name, or by another."

    def _journal_differences(self) -> Iterator[str]:
        # Loaded here: no other verb needs it, and each would wait for it.
        from loyaltytui.book import mending

        for each in mending.differences(self.db):
            yield each.sentence

    def _traces(self) -> Iterator[str]:
        from loyaltytui.book.traces import is_unswept

        if is_unswept(self):
            yield (
                "Traces of somebody who was forgotten may still be in the file: "
                "loyaltytui forget --finish erases them."
            )
