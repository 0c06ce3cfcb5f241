"""The five figures, purchases and problems said for people. As JSON they are in `figures_json`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from loyaltytui.cli.as_json import IN_CONFIDENCE
from loyaltytui.dates import say_day, say_past
from loyaltytui.kinds import KIND_BY_WORD
from loyaltytui.loyalty.worth import told
from loyaltytui.money.say import say_money

if TYPE_CHECKING:
    from loyaltytui.book.figures import Figures
    from loyaltytui.dealings import Problem, Purchase
    from loyaltytui.loyalty.statement import Statement
    from loyaltytui.loyalty.worth import ToldWorth, Worth

LATEST_LINES = 10
"""How many lines of a trust statement are said, the latest."""

Rows = list[tuple[str, ...]]

_WHOSE = {"ours": "", "colleague": "a colleague's", "theirs": "theirs"}


def figure_lines(
    figures: Figures, worth_months: int, *, shows_confidential: bool = False
) -> list[str]:
    """One line of figures, and one for each hole in the steps."""
    trust, step = figures.statement, figures.step
    said = [f"{step.dots} {step.label}", f"trust {trust.balance:+d}"]
    said += [trust.on_time] if trust.on_time else []
    bought = say_worth(figures.worth, shows_confidential=shows_confidential)
    said.append(f"worth {bought} in {_months(worth_months)}")
    hours = f"{figures.effort.minutes / 60:.0f} h"
    problems = figures.effort.problems
    troubles = f", {problems} problem{'s' if problems != 1 else ''}" if problems else ""
    said += [f"effort {hours}{troubles} in a year", f"reach {figures.reach}"]
    return [" · ".join(said), *(f"  {sentence}" for sentence in step.sentences)]


def say_worth(worth: Worth, *, shows_confidential: bool = False) -> str:
    """ "EUR 48,200 and USD 5,000": never added, without what is in confidence."""
    return say_told(told(worth.purchases, shows_confidential=shows_confidential))


def say_told(bought: ToldWorth) -> str:
    """The same of what may be shown of it."""
    return " and ".join(bought.words) or "nothing"


def trust_rows(trust: Statement, today: dt.date, *, shows_confidential: bool) -> Rows:
    """The latest lines of a statement, like a bank's: day, what, points, balance, words."""
    rows: Rows = []
    for line in trust.lines[-LATEST_LINES:]:
        is_hidden = line.is_confidential and not shows_confidential
        text = IN_CONFIDENCE if is_hidden else line.text
        numbers = f"{line.points:+d}", f"{line.balance_after:+d}"
        rows.append((say_day(line.on, today), *numbers, line.what, text))
    return rows


def purchase_rows(purchases: Sequence[Purchase], today: dt.date) -> Rows:
    """What was bought: day, amount, how far it is, what, and what they said of it."""
    return [
        (
            say_day(each.bought_on, today),
            say_money(each.amount_minor, each.currency),
            "confirmed" if each.is_confirmed else "delivered" if each.is_delivered else "bought",
            each.what,
            f'"{each.confirmed_words}"' if each.confirmed_words else "",
        )
        for each in purchases
    ]


def problem_rows(problems: Sequence[Problem], today: dt.date) -> Rows:
    """What went wrong: day, how it stands, whose fault, words."""
    return [
        (
            say_day(each.raised_on, today),
            _stands(each, today),
            _WHOSE[each.fault],
            each.text,
        )
        for each in problems
    ]


def never_asked(words: Sequence[str]) -> str:
    """ "never asked: rival, trend"; empty where everything was."""
    labels = [KIND_BY_WORD[word].label for word in words]
    return f"never asked: {', '.join(labels)}" if labels else ""


def _stands(problem: Problem, today: dt.date) -> str:
    if problem.made_good_on is not None:
        return "made good"
    if problem.days_taken == 0:
        return "fixed the same day"
    if problem.days_taken is not None:
        return f"fixed in {problem.days_taken} day{'s' if problem.days_taken != 1 else ''}"
    return f"open, raised {say_past(problem.raised_on, today)}"


def _months(months: int) -> str:
    years, rest = divmod(months, 12)
    if rest:
        return f"{months} months"
    return f"{years} years" if years > 1 else "a year"
