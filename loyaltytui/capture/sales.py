"""What a line says of sales and problems: `bought:`, `delivered:`, `problem:`, `fixed:` and so on.

How an amount is read lives in `money`; what follows from a purchase, in `loyalty/`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from loyaltytui.capture.chips import ChipKind
from loyaltytui.capture.clauses import Clause, Part, Understood, in_confidence, tagged_words
from loyaltytui.capture.directory import OpenDealings
from loyaltytui.capture.tags import FAULT_TAGS
from loyaltytui.capture.typed import one_line, unquoted, with_stop
from loyaltytui.dealings import Fault, Problem, ProblemDraft, ProblemId, PurchaseDraft, PurchaseId
from loyaltytui.drafts import Sequel, SequelDraft
from loyaltytui.money.currencies import AmountRefused
from loyaltytui.money.reading import read_amount
from loyaltytui.money.say import say_money

_DONE = {
    Sequel.DELIVERED: ("Delivered", "no purchase of {} waits to be delivered"),
    Sequel.CONFIRMED: ("Confirmed", "no purchase of {} waits to be confirmed"),
    Sequel.SORRY: ("Apologised for", "no problem of {} waits for an apology"),
    Sequel.FIXED: ("Fixed", "no problem of {} is open"),
    Sequel.MADE_GOOD: ("Made good", "no problem of {} is there to be made good"),
}
_DAYS = {
    Sequel.DELIVERED: "delivered_on",
    Sequel.CONFIRMED: "confirmed_on",
    Sequel.SORRY: "apologised_on",
    Sequel.FIXED: "fixed_on",
    Sequel.MADE_GOOD: "made_good_on",
}


def bought(clause: Clause) -> Understood | None:
    """Understand a purchase: the amount, its currency, then what. Refused rather than guessed."""
    start, end, is_confidential = clause.without_star()
    if start == end:
        return None
    try:
        amount = read_amount(clause.words(start, end), clause.usual.currency)
    except AmountRefused as refusal:
        return Understood(trouble=f"bought: {refusal}", is_blocking=True)
    what = one_line(
        unquoted(
            amount.rest,
            lambda said, is_last: clause.hides_mark(said) or (is_last and said.endswith("*")),
        )
    )
    draft = PurchaseDraft(what, amount.minor, amount.currency, is_confidential=is_confidential)
    said = say_money(amount.minor, amount.currency) + (f" {what}" if what else "")
    sentence = "A purchase, in confidence." if is_confidential else f"Bought: {with_stop(said)}"
    text = f"bought: {said}{in_confidence(is_confidential)}"
    return Understood(clause.chip(ChipKind.PURCHASE, text, sentence), draft)


def problem(clause: Clause) -> Understood | None:
    """Understand what went wrong; whose fault it was stands at the end, ours if nothing does."""
    text, tag, is_confidential = tagged_words(clause, tuple(FAULT_TAGS)).parts
    if not text:
        return None
    fault = Fault(FAULT_TAGS[tag]) if tag else Fault.OURS
    whose = {Fault.OURS: "", Fault.THEIRS: ", theirs", Fault.COLLEAGUE: ", a colleague's"}[fault]
    chip = clause.chip(
        ChipKind.PROBLEM,
        f"problem: {text}{whose}{in_confidence(is_confidential)}",
        "A problem, in confidence." if is_confidential else f"Problem: {with_stop(text + whose)}",
    )
    return Understood(chip, ProblemDraft(text, fault, is_confidential=is_confidential))


class _Waiting(Struct, frozen=True):
    """A purchase or problem that a mark may be about."""

    of: PurchaseId | ProblemId | None
    nth: int
    text: str
    is_confidential: bool


def sequel(clause: Clause) -> Understood | None:
    """Understand what became of a purchase or problem: the oldest that waits for it.

    Only the words of a confirmation, and of what was done to make good, are kept with it; others
    stay text.
    """
    kind = Sequel(clause.word)
    dealings = clause.open_dealings()
    if dealings is None:
        return Understood(is_blocking=True)
    waiting = next(_waiting(kind, dealings, clause.so_far), None)
    done, nothing = _DONE[kind]
    if waiting is None:
        sentence = nothing.format(clause.whom or "theirs")
        return Understood(trouble=f"{clause.word}: {sentence}.", is_blocking=True)
    takes_words = kind in (Sequel.CONFIRMED, Sequel.MADE_GOOD)
    words, _, is_secret = tagged_words(clause).parts if takes_words else ("", "", False)
    draft = SequelDraft(kind, waiting.of, waiting.nth, words, is_secret)
    is_hidden = is_secret or waiting.is_confidential
    said = waiting.text + (f": {words}" if words else "")
    sentence = f"{done}, in confidence." if is_hidden else f"{done}: {with_stop(said)}"
    text = f"{clause.word}: {said}{in_confidence(is_hidden)}"
    if takes_words:
        return Understood(clause.chip(ChipKind.PURCHASE, text, sentence), draft)
    chip_kind = ChipKind.PURCHASE if kind.is_of_purchase else ChipKind.PROBLEM
    chip = clause.mark_chip(chip_kind, text, sentence)
    return Understood(chip, draft, taken_to=clause.mark_end)


def _waiting(kind: Sequel, dealings: OpenDealings, so_far: Sequence[Part]) -> Iterator[_Waiting]:
    """What the mark may be about, the likeliest first. Nothing gets the same mark twice."""
    told = [part for part in so_far if isinstance(part, SequelDraft)]
    done = {(part.of, part.nth) for part in told if part.sequel is kind}
    everything = (
        _purchases(kind, dealings, so_far)
        if kind.is_of_purchase
        else _problems(kind, dealings, so_far, told)
    )
    return (each for each in everything if (each.of, each.nth) not in done)


def _purchases(kind: Sequel, dealings: OpenDealings, so_far: Sequence[Part]) -> Iterator[_Waiting]:
    """The oldest first; what the line itself says was bought comes last."""
    for each in dealings.purchases:
        if getattr(each, _DAYS[kind]) is None:
            yield _Waiting(each.id, 0, each.what, each.is_confidential)
    new = [part for part in so_far if isinstance(part, PurchaseDraft)]
    for nth, draft in enumerate(new):
        yield _Waiting(None, nth, draft.what, draft.is_confidential)


def _problems(
    kind: Sequel, dealings: OpenDealings, so_far: Sequence[Part], told: Sequence[SequelDraft]
) -> Iterator[_Waiting]:
    """The one this line spoke of last, then those it raises, then by age.

    What is open counts before what is fixed: nobody apologises for what is long forgotten.
    """
    new = [
        _Waiting(None, nth, part.text, part.is_confidential)
        for nth, part in enumerate(part for part in so_far if isinstance(part, ProblemDraft))
    ]
    known = [each for each in dealings.problems if getattr(each, _DAYS[kind]) is None]
    by_id = {each.id: _of_problem(each) for each in known}
    for part in reversed(told):
        if not part.sequel.is_of_purchase:
            if part.of is None:
                yield new[part.nth]
            elif part.of in by_id:
                yield by_id[ProblemId(part.of)]
    yield from new
    is_late = kind is Sequel.MADE_GOOD
    for each in sorted(known, key=lambda each: each.is_open is is_late):
        yield _of_problem(each)


def _of_problem(problem: Problem) -> _Waiting:
    return _Waiting(problem.id, 0, problem.text, problem.is_confidential)
