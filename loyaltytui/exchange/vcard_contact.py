"""What the lines of one card say about a contact.

Where a card begins and ends lives in `vcard`; whose the contact is, its importer decides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from msgspec import Struct, field
from msgspec.structs import replace

from loyaltytui.drafts import ChannelDraft, ContactDraft
from loyaltytui.entries import ChannelKind, Scope
from loyaltytui.exchange import vcard_values as values
from loyaltytui.exchange.foreign_text import one_line
from loyaltytui.exchange.reach_hints import email_scope, link_scope
from loyaltytui.exchange.reading import Tally
from loyaltytui.exchange.vcard_lines import BLOBS, PROPERTY_LIMIT, Head, Line, text_of

_ABOUT_THE_CARD = {"VERSION", "PRODID", "REV", "PROFILE", "MAILER", "CLIENTPIDMAP", "X-ABLABEL"}
"""They speak of the file, not of the person. Kept, `REV` would make each export look new."""
_TEXTS = {"FN", "TITLE", "ROLE", "NOTE", "BDAY", "UID", "LABEL", "NICKNAME"}
_KINDS = {"KIND", "X-ADDRESSBOOKSERVER-KIND"}
_CHANNELS = {"EMAIL": ChannelKind.EMAIL, "TEL": ChannelKind.PHONE, "URL": ChannelKind.LINK}
_LABELS = {
    "HOME": "home",
    "WORK": "work",
    "CELL": "mobile",
    "MOBILE": "mobile",
    "IPHONE": "mobile",
    "FAX": "fax",
    "PAGER": "pager",
    "MAIN": "main",
    "CAR": "car",
    "OTHER": "other",
}
_SAY_LITTLE = {"VOICE", "INTERNET", "EMAIL", "TEXT", "VIDEO", "MSG", "INTL", "DOM", "POSTAL"}
_MOST_LABELS = 5
_NO_DIGIT = re.compile(r"\D+")


class _Card(Struct):
    """What was found in a card so far."""

    labels: dict[str, str]
    """The words that a group's label gives to its lines."""
    texts: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    structured_name: str = ""
    companies: list[list[str]] = field(default_factory=list)
    addresses: list[tuple[str, str]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    channels: dict[tuple[ChannelKind, str], ChannelDraft] = field(default_factory=dict)
    preferred: set[tuple[ChannelKind, str]] = field(default_factory=set)
    extras: list[tuple[str, str]] = field(default_factory=list)
    is_group: bool = False


def contact_from(number: int, lines: list[Line], tally: Tally) -> ContactDraft | None:
    """Draft the contact whom the card that begins on this line is about; None when it is nobody."""
    card = _Card(_group_labels(lines))
    for line in lines:
        head = line.head
        if head is None or head.name in _ABOUT_THE_CARD:
            continue
        if head.is_blob:
            if line.value:
                tally.drop(BLOBS[head.name])
        elif line.is_too_long:
            why = f"{head.name} is longer than {PROPERTY_LIMIT // 1000} kB and was left out"
            tally.leave_out(line.number, why)
        else:
            text, forbidden = text_of(line)
            if forbidden:
                tally.drop("control character", forbidden)
            _take(card, head, text)
    if card.is_group:
        tally.lose(number, "a group, not a person")
        return None
    draft = _draft(card)
    if draft is None:
        tally.lose(number, "a card without a name, a company, an email or a phone")
    return draft


def _group_labels(lines: list[Line]) -> dict[str, str]:
    return {
        line.head.group: values.apple_label(values.unescape(text_of(line)[0]))
        for line in lines
        if line.head is not None and line.head.group and line.head.name == "X-ABLABEL"
    }


def _take(card: _Card, head: Head, text: str) -> None:
    """Write down what one property says."""
    name, is_exact = head.name, head.transfer == "q"
    if name in _CHANNELS:
        _take_channel(card, head, values.unescape(text, is_exact))
    elif name in _TEXTS:
        if said := values.unescape(text, is_exact).strip():
            card.texts[name].append(said)
    elif name == "N":
        card.structured_name = card.structured_name or (text.strip() if text.strip(" ;") else "")
    elif name == "ORG":
        components = [one_line(part) for part in values.parts(text, ";", is_exact)]
        if components := [part for part in components if part]:
            card.companies.append(components)
    elif name == "ADR":
        place = values.address(values.parts(text, ";", is_exact)) or one_line(head.label)
        if place:
            card.addresses.append((_label(card, head), place))
    elif name == "CATEGORIES":
        said_tags = (one_line(part) for part in values.parts(text, ",", is_exact))
        card.tags += [tag for tag in said_tags if tag]
    elif name in _KINDS and text.strip().lower() == "group":
        card.is_group = True
    elif name == "X-LOYALTYTUI-FIELD":
        # Ours: a field's name and its text, which no property of a card could hold.
        of, *own_text = values.parts(text)
        card.extras.append((of.strip(), ";".join(own_text).strip()))
    elif said := values.unescape(text, is_exact).strip():
        label = _label(card, head)
        card.extras.append((f"{name} ({label})" if label else name, said))


def _take_channel(card: _Card, head: Head, text: str) -> None:
    """Write down a channel, or what this line adds to one that the card has named before."""
    kind = _CHANNELS[head.name]
    label, scope = _label(card, head), _said_scope(head.types)
    if kind is ChannelKind.EMAIL:
        value = values.email(text)
        scope, key = scope or email_scope(value), value.lower()
    elif kind is ChannelKind.PHONE:
        value = values.phone(text)
        # Reach must not be overstated: a mobile is often the employer's, so only HOME is personal.
        scope, key = scope or Scope.WORK, _phone_key(value)
    else:
        value = one_line(text)
        scope, key = scope or link_scope(value), value.lower().rstrip("/")
    if not value:
        return
    if head.is_preferred:
        card.preferred.add((kind, key))
    known = card.channels.get((kind, key))
    if known is None:
        card.channels[kind, key] = ChannelDraft(kind, value, label, scope)
        return
    labels = dict.fromkeys(filter(None, [*known.label.split(", "), label]))
    card.channels[kind, key] = replace(
        known,
        label=", ".join(list(labels)[:_MOST_LABELS]),
        scope=known.scope if known.scope is scope else Scope.WORK,
    )


def _phone_key(number: str) -> str:
    """What two ways to write one number share; words (`1-800-FLOWERS`, an extension) must agree."""
    digits = _NO_DIGIT.sub("", number)
    is_spelled = any(map(str.isalpha, number))
    return number.lower() if is_spelled or len(digits) < 5 else digits


def _label(card: _Card, head: Head) -> str:
    return (card.labels.get(head.group) if head.group else "") or _label_of_types(head.types)


@lru_cache(maxsize=256)
def _label_of_types(types: tuple[str, ...]) -> str:
    """Name a channel by its types: `work fax`; else by words of the writer's own."""
    known = [_LABELS[word] for word in sorted(types, key=_by_rank) if word in _LABELS]
    own = [word.removeprefix("X-").lower() for word in types if word not in _SAY_LITTLE]
    return " ".join(dict.fromkeys(known or own))


def _by_rank(word: str) -> int:
    """Whose it is comes before what it is."""
    return 0 if word in ("HOME", "WORK") else 1


def _said_scope(types: tuple[str, ...]) -> Scope | None:
    """Read whose the channel is; what is both work and home may end with the work."""
    if "WORK" in types:
        return Scope.WORK
    return Scope.PERSONAL if "HOME" in types else None


def _draft(card: _Card) -> ContactDraft | None:
    texts = card.texts
    account = card.companies[0][0] if card.companies else ""
    name = _name(card, account)
    if not name:
        return None
    born = next(filter(None, map(values.birthday, texts["BDAY"])), "")
    channels = sorted(card.channels.items(), key=lambda item: item[0] not in card.preferred)
    return ContactDraft(
        name=name,
        account=account,
        job=", ".join(dict.fromkeys(map(one_line, texts["TITLE"] + texts["ROLE"]))),
        birthday=born,
        address="\n".join(_addresses(card)),
        about="\n".join(texts["NOTE"]),
        channels=tuple(channel for _, channel in channels),
        tags=tuple(dict.fromkeys(card.tags)),
        uid=values.uid(texts["UID"][0]) if texts["UID"] else "",
        extras=tuple(_extras(card, name, born)),
    )


def _name(card: _Card, account: str) -> str:
    """Name the contact by the first thing that can: a person's name before a company's."""
    kinds = (ChannelKind.EMAIL, ChannelKind.PHONE)
    channels = [card.channels[key] for kind in kinds for key in card.channels if key[0] is kind]
    candidates = (
        *card.texts["FN"],
        values.full_name(values.parts(card.structured_name)),
        *card.texts["NICKNAME"],
        account,
        *(channel.value for channel in channels),
    )
    return next(filter(None, map(one_line, candidates)), "")


def _addresses(card: _Card) -> list[str]:
    """Each address in a line of its own, labelled when there are several to tell apart."""
    places = {place: label for label, place in card.addresses}
    if not places:
        labels = (label.split("\n") for label in card.texts["LABEL"])
        return [", ".join(filter(None, map(one_line, lines))) for lines in labels]
    if len(places) == 1:
        return list(places)
    return [f"{label}: {place}" if label else place for place, label in places.items()]


def _extras(card: _Card, name: str, born: str) -> list[tuple[str, str]]:
    """What has no home of its own, and what the homes could not hold."""
    family, given, *_ = [*values.parts(card.structured_name), ""]
    is_plain = name.lower() == one_line(f"{given} {family}").lower() and " " not in family
    texts = card.texts
    found: list[tuple[str, str]] = []
    if card.structured_name and not is_plain:
        found.append(("N", card.structured_name))
    found += [("FN", other) for other in texts["FN"][1:] if one_line(other) != name]
    found += [("NICKNAME", nick) for nick in texts["NICKNAME"]]
    for position, (company, *departments) in enumerate(card.companies):
        if position:
            found.append(("ORG", "; ".join([company, *departments])))
        elif departments:
            found.append(("DEPARTMENT", "; ".join(departments)))
    found += [("BDAY", text) for text in texts["BDAY"] if values.birthday(text) != born or not born]
    found += [("UID", other) for other in texts["UID"][1:]]
    if card.addresses:
        found += [("LABEL", label) for label in texts["LABEL"]]
    return found + card.extras
