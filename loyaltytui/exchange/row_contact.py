"""A row of a table as a contact, by what its columns mean.

What they mean is proposed in `tools/` and `columns`; rows of history are read in `row_history`.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import unquote

from msgspec import Struct, field

from loyaltytui.drafts import ChannelDraft, ContactDraft
from loyaltytui.entries import ChannelKind, Scope
from loyaltytui.exchange import vcard_values
from loyaltytui.exchange.columns import Target
from loyaltytui.exchange.foreign_days import DayOrder, read_birthday, read_moment
from loyaltytui.exchange.foreign_text import clean, one_line
from loyaltytui.exchange.reach_hints import email_scope, link_scope

_SEVERAL = ":::"
_BETWEEN_EMAILS = re.compile(r"[\s,;:<>\"'()\[\]]+")
_PHONES = re.compile(r"\s*(?::::|[;,\n]|\s/\s)\s*")
_BLANKS = re.compile(r"[^\S\n]+")
_TAGS = re.compile(r"\s*(?::::|[;,\n])\s*")
_MARKUP = re.compile(
    r"</?(?:p|br|div|span|a|ul|ol|li|b|i|u|strong|em|table|h\d)\b[^<>]{0,999}>", re.IGNORECASE
)
_LINE_END = re.compile(r"<br\s*/?>|</(?:p|div|li|tr|h\d)>", re.IGNORECASE)
_HOME = re.compile(r"\b(?:home|private?|privat|personal|casa|domicile|prive)\b")
_WORK = re.compile(r"\b(?:work|business|office|company|main|geschaftlich|arbeit|travail|trabajo)\b")
_SYSTEM_TAGS = frozenset({"mycontacts", "my contacts", "all contacts"})
_ADDRESS = ("pobox", "extended", "street", "city", "region", "postcode", "country")
_KINDS = {"email": ChannelKind.EMAIL, "phone": ChannelKind.PHONE, "link": ChannelKind.LINK}
_RANKS = tuple(ChannelKind)
_NAMES = ("first", "middle", "last")


class RowForm(NamedTuple):
    """How the rows of one table are read."""

    headers: tuple[str, ...]
    targets: tuple[Target, ...]
    kind: str
    order: DayOrder
    noise: frozenset[str] = frozenset()


class _Said(Struct):
    """What one row said, before it is put together."""

    texts: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    channels: list[tuple[bool, ChannelDraft]] = field(default_factory=list)
    addresses: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    extras: list[tuple[str, str]] = field(default_factory=list)
    uid: str = ""


def contact_of(cells: Sequence[str], form: RowForm) -> ContactDraft | None:
    """The contact whom a row is about; None when it names nobody and no way to reach them."""
    said = _Said()
    filled = [
        (form.headers[place], form.targets[place], text)
        for place, cell in enumerate(cells)
        if (text := cell.strip()) and text.casefold() not in form.noise
    ]
    for _, target, text in filled:
        if target.word == "label":
            said.labels[target.group] = text
    for header, target, text in filled:
        _take(said, header, target, text, form)
    return _draft(said, form)


def is_skipped(cells: Sequence[str], form: RowForm) -> str:
    """What a row is that is left out on purpose; empty when it is none."""
    for place, target in enumerate(form.targets):
        if target.word == "deleted" and cells[place].strip().casefold() in ("1", "true", "yes"):
            return "deleted contact"
    return ""


def _take(said: _Said, header: str, target: Target, text: str, form: RowForm) -> None:
    """Writes down what one cell says."""
    word = target.word
    if word in _KINDS:
        _take_channels(said, header, target, text)
    elif word == "profile":
        link = one_line(text)
        said.uid = said.uid or link
        said.texts["slug"].append(_slug(link))
        said.channels.append(
            (False, ChannelDraft(ChannelKind.LINK, link, "LinkedIn", link_scope(link)))
        )
    elif word in _ADDRESS or word == "address":
        parts = said.addresses.setdefault(target.group, {"label": [target.label]})
        parts.setdefault(word, []).append(text)
    elif word == "uid":
        said.uid = said.uid or (
            f"{form.kind} {one_line(text)}" if form.kind != "csv" else one_line(text)
        )
    elif word == "keep":
        said.extras.append((target.label or one_line(header) or "column", text))
    elif word in ("prefix", "suffix"):
        said.extras.append((one_line(header), one_line(text)))
    elif word == "day":
        moment = read_moment(text, form.order)
        spoken = f"{moment.on} {moment.at_time}".strip() if moment else text
        said.extras.append((target.label or one_line(header), spoken))
    elif word == "birthday":
        if born := read_birthday(text, form.order):
            said.texts[word].append(born)
        else:
            said.extras.append((one_line(header), text))
    elif word not in ("label", "skip", "photo", "deleted"):
        said.texts[word].append(text)


def _take_channels(said: _Said, header: str, target: Target, text: str) -> None:
    label = said.labels.get(target.group, "") if target.group else target.label
    is_preferred = label.startswith("*")
    label = one_line(label.lstrip("* ")).lower()
    values = _values(target.word, text)
    if not values:
        said.extras.append((one_line(header), text))
    for value in values:
        scope = _scope(label, target.word, value)
        draft = ChannelDraft(_KINDS[target.word], value, label, scope)
        said.channels.append((is_preferred, draft))


def _values(word: str, text: str) -> list[str]:
    """One cell may hold several; none is what is no such channel at all."""
    if word == "email":
        found = emails_in(text)
        return found if found or "/" in text[:1] else ([one_line(text)] if "@" in text else [])
    if word == "phone":
        parts = [one_line(part) for part in _PHONES.split(_BLANKS.sub(" ", text)) if part.strip()]
        digits = [sum(letter.isdigit() for letter in part) for part in parts]
        whole = [vcard_values.phone(text)]
        numbers = parts if min(digits, default=0) >= 5 else whole
        return numbers if any(letter.isdigit() for letter in text) else []
    return [one_line(part) for part in text.split(_SEVERAL) if part.strip()]


def emails_in(text: str) -> list[str]:
    """The addresses in a cell, in time that grows no faster than it does."""
    parts = (part.strip(".") for part in _BETWEEN_EMAILS.split(text))
    return [part for part in parts if "@" in part[1:-1]]


def _scope(label: str, word: str, value: str) -> Scope:
    if _HOME.search(label):
        return Scope.PERSONAL
    if _WORK.search(label):
        return Scope.WORK
    if word == "email":
        return email_scope(value)
    # Reach must not be overstated: a mobile is often the employer's.
    return link_scope(value) if word == "link" else Scope.WORK


def _draft(said: _Said, form: RowForm) -> ContactDraft | None:
    texts = said.texts
    if form.kind == "hubspot":
        texts["account"] = [part for text in texts["account"] for part in text.split(";")]
    account = one_line(" ".join(texts["account"][:1]))
    name = _name(said)
    if not (name or said.channels or (account and form.kind != "linkedin")):
        # LinkedIn goes on listing profiles that were closed, by their company alone.
        return None
    for other in texts["account"][1:]:
        said.extras.append(("other account", one_line(other)))
    ordered = sorted(said.channels, key=lambda each: (_RANKS.index(each[1].kind), not each[0]))
    return ContactDraft(
        name=name,
        account=account,
        job=", ".join(dict.fromkeys(map(one_line, texts["job"]))),
        tier="".join(texts["tier"][:1]),
        cadence="".join(texts["cadence"][:1]),
        birthday=next(iter(texts["birthday"]), "") or _born(said),
        address="\n".join(_addresses(said)),
        about="\n".join(map(plain_text, texts["about"])),
        channels=tuple(channel for _, channel in ordered),
        tags=tuple(_tags(texts["tags"])),
        uid=said.uid,
        extras=tuple(said.extras),
    )


def _name(said: _Said) -> str:
    """The person's name: spoken in full, else from its parts, else what they are called by."""
    texts = said.texts
    spoken = one_line(" ".join(text for word in _NAMES for text in texts[word]))
    whole = [one_line(text) for text in texts["name"]]
    name = whole[0] if whole and not ("," in whole[0] and spoken) else spoken
    for word in ("nickname", "fileas", "echo"):
        others = [one_line(text) for text in texts[word]]
        if not name and word != "echo":
            name = next(iter(others), "")
        reached = {channel.value.casefold() for _, channel in said.channels}
        said.extras += [
            ("nickname" if word == "nickname" else "other name", other)
            for other in dict.fromkeys(others)
            if not _repeats(other, name) and other.casefold() not in reached
        ]
    if not name and texts["slug"]:
        emails = (draft.value for _, draft in said.channels if draft.kind is ChannelKind.EMAIL)
        name = next(emails, texts["slug"][0])
    said.extras += [
        ("other name", other) for other in (*whole, spoken) if not _repeats(other, name)
    ]
    return name


def _slug(url: str) -> str:
    """Names somebody by their profile's address, when nothing else gives them away."""
    last = url.partition("?")[0].rstrip("/").rpartition("/")[2]
    return one_line(clean(unquote(last))[0]) or url


def _repeats(other: str, name: str) -> bool:
    """Does it say nothing beyond the name? `Lee, Ann (ann@x.no)` is Ann Lee."""
    bare = re.sub(r"\([^()]*@[^()]*\)", "", other).casefold().replace(",", " ")
    return not set(bare.split()) - set(name.casefold().replace(",", " ").split())


def _born(said: _Said) -> str:
    """A birthday that three columns tell together."""
    parts = [
        next(iter(said.texts[word]), "") for word in ("birthyear", "birthmonth", "birthdayofmonth")
    ]
    year, month, day = (f"{int(part):02}" if part.isdecimal() else "" for part in parts)
    if not (month and day):
        said.extras += [("birthday", " ".join(filter(None, parts)))] if any(parts) else []
        return ""
    return vcard_values.birthday(f"{year:0>4}-{month}-{day}" if year else f"--{month}-{day}")


def _addresses(said: _Said) -> list[str]:
    """Each address in one line, labelled when there are several to tell apart."""
    found: dict[str, str] = {}
    for group, parts in said.addresses.items():
        label = one_line(said.labels.get(group, "").lstrip("* ")).lower() or parts["label"][0]
        pieces = [", ".join(parts.get(word, [])) for word in _ADDRESS]
        place = vcard_values.address(pieces) if any(pieces) else ""
        if "address" in parts and not place:
            lines = "\n".join(parts["address"]).replace(_SEVERAL, "\n").split("\n")
            place = ", ".join(filter(None, map(one_line, lines)))
        elif "address" in parts and not _holds(place, parts["address"][0]):
            said.extras.append(("address", one_line(parts["address"][0])))
        if place:
            found.setdefault(place, label)
    if len(found) == 1:
        return list(found)
    return [f"{label}: {place}" if label else place for place, label in found.items()]


def _holds(place: str, formatted: str) -> bool:
    """Are all words of the address in one piece among its parts?"""
    words = set(re.split(r"[\W_]+", place.casefold()))
    return set(re.split(r"[\W_]+", formatted.casefold())) - {""} <= words


def _tags(texts: Sequence[str]) -> list[str]:
    words = [
        one_line(part.strip('*" '))
        for text in texts
        for part in _TAGS.split(_BLANKS.sub(" ", text))
    ]
    return [word for word in words if word and word.casefold() not in _SYSTEM_TAGS]


def plain_text(text: str) -> str:
    """Notes without the markup that some programs write them in."""
    if not _MARKUP.search(text):
        return text
    bare = html.unescape(_MARKUP.sub("", _LINE_END.sub("\n", text))).replace("\xa0", " ")
    lines = (" ".join(line.split()) for line in bare.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
