"""Who in the book somebody from outside is.

Being taken for two people is a nuisance, two people taken for one a loss: in doubt somebody is
new. What they say that the book does not is told by `person`; what becomes of a whole reading is
decided in `importing`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence

from loyaltytui.book.arrivals import KnownContact
from loyaltytui.drafts import ContactDraft
from loyaltytui.entries import ChannelKind
from loyaltytui.exchange.person import Gap, Person
from loyaltytui.loyalty.likeness import (
    Way,
    index_key,
    is_own_email,
    is_same_phone,
    may_be_one_name,
    name_key,
    way_of,
)
from loyaltytui.plain import fold


class Looked:
    """What a source may be asked about: of a large book only whom it may mean is held."""

    def __init__(self) -> None:
        self.uids: set[str] = set()
        self._keys: set[int] = set()

    def add(self, draft: ContactDraft) -> None:
        """Writes down by what somebody may be found."""
        if draft.uid:
            self.uids.add(draft.uid)
        self._keys.add(hash(name_key(draft.name)))
        self._keys.update(hash(index_key(way_of(each.kind, each.value))) for each in draft.channels)

    def may_mean(self, known: KnownContact) -> bool:
        """Has the source anybody of this name, this identity, or reached this way?"""
        return (
            hash(name_key(known.name)) in self._keys
            or not self.uids.isdisjoint(known.uids)
            or any(hash(index_key(way_of(*each))) in self._keys for each in known.channels)
        )


class _Found:
    """People by what they may be found by; where it is hashed, whoever asks looks again."""

    def __init__(self) -> None:
        self._people: dict[Hashable, Person | list[Person]] = {}

    def add(self, key: Hashable, person: Person) -> None:
        # Nearly always it is one, and a list of one takes as much as somebody does.
        found = self._people.get(key)
        if found is None:
            self._people[key] = person
        elif isinstance(found, list):
            found.append(person)
        else:
            self._people[key] = [found, person]

    def of(self, key: Hashable) -> Sequence[Person]:
        found = self._people.get(key)
        if found is None:
            return ()
        return found if isinstance(found, list) else (found,)


class Everybody:
    """Everybody an import knows so far: first the book's people, then those it meets itself."""

    def __init__(self, looked: Looked) -> None:
        self._file_uids = looked.uids
        self._by_uid: dict[str, Person] = {}
        self._by_way = _Found()
        self._by_name = _Found()
        self._whose = _Found()

    def add(self, person: Person) -> None:
        """Makes somebody findable who was not."""
        self._by_name.add(person.key, person)
        self._learn(person, person.uids, person.ways)

    def learn(self, person: Person, gap: Gap) -> None:
        """Makes somebody findable by what is written of them from now on."""
        self._learn(person, gap.uids, (way_of(each.kind, each.value) for each in gap.channels))

    def _learn(self, person: Person, uids: Iterable[str], ways: Iterable[Way]) -> None:
        name = person.key
        for uid in uids:
            self._by_uid.setdefault(uid, person)
        for way in ways:
            key = index_key(way)
            self._by_way.add(hash((key, name)), person)
            self._whose.add(hash(key), person)

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
        alike = [person for person in self._by_name.of(name) if self._may_be(person, draft)]
        for person in (*near, *alike):
            if not person.whole.gap(draft):
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
            for person in self._by_way.of(hash((index_key(way), name))):
                if person.key == name and _shares(person, way):
                    yield person

    def _renamed(self, draft: ContactDraft) -> Iterator[Person]:
        """People with the same email of their own and a name that may be theirs too."""
        for channel in draft.channels:
            if channel.kind is not ChannelKind.EMAIL or not is_own_email(channel.value):
                continue
            way = way_of(channel.kind, channel.value)
            for person in self._whose.of(hash(way)):
                if (
                    way in person.ways
                    and may_be_one_name(person.name, draft.name)
                    and not self._is_kept_apart(person, draft)
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
            for person in self._whose.of(hash(index_key(way))):
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
