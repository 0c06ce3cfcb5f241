"""Reads the tables of a book as they are stored, row by row, for exports.

Which rows go along is said by `choosing`; bringing them back is `bringing`'s work.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from loyaltytui.book.choosing import CONFIDENTIAL, OWNED, Choice, reference, taken
from loyaltytui.book.faults import told
from loyaltytui.book.journal import TABLES
from loyaltytui.book.storage import Storage

_NULLABLE = {
    ("promise", "interaction_id"),
    ("note", "interaction_id"),
    ("question", "interaction_id"),
    ("purchase", "interaction_id"),
    ("purchase", "contact_id"),
    ("problem", "interaction_id"),
}


class Dumping(Storage):
    """The readers of whole tables."""

    def stored(
        self, table: str, columns: Sequence[str], choice: Choice
    ) -> Iterator[tuple[Any, ...]]:
        """The rows of a table that go along, by id, one after the other: never all at once."""
        if table not in TABLES:
            raise ValueError(f"{table} is no table of facts")
        shown = ", ".join(_shown(table, column, choice) for column in columns)
        sql = f"select {shown} from {table} where {taken(table, choice)} order by id"
        with told(self.path):
            yield from self.db.execute_sql(sql)

    def accounts_by_name(self) -> int:
        """How many accounts go along with what is mine only because such a contact is there."""
        kept = taken("account", Choice(only_mine=True))
        found = self.rows(f"select count(*) from account where owner = 'company' and {kept}")
        return int(found[0][0])

    def left_out(self, choice: Choice) -> dict[tuple[str, str], int]:
        """How many rows of which tables stay behind, by table and why.

        Why is `in confidence`, `the company's`, or `beneath` when only what they hang on stays.
        """
        found: Counter[tuple[str, str]] = Counter()
        for table in TABLES:
            if table in ("participant", "promise_move"):
                continue
            why = "'beneath'"
            if choice.only_mine and table in OWNED:
                why = f"iif(owner = 'company', 'company', {why})"
            if not choice.with_confidential and table in CONFIDENTIAL:
                why = f"iif(is_confidential = 1, 'confidence', {why})"
            rows = self.rows(
                f"select {why}, count(*) from {table} where not ({taken(table, choice)}) group by 1"
            )
            for reason, count in rows:
                found[table, reason] += count
        return dict(found)


def _shown(table: str, column: str, choice: Choice) -> str:
    """SQL for a column as it goes along."""
    if (table, column) in _NULLABLE:
        return reference(column, choice)
    if choice.only_mine and (table, column) == ("account", "owner"):
        # A name that goes along with a contact: that somebody works there is nobody's secret.
        return "iif(owner = 'company', 'public', owner)"
    return column
