"""Monica's export of an account, version 4, as contacts with their history.

A tree of `{count, type, values}` lists: contacts at the top, what belongs to them inside.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from msgspec.structs import replace

from loyaltytui.drafts import ChannelDraft, ContactDraft
from loyaltytui.entries import ChannelKind, Scope
from loyaltytui.exchange import vcard_values
from loyaltytui.exchange.foreign_text import byte_lines, clean, decode, one_line
from loyaltytui.exchange.monica_history import Shared, history
from loyaltytui.exchange.reach_hints import email_scope, link_scope
from loyaltytui.exchange.reading import SourceError, Tally

Tree = Mapping[str, Any]

_HOUSEKEEPING = frozenset(
    {
        "avatar", "is_starred", "is_active", "is_partial", "last_consulted_at", "number_of_views",
        "distant_etag", "vcard", "first_name", "middle_name", "last_name", "job", "company",
        "description", "tags", "birthdate", "stay_in_touch_frequency", "stay_in_touch_trigger_date",
        "last_talked_to", "deceased_reminder", "first_met_reminder", "nickname", "gender",
        "first_met_date", "first_met_through", "deceased_date",
    }
)  # fmt: skip
"""What speaks of the program, or is written elsewhere."""
_LEFT_OUT = {"photo": "photo", "document": "document"}


def is_monica(start: bytes) -> bool:
    """Is this the beginning of such an export?"""
    text = decode(start).lstrip("\ufeff \t\r\n")
    return text.startswith("{") and re.search(r'"account"\s*:\s*\{', text) is not None


def read_monica(file: BinaryIO, tally: Tally) -> Iterator[ContactDraft]:
    """The contacts one after the other; what cannot be read goes to the tally."""
    try:
        tree = json.loads(decode(byte_lines(file).read()))
    except (ValueError, RecursionError) as problem:
        line = getattr(problem, "lineno", 1)
        raise SourceError(
            f"{tally.where} breaks off or is damaged at line {line}: export it from Monica again."
        ) from None
    account = _tree(_tree(tree).get("account"))
    parts = _lists(account)
    contacts = [_tree(each) for each in parts["contact"]]
    names = {str(each.get("uuid", "")): _name(_tree(each.get("properties"))) for each in contacts}
    shared = Shared(
        {str(each.get("uuid", "")): _tree(each) for each in map(_tree, parts["activity"])},
        _kinds(account, "activity_types"),
    )
    channel_types = {
        str(kind.get("uuid", "")): _tree(kind.get("properties", kind))
        for kind in map(_tree, _list(_tree(account.get("instance")).get("contact_field_types")))
    }
    related = _relations(parts["relationship"], names)
    for number, contact in enumerate(contacts, 1):
        properties = _tree(contact.get("properties"))
        if properties.get("is_partial"):
            # Somebody's child or spouse, without a page of their own: kept as a field of theirs.
            tally.drop("relative, kept with the contact,")
            continue
        draft = _contact(contact, properties, channel_types, shared, tally)
        if draft is None:
            tally.lose(number, "a contact without a name, a company, an email or a phone")
            continue
        extras = (*draft.extras, *related[str(contact.get("uuid", ""))])
        introducer = names.get(str(properties.get("first_met_through", "")), "")
        extras += (("met through", introducer),) if introducer else ()
        yield replace(draft, extras=extras)


def _contact(
    contact: Tree,
    properties: Tree,
    channel_types: Mapping[str, Tree],
    shared: Shared,
    tally: Tally,
) -> ContactDraft | None:
    parts = _lists(contact)
    for word, said in _LEFT_OUT.items():
        if parts[word]:
            tally.drop(said, len(parts[word]))
    channels, extras = _channels(parts["contact_field"], channel_types)
    extras += _extras(properties)
    days = properties.get("stay_in_touch_frequency")
    name, account = _name(properties), _text(properties, "company")
    if not (name or account or channels):
        return None
    return ContactDraft(
        name=name,
        account=account,
        job=_text(properties, "job"),
        cadence=f"{days}d" if isinstance(days, int) and days > 0 else "",
        birthday=_special_day(properties.get("birthdate")),
        address="\n".join(_addresses(parts["address"])),
        about=_text(properties, "description"),
        channels=channels,
        tags=tuple(one_line(str(tag)) for tag in _list(properties.get("tags"))),
        uid=f"monica {contact.get('uuid')}" if contact.get("uuid") else "",
        extras=extras,
        past=tuple(history(parts, shared)),
    )


def _channels(
    fields: list[Any], types: Mapping[str, Tree]
) -> tuple[tuple[ChannelDraft, ...], tuple[tuple[str, str], ...]]:
    """Emails, phones and links; a field of any other type is kept under its type's name."""
    channels: list[ChannelDraft] = []
    extras: list[tuple[str, str]] = []
    for field in map(_tree, fields):
        properties = _tree(field.get("properties"))
        value = _text(properties, "data")
        kind = types.get(str(properties.get("type", "")), {})
        name, word = one_line(str(kind.get("name") or "")), str(kind.get("type") or "").lower()
        label = "" if name.lower() in ("email", "phone") else name
        if not value:
            continue
        if word == "email" or (not word and re.fullmatch(r"\S+@\S+", value)):
            value = vcard_values.email(value)
            channels.append(ChannelDraft(ChannelKind.EMAIL, value, label, email_scope(value)))
        elif word == "phone" or kind.get("protocol") in ("tel:", "tel"):
            value = vcard_values.phone(value)
            channels.append(ChannelDraft(ChannelKind.PHONE, value, label, Scope.WORK))
        elif value.lower().startswith(("http://", "https://", "www.")):
            channels.append(ChannelDraft(ChannelKind.LINK, value, label, link_scope(value)))
        else:
            extras.append((name or "contact field", value))
    return tuple(channels), tuple(extras)


def _addresses(fields: list[Any]) -> Iterator[str]:
    several = len(fields) > 1
    for field in map(_tree, fields):
        said = _tree(field.get("properties"))
        parts = ("street", "city", "province", "postal_code", "country")
        street, city, region, code, country = (_text(said, part) for part in parts)
        place = vcard_values.address(["", "", street, city, region, code, country])
        label = _text(said, "name")
        if place:
            yield f"{label}: {place}" if label and several else place


def _extras(properties: Tree) -> tuple[tuple[str, str], ...]:
    """What has no home of its own: a nickname, where they were met, what they eat."""
    found = [("nickname", _text(properties, "nickname")), ("gender", _text(properties, "gender"))]
    found.append(("first met", _special_day(properties.get("first_met_date"))))
    found.append(("died", _special_day(properties.get("deceased_date"))))
    for name, value in properties.items():
        if name in _HOUSEKEEPING or value in (None, "", False):
            continue
        said = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        found.append((name.replace("_", " "), "yes" if value is True else clean(said)[0]))
    return tuple(extra for extra in found if extra[1])


def _relations(
    several: list[Any], names: Mapping[str, str]
) -> defaultdict[str, tuple[tuple[str, str], ...]]:
    """Who is whose spouse or boss, as a field of the one it is about."""
    found: defaultdict[str, tuple[tuple[str, str], ...]] = defaultdict(tuple)
    for relation in map(_tree, several):
        said = _tree(relation.get("properties"))
        one, other = str(said.get("contact_is", "")), str(said.get("of_contact", ""))
        if names.get(one):
            found[other] += ((one_line(str(said.get("type", "relation"))), names[one]),)
    return found


def _kinds(account: Tree, word: str) -> dict[str, str]:
    """The names of one list of types by their uuids."""
    found = {}
    for kind in map(_tree, _list(_tree(account.get("instance")).get(word))):
        said = _tree(kind.get("properties", kind))
        name = said.get("name") or said.get("translation_key") or ""
        found[str(kind.get("uuid", ""))] = str(name).replace("_", " ")
    return found


def _special_day(value: object) -> str:
    """A day that may lack its year."""
    said = _tree(value)
    day = vcard_values.birthday(str(said.get("date") or "")[:10])
    return f"--{day[5:]}" if day and said.get("is_year_unknown") else day


def _name(properties: Tree) -> str:
    parts = (_text(properties, word) for word in ("first_name", "middle_name", "last_name"))
    return one_line(" ".join(parts))


def _text(properties: Tree, word: str) -> str:
    value = properties.get(word)
    return clean(str(value))[0].strip() if value not in (None, False, True) else ""


def _lists(tree: Tree) -> defaultdict[str, list[Any]]:
    """The `{count, type, values}` lists of a tree by their types."""
    found: defaultdict[str, list[Any]] = defaultdict(list)
    data = tree.get("data")
    parts = data if isinstance(data, list) else list(_tree(data).values())
    for part in map(_tree, parts):
        found[str(part.get("type", ""))].extend(_list(part.get("values")))
    return found


def _tree(value: object) -> Tree:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
