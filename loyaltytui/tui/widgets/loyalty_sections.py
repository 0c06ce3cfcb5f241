"""The sections of the Loyalty page as rows. Reading what they show is the page's work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from loyaltytui.book.loyalty_lines import (
    Costly,
    DeskLine,
    LargestAccounts,
    Listed,
    LostAccount,
    MonthKept,
    Person,
    ReachAudit,
    Referred,
    StepCounts,
)
from loyaltytui.commands import KEEP, spoken_keys
from loyaltytui.dates import say_day, say_past
from loyaltytui.loyalty.reach import Reach
from loyaltytui.loyalty.step import STEP_LABELS, State
from loyaltytui.loyalty.worth import IN_CONFIDENCE, ToldWorth
from loyaltytui.money.say import say_money
from loyaltytui.tui.widgets.long_section import Line, Part
from loyaltytui.tui.widgets.loyalty_row import BAR, Cell, LoyaltyRow


def steps_section(counts: StepCounts) -> Part:
    """How many stand at each step, farthest first, and what more is to be said of them."""
    most = max(counts.by_step, default=0)
    rows: list[Line] = ["How far they have come, by evidence"]
    for number in reversed(range(len(counts.by_step))):
        count = counts.by_step[number]
        rows.append(
            LoyaltyRow(
                (
                    Cell(_dots(number), 8, "good" if number else "dim"),
                    Cell(f"{number}  {STEP_LABELS[number]}", 14, "strong"),
                    Cell(f"{count:,}", 12, is_right=True),
                    Cell("", look="dim", bar=(count, most)),
                )
            )
        )
    said = [(state, count) for state, count in counts.by_state.items() if state and count]
    if said:
        rows.append("Among them")
    rows += [
        LoyaltyRow(
            # Its numbers stand beneath those of the steps.
            (Cell(str(state), 28, _STATE_LOOKS.get(state, "plain")), _right(count, 7))
        )
        for state, count in said
    ]
    return Part(rows)


_STATE_LOOKS = {State.GO_TO: "good", State.LOYAL: "good", State.LOST: "late"}


def _dots(number: int) -> str:
    return "●" * number + "○" * (6 - number)


def _right(count: int, width: int) -> Cell:
    return Cell(f"{count:,}", width, is_right=True)


def kept_section(months: Sequence[MonthKept]) -> Part:
    """Promises kept on time, month by month, the latest first."""
    if not any(month.ended for month in months):
        keep = spoken_keys(KEEP)
        return Part(
            ["No promise has ended in the last twelve months.", f"{keep} on one says: kept."]
        )
    rows: list[Line] = ["Promises kept on time, by the month they ended in"]
    for month in reversed(months):
        said = f"{month.kept_on_time} of {month.ended}" if month.ended else "none ended"
        is_whole = month.ended and month.kept_on_time == month.ended
        rows.append(
            LoyaltyRow(
                (
                    Cell(f"{month.first_day:%b %Y}", 10, "strong"),
                    Cell(
                        "",
                        BAR,
                        "good" if is_whole else "plain",
                        bar=(month.kept_on_time, month.ended),
                    ),
                    Cell(said, look="dim"),
                )
            )
        )
    return Part(rows)


def worth_section(accounts: LargestAccounts) -> Part:
    """Each account's worth, with the share of each year; never added across currencies."""
    if not accounts.count:
        return Part(
            [
                "Nothing was bought in the last three years.",
                "In the Log box: bought: 900 EUR pump",
            ]
        )
    heading = f"{accounts.count:,} accounts, in the last 36 months"
    if accounts.count > accounts.listed:
        heading += f", the {accounts.listed} largest of them here"
    rows: list[Line] = [heading]
    for each in accounts.first:
        shown = each.told
        if shown.leaves_out:
            cells = Cell(each.account.name, 25, "strong"), Cell(IN_CONFIDENCE, 18, is_right=True)
            rows.append(LoyaltyRow((*cells, Cell("", look="dim")), each.account))
        for amount in shown.amounts:
            # The latest first: where there is no room, what was bought longest ago gives way.
            years = " · ".join(
                f"{year} {share(minor, amount.total_minor)}"
                for year, minor in sorted(amount.years.items(), reverse=True)
            )
            rows.append(
                LoyaltyRow(
                    (
                        Cell(each.account.name, 25, "strong"),
                        Cell(say_money(amount.total_minor, amount.currency), 18, is_right=True),
                        Cell(years, look="dim"),
                    ),
                    each.account,
                )
            )
    # Of each account at least one amount is told.
    return Part(rows, accounts.listed - len(accounts.first))


def share(part: int, whole: int) -> str:
    """A part in percent."""
    return f"{round(100 * part / whole)}%" if whole else "0%"


def costly_section(customers: Listed[Costly], today: dt.date) -> Part:
    """Customers who cost more than they bring, and what was decided about them."""
    if not customers.first:
        return Part(
            [
                "Nobody costs more than they bring.",
                "Customers who take the most time, and pay little for it, would stand here.",
            ]
        )
    rows: list[Line] = ["High maintenance: enter records a verdict"]
    rows += [
        LoyaltyRow(
            (
                Cell(each.account.name, 26, "strong"),
                Cell(f"{each.minutes / 60:.0f} h", 6, is_right=True),
                Cell(_totals(each.told), 18, is_right=True),
                Cell(_verdict(each, today), look="dim" if each.verdict else "late"),
            ),
            each.account,
        )
        for each in customers.first
    ]
    return Part(rows, customers.count - len(customers.first))


def _totals(shown: ToldWorth) -> str:
    return ", ".join(shown.words) or "nothing bought"


def _verdict(each: Costly, today: dt.date) -> str:
    if each.verdict is None:
        return "no verdict yet"
    verdict = each.verdict
    why = f": {verdict.reason}" if verdict.reason else ""
    said = IN_CONFIDENCE if verdict.is_confidential else f"{verdict.verdict}{why}"
    return f"{said} ({say_past(verdict.given_on, today)})"


def reach_section(audit: ReachAudit) -> Part:
    """Who could still be reached after a change of employer, then those who could not."""
    whole = sum(audit.counts.values())
    rows: list[Line] = ["Does it survive a change of employer?"]
    rows += [
        LoyaltyRow(
            (
                Cell(str(reached), 10, "good" if reached is Reach.SAFE else "strong"),
                Cell(f"{count:,}", 9, is_right=True),
                Cell("", look="dim", bar=(count, whole)),
            )
        )
        for reached, count in audit.counts.items()
    ]
    if audit.at_risk:
        rows.append("Not safe, farthest come first")
    rows += [
        LoyaltyRow((*_person(each), Cell(str(each.standing.reach), 10, "late")), each.standing)
        for each in audit.at_risk
    ]
    return Part(rows, audit.listed - len(audit.at_risk))


def _person(person: Person) -> tuple[Cell, ...]:
    return (
        Cell(_dots(person.standing.number), 8, "dim"),
        Cell(person.name, 22, "strong"),
        Cell(person.account, look="plain"),
    )


def desk_section(desk: Listed[DeskLine], today: dt.date) -> Part:
    """Who may be asked to be a reference, and how it stands with the others."""
    asked = [line for line in desk.first if not line.asking.may_ask]
    free = [line for line in desk.first if line.asking.may_ask]
    rows: list[Line] = ["May be asked"] if free else ["Nobody may be asked now."]
    rows += [
        LoyaltyRow(
            (*_person(line.person), Cell(_stands(line, today), 24, "good")), line.person.standing
        )
        for line in free
    ]
    if asked:
        rows.append("Not now")
    rows += [
        LoyaltyRow(
            (
                *_person(line.person),
                Cell(_stands(line, today) or line.asking.why_not[0], 24, "dim"),
            ),
            line.person.standing,
        )
        for line in asked
    ]
    return Part(rows, desk.count - len(desk.first))


def _stands(line: DeskLine, today: dt.date) -> str:
    if line.is_confidential:
        return IN_CONFIDENCE
    if line.state is None:
        return ""
    when = f", {say_past(line.asked_on, today)}" if line.asked_on else ""
    return f"{line.state}{when}"


def referred_section(referrals: Listed[Referred], today: dt.date) -> Part:
    """Who sent whom our way, and what was bought since."""
    if not referrals.first:
        return Part(['Nobody yet. In the Log box: referred: +"Kim Ode @ Vale"'])
    rows: list[Line] = ["Who sent whom our way, and what came of it"]
    rows += [
        LoyaltyRow(
            (
                Cell(line.by, 20, "strong"),
                Cell(f"→ {line.whom}", 22),
                Cell(say_day(line.referred_on, today), 15, "dim"),
                Cell(_totals(line.told), look="dim"),
            ),
            line,
        )
        if not line.is_confidential
        else _masked_referral(line, today)
        for line in referrals.first
    ]
    return Part(rows, referrals.count - len(referrals.first))


def _masked_referral(line: Referred, today: dt.date) -> LoyaltyRow:
    """In confidence, neither of the two is named."""
    day = Cell(say_day(line.referred_on, today), 15, "dim")
    return LoyaltyRow((Cell(IN_CONFIDENCE, 20, "strong"), Cell("", 22), day))


def lost_section(accounts: Listed[LostAccount], today: dt.date) -> Part:
    """Who left, why, and when to look again."""
    if not accounts.first:
        return Part(["Nobody has left.", "In the Log box: lost: price, 1 jun"])
    rows: list[Line] = ["Lost: why, and when to look again"]
    for line in accounts.first:
        left = line.departure
        again = f" · look again {say_day(left.look_again_on, today)}" if left.look_again_on else ""
        why = IN_CONFIDENCE if left.is_confidential else left.why or "no reason known"
        rows.append(
            LoyaltyRow(
                (
                    Cell(line.account.name, 22, "strong"),
                    Cell(say_day(left.lost_on, today), 15, "dim"),
                    Cell(f"{why}{again}"),
                    Cell(_totals(line.told), 14, "dim", is_right=True),
                ),
                line.account,
            )
        )
    return Part(rows, accounts.count - len(accounts.first))
