"""Writing down what a draft says of sales, problems, accounts and prospects, as clauses of a line.

How the line as a whole is written lives in `writing`; how clauses are read, in `sales` and
`accounts`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from loyaltytui.capture.clauses import date_at_end
from loyaltytui.capture.tags import FAULT_TAGS, NOTE_TAGS, guarded
from loyaltytui.capture.typed import Typed, one_line
from loyaltytui.dates import DayRules
from loyaltytui.dealings import (
    Course,
    DepartureDraft,
    Fault,
    ProblemDraft,
    PurchaseDraft,
    PursuitDraft,
    ReferenceDraft,
    VerdictDraft,
)
from loyaltytui.drafts import LogDraft, NoteDraft, SequelDraft
from loyaltytui.money.say import say_money

Guard = Callable[[str], str]
"""Quotes the marks of a text, so that they stay text."""

_RULES = DayRules()
_FAULT_WORDS = {Fault(fault): word for word, fault in FAULT_TAGS.items() if fault != "ours"}


def write_note(note: NoteDraft, guard: Guard) -> str:
    """A note, with how a test was met or an extra mile noticed at its end."""
    tag = "noticed" if note.was_noticed else str(note.was_met)
    text = write_tagged(note.text, tag, NOTE_TAGS.get(note.kind, ()), guard, note.is_confidential)
    return f"{note.kind}: {text}"


def write_tagged(
    text: str, tag: str, tags: Sequence[str], guard: Guard, is_confidential: bool = False
) -> str:
    """Words with their tag and star; what only looks like either is quoted."""
    text = guard(one_line(text))
    if not tag:
        text = guarded(text, Typed.of(text).bare, tags)
    text = f"{text}, {tag}" if tag else guard_star(text, is_confidential)
    return f"{text} *" if is_confidential else text


def guard_star(text: str, is_guarded: bool) -> str:
    """Quote a star at the end, which would keep the words in confidence."""
    if is_guarded or not Typed.of(text).bare.endswith("*"):
        return text
    space = max((at for at, char in enumerate(text) if char.isspace()), default=-1)
    start = max(text.rfind('"'), space) + 1
    return f'{text[:start]}"{text[start:]}"'


def write_dealings(
    draft: LogDraft, guard: Guard, write_who: Callable[[int], str], today: dt.date
) -> Iterator[str]:
    """Every clause about sales, problems, the account and the prospect.

    What became of things in the book comes before the things this line adds, and what became of
    those behind them: so each mark finds its own again.
    """
    yield from (_sequel(each, guard) for each in draft.sequels if each.of is not None)
    yield from (_purchase(each, guard) for each in draft.purchases)
    yield from (_problem(each, guard) for each in draft.problems)
    yield from (_sequel(each, guard) for each in draft.sequels if each.of is None)
    for reference in draft.references:
        yield _with_why(f"reference: {reference.state}", reference.text, guard) + _star(reference)
    for number in range(len(draft.referred)):
        yield f"referred: {write_who(number)}"
    if draft.qualifiers:
        lines = ", ".join(f"{each.criterion} {each.answer}" for each in draft.qualifiers)
        yield f"qualify: {lines}"
    if draft.pursuit is not None:
        yield _pursuit(draft.pursuit, guard, today)
    for verdict in draft.verdicts:
        yield _with_why(f"verdict: {verdict.verdict}", verdict.reason, guard) + _star(verdict)
    if draft.is_back:
        yield "back:"
    if draft.departure is not None:
        yield _departure(draft.departure, guard, today)


def _purchase(purchase: PurchaseDraft, guard: Guard) -> str:
    code, number = say_money(purchase.amount_minor, purchase.currency).split(" ", 1)
    what = write_tagged(purchase.what, "", (), guard, purchase.is_confidential)
    return f"bought: {number} {code} {what}".rstrip()


def _problem(problem: ProblemDraft, guard: Guard) -> str:
    tag = _FAULT_WORDS.get(problem.fault, "")
    text = write_tagged(problem.text, tag, tuple(FAULT_TAGS), guard, problem.is_confidential)
    return f"problem: {text}"


def _sequel(sequel: SequelDraft, guard: Guard) -> str:
    words = write_tagged(sequel.words, "", (), guard, sequel.is_confidential)
    return f"{sequel.sequel}: {words}".rstrip()


def _departure(departure: DepartureDraft, guard: Guard, today: dt.date) -> str:
    why = _undated(_plain(departure.why, guard), today)
    day = f" by {departure.look_again_on}" if departure.look_again_on else ""
    return f"lost: {why}{day}{_star(departure)}"


def _pursuit(pursuit: PursuitDraft, guard: Guard, today: dt.date) -> str:
    why = _plain(pursuit.reason, guard)
    if pursuit.verdict is Course.PARK:
        why = _undated(why, today)
    said = f"verdict: {pursuit.verdict}" + (f", {why}" if why else "")
    until = f" by {pursuit.until_on}" if pursuit.until_on else ""
    return f"{said}{until}{_star(pursuit)}"


def _star(told: ReferenceDraft | VerdictDraft | DepartureDraft | PursuitDraft) -> str:
    return " *" if told.is_confidential else ""


def _with_why(said: str, why: str, guard: Guard) -> str:
    why = _plain(why, guard)
    return f"{said}, {why}" if why else said


def _plain(text: str, guard: Guard) -> str:
    """Words whose end must be no star."""
    return guard_star(guard(one_line(text)), False)


def _undated(text: str, today: dt.date) -> str:
    """Words whose end must be no date."""
    found = date_at_end(Typed.of(text).bare, today, _RULES)
    if found is None:
        return text
    return f'{text[: found.start]}"{text[found.start : found.end]}"{text[found.end :]}'
