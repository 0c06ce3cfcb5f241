"""What needs the rep today, in the order it is shown. Fetching it is the book's work."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from loyaltytui.dealings import Problem, Purchase
from loyaltytui.entries import CheckIn, Contact, ContactId, Promise
from loyaltytui.loyalty.aftersale import PURPOSES
from loyaltytui.loyalty.news import to_tell
from loyaltytui.tidings import Announcement

UPCOMING_DAYS = 7
MOST_CARDS = 100
"""A section shows no more than anybody works through in a day; others come up as those are done."""
IN_CONFIDENCE = "in confidence"
"""Stands for the words of a problem, and for the reason of a check-in, that were told so: a card is
read over shoulders."""
UNRANKED_CADENCE_DAYS = 30
"""Stands in for the cadence of a check-in whose contact has none, when lateness is ranked."""


class AgendaKind(StrEnum):
    """The agenda's sections, in their order."""

    PROMISE = "promise"
    CHECK_IN = "check_in"
    OWED = "owed"
    PROBLEM = "problem"
    AFTER_SALE = "after_sale"
    NEWS = "news"
    NOTHING_PLANNED = "nothing_planned"
    UPCOMING = "upcoming"


SECTION_LABELS = {
    AgendaKind.PROMISE: "Promises",
    AgendaKind.CHECK_IN: "Check-ins",
    AgendaKind.OWED: "They owe you",
    AgendaKind.PROBLEM: "Problems",
    AgendaKind.AFTER_SALE: "After the sale",
    AgendaKind.NEWS: "News to tell",
    AgendaKind.NOTHING_PLANNED: "Nothing planned",
    AgendaKind.UPCOMING: "Next 7 days",
}


class AgendaItem(Struct, frozen=True):
    """One card: something a contact needs, or owes; or news that many are to be told."""

    kind: AgendaKind
    about: Promise | CheckIn | Contact | Problem | Purchase | Announcement
    """The entry behind the card."""
    contact_id: ContactId | None
    """None: it is news, and nobody's alone."""
    contact: str
    account: str
    due_on: dt.date | None
    """None: no day was agreed, or nothing is planned."""
    days_late: int
    """0 on the day itself and before."""
    text: str

    @property
    def is_late(self) -> bool:
        """Has its day gone by?"""
        return self.days_late > 0

    @property
    def snoozed_until(self) -> dt.date | None:
        """The day its card waits for. None: it is not snoozed."""
        return self.about.shown_on if isinstance(self.about, Promise | CheckIn) else None

    @property
    def of(self) -> str:
        """What an upcoming card is: `promise`, `owed`, `check_in`, `after_sale`; else its kind."""
        if self.kind is AgendaKind.UPCOMING:
            # Of contacts, only those who are loyal and are to be asked ever come up.
            is_loyal = isinstance(self.about, Contact)
            return AgendaKind.AFTER_SALE if is_loyal else _kind_of(self.about)
        return str(self.kind)


class Trouble(Struct, frozen=True):
    """An open problem, and whose it is."""

    problem: Problem
    contact: str
    account: str


class AfterSale(Struct, frozen=True):
    """A question after a sale that no check-in asks: from what, with whom, when."""

    about: Purchase | Contact
    """The purchase it is about, or a loyal contact who has not confirmed anything lately."""
    contact_id: ContactId
    contact: str
    account: str
    due_on: dt.date
    text: str


def agenda(
    promises: Iterable[Promise],
    check_ins: Iterable[CheckIn],
    unplanned: Sequence[Contact],
    today: dt.date,
    days: int = UPCOMING_DAYS,
    *,
    problems: Iterable[Trouble] = (),
    after_sales: Iterable[AfterSale] = (),
    announcements: Iterable[Announcement] = (),
) -> list[AgendaItem]:
    """Everything that needs the rep today, then what comes within `days`.

    Promises by day with undated ones last; check-ins by lateness over cadence, at most one a
    contact; problems by age; a snoozed card waits for its day. Check-ins that ask after a sale
    stand with the book's own questions about it. Of each section the first `MOST_CARDS`.
    """
    due = [_item(promise, today) for promise in promises] + _one_per_contact(check_ins, today)
    due += [_after(each, today) for each in after_sales]
    shown = [(_card_day(item, today), item) for item in due]
    now = [item for day, item in shown if day <= today]
    horizon = day_within(today, days)
    soon = [(day, item) for day, item in shown if today < day <= horizon]
    kinds = [
        sorted((item for item in now if item.kind is AgendaKind.PROMISE), key=_by_day),
        sorted((item for item in now if item.kind is AgendaKind.CHECK_IN), key=_by_lateness),
        sorted((item for item in now if item.kind is AgendaKind.OWED), key=_by_day),
        sorted((_trouble(each, today) for each in problems), key=_by_day),
        sorted((item for item in now if item.kind is AgendaKind.AFTER_SALE), key=_by_day),
        [_news(each) for each in to_tell(announcements)],
        [_unplanned(contact) for contact in unplanned],
    ]
    upcoming = sorted(soon, key=lambda card: (card[0], card[1].contact))[:MOST_CARDS]
    return [
        *(item for section in kinds for item in section[:MOST_CARDS]),
        *(replace(item, kind=AgendaKind.UPCOMING) for _, item in upcoming),
    ]


def in_sections(items: Iterable[AgendaItem]) -> Iterator[list[AgendaItem]]:
    """The cards of one section after those of the other."""
    for _, cards in groupby(items, key=lambda item: item.kind):
        yield list(cards)


def shortened(items: Iterable[AgendaItem]) -> list[AgendaKind]:
    """The sections that are full: there may be more than what they show."""
    counts = Counter(item.kind for item in items)
    return [kind for kind, cards in counts.items() if cards >= MOST_CARDS]


def said_count(cards: int) -> str:
    """How many cards a section has, as its heading says it: `12`, or `100+` for many."""
    return f"{cards}+" if cards >= MOST_CARDS else str(cards)


def day_within(today: dt.date, days: int) -> dt.date:
    """The last day that is still within so many days; never past the calendar's end."""
    return today + dt.timedelta(days=max(0, min(days, (dt.date.max - today).days)))


def _item(about: Promise | CheckIn, today: dt.date) -> AgendaItem:
    due_on = about.due_on
    return AgendaItem(
        kind=_kind_of(about),
        about=about,
        contact_id=about.contact_id,
        contact=about.contact,
        account=about.account,
        due_on=due_on,
        days_late=0 if due_on is None else max((today - due_on).days, 0),
        text=about.text if isinstance(about, Promise) else _reason(about),
    )


def _reason(check_in: CheckIn) -> str:
    return IN_CONFIDENCE if check_in.is_confidential and check_in.reason else check_in.reason


def _one_per_contact(check_ins: Iterable[CheckIn], today: dt.date) -> list[AgendaItem]:
    first: dict[tuple[ContactId, AgendaKind], AgendaItem] = {}
    for check_in in check_ins:
        item = _item(check_in, today)
        known = first.get((check_in.contact_id, item.kind))
        if known is None or _urgency(item, today) < _urgency(known, today):
            first[check_in.contact_id, item.kind] = item
    return list(first.values())


def _urgency(item: AgendaItem, today: dt.date) -> tuple[bool, dt.date, bool]:
    """A card on show comes before a snoozed one, then by day; a reason beats none."""
    return _card_day(item, today) > today, item.due_on or today, not item.text


def _card_day(item: AgendaItem, today: dt.date) -> dt.date:
    """The day from which the card is on show."""
    return max(item.due_on or today, item.snoozed_until or dt.date.min)


def _by_day(item: AgendaItem) -> tuple[dt.date, str]:
    return item.due_on or dt.date.max, item.contact


def _by_lateness(item: AgendaItem) -> tuple[float, str]:
    cadence = item.about.cadence_days if isinstance(item.about, CheckIn) else 0
    return -item.days_late / (cadence or UNRANKED_CADENCE_DAYS), item.contact


def _unplanned(contact: Contact) -> AgendaItem:
    return AgendaItem(
        kind=AgendaKind.NOTHING_PLANNED,
        about=contact,
        contact_id=contact.id,
        contact=contact.name,
        account=contact.account,
        due_on=None,
        days_late=0,
        text="",
    )


def _news(announcement: Announcement) -> AgendaItem:
    """One card however many have not heard it: it has no day, any talk with them will do."""
    return AgendaItem(
        kind=AgendaKind.NEWS,
        about=announcement,
        contact_id=None,
        contact="",
        account="",
        due_on=None,
        days_late=0,
        text=announcement.text,
    )


def _trouble(trouble: Trouble, today: dt.date) -> AgendaItem:
    """A problem is due on the day it is raised: each day more is one that it stays open."""
    problem = trouble.problem
    return AgendaItem(
        kind=AgendaKind.PROBLEM,
        about=problem,
        contact_id=problem.contact_id,
        contact=trouble.contact,
        account=trouble.account,
        due_on=problem.raised_on,
        days_late=max((today - problem.raised_on).days, 0),
        text=IN_CONFIDENCE if problem.is_confidential else problem.text,
    )


def _after(sale: AfterSale, today: dt.date) -> AgendaItem:
    return AgendaItem(
        kind=AgendaKind.AFTER_SALE,
        about=sale.about,
        contact_id=sale.contact_id,
        contact=sale.contact,
        account=sale.account,
        due_on=sale.due_on,
        days_late=max((today - sale.due_on).days, 0),
        text=sale.text,
    )


def _kind_of(
    about: Promise | CheckIn | Contact | Problem | Purchase | Announcement,
) -> AgendaKind:
    if isinstance(about, CheckIn):
        return AgendaKind.AFTER_SALE if about.purpose in PURPOSES else AgendaKind.CHECK_IN
    if isinstance(about, Purchase):
        return AgendaKind.AFTER_SALE
    if isinstance(about, Promise):
        return AgendaKind.PROMISE if about.is_mine else AgendaKind.OWED
    return AgendaKind.NOTHING_PLANNED
