"""Readers for the Loyalty screen: at most three queries each, whatever the book holds.

The figures of one contact live in `figures`; what figures mean, in `loyalty/`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from loyaltytui.book.adding_up import MOST_ROWS
from loyaltytui.book.costly_pages import CostlyPages
from loyaltytui.book.dealing_rows import (
    DEPARTURE_COLUMNS,
    PURCHASE_COLUMNS,
    REFERENCE_COLUMNS,
    read_departure,
    read_purchase,
    read_reference,
)
from loyaltytui.book.errors import BookUnreadable
from loyaltytui.book.facts import THESE
from loyaltytui.book.figures import REACHES, STANDING_COLUMNS, STATES, read_standing
from loyaltytui.book.loyalty_lines import (
    DeskLine,
    LostAccount,
    MonthKept,
    Person,
    ReachAudit,
    Referred,
    StepCounts,
)
from loyaltytui.book.stored import read_day
from loyaltytui.dealings import (
    Purchase,
    Reference,
)
from loyaltytui.entries import Account, AccountId, ContactId
from loyaltytui.loyalty.points import months_before
from loyaltytui.loyalty.reach import Reach
from loyaltytui.loyalty.references import asking, last_asked_on, state_of
from loyaltytui.loyalty.step import LAST_STEP, State
from loyaltytui.loyalty.worth import worth
from loyaltytui.plain import fold

_STEPS = [str(number) for number in range(LAST_STEP + 1)]

_PEOPLE = (
    f"select {STANDING_COLUMNS}, contact.name, coalesce(account.name, '') from {{source}} "
    "cross join contact on contact.id = standing.contact_id "
    "left join account on account.id = contact.account_id where"
)

_RANKED = "order by step desc, trust desc, standing.name_key, contact_id"
_SPOKEN_OF = "contact_id in (select contact_id from reference)"
_SPOKEN_OF_THEM = (
    "exists (select 1 from reference where reference.contact_id = standing.contact_id)"
)


class LoyaltyPages(CostlyPages):
    """Reads everybody's figures together."""

    def steps_count(self) -> StepCounts:
        """How many contacts stand at each step."""
        by_step, by_state = [0] * (LAST_STEP + 1), dict.fromkeys(State, 0)
        for value, count in self.rows("select value, count from tally where what = 'step'"):
            number, _, state = value.partition(" ")
            if number not in _STEPS:
                raise BookUnreadable(f"The book is damaged: it holds a step {number}.")
            by_step[int(number)] += count
            by_state[STATES[state]] += count
        del by_state[State.NONE]
        return StepCounts(tuple(by_step), by_state)

    def kept_by_month(self, months: int = 12) -> list[MonthKept]:
        """Promises kept on time and ended, month by month up to this one."""
        first = months_before(self.today.replace(day=1), months - 1)
        found = {
            month: (kept, ended)
            for month, kept, ended in self.rows(
                "select substr(value, 1, 7), sum(iif(value like '% 1', count, 0)), sum(count) "
                "from tally where what = 'ended' and value >= ? and value < ? || '!' group by 1",
                (first.isoformat(), self.today.isoformat()),
            )
        }
        days = [months_before(self.today.replace(day=1), back) for back in reversed(range(months))]
        return [MonthKept(day, *found.get(f"{day:%Y-%m}", (0, 0))) for day in days]

    def reach_audit(self, most: int = MOST_ROWS) -> ReachAudit:
        """How many contacts are safe to reach, and who is not."""
        counts = dict.fromkeys(Reach, 0)
        for reached, count in self.rows("select value, count from tally where what = 'reach'"):
            counts[REACHES[reached]] = count
        at_risk = self._people(
            "standing indexed by standing_by_rank",
            "reach <> 'safe' order by step desc, trust desc, standing.name_key, contact_id limit ?",
            (most,),
        )
        return ReachAudit(counts, tuple(at_risk))

    def reference_desk(self, most: int = MOST_ROWS) -> list[DeskLine]:
        """References and who may be asked: those to ask first, then by how far they are."""
        lines = self._to_ask(most)
        if len(lines) < most:
            # Whoever may not be asked stands behind all of these.
            people = self._people("standing", f"{_SPOKEN_OF} {_RANKED}", ())
            people += self._people(
                "standing indexed by standing_by_rank",
                f"step >= ? and not {_SPOKEN_OF_THEM} {_RANKED}",
                (self.rules.points.reference_step,),
            )
            lines = self._desk_lines(people)
        lines.sort(key=lambda line: (not line.asking.may_ask, line.state is None, *_rank(line)))
        return lines[:most]

    def _to_ask(self, most: int) -> list[DeskLine]:
        """As many who may be asked, those first who were spoken of; all where there are fewer."""
        lines: list[DeskLine] = []
        for is_spoken_of in (True, False):
            missing = most - sum(line.state is not None for line in lines)
            spoken = _SPOKEN_OF_THEM if is_spoken_of else f"not {_SPOKEN_OF_THEM}"
            query = (
                f"{_PEOPLE.format(source='standing indexed by standing_by_rank')} "
                f"step >= ? and trust > 0 and is_late = 0 and {spoken} {_RANKED}"
            )
            for rows in self.parts(query, (self.rules.points.reference_step,)):
                if missing <= 0:
                    break
                found = self._desk_lines([_person(row) for row in rows])
                free = [line for line in found if line.asking.may_ask]
                missing -= sum(line.state is not None or not is_spoken_of for line in free)
                lines += free
        return lines

    def _desk_lines(self, people: Sequence[Person]) -> list[DeskLine]:
        """How each of them stands as a reference."""
        today, points = self.today, self.rules.points
        told: dict[ContactId, list[Reference]] = defaultdict(list)
        ids = json.dumps([person.standing.contact_id for person in people])
        for row in self.rows(
            f"select {REFERENCE_COLUMNS} from reference where contact_id in {THESE} order by id",
            (ids,),
        ):
            told[row[1]].append(read_reference(row))
        lines = []
        for person in people:
            standing, known = person.standing, told.get(person.standing.contact_id, [])
            may = asking(standing, standing, known, today, points)
            state, asked_on = state_of(known, today), last_asked_on(known, today)
            is_secret = any(one.is_confidential for one in known)
            lines.append(DeskLine(person, state, asked_on, may, is_secret))
        return lines

    def referrals_with_worth(self, most: int = MOST_ROWS) -> list[Referred]:
        """Who sent whom our way, with what was bought since, the latest first."""
        rows = self.rows(
            "select by.name, by.id, whom.name, whom.id, coalesce(account.name, ''), "
            "whom.account_id, referred_on, referral.is_confidential "
            "from referral join contact as by on by.id = contact_id "
            "join contact as whom on whom.id = referred_id "
            "left join account on account.id = whom.account_id "
            "order by referred_on desc, referral.id desc limit ?",
            (most,),
        )
        bought = self._purchases_of_accounts(row[5] for row in rows)
        found = []
        for by, by_id, whom, whom_id, account, account_id, referred, secret in rows:
            day = read_day(referred)
            since = [each for each in bought[account_id] if each.bought_on >= day]
            value = worth(since, self.today, self.rules.points)
            found.append(Referred(by, by_id, whom, whom_id, account, day, value, bool(secret)))
        return found

    def lost_accounts(self, most: int = MOST_ROWS) -> list[LostAccount]:
        """Accounts that are gone, with what they were worth then, the latest first."""
        rows = self.rows(
            f"select {DEPARTURE_COLUMNS}, account.name from departure indexed by departure_by_day "
            "cross join account on account.id = departure.account_id "
            "where lost_on <= ?1 and (back_on is null or back_on > ?1) "
            "order by lost_on desc, departure.id desc limit ?2",
            (self.today.isoformat(), most),
        )
        bought = self._purchases_of_accounts(row[1] for row in rows)
        found = []
        for row in rows:
            departure = read_departure(row)
            value = worth(bought[departure.account_id], departure.lost_on, self.rules.points)
            found.append(LostAccount(Account(departure.account_id, row[-1]), departure, value))
        return found

    def _people(self, source: str, condition: str, values: Sequence[object]) -> list[Person]:
        rows = self.rows(f"{_PEOPLE.format(source=source)} {condition}", values)
        return [_person(row) for row in rows]

    def _purchases_of_accounts(
        self, account_ids: Iterable[AccountId | None]
    ) -> dict[AccountId | None, list[Purchase]]:
        found: dict[AccountId | None, list[Purchase]] = defaultdict(list)
        rows = self.rows(
            f"select {PURCHASE_COLUMNS} from purchase where account_id in {THESE}",
            (json.dumps(sorted({one for one in account_ids if one is not None})),),
        )
        for row in rows:
            found[row[1]].append(read_purchase(row))
        return found


def _person(row: Sequence[Any]) -> Person:
    return Person(row[-2], row[-1], read_standing(row[:-2]))


def _rank(line: DeskLine) -> tuple[int, int, str]:
    standing = line.person.standing
    return -standing.number, -standing.balance, fold(line.person.name)
