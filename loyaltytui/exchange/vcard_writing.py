"""A contact as a vCard, 3.0 or 4.0: which property says which of its fields.

How text is escaped and lines are folded lives in `content_writing`; reading cards in `vcard`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field

from loyaltytui.drafts import ChannelDraft, ContactDraft
from loyaltytui.entries import ChannelKind, Scope
from loyaltytui.exchange import vcard_values as values
from loyaltytui.exchange.content_writing import escaped, folded, lightly_escaped
from loyaltytui.exchange.foreign_text import one_line
from loyaltytui.exchange.vcard_lines import BLOBS
from loyaltytui.plain import fold

VERSIONS = ("3.0", "4.0")
"""The versions that can be written; the first is the one most programs read."""
OWN_FIELD = "X-LOYALTYTUI-FIELD"
"""Holds the name and the text of a field that no property of a card can hold."""

_PROPERTIES = {ChannelKind.EMAIL: "EMAIL", ChannelKind.PHONE: "TEL", ChannelKind.LINK: "URL"}
_SCOPES = {Scope.WORK: "WORK", Scope.PERSONAL: "HOME"}
_TYPES = {"mobile": "CELL", "fax": "FAX", "pager": "PAGER", "car": "CAR", "main": "MAIN"}
_PLACES = {"home": "HOME", "work": "WORK", "other": "OTHER"}
_NAMELESS = "Unnamed"
_AS_IT_CAME = re.compile(r"(X-[A-Z0-9-]{1,60}|[A-Z][A-Z0-9-]{1,30})(?: \(([^()]{1,60})\))?")
_HAS_A_HOME = {
    *("BEGIN", "END", "VERSION", "PRODID", "REV", "PROFILE", "MAILER", "CLIENTPIDMAP"),
    *("X-ABLABEL", "FN", "N", "ORG", "DEPARTMENT", "TITLE", "ROLE", "NOTE", "UID", "BDAY", "ADR"),
    *("LABEL", "CATEGORIES", "AGENT", OWN_FIELD),
    *_PROPERTIES.values(),
    *BLOBS,
}
"""Properties that say something else already, or would be read as something else."""
_GROUP_KINDS = {"KIND", "X-ADDRESSBOOKSERVER-KIND"}


def write_cards(contacts: Iterable[ContactDraft], version: str = VERSIONS[0]) -> bytes:
    """Several contacts as one vCard file."""
    return b"".join(write_card(contact, version) for contact in contacts)


def write_card(contact: ContactDraft, version: str = VERSIONS[0], uid: str = "") -> bytes:
    """One contact as a vCard. The same contact gives the same bytes, whenever it is written.

    All that is handed in is written: what is in confidence has to be left out before.
    `uid` is how other programs know them, where that is not the contact's own.
    """
    card = _Card(version)
    name = _name(contact)
    card.add("FN", escaped(name))
    card.add("N", _structured_name(name, contact.extras))
    if contact.account:
        departments = [text for of, text in contact.extras if of == "DEPARTMENT"]
        company = [contact.account, *(departments[0].split("; ") if departments else ())]
        card.add("ORG", ";".join(map(escaped, company)))
    card.add("TITLE", escaped(one_line(contact.job)))
    card.add_birthday(contact.birthday)
    for channel in contact.channels:
        card.add_channel(channel)
    for types, place in _addresses(contact.address):
        card.add("ADR", f";;{escaped(place)};;;;", types)
    card.add("CATEGORIES", ",".join(map(escaped, contact.tags)))
    card.add("NOTE", escaped(contact.about))
    for of, text in contact.extras:
        card.add_extra(of, text, contact)
    card.add("UID", escaped(uid or contact.uid))
    return card.whole()


def _name(contact: ContactDraft) -> str:
    """What they are called: a card without a name is none."""
    ways = (channel.value for channel in contact.channels)
    candidates = (contact.name, contact.account, *ways, _NAMELESS)
    return next(filter(None, map(one_line, candidates)))


class _Card(Struct):
    """The lines of a card so far."""

    version: str
    lines: list[str] = field(default_factory=list)
    groups: int = 0

    def add(self, name: str, value: str, types: Sequence[str] = (), parameters: str = "") -> None:
        """One property; nothing for an empty value."""
        if value.strip():
            self.lines.append(f"{name}{self._types(types)}{parameters}:{value}")

    def _types(self, types: Sequence[str]) -> str:
        said = ",".join(types)
        return f";TYPE={said.lower() if self.version == '4.0' else said}" if said else ""

    def add_labelled(self, name: str, value: str, types: Sequence[str], label: str) -> None:
        """One property with a label of its own words, as address books group the two."""
        self.groups += 1
        self.add(f"item{self.groups}.{name}", value, types)
        self.add(f"item{self.groups}.X-ABLabel", escaped(label))

    def add_channel(self, channel: ChannelDraft) -> None:
        """One way to reach them: whose it is as its type, and its label where no type says it."""
        name = _PROPERTIES[channel.kind]
        value, label = one_line(channel.value), one_line(channel.label)
        # An address of the web is no text in 4.0, and its commas are its own.
        is_web = channel.kind is ChannelKind.LINK and self.version == "4.0"
        value = lightly_escaped(value, keeps=";,") if is_web else escaped(value)
        words = label.split() if channel.kind is ChannelKind.PHONE else []
        more = dict.fromkeys(word for word in words if word in _TYPES)
        types = [_SCOPES[channel.scope], *(_TYPES[word] for word in more)]
        said = " ".join((types[0].lower(), *more))
        if label in ("", said):
            self.add(name, value, types)
        else:
            self.add_labelled(name, value, types, label)

    def add_birthday(self, birthday: str) -> None:
        """A day with or without its year, each version in its own way; else as text."""
        if not birthday or values.birthday(birthday) != birthday:
            self.add("BDAY", escaped(birthday), parameters=";VALUE=text")
        elif not birthday.startswith("--"):
            self.add("BDAY", birthday if self.version == "3.0" else birthday.replace("-", ""))
        elif self.version == "3.0":
            # 3.0 knows no day without its year; phones understand this one.
            self.add("BDAY", f"1604{birthday[1:]}", parameters=";X-APPLE-OMIT-YEAR=1604")
        else:
            self.add("BDAY", f"--{birthday[2:4]}{birthday[5:]}")

    def add_extra(self, name: str, text: str, contact: ContactDraft) -> None:
        """A field that came from elsewhere, back as the property it came as."""
        if name in ("N", "DEPARTMENT") and _is_told(name, text, contact):
            return
        found = _AS_IT_CAME.fullmatch(name)
        is_group = text.strip().lower() == "group"
        if (
            found is None
            or found[1] in _HAS_A_HOME
            or (found[1] in _GROUP_KINDS and is_group)
            or (found[2] and one_line(found[2]) != found[2])
        ):
            self.add(OWN_FIELD, f"{escaped(name)};{escaped(text)}")
        elif found[2]:
            self.add_labelled(found[1], lightly_escaped(text), (), found[2])
        else:
            keeps = ";," if found[1] == "NICKNAME" else ";"
            self.add(found[1], lightly_escaped(text, keeps))

    def whole(self) -> bytes:
        """The card with its first and last lines."""
        head = ("BEGIN:VCARD", f"VERSION:{self.version}", "PRODID:-//loyaltytui//EN")
        return b"".join(map(folded, (*head, *self.lines, "END:VCARD")))


def _structured_name(name: str, extras: Iterable[tuple[str, str]]) -> str:
    """The name in parts: as it came while it still fits, else its last word as the family's."""
    for of, text in extras:
        if of == "N" and _still_names(text, name):
            return lightly_escaped(text, keeps="\\;,")
    given, _, family = name.rpartition(" ")
    return f"{escaped(family)};{escaped(given)};;;" if given else f";{escaped(family)};;;"


def _still_names(structured: str, name: str) -> bool:
    """Are these the parts of that name? Whoever was renamed since is not called so any more."""
    family, given, *_ = [*values.parts(structured), ""]
    whole = fold(name)
    return bool(fold(family + given)) and fold(family) in whole and fold(given) in whole


def _is_told(name: str, text: str, contact: ContactDraft) -> bool:
    """Does the card say it already, or does it no longer hold?"""
    if name == "N":
        return True
    first = next(other for of, other in contact.extras if of == name)
    return bool(contact.account) and text == first


def _addresses(address: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """An address, or several with their labels, as an import writes them one a line."""
    lines = [line for line in address.split("\n") if line.strip()]
    labelled = [line.partition(": ") for line in lines]
    if len(lines) > 1 and all(label in _PLACES and place for label, _, place in labelled):
        yield from (((_PLACES[label],), place) for label, _, place in labelled)
    elif lines:
        yield (), "\n".join(line.strip() for line in lines)
