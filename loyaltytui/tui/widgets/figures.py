"""The five figures in two lines: step and trust, then worth, effort and reach.

What they come to is reckoned in `loyalty/`; their reasons are told in the contact's sections.
"""

from __future__ import annotations

from textual.content import Content

from loyaltytui.book.figures import Figures
from loyaltytui.loyalty.effort import Effort
from loyaltytui.loyalty.points import Points
from loyaltytui.loyalty.reach import Reach
from loyaltytui.loyalty.statement import Statement
from loyaltytui.loyalty.step import State, Step
from loyaltytui.loyalty.worth import Worth, told
from loyaltytui.tui.widgets.ink import ink

_STATE_LOOKS = {
    State.LOYAL: "bold $text-success",
    State.GO_TO: "bold $text-success",
    State.NOT_LATELY: "bold $text-warning",
    State.LOST: "bold $text-error",
}
_REACH_LOOKS = {Reach.SAFE: "$text-success", Reach.NONE: "$text-error"}
_MUTED = "$foreground-muted"
_GAP = ink(" · ", _MUTED)


def figure_lines(
    figures: Figures, points: Points, *, shows_confidential: bool = False
) -> list[Content]:
    """All five, as the head of the page and the brief show them."""
    bought = worth_words(figures.worth, points, shows_confidential=shows_confidential)
    time = effort_words(figures.effort, points)
    return [
        Content.assemble(step_content(figures.step), _GAP, *_trust(figures.statement)),
        Content.assemble(
            # "worth nothing" would be a verdict on somebody.
            ink("worth " if figures.worth.first_on else "", _MUTED),
            ink(bought),
            _GAP,
            ink("effort ", _MUTED),
            ink(time),
            _GAP,
            ink("reach ", _MUTED),
            ink(str(figures.reach), _REACH_LOOKS.get(figures.reach, "$text-warning")),
        ),
    ]


def step_content(step: Step) -> Content:
    """Six dots and the step in words: `●●◌●○○ bought`."""
    return Content.assemble(
        ink(step.dots, "$text-primary"), " ", ink(step.label, _STATE_LOOKS.get(step.state, "bold"))
    )


def hole_lines(step: Step) -> list[Content]:
    """What to do about each hole."""
    return [
        Content.assemble(ink("◌ ", "$text-warning"), ink(sentence)) for sentence in step.sentences
    ]


def _trust(statement: Statement) -> list[Content]:
    balance = statement.balance
    look = "$text-error" if balance < 0 else "$text-success" if balance > 0 else ""
    parts = [ink("trust ", _MUTED), ink(signed(balance), f"bold {look}".strip())]
    late = len(statement.pending)
    said = (
        (statement.on_time, ""),
        (f"streak {statement.streak}" if statement.streak > 1 else "", ""),
        (f"{late} late" if late else "", "$text-error"),
    )
    for text, style in said:
        if text:
            parts += [_GAP, ink(text, style)]
    return parts


def signed(points: int) -> str:
    """Points with their sign: "+1", "0", "-3"."""
    return f"{points:+d}" if points else "0"


def worth_words(worth: Worth, points: Points, *, shows_confidential: bool = False) -> str:
    """ "EUR 48,200 in 3 years"; each currency for itself, and that some is in confidence."""
    if worth.first_on is None:
        return "nothing bought yet"
    window = _months(points.worth_months)
    if not worth.amounts:
        return f"nothing in {window}"
    said = " + ".join(told(worth.purchases, shows_confidential=shows_confidential).words)
    return f"{said} in {window}"


def effort_words(effort: Effort, points: Points) -> str:
    """ "6 h in 12 months"; the problems counted in it are listed by the page."""
    window = f"{points.effort_months} months" if points.effort_months > 1 else "1 month"
    return f"{hours(effort.minutes)} in {window}"


def hours(minutes: int) -> str:
    """ "45 min", "6 h", "6.5 h"."""
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes / 60:.1f}".removesuffix(".0") + " h"


def _months(months: int) -> str:
    if months == 12:
        return "1 year"
    if months % 12 == 0:
        return f"{months // 12} years"
    return f"{months} months" if months > 1 else "1 month"
