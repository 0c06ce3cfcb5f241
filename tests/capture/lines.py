"""A small circle of contacts and a fixed Saturday, to read log lines against.

The tests that use them stand beside this.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loyaltytui.capture.directory import Candidate, OpenDealings
from loyaltytui.capture.reading import Reading, read_line
from loyaltytui.entries import ContactId, Outcome, Promise, PromiseId, Side

TODAY = dt.date(2026, 11, 21)
NOW = "17:45"

PRIYA = Candidate(ContactId(1), "Priya Shah", "Northwind")
TOM = Candidate(ContactId(2), "Tom Okafor", "Northwind")
TOM_REED = Candidate(ContactId(3), "Tom Reed", "Vale")
ANNA = Candidate(ContactId(4), "Anna Ruiz", "")
ANN = Candidate(ContactId(5), "Ann", "Harbor Works")
MON = Candidate(ContactId(6), "Mon Call", "Harbor Works")
SHAW = Candidate(ContactId(7), 'Bo "Bobby" Shaw, Jr: 20m', "O'Hara & Söhne")

EVERYONE = (PRIYA, TOM, TOM_REED, ANNA, ANN, MON, SHAW)
NAMES = {each.id: each.name for each in EVERYONE}


def a_promise(
    number: int, text: str, whom: Candidate = PRIYA, *, is_confidential: bool = False
) -> Promise:
    return Promise(
        id=PromiseId(number),
        contact_id=whom.id,
        contact=whom.name,
        account=whom.account,
        side=Side.MINE,
        text=text,
        made_on=TODAY - dt.timedelta(days=9),
        due_on=None,
        outcome=Outcome.OPEN,
        ended_on=None,
        via="",
        shown_on=None,
        is_confidential=is_confidential,
        rev=1,
    )


NOTHING_OPEN = OpenDealings()


@dataclass(frozen=True)
class Circle:
    """A directory in memory."""

    everyone: Sequence[Candidate] = EVERYONE
    promises: Sequence[Promise] = ()
    dealings: OpenDealings = NOTHING_OPEN

    def candidates(self, words: str) -> Sequence[Candidate]:
        wanted = words.casefold().split()
        return [
            each
            for each in self.everyone
            if wanted
            and all(any(name.startswith(word) for name in _names_of(each)) for word in wanted)
        ]

    def open_promises(self, contact_ids: Sequence[ContactId]) -> Sequence[Promise]:
        return [each for each in self.promises if each.contact_id in contact_ids]

    def open_dealings(self, contact_ids: Sequence[ContactId]) -> OpenDealings:
        return self.dealings


def _names_of(candidate: Candidate) -> list[str]:
    return f"{candidate.name} {candidate.account}".replace('"', "").casefold().split()


def read(
    text: str,
    *promises: Promise,
    about: Sequence[Candidate] = (),
    picks: Mapping[str, ContactId | None] | None = None,
    now: str = NOW,
) -> Reading:
    return read_line(
        text,
        today=TODAY,
        now=now,
        directory=Circle(promises=promises),
        about=about,
        picks=picks or {},
    )


def chips(reading: Reading) -> list[str]:
    return [chip.text for chip in reading.chips]
