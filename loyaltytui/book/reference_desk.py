"""Reads who may be asked to be a reference, and how it stands with the others.

Who may be asked is `loyalty.references`' to say; what was said of them is written in `references`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import chain, groupby, islice
from typing import Any

from loyaltytui.book.adding_up import MOST_ROWS
from loyaltytui.book.costly_pages import CostlyPages
from loyaltytui.book.dealing_rows import REFERENCE_COLUMNS, read_reference
from loyaltytui.book.figures import STANDING_COLUMNS, read_standing
from loyaltytui.book.loyalty_lines import DeskLine, Listed, Person
from loyaltytui.dealings import Reference
from loyaltytui.loyalty.references import asking, stance
from loyaltytui.plain import fold

PEOPLE = (
    f"select {STANDING_COLUMNS}, contact.name, coalesce(account.name, ''){{more}} from {{source}} "
    "cross join contact on contact.id = standing.contact_id "
    "left join account on account.id = contact.account_id where {condition} "
    "order by step desc, trust desc, standing.name_key, standing.contact_id"
)
"""`more`: what else is asked of each, by a source that holds it too."""
_SPOKEN_OF = "standing indexed by standing_spoken_of", "spoken_of = 1"
_OTHERS = "standing indexed by standing_by_rank", "spoken_of = 0 and step >= ?1"
_TOLD = "".join(f", reference.{column}" for column in REFERENCE_COLUMNS.split(", "))
_AND_TOLD = "cross join reference on reference.contact_id = standing.contact_id"
_PERSON = len(STANDING_COLUMNS.split(", ")) + 2
_FEW = 16
"""So many are read at once: each takes three rows from places far apart."""
_MAY_BE_FREE = "step >= ?1 and trust > 0 and is_late = 0"
"""Of these all may be asked but who was lost, or asked lately."""
_COUNT = f"""
    select far + iif(far < ?2, (select count(*) from (select 1 from {_SPOKEN_OF[0]}
      where {_SPOKEN_OF[1]} and step < ?1 limit ?2)), 0)
    from (select coalesce(sum(count), 0) as far from tally
      where what = 'step' and cast(value as integer) >= ?1)
"""
"""Where more have come far than a list holds, nobody asks how many others there are."""


class ReferenceDesk(CostlyPages):
    """Reads those first who may be asked, and no more of them than are looked at."""

    def reference_desk(self, most: int = MOST_ROWS) -> list[DeskLine]:
        """References and who may be asked: those to ask first, then by how far they are."""
        return list(self.first_at_desk(most).first)

    def first_at_desk(self, most: int) -> Listed[DeskLine]:
        """The first of the same, and how many there are."""
        most = min(most, MOST_ROWS)
        lines = tuple(islice(self._desk(), most))
        if len(lines) < most:
            return Listed(lines, len(lines))
        ((count,),) = self.rows(_COUNT, (self.rules.points.reference_step, MOST_ROWS))
        return Listed(lines, min(count, MOST_ROWS))

    def _desk(self) -> Iterator[DeskLine]:
        """All of them in order; each is read when it is asked for."""
        for is_free in (True, False):
            condition = _MAY_BE_FREE if is_free else "true"
            # Of whom nothing was said until today stands among those of whom nothing ever was.
            early = []
            for line in self._lines(_SPOKEN_OF, condition):
                if line.asking.may_ask is is_free:
                    if line.state is not None:
                        yield line
                    else:
                        early.append(line)
            others = self._lines(_OTHERS, condition)
            those = (line for line in others if line.asking.may_ask is is_free)
            yield from merge(early, those, key=_rank) if early else those

    def _lines(self, of: tuple[str, str], condition: str) -> Iterator[DeskLine]:
        """How each of them stands as a reference, whoever is farthest first."""
        (source, among), more = of, ""
        if of is _SPOKEN_OF:
            source, more = f"{source} {_AND_TOLD}", _TOLD
        query = PEOPLE.format(source=source, condition=f"{among} and {condition}", more=more)
        values = (self.rules.points.reference_step,) if "?1" in query else ()
        rows = chain.from_iterable(self.parts(query, values, largest=_FEW))
        today = self.today
        for person, those in groupby(rows, key=lambda row: row[:_PERSON]):
            known = [read_reference(told) for row in those if (told := row[_PERSON:])]
            yield self._line(person_of(person), known, today)

    def _line(self, person: Person, known: Sequence[Reference], today: dt.date) -> DeskLine:
        standing, now = person.standing, stance(known, today)
        return DeskLine(
            person,
            now.state,
            now.asked_on,
            asking(standing, standing, now.asked_on, today, self.rules.points),
            any(one.is_confidential for one in known),
        )


def person_of(row: Sequence[Any]) -> Person:
    """A row of `PEOPLE`."""
    return Person(row[-2], row[-1], read_standing(row[:-2]))


def _rank(line: DeskLine) -> tuple[int, int, str]:
    standing = line.person.standing
    return -standing.number, -standing.balance, fold(line.person.name)
