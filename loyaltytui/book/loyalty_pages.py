"""Readers for the Loyalty screen: at most three queries each, whatever the book holds.

The figures of one contact live in `figures`; what figures mean, in `loyalty/`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise

from loyaltytui.book.adding_up import MOST_ROWS
from loyaltytui.book.dealing_rows import (
    DEPARTURE_COLUMNS,
    read_departure,
)
from loyaltytui.book.errors import BookUnreadable
from loyaltytui.book.figures import REACHES, STATES
from loyaltytui.book.loyalty_lines import (
    Listed,
    LostAccount,
    MonthKept,
    ReachAudit,
    Referred,
    StepCounts,
)
from loyaltytui.book.reference_desk import PEOPLE, ReferenceDesk, person_of
from loyaltytui.book.stored import read_day
from loyaltytui.entries import Account
from loyaltytui.loyalty.points import months_before
from loyaltytui.loyalty.reach import Reach
from loyaltytui.loyalty.step import LAST_STEP, State

_STEPS = [str(number) for number in range(LAST_STEP + 1)]

_ENDED = (
    "select sum(iif(substr(value, -1) = '1', count, 0)), sum(count) from tally "
    "where what = 'ended' and value >= ? and value < ?"
)
"""Of one month by itself: to group all days by their months SQLite would sort them once more."""
_LEFT = "departure indexed by departure_by_day"
_IS_LOST = "lost_on <= ?1 and (back_on is null or back_on > ?1)"


class LoyaltyPages(ReferenceDesk):
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
        days = [months_before(self.today.replace(day=1), back) for back in reversed(range(months))]
        firsts = [day.isoformat() for day in days]
        # Past all that ended today.
        stretches = pairwise((*firsts, f"{self.today.isoformat()}!"))
        rows = self.rows(
            " union all ".join([_ENDED] * months), list(chain.from_iterable(stretches))
        )
        return [
            MonthKept(day, kept or 0, ended or 0)
            for day, (kept, ended) in zip(days, rows, strict=True)
        ]

    def reach_audit(self, most: int = MOST_ROWS) -> ReachAudit:
        """How many contacts are safe to reach, and who is not."""
        counts = dict.fromkeys(Reach, 0)
        for reached, count in self.rows("select value, count from tally where what = 'reach'"):
            counts[REACHES[reached]] = count
        at_risk = self.rows(
            PEOPLE.format(
                source="standing indexed by standing_by_rank",
                condition="reach <> 'safe'",
                more="",
            )
            + " limit ?",
            (min(most, MOST_ROWS),),
        )
        listed = min(sum(counts.values()) - counts[Reach.SAFE], MOST_ROWS)
        return ReachAudit(counts, tuple(person_of(row) for row in at_risk), listed)

    def referrals_with_worth(self, most: int = MOST_ROWS) -> list[Referred]:
        """Who sent whom our way, with what was bought since, the latest first."""
        return list(self.first_referred(most).first)

    def first_referred(self, most: int) -> Listed[Referred]:
        """The first of the same, and how many there are."""
        most = min(most, MOST_ROWS)
        rows = self.rows(
            "select by.name, by.id, whom.name, whom.id, coalesce(account.name, ''), "
            "whom.account_id, referred_on, referral.is_confidential "
            "from referral join contact as by on by.id = contact_id "
            "join contact as whom on whom.id = referred_id "
            "left join account on account.id = whom.account_id "
            "order by referred_on desc, referral.id desc limit ?",
            (most,),
        )
        today = self.today
        since = self.rules.points.worth_from(today)
        days = [read_day(row[6]) for row in rows]
        told = self._told_between(
            [(row[5], max(day, since), today) for row, day in zip(rows, days, strict=True)]
        )
        found = tuple(
            Referred(by, by_id, whom, whom_id, account, day, bought, bool(is_secret))
            for (by, by_id, whom, whom_id, account, *_, is_secret), day, bought in zip(
                rows, days, told, strict=True
            )
        )
        return Listed(found, self._up_to_most(len(found), most, "referral", ()))

    def lost_accounts(self, most: int = MOST_ROWS) -> list[LostAccount]:
        """Accounts that are gone, with what they were worth then, the latest first."""
        return list(self.first_lost(most).first)

    def first_lost(self, most: int) -> Listed[LostAccount]:
        """The first of the same, and how many there are."""
        today, most = self.today.isoformat(), min(most, MOST_ROWS)
        rows = self.rows(
            f"select {DEPARTURE_COLUMNS}, account.name from {_LEFT} "
            f"cross join account on account.id = departure.account_id where {_IS_LOST} "
            "order by lost_on desc, departure.id desc limit ?2",
            (today, most),
        )
        left = [read_departure(row) for row in rows]
        points = self.rules.points
        told = self._told_between(
            [(each.account_id, points.worth_from(each.lost_on), each.lost_on) for each in left]
        )
        found = tuple(
            LostAccount(Account(each.account_id, row[-1]), each, bought)
            for row, each, bought in zip(rows, left, told, strict=True)
        )
        return Listed(
            found, self._up_to_most(len(found), most, f"{_LEFT} where {_IS_LOST}", (today,))
        )

    def _up_to_most(self, read: int, most: int, source: str, values: Sequence[object]) -> int:
        """How many there are, no more of them than a list holds. `read`: of at most `most`."""
        if read < most:
            return read
        sql = f"select count(*) from (select 1 from {source} limit {MOST_ROWS})"
        found: int = self.rows(sql, values)[0][0]
        return found
