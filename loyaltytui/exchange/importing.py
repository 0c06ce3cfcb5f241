"""From what a source said and whom the book knows to what an import would do.

Reading sources lives in `sources`, telling people apart in `matching`, writing in the book.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec.structs import replace

from loyaltytui.book.arrivals import Arrival, Known, KnownContact
from loyaltytui.book.channels import tidy_tags
from loyaltytui.book.errors import Refused
from loyaltytui.book.packed import Packed
from loyaltytui.book.people import read_cadence, read_tier
from loyaltytui.drafts import ChannelDraft, ContactDraft, Past, PastDraft
from loyaltytui.entries import Owner
from loyaltytui.exchange.conflicts import Conflict, conflicts_of, same_person_key, taken_fields
from loyaltytui.exchange.import_plan import Counts, ImportPlan, Merge, Newcomer, Section
from loyaltytui.exchange.matching import Everybody, Looked
from loyaltytui.exchange.person import Person
from loyaltytui.exchange.reading import Reading
from loyaltytui.loyalty.likeness import Way, way_of
from loyaltytui.plain import clean

Watch = Callable[[int, int], None]
"""Told how many steps of how many are done. What it raises ends the comparing."""
One = TypeVar("One")
_TELL_EVERY = 10

__all__ = ["Counts", "ImportPlan", "Merge", "Newcomer", "Section", "joined", "plan_import"]


class _Steps:
    """How far the comparing is, told to whoever watches it."""

    def __init__(self, watch: Watch | None, total: int) -> None:
        self._watch = watch
        self._total = total
        self._done = 0

    def through(self, several: Iterable[One]) -> Iterator[One]:
        """The same, each a step further."""
        for one in several:
            if self._watch is not None and self._done % _TELL_EVERY == 0:
                self._watch(self._done, self._total)
            self._done += 1
            yield one


def joined(readings: Iterable[Reading]) -> Reading:
    """Several sources as one, so that they come in together or not at all."""
    several = list(readings)
    dropped: dict[str, int] = {}
    for reading in several:
        for what, how_many in reading.dropped:
            dropped[what] = dropped.get(what, 0) + how_many
    return Reading(
        several[0].contacts if len(several) == 1 else _all_of(several),
        tuple(problem for reading in several for problem in reading.unreadable),
        tuple(sorted(dropped.items())),
        several[0].kind if len(several) == 1 else "",
        tuple(table for reading in several for table in reading.tables),
    )


def _all_of(several: Sequence[Reading]) -> Packed[ContactDraft]:
    contacts = Packed(ContactDraft)
    for reading in several:
        contacts.extend(reading.contacts)
    return contacts


def plan_import(
    reading: Reading,
    known: Known,
    owner: Owner,
    source: str = "",
    decisions: Mapping[str, bool] | None = None,
    watch: Watch | None = None,
) -> ImportPlan:
    """Compares a reading with the book, and with itself: one person may have two cards.

    `decisions` say of conflicts, by their keys, whether the source's word is taken.
    """
    decided = decisions or {}
    conflicts: dict[str, Conflict] = {}
    looked, drafts, cards = Looked(), Packed(ContactDraft), 0
    # Each of the source is looked at thrice: as the book would write it, who it is, what it adds.
    steps = _Steps(watch, 3 * len(reading.contacts) + len(known.contacts))
    for draft in steps.through(reading.contacts):
        stored = as_stored(draft, owner)
        if stored.name:
            looked.add(stored)
            drafts.append(stored)
            cards += _is_card(stored)
    everybody = _everybody(known.contacts, looked, steps)
    met = _meet(drafts, everybody, decided, conflicts, steps)
    new, merges = Packed(Newcomer), Packed(Merge)
    past = kept = 0
    for person in steps.through(met):
        if person.is_known and not person.is_grown:
            continue
        arrival = _arrival(person, owner)
        past, kept = past + len(arrival.draft.past), kept + len(arrival.kept)
        if person.is_known:
            merges.append(Merge(arrival, person.known_account))
            conflicts |= conflicts_of(person.whole, decided)
        else:
            new.append(Newcomer(arrival, person.remark))
    nameless = len(reading.contacts) - len(drafts)
    return ImportPlan(
        new=new,
        merges=merges,
        unchanged=sum(person.is_known and not person.is_grown for person in met),
        doubles=max(cards - len(met), 0),
        unreadable=reading.unreadable,
        dropped=(*reading.dropped, *([("nameless contact", nameless)] if nameless else ())),
        source=source or reading.kind,
        as_of=known.as_of,
        conflicts=tuple(conflicts.values()),
        tables=reading.tables,
        alike=sum(bool(person.remark) for person in met),
        past=past,
        kept=kept,
    )


def _everybody(known: Sequence[KnownContact], looked: Looked, steps: _Steps) -> Everybody:
    """Whom the book knows, as far as the source may mean them."""
    everybody = Everybody(looked)
    for place, each in enumerate(steps.through(known)):
        if looked.may_mean(each):
            everybody.add(Person(place, known=known))
    return everybody


def _meet(
    drafts: Sequence[ContactDraft],
    everybody: Everybody,
    decided: Mapping[str, bool],
    conflicts: dict[str, Conflict],
    steps: _Steps,
) -> list[Person]:
    """Whom the source speaks of, each once, in the order in which it names them."""
    met: dict[Person, None] = {}
    for place, draft in enumerate(steps.through(drafts)):
        person = everybody.find(draft) or _decided(everybody, draft, decided, conflicts)
        if person is None:
            person = Person(place, drafts=drafts)
            person.remark = _remark(everybody, draft)
            everybody.add(person)
        else:
            taking = taken_fields(person.known, draft, decided)
            everybody.learn(person, person.take(draft, taking))
        met[person] = None
    return list(met)


def _is_card(draft: ContactDraft) -> bool:
    """Does it tell more of somebody than what happened with them?"""
    told = draft.job or draft.extras or draft.tags or draft.about or draft.address or draft.birthday
    return bool(told) or not draft.past


def _decided(
    everybody: Everybody,
    draft: ContactDraft,
    decided: Mapping[str, bool],
    conflicts: dict[str, Conflict],
) -> Person | None:
    """Whoever is reached the same way under another name, when the rep says they are one."""
    shared = everybody.sharing(draft)
    if shared is None:
        return None
    kind, person = shared
    key = same_person_key(draft, person.name)
    is_one = decided.get(key, False)
    conflicts[key] = Conflict(key, person.name, "who", person.name, draft.name, str(kind), is_one)
    return person if is_one else None


def _remark(everybody: Everybody, draft: ContactDraft) -> str:
    shared = everybody.sharing(draft)
    if shared is None:
        return ""
    kind, person = shared
    article = "an" if kind == "email" else "a"
    return f"shares {article} {kind} with {person.name}"


def _arrival(person: Person, owner: Owner) -> Arrival:
    """Everything the import writes of somebody, as one draft."""
    if (only := person.only_draft) is not None:
        return Arrival(replace(only, uid=""), (only.uid,) if only.uid else ())
    gains = person.whole.gains
    draft = ContactDraft(
        person.name,
        **gains.fills,
        owner=owner,
        channels=tuple(gains.channels),
        tags=tuple(gains.tags),
        extras=tuple(gains.extras),
        past=tuple(gains.past),
    )
    known = person.known
    return Arrival(
        draft,
        tuple(gains.uids),
        known.id if known else None,
        tuple(gains.kept.values()),
    )


def as_stored(draft: ContactDraft, owner: Owner) -> ContactDraft:
    """The draft as the book would write it, so that both can be compared to the letter.

    A tier or cadence that the book does not know is no reason to lose a contact: it is kept as
    it came. Somebody without a name is called by their account or by a channel.
    """
    extras = [(clean(name).strip(), clean(text).strip()) for name, text in draft.extras]
    own = {"tier": draft.tier, "cadence": draft.cadence}
    for name, read in (("tier", read_tier), ("cadence", read_cadence)):
        try:
            own[name] = read(clean(own[name]))
        except Refused:
            extras.append((name, clean(own[name]).strip()))
            own[name] = ""
    channels = _channels(draft)
    account = _one_line(draft.account)
    names = (_one_line(draft.name), account, *(channel.value for channel in channels))
    return ContactDraft(
        name=next(filter(None, names), ""),
        account=account,
        job=clean(draft.job).strip(),
        birthday=clean(draft.birthday).strip(),
        address=clean(draft.address).strip(),
        about=clean(draft.about).strip(),
        owner=owner,
        channels=channels,
        tags=_tags(draft.tags),
        uid=clean(draft.uid).strip(),
        extras=tuple(dict.fromkeys(extra for extra in extras if extra[1])),
        past=tuple(_past(draft.past)),
        **own,
    )


def _past(lines: Iterable[PastDraft]) -> Iterable[PastDraft]:
    """Those that say something; an interaction without words still happened."""
    for line in lines:
        text = clean(line.text).strip()
        text = _one_line(text) if line.past is Past.CHECK_IN else text
        if text or line.past is Past.INTERACTION:
            done = line.done and replace(line.done, text=clean(line.done.text).strip())
            yield replace(line, text=text, done=done)


def _channels(draft: ContactDraft) -> tuple[ChannelDraft, ...]:
    """Those with a value, once each however often they are written."""
    found: dict[Way, ChannelDraft] = {}
    for channel in draft.channels:
        if value := _one_line(channel.value):
            kept = replace(channel, value=value, label=clean(channel.label).strip())
            found.setdefault(way_of(kept.kind, value), kept)
    return tuple(found.values())


def _tags(words: Iterable[str]) -> tuple[str, ...]:
    """Tidied until nothing is left to tidy: below one `#` there may be another."""
    tags = list(words)
    while (tidied := tidy_tags(tags)) != tags:
        tags = tidied
    return tuple(tags)


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())
