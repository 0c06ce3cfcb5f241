"""Going through what is due, one card a contact, until nothing is left.

What is due is the agenda's to say; storing where a review stopped is the book's work.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from loyaltytui.dates import add_working_days, say_day
from loyaltytui.dealings import Problem, Purchase
from loyaltytui.entries import CheckIn, Contact, ContactId, Promise
from loyaltytui.loyalty.agenda import AgendaItem, AgendaKind
from loyaltytui.loyalty.checkins import CheckInRules, after_contact, cadence_in_force
from loyaltytui.tidings import Announcement

Key = str
"""Which entry an item is about, in one word: `promise:7`. It outlives the item."""
_HELD = {
    AgendaKind.PROMISE: ("promise",),
    AgendaKind.CHECK_IN: ("check_in",),
    AgendaKind.OWED: ("promise",),
    AgendaKind.PROBLEM: ("problem",),
    AgendaKind.AFTER_SALE: ("check_in", "purchase", "contact"),
    AgendaKind.NOTHING_PLANNED: ("contact",),
}
"""What each section of a review holds, in the words that keys begin with."""


class Fate(StrEnum):
    """What became of an item, in the words a review ends with."""

    DONE = "done"
    MOVED = "moved"
    SNOOZED = "snoozed"
    SKIPPED = "skipped"


class Dealt(Struct, frozen=True):
    """One card as it was dealt: whose it is, and what was due then."""

    contact_id: ContactId
    keys: tuple[Key, ...]


class Skip(Struct, frozen=True):
    """A card that was passed over for today."""

    contact_id: ContactId
    after: int
    """The newest action that stood when it was skipped: what came later is undone first."""


class Sitting(Struct, frozen=True):
    """One day's review: the cards in their order, and which of them were skipped.

    What became of the others is not kept here: the book knows, whoever brought it about and
    whatever was undone since.
    """

    day: dt.date
    dealt: tuple[Dealt, ...]
    """Every card of the day; nobody has two."""
    start: int = 0
    """Where the present stretch begins: the cap counts from here."""
    skips: tuple[Skip, ...] = ()

    @property
    def stretch(self) -> tuple[Dealt, ...]:
        """The cards of the present stretch."""
        return self.dealt[self.start :]

    @property
    def skipped(self) -> frozenset[ContactId]:
        """Whose cards were passed over."""
        return frozenset(skip.contact_id for skip in self.skips)


class Card(Struct, frozen=True):
    """One contact with everything of theirs that is still to be done, in agenda order."""

    contact_id: ContactId
    items: tuple[AgendaItem, ...]
    """Empty: the card is finished."""


class EntryState(Struct, frozen=True):
    """As much of a promise or check-in that was due as tells what became of it."""

    is_open: bool
    due_on: dt.date | None
    shown_on: dt.date | None


def key_of(item: AgendaItem) -> Key:
    """The word for the entry behind an item."""
    if isinstance(item.about, Promise):
        return f"promise:{item.about.id}"
    if isinstance(item.about, CheckIn):
        return f"check_in:{item.about.id}"
    if isinstance(item.about, Problem):
        return f"problem:{item.about.id}"
    if isinstance(item.about, Purchase):
        return f"purchase:{item.about.id}"
    if isinstance(item.about, Announcement):
        return f"announcement:{item.about.id}"
    return f"contact:{item.about.id}"


def due_now(agenda: Iterable[AgendaItem], today: dt.date) -> list[AgendaItem]:
    """What a review is about: the agenda without what only comes, and without news.

    Whoever was talked to today is left in peace, even if nothing is planned with them yet. News
    makes no card of its own: it stands in the brief beneath each card of theirs.
    """
    return [
        item
        for item in agenda
        if item.kind not in (AgendaKind.UPCOMING, AgendaKind.NEWS)
        and not (isinstance(item.about, Contact) and item.about.last_contact_on == today)
    ]


def deal(due: Sequence[AgendaItem], today: dt.date, cap: int) -> Sitting:
    """A new sitting: the first so many contacts, ranked by their most urgent item."""
    return Sitting(today, tuple(_by_contact(due).values())[:cap])


def _by_contact(due: Iterable[AgendaItem]) -> dict[ContactId, Dealt]:
    keys: dict[ContactId, list[Key]] = {}
    for item in due:
        if item.contact_id is not None:
            keys.setdefault(item.contact_id, []).append(key_of(item))
    return {one: Dealt(one, tuple(found)) for one, found in keys.items()}


def cards(sitting: Sitting, due: Sequence[AgendaItem]) -> list[Card]:
    """The present stretch with what is still to be done.

    Only what was dealt counts: what came up meanwhile waits, so that nobody comes twice.
    """
    items: dict[ContactId | None, list[AgendaItem]] = {}
    for item in due:
        items.setdefault(item.contact_id, []).append(item)
    skipped = sitting.skipped
    return [
        Card(
            card.contact_id,
            ()
            if card.contact_id in skipped
            else tuple(
                item for item in items.get(card.contact_id, ()) if key_of(item) in card.keys
            ),
        )
        for card in sitting.stretch
    ]


def sections(sitting: Sitting) -> tuple[AgendaKind, ...]:
    """Where the agenda may hold anything of the present stretch; no other section is looked at."""
    words = {key.partition(":")[0] for card in sitting.stretch for key in card.keys}
    return tuple(kind for kind in AgendaKind if not words.isdisjoint(_HELD.get(kind, ())))


def waiting(sitting: Sitting, due: Sequence[AgendaItem]) -> list[ContactId]:
    """Whose cards have not been dealt today, in agenda order."""
    known = {card.contact_id for card in sitting.dealt}
    return [one for one in _by_contact(due) if one not in known]


def left_over(sitting: Sitting, due: Sequence[AgendaItem]) -> list[ContactId]:
    """Who was skipped, or was finished before something more of theirs came up."""
    known = {card.contact_id for card in sitting.dealt}
    return [one for one in _by_contact(due) if one in known]


def go_on(sitting: Sitting, due: Sequence[AgendaItem], cap: int) -> Sitting:
    """The next stretch: those who wait; when nobody does, those who are left over."""
    by_contact = _by_contact(due)
    chosen = (waiting(sitting, due) or left_over(sitting, due))[:cap]
    before = {card.contact_id: card for card in sitting.dealt}
    again = tuple(
        Dealt(one, _union(before[one].keys if one in before else (), by_contact[one].keys))
        for one in chosen
    )
    stay = tuple(card for card in sitting.dealt if card.contact_id not in chosen)
    skips = tuple(skip for skip in sitting.skips if skip.contact_id not in chosen)
    return Sitting(sitting.day, (*stay, *again), len(stay), skips)


def _union(first: Iterable[Key], second: Iterable[Key]) -> tuple[Key, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def skip(sitting: Sitting, contact_id: ContactId, after: int) -> Sitting:
    """Passes a card over for today. `after`: the newest action that stands."""
    return replace(sitting, skips=(*sitting.skips, Skip(contact_id, after)))


def take_back_skip(sitting: Sitting, newest: int) -> Sitting | None:
    """The sitting before its last skip. None: an action is newer, or nothing was skipped."""
    if not sitting.skips or sitting.skips[-1].after < newest:
        return None
    return replace(sitting, skips=sitting.skips[:-1])


def tally(
    dealt: Sequence[Dealt],
    due: Sequence[AgendaItem],
    states: Mapping[Key, EntryState],
    today: dt.date,
) -> Counter[Fate]:
    """What became of the items of these cards. An entry without a state is gone: done."""
    still = {key_of(item) for item in due}
    return Counter(
        Fate.SKIPPED if key in still else _fate(states.get(key), today)
        for card in dealt
        for key in card.keys
    )


def _fate(state: EntryState | None, today: dt.date) -> Fate:
    if state is None or not state.is_open:
        return Fate.DONE
    if state.due_on is not None and state.due_on > today:
        return Fate.MOVED
    if state.shown_on is not None and state.shown_on > today:
        return Fate.SNOOZED
    return Fate.DONE


def say_tally(counts: Counter[Fate]) -> str:
    """ "9 done, 3 moved": what a review ends with. Empty: nothing was due."""
    return ", ".join(f"{counts[fate]} {fate}" for fate in Fate if counts[fate])


def say_end(counts: Counter[Fate], count: int, waiting: int, goes_on: str) -> str:
    """How a review of so many cards went; `goes_on` tells what to press while some wait."""
    if waiting:
        wait = "1 more waits" if waiting == 1 else f"{waiting} more wait"
        return f"That was {count}. {wait}: {goes_on} goes on." if count else f"{wait}."
    is_clear = not counts or set(counts) != {Fate.SKIPPED}
    began = "All clear" if is_clear else "Gone through"
    return f"{began}: {say_tally(counts) or 'nothing is due'}."


def snooze_day(today: dt.date, rules: CheckInRules) -> dt.date:
    """Where a snooze without a word leads: the next working day."""
    return add_working_days(today, 1, rules.days)


def next_after_contact(contact: Contact, today: dt.date, rules: CheckInRules) -> dt.date | None:
    """When the next check-in will be once they were talked to today. None: none is planned."""
    cadence = cadence_in_force(contact.cadence, contact.tier, rules)
    plan = after_contact(today, contact.last_contact_on, None, cadence, (), today, rules)
    return plan.open.due_on if plan.open else None


def say_usual(item: AgendaItem, contact: Contact, today: dt.date, rules: CheckInRules) -> str:
    """What Enter does with an item and where that leads: `log, next Mon 14 Dec`."""
    if isinstance(item.about, Promise):
        return "kept" if item.about.is_mine else "they did it"
    return f"log, {say_next(contact, today, rules)}"


def say_next(contact: Contact, today: dt.date, rules: CheckInRules) -> str:
    """The next check-in that a talk today leads to, in words."""
    day = next_after_contact(contact, today, rules)
    return f"next {say_day(day, today)}" if day else "no next check-in"
