"""What `--json` prints of figures, purchases, problems and of what is known of a prospect.

The shapes of contacts and promises live in `as_json`; what all of them mean is documented in the
room's own caption.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loyaltytui.cli.as_json import IN_CONFIDENCE, Shape, day
from loyaltytui.loyalty.worth import told
from loyaltytui.money.say import bare_amount

if TYPE_CHECKING:
    import datetime as dt

    from loyaltytui.book.book import Book
    from loyaltytui.book.figures import Figures
    from loyaltytui.book.loyalty_lines import Person
    from loyaltytui.cli.brief import Brief
    from loyaltytui.dealings import Problem, Purchase, Verdict
    from loyaltytui.loyalty.statement import Line
    from loyaltytui.loyalty.worth import ToldWorth, Worth


def figures_shape(figures: Figures, *, shows_confidential: bool) -> Shape:
    """The five figures of a contact."""
    step, trust, effort = figures.step, figures.statement, figures.effort
    return {
        "step": step.number,
        "step_label": step.label,
        "step_holes": list(step.holes),
        "step_advice": list(step.sentences),
        "trust": {
            "balance": trust.balance,
            "kept_on_time": trust.kept_on_time,
            "ended": trust.ended,
            "streak": trust.streak,
            "lines": [_line_shape(line, shows_confidential) for line in trust.lines],
            "pending": [
                {
                    "on": day(each.due_on),
                    "points": each.points,
                    "text": _masked(each.text, each.is_confidential, shows_confidential),
                }
                for each in trust.pending
            ],
        },
        "worth": worth_shape(figures.worth, shows_confidential=shows_confidential),
        "median_gap_days": figures.worth.median_gap_days,
        "next_purchase": day(figures.worth.next_on),
        "effort": {"minutes": effort.minutes, "problems": effort.problems},
        "reach": str(figures.reach),
    }


def worth_shape(worth: Worth, *, shows_confidential: bool = False) -> Shape:
    """Worth by currency: the total and each year, as decimal text.

    What is in confidence stands in no sum unless it is asked for.
    """
    return _told_shape(told(worth.purchases, shows_confidential=shows_confidential))


def _told_shape(bought: ToldWorth) -> Shape:
    return {
        each.currency: {
            "total": bare_amount(each.total_minor, each.currency),
            "years": {
                str(year): bare_amount(minor, each.currency) for year, minor in each.years.items()
            },
        }
        for each in bought.amounts
    }


def dealings_shape(brief: Brief) -> Shape:
    """Purchases, problems and the rest that stands between a contact and the rep."""
    pursuit = brief.pursuit
    return {
        "purchases": [_purchase_shape(each) for each in brief.purchases],
        "problems": [_problem_shape(each) for each in brief.problems],
        "references": [
            {"state": str(each.state), "on": day(each.stated_on), "text": each.text}
            for each in brief.references
        ],
        "qualified": {each.criterion: str(each.answer) for each in brief.qualifiers},
        "pursuit": None
        if pursuit is None
        else {
            "verdict": str(pursuit.verdict),
            "until": day(pursuit.until_on),
            "reason": pursuit.reason,
        },
        "answered": [
            {
                "id": each.id,
                "text": each.text,
                "answer": each.answer,
                "answered_on": day(each.answered_on),
            }
            for each in brief.answered
        ],
        "never_asked": brief.never_asked,
    }


def loyalty_shape(book: Book, today: dt.date) -> Shape:
    """The figures of the Loyalty screen."""
    counts, audit = book.steps_count(), book.reach_audit()
    return {
        "today": day(today),
        "steps": {str(step): count for step, count in enumerate(counts.by_step)},
        "states": {str(state): count for state, count in counts.by_state.items()},
        "kept_by_month": [
            {
                "month": f"{each.first_day:%Y-%m}",
                "kept_on_time": each.kept_on_time,
                "ended": each.ended,
            }
            for each in book.kept_by_month()
        ],
        "worth": [
            {"account": each.account.name, "worth": worth_shape(each.worth)}
            for each in book.worth_by_account()
        ],
        "high_maintenance": [
            {
                "account": each.account.name,
                "minutes": each.minutes,
                "worth": {
                    one.currency: bare_amount(one.total_minor, one.currency)
                    for one in each.told.amounts
                },
                **_verdict_shape(each.verdict),
            }
            for each in book.high_maintenance()
        ],
        "reach": {str(reach): count for reach, count in audit.counts.items()},
        "at_risk": [_person_shape(each) for each in audit.at_risk],
        "references": [
            {
                **_person_shape(each.person),
                "state": str(each.state) if each.state and not each.is_confidential else None,
                "asked_on": None if each.is_confidential else day(each.asked_on),
                "may_ask": each.asking.may_ask,
                "why_not": [] if each.is_confidential else list(each.asking.why_not),
            }
            for each in book.reference_desk()
        ],
        "referrals": [
            {
                "by": each.by,
                "whom": each.whom,
                "account": each.account,
                "on": day(each.referred_on),
                "worth": _told_shape(each.told),
            }
            for each in book.referrals_with_worth()
            if not each.is_confidential
        ],
        "lost": [
            {
                "account": each.account.name,
                "on": day(each.departure.lost_on),
                "why": _masked(each.departure.why, each.departure.is_confidential, False),
                "look_again_on": day(each.departure.look_again_on),
                "worth": _told_shape(each.told),
            }
            for each in book.lost_accounts()
        ],
    }


def _verdict_shape(verdict: Verdict | None) -> Shape:
    """The verdict on an account; one in confidence says only that there is one."""
    if verdict is None:
        return {"verdict": None, "reason": "", "given_on": None}
    said = _masked(str(verdict.verdict), verdict.is_confidential, False)
    reason = "" if verdict.is_confidential else verdict.reason
    return {"verdict": said, "reason": reason, "given_on": day(verdict.given_on)}


def _person_shape(person: Person) -> Shape:
    standing = person.standing
    return {
        "contact_id": standing.contact_id,
        "contact": person.name,
        "account": person.account,
        "step": standing.number,
        "trust": standing.balance,
        "reach": str(standing.reach),
    }


def _line_shape(line: Line, shows_confidential: bool) -> Shape:
    return {
        "on": day(line.on),
        "what": line.what,
        "text": _masked(line.text, line.is_confidential, shows_confidential),
        "points": line.points,
        "balance": line.balance_after,
        "source": str(line.source),
        "id": line.source_id,
    }


def _masked(text: str, is_confidential: bool, shows_confidential: bool) -> str:
    return IN_CONFIDENCE if is_confidential and not shows_confidential else text


def _purchase_shape(purchase: Purchase) -> Shape:
    return {
        "id": purchase.id,
        "what": purchase.what,
        "amount": bare_amount(purchase.amount_minor, purchase.currency),
        "currency": purchase.currency,
        "bought_on": day(purchase.bought_on),
        "delivered_on": day(purchase.delivered_on),
        "confirmed_on": day(purchase.confirmed_on),
        "confirmed_words": purchase.confirmed_words,
    }


def _problem_shape(problem: Problem) -> Shape:
    return {
        "id": problem.id,
        "text": problem.text,
        "fault": str(problem.fault),
        "raised_on": day(problem.raised_on),
        "apologised_on": day(problem.apologised_on),
        "fixed_on": day(problem.fixed_on),
        "made_good_on": day(problem.made_good_on),
        "made_good": problem.made_good,
        "days_taken": problem.days_taken,
    }
