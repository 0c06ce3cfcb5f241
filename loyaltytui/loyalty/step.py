"""The step of a contact, 0 to 6, from evidence alone, with the holes below it.

Loyalty begins with the second sale: step 6 needs a confirmed purchase before it. How busy the
relationship is never matters here; that is `effort`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from enum import StrEnum

from msgspec import Struct

from loyaltytui.dealings import Departure, Purchase
from loyaltytui.entries import AccountId, ContactId
from loyaltytui.kinds import MEDIUM_BY_WORD
from loyaltytui.loyalty.facts import Deed, Talk
from loyaltytui.loyalty.points import USUAL_POINTS, Points

STEP_LABELS = ("not met", "met", "pitched", "signal", "bought", "confirmed", "loyal")
"""Each step in one word; 0 is nobody met."""
LAST_STEP = 6

_SENTENCES = {
    1: "never met: say hello",
    2: "your value was never put to them: pitch",
    3: "no sign that they believe it: ask what they think",
}


class State(StrEnum):
    """What is to be said beyond the step itself."""

    NONE = ""
    LOYAL = "loyal"
    NOT_LATELY = "loyal, not confirmed lately"
    GO_TO = "go-to"
    LOST = "lost"


class SourceKind(StrEnum):
    """What a piece of evidence can be traced to."""

    INTERACTION = "interaction"
    NOTE = "note"
    PURCHASE = "purchase"


class Evidence(Struct, frozen=True):
    """The first fact that proves one step."""

    step: int
    on: dt.date
    text: str
    """The words of the note or purchase, to be masked when in confidence."""
    source: SourceKind
    source_id: int
    is_confidential: bool


class StepFacts(Struct, frozen=True):
    """All that a contact's step is read from, in any order."""

    talks: Sequence[Talk] = ()
    """One that is contact is enough: more never change anything."""
    deeds: Sequence[Deed] = ()
    purchases: Sequence[Purchase] = ()
    """Those that count for this contact: `counts_for`."""
    departures: Sequence[Departure] = ()
    """Of the contact's account."""
    is_late: bool = False
    """Is anything late towards them? As their trust statement says."""


class Step(Struct, frozen=True):
    """How far a contact has come, and why."""

    number: int
    """0 to 6."""
    holes: tuple[int, ...]
    """Steps without evidence below the highest that has any, lowest first."""
    sentences: tuple[str, ...]
    """What to do about each hole, in the same order."""
    state: State
    evidence: tuple[Evidence, ...]
    """One line for each step that has evidence, lowest first."""
    last_confirmed_on: dt.date | None
    """None: no value was ever confirmed."""

    @property
    def label(self) -> str:
        """The state in words where there is one, else the step."""
        return str(self.state) or STEP_LABELS[self.number]

    @property
    def is_loyal(self) -> bool:
        """Did they buy again after they had confirmed the value?"""
        return self.number == LAST_STEP

    @property
    def dots(self) -> str:
        """Six dots: ● for evidence, ◌ for a hole, ○ for what is yet to come."""
        return "".join(
            "◌" if step in self.holes else "●" if step <= self.number else "○"
            for step in range(1, LAST_STEP + 1)
        )


def counts_for(purchase: Purchase, contact_id: ContactId, account_id: AccountId | None) -> bool:
    """Is a purchase evidence for this contact, who is now at that account?

    All that their account bought is, whoever agreed it: purchases belong to the account. What
    was agreed with them at a former employer is too: their history moves with them.
    """
    return purchase.contact_id == contact_id or (
        account_id is not None and purchase.account_id == account_id
    )


def step(facts: StepFacts, today: dt.date, points: Points = USUAL_POINTS) -> Step:
    """How far they had come on a day; what is dated later is not known yet."""
    purchases = sorted(
        (each for each in facts.purchases if each.bought_on <= today),
        key=lambda each: (each.bought_on, each.id),
    )
    found = (
        _met(facts.talks, today),
        _noted(2, "pitched", facts.deeds, today),
        _noted(3, "signal", facts.deeds, today),
        _bought(4, purchases[0]) if purchases else None,
        _confirmed(purchases, today),
        _bought_again(purchases, today),
    )
    evidence = tuple(each for each in found if each)
    number = max((each.step for each in evidence), default=0)
    # Bought a second time, whatever came between: the hole is then what was never confirmed.
    highest = LAST_STEP if _days_bought(purchases) > 1 and found[4] is None else number
    holes = tuple(each for each in range(1, highest) if found[each - 1] is None)
    confirmed_on = max(
        (day for each in purchases if (day := _confirmed_by(each, today))), default=None
    )
    return Step(
        number=number,
        holes=holes,
        sentences=tuple(_SENTENCES.get(hole) or _unconfirmed(len(purchases)) for hole in holes),
        state=_state(number, confirmed_on, facts, today, points),
        evidence=evidence,
        last_confirmed_on=confirmed_on,
    )


def _state(
    number: int, confirmed_on: dt.date | None, facts: StepFacts, today: dt.date, points: Points
) -> State:
    """Lost before all else. A rival noted on the very day of the confirmation counts as since."""
    if any(departure.is_lost_on(today) for departure in facts.departures):
        return State.LOST
    if number < LAST_STEP or confirmed_on is None:
        return State.NONE
    if confirmed_on < points.lately_from(today):
        return State.NOT_LATELY
    has_rival = any(
        deed.kind == "rival" and confirmed_on <= deed.noted_on <= today for deed in facts.deeds
    )
    return State.LOYAL if has_rival or facts.is_late else State.GO_TO


def _met(talks: Iterable[Talk], today: dt.date) -> Evidence | None:
    """An attempt is no contact, nor is a medium of which the table knows nothing."""
    happened = [
        talk
        for talk in talks
        if talk.happened_on <= today
        and (medium := MEDIUM_BY_WORD.get(talk.medium))
        and medium.is_contact
    ]
    if not happened:
        return None
    first = min(happened, key=lambda talk: (talk.happened_on, talk.id))
    return Evidence(1, first.happened_on, first.medium, SourceKind.INTERACTION, first.id, False)


def _noted(number: int, kind: str, deeds: Iterable[Deed], today: dt.date) -> Evidence | None:
    noted = [deed for deed in deeds if deed.kind == kind and deed.noted_on <= today]
    if not noted:
        return None
    first = min(noted, key=lambda deed: (deed.noted_on, deed.id))
    return Evidence(
        number, first.noted_on, first.text, SourceKind.NOTE, first.id, first.is_confidential
    )


def _bought(number: int, purchase: Purchase) -> Evidence:
    return Evidence(
        number,
        purchase.bought_on,
        purchase.what,
        SourceKind.PURCHASE,
        purchase.id,
        purchase.is_confidential,
    )


def _confirmed(purchases: Sequence[Purchase], today: dt.date) -> Evidence | None:
    confirmed = [(day, each.id, each) for each in purchases if (day := _confirmed_by(each, today))]
    if not confirmed:
        return None
    day, _, first = min(confirmed, key=lambda each: each[:2])
    return Evidence(
        5, day, first.confirmed_words, SourceKind.PURCHASE, first.id, first.is_confidential
    )


def _bought_again(purchases: Sequence[Purchase], today: dt.date) -> Evidence | None:
    """A purchase made when the value of an earlier one had been confirmed.

    One made before the confirmation proves nothing yet. One of the same day as the confirmation
    does: people say "it works, send another". Two of one day are one deal.
    """
    # The first day on which a purchase can follow a confirmed one, found without pairing all.
    ready_on = min(
        (
            max(day, each.bought_on + dt.timedelta(days=1))
            for each in purchases
            if (day := _confirmed_by(each, today)) and each.bought_on < today
        ),
        default=None,
    )
    later = (each for each in purchases if ready_on and each.bought_on >= ready_on)
    return next((_bought(LAST_STEP, each) for each in later), None)


def _confirmed_by(purchase: Purchase, today: dt.date) -> dt.date | None:
    day = purchase.confirmed_on
    return day if day is not None and day <= today else None


def _days_bought(purchases: Iterable[Purchase]) -> int:
    return len({purchase.bought_on for purchase in purchases})


def _unconfirmed(count: int) -> str:
    times = "twice" if count == 2 else f"{count} times"
    return f"bought {times}, value never confirmed: ask"
