"""Who in the book somebody from outside is, and what they say that the book does not.

Being taken for two people is a nuisance, two people taken for one a loss: in doubt somebody is
new. What becomes of a whole reading is decided in `importing`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set

from msgspec import Struct, field

from loyaltytui.book.arrivals import KnownContact
from loyaltytui.drafts import ChannelDraft, ContactDraft, PastDraft
from loyaltytui.entries import ChannelKind
from loyaltytui.exchange.past_keys import PastKey, draft_key, known_keys
from loyaltytui.loyalty.likeness import (
    FEWEST_DIGITS,
    Way,
    ending,
    index_key,
    is_own_email,
    is_same_phone,
    may_be_one_name,
    name_key,
    way_of,
)
from loyaltytui.plain import fold

FIELDS = ("job", "tier", "cadence", "birthday", "address", "about")


class Gap(Struct):
    """What somebody from outside says that is not written of a person yet."""

    fills: dict[str, str] = field(default_factory=dict)
    """Fields that were empty; the account's name is one of them."""
    channels: list[ChannelDraft] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    extras: list[tuple[str, str]] = field(default_factory=list)
    """With what contradicts the book: it keeps its own word, the other stands beside it."""
    uids: list[str] = field(default_factory=list)
    past: list[PastDraft] = field(default_factory=list)
    contradicted: dict[str, str] = field(default_factory=dict)
    """Fields of which the book says something else, and what the source says."""

    def __bool__(self) -> bool:
        told = self.fills or self.channels or self.tags or self.extras or self.uids or self.past
        return bool(told)


class Person:
    """Somebody as the import would leave them, in the book already or new."""

    def __init__(self, name: str, known: KnownContact | None = None) -> None:
        self.name = name
        self.key = name_key(name)
        self.known = known
        self.account = known.account if known else ""
        self.fields = {each: getattr(known, each) if known else "" for each in FIELDS}
        self.ways = {way_of(*channel) for channel in known.channels} if known else set()
        self.tags = set(known.tags) if known else set()
        self.extras = {(of.strip(), text.strip()) for of, text in known.extras} if known else set()
        self.uids = set(known.uids) if known else set()
        self.past: set[PastKey] = known_keys(known.past) if known else set()
        self.gains = Gap()
        """All that the import writes of them."""

    def gap(self, draft: ContactDraft, taking: Set[str] = frozenset()) -> Gap:
        """What the draft says beyond what is written of them.

        Fields that are `taking` take the source's word where it contradicts the book's.
        """
        gap = Gap()
        said = {"account": draft.account} | {each: getattr(draft, each) for each in FIELDS}
        beside = [("other name", draft.name)] if name_key(draft.name) != self.key else []
        for name, text in said.items():
            own = self.account if name == "account" else self.fields[name]
            if not text or (own and _says(name, own, text)):
                continue
            if own and name not in taking:
                beside.append((f"other {name}", text))
                if beside[-1] not in self.extras:
                    gap.contradicted[name] = text
            else:
                gap.fills[name] = text
        gap.channels = [each for each in draft.channels if not self._has(each)]
        gap.tags = [word for word in draft.tags if word not in self.tags]
        extras = dict.fromkeys((*draft.extras, *beside))
        gap.extras = [extra for extra in extras if extra not in self.extras]
        new = {draft_key(each): each for each in draft.past}
        gap.past = [each for key, each in new.items() if key not in self.past]
        gap.uids = [draft.uid] if draft.uid and draft.uid not in self.uids else []
        return gap

    @property
    def known_account(self) -> str:
        """Where the book says they are; empty for nowhere, and for somebody new."""
        return self.known.account if self.known else ""

    def take(self, draft: ContactDraft, taking: Set[str] = frozenset()) -> Gap:
        """Writes what the draft says of them to what they gain; returns what was new."""
        gap = self.gap(draft, taking)
        for name, text in gap.fills.items():
            if name == "account":
                self.account = text
            else:
                self.fields[name] = text
        self.ways.update(way_of(each.kind, each.value) for each in gap.channels)
        self.tags.update(gap.tags)
        self.extras.update(gap.extras)
        self.uids.update(gap.uids)
        self.past.update(map(draft_key, gap.past))
        self.gains.fills |= gap.fills
        self.gains.contradicted |= gap.contradicted
        for name in ("channels", "tags", "extras", "uids", "past"):
            getattr(self.gains, name).extend(getattr(gap, name))
        return gap

    def _has(self, channel: ChannelDraft) -> bool:
        """Is it written, or only the end of a phone number that is written in full?"""
        way = way_of(channel.kind, channel.value)
        if way in self.ways or channel.kind is not ChannelKind.PHONE:
            return way in self.ways
        short = ending(way[1])
        return len(short) >= FEWEST_DIGITS and any(
            kind is ChannelKind.PHONE and ending(value).endswith(short) for kind, value in self.ways
        )


def _says(name: str, own: str, text: str) -> bool:
    """Does the field say the same already? Accounts are one when the book takes them for one."""
    if name == "account":
        return fold(own) == fold(text)
    if name == "address":
        # A card holds an address as one line, commas between what were lines.
        own, text = own.replace(",", " "), text.replace(",", " ")
    # The rep may have written on since it was imported.
    return name_key(own) == name_key(text) or (name == "about" and text in own)


class Everybody:
    """Everybody an import knows so far: first the book's people, then those it meets itself."""

    def __init__(self, known: Iterable[KnownContact], file_uids: set[str]) -> None:
        self._file_uids = file_uids
        self._by_uid: dict[str, Person] = {}
        self._by_way: defaultdict[tuple[Way, str], list[Person]] = defaultdict(list)
        self._by_name: defaultdict[str, list[Person]] = defaultdict(list)
        self._whose: defaultdict[Way, list[Person]] = defaultdict(list)
        for each in known:
            self.add(Person(each.name, each))

    def add(self, person: Person) -> None:
        """Makes somebody findable who was not."""
        self._by_name[person.key].append(person)
        self._learn(person, person.uids, person.ways)

    def learn(self, person: Person, gap: Gap) -> None:
        """Makes somebody findable by what is written of them from now on."""
        self._learn(person, gap.uids, (way_of(each.kind, each.value) for each in gap.channels))

    def _learn(self, person: Person, uids: Iterable[str], ways: Iterable[Way]) -> None:
        for uid in uids:
            self._by_uid.setdefault(uid, person)
        for way in ways:
            key = index_key(way)
            self._by_way[key, person.key].append(person)
            self._whose[key].append(person)

    def find(self, draft: ContactDraft) -> Person | None:
        """The person whom the draft is about; None when that is nobody, or not certain.

        The source's own identity counts most. A shared channel counts only together with the
        name: offices share phones, and `info@` is nobody's own. A name alone counts when one
        person has it and nothing speaks against it; an email of one's own also with a name that
        may be the same person's, shortened or married. Whoever already says all that the draft
        says is taken before anybody else, so that a second import finds what the first one made.
        """
        if draft.uid and (person := self._by_uid.get(draft.uid)):
            return person
        name = name_key(draft.name)
        near = [*self._reached_alike(draft, name), *self._renamed(draft)]
        alike = [person for person in self._by_name.get(name, ()) if self._may_be(person, draft)]
        for person in (*near, *alike):
            if not person.gap(draft):
                return person
        if near:
            return near[0]
        if draft.account:
            colleagues = [each for each in alike if each.account]
            if colleagues:
                return colleagues[0]
        return alike[0] if len(alike) == 1 else None

    def _reached_alike(self, draft: ContactDraft, name: str) -> Iterator[Person]:
        for channel in draft.channels:
            way = way_of(channel.kind, channel.value)
            for person in self._by_way.get((index_key(way), name), ()):
                if _shares(person, way):
                    yield person

    def _renamed(self, draft: ContactDraft) -> Iterator[Person]:
        """People with the same email of their own and a name that may be theirs too."""
        for channel in draft.channels:
            if channel.kind is not ChannelKind.EMAIL or not is_own_email(channel.value):
                continue
            way = way_of(channel.kind, channel.value)
            for person in self._whose.get(way, ()):
                if may_be_one_name(person.name, draft.name) and not self._is_kept_apart(
                    person, draft
                ):
                    yield person

    def _is_kept_apart(self, person: Person, draft: ContactDraft) -> bool:
        """Does one source have two cards of them? Then it knows why."""
        return bool(draft.uid) and not self._file_uids.isdisjoint(person.uids)

    def _may_be(self, person: Person, draft: ContactDraft) -> bool:
        """Can they be one, going by the name? The same account confirms it."""
        if person.account and draft.account:
            return fold(person.account) == fold(draft.account)
        if self._is_kept_apart(person, draft):
            return False
        theirs = {way for way in person.ways if way[0] is ChannelKind.EMAIL}
        said = {way_of(each.kind, each.value) for each in draft.channels}
        emails = {way for way in said if way[0] is ChannelKind.EMAIL}
        return not (theirs and emails) or not theirs.isdisjoint(emails)

    def sharing(self, draft: ContactDraft) -> tuple[ChannelKind, Person] | None:
        """Somebody of another name who is reached the same way, and by what."""
        for channel in draft.channels:
            way = way_of(channel.kind, channel.value)
            for person in self._whose.get(index_key(way), ()):
                if _shares(person, way):
                    return channel.kind, person
        return None


def _shares(person: Person, way: Way) -> bool:
    return way in person.ways or (
        way[0] is ChannelKind.PHONE
        and any(
            kind is ChannelKind.PHONE and is_same_phone(value, way[1])
            for kind, value in person.ways
        )
    )
