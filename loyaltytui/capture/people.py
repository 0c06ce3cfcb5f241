"""With whom the interaction was: the names of a header made into contacts.

Which words are names is decided in `header`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from loyaltytui.capture.chips import Ambiguity, Chip, ChipKind
from loyaltytui.capture.directory import Candidate
from loyaltytui.capture.header import Header, Who, new_contact
from loyaltytui.capture.meant import the_one_meant
from loyaltytui.drafts import NewContact
from loyaltytui.entries import ContactId

Picks = Mapping[str, ContactId | None]
"""The answers to "who is meant?" by the words as typed; None: somebody new."""


class People(Struct):
    """Those a line names, and the names that are not clear yet."""

    contacts: list[ContactId | NewContact] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)
    ambiguities: list[Ambiguity] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    @property
    def is_clear(self) -> bool:
        """Is it known with whom it was?"""
        return bool(self.contacts) and not self.ambiguities and not self.unknown

    @property
    def known(self) -> list[ContactId]:
        """Those who are in the book already."""
        return [each for each in self.contacts if not isinstance(each, NewContact)]

    def add(self, contact: ContactId | NewContact, name: str, chip: Chip | None = None) -> None:
        """Take somebody in; named twice, they still count once."""
        if contact in self.contacts:
            return
        self.contacts.append(contact)
        self.names.append(name)
        if chip is not None:
            self.chips.append(chip)


def find_people(header: Header | None, about: Sequence[Candidate], picks: Picks) -> People:
    """Say whom the header means; where it names nobody, whom the line is about."""
    people = People()
    if header is None or not header.who:
        for candidate in about:
            people.add(candidate.id, candidate.name)
        return people
    for who in header.who:
        _find(people, header, who, picks)
    return people


def _find(people: People, header: Header, who: Who, picks: Picks) -> None:
    new = who.new
    if new is None and who.words in picks:
        picked = picks[who.words]
        if picked is not None:
            names = [each.name for each in who.candidates if each.id == picked]
            name = names[0] if names else who.words
            people.add(picked, name, _chip(header, who, ChipKind.WHO, name))
            return
        new = new_contact(who.words)
    if new is not None:
        name = f"{new.name} @ {new.account}" if new.account else new.name
        people.add(new, new.name, _chip(header, who, ChipKind.NEW, f"new: {name}"))
        return
    found = _meant(who)
    if found is not None:
        people.add(found.id, found.name, _chip(header, who, ChipKind.WHO, found.name))
    elif who.candidates:
        people.ambiguities.append(Ambiguity(who.words, who.candidates, who.start, who.end))
    else:
        people.unknown.append(who.words)


def _meant(who: Who) -> Candidate | None:
    return the_one_meant(who.words, who.candidates)


def _chip(header: Header, who: Who, kind: ChipKind, text: str) -> Chip:
    # A header without its name is none: Backspace takes back all of it.
    return Chip(kind, text, who.start, who.end, header.start, header.end)
